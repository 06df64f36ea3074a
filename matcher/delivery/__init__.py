"""How pages reach who asks: which may be shared and for how long, the bytes that are kept, whether this process can answer.

Every middleware of ours stands here, in the order of `settings.MIDDLEWARE`. What a page says is made in `matcher.pages` and
`matcher.api`; what staff see, in `matcher.admin`. docs/delivery.md tells an operator what follows from it."""
