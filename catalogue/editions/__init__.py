"""Editions: everything the public sees as one immutable value, and the way there from what staff edit.

`edition` is the value, `store` its rows and files, `working` what waits, `problems` the check, `publish` makes a new one,
`differences` tells two entries apart, `search` finds routes by words. Nothing here knows of matching."""
