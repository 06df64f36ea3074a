"""Who fits what, and why: the engine, the rules that staff write, and the pages and API that ask it.

Imports nothing, so that `matcher.engine` loads without Django. What exists lives in `catalogue`."""
