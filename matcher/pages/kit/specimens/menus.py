"""Specimens of the kit: menus."""

from matcher.pages.kit.kit import States
from matcher.pages.kit.stock import Stock, kit


@kit.shows("Menus", around='<div class="nav-main">{}</div>')
def menu(stock: Stock) -> States:
    yield "none of these pages", {"at": ""}
    yield "one of them", {"at": "routes"}
    yield "a page below one of them", {"at": "instrument"}


@kit.shows("Menus", width="column")
def about_menu(stock: Stock) -> States:
    yield "one of these pages", {"here": "ranking"}
