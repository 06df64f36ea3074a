"""Editions: everything the public sees as one immutable value, and the way there from what staff edit.

`edition` is the value, `store` its rows and files, `working` what waits, `problems` the check, `publish` makes a new one,
`differences` tells two entries apart, `search` is the room in which routes are found by words. Nothing here knows of matching."""
