"""Every component in every state that it knows, a line each: what the kit shows.

The values come from the catalogue of one day, through what the pages themselves ask. A route is found by how it stands, and is
never named. Where nothing stands like that, the kit says so. A part of the kit has a file; they stand in it as they come here."""

# ruff: noqa: I001
from matcher.pages.kit.specimens import route
from matcher.pages.kit.specimens import time
from matcher.pages.kit.specimens import questions
from matcher.pages.kit.specimens import lists
from matcher.pages.kit.specimens import figures
from matcher.pages.kit.specimens import words
from matcher.pages.kit.specimens import facts
from matcher.pages.kit.specimens import beside
from matcher.pages.kit.specimens import menus
from matcher.pages.kit.stock import Stock, kit

__all__ = ["Stock", "beside", "facts", "figures", "kit", "lists", "menus", "questions", "route", "time", "words"]
