"""A selection: what a page said on a day, kept by whoever has its link, and what became of it since.

`outcomes` is what an address comes to in an edition on a day, `since` the difference of two of those, `causes` what each part
is due to, `told` its sentences. A selection is a row (`matcher.models.selection`); nobody's name stands in it."""
