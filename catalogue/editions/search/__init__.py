"""Finding routes by words. `index` is what pages ask; `made` makes it of an edition, of what `searched` says a route is called.

`held` is what it holds, `reading` what a text asks, `finding` and `at_places` what that finds, `weights` in which order."""
