"""Which place of the catalogue somebody means who typed a name, and how that is told.

`meant` reads all that was typed, `within` a place with what it lies in, `by_itself` a place alone, `called` a name as it stands:
each asks those behind it. `names` is how places are called in an edition, `forms` how people write beside a name; `slips`
proposes a name for what is none, `readings` is what comes of it all, and `told` says so."""
