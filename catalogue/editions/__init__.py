"""Editions: everything the public sees as one immutable value, and the way there from what staff edit.

`edition` is the value, `store` its rows and files, `working` what waits, `problems` the check, `publish` makes a new one,
`differences` tells two entries apart, `search` finds routes by words: `searched` says by which, `search_held` holds them,
`search_reading` reads what is asked, `search_finding` and `search_at_places` find. Nothing here knows of matching."""
