"""How the pages write amounts, days and languages, and the addresses of other languages."""

import re
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from html import escape
from typing import Any

from django import template
from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, QueryDict
from django.template.base import FilterExpression, Parser, Token
from django.template.loader import get_template
from django.templatetags.static import static
from django.urls import get_script_prefix, reverse, translate_url
from django.utils.formats import number_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from catalogue.vocabulary import CostKind
from matcher.answers.address import KEEP, Asked
from matcher.answers.notes import Note
from matcher.answers.query import Query
from matcher.rules.words import Pair, say
from matcher.speech.languages import language_named
from matcher.speech.sums import known_otherwise
from matcher.speech.writing import as_told, euros_exactly, known_day, listed, long_date, separator, short_month
from matcher.speech.writing import euros as in_euros

register = template.Library()
register.filter("as_known", known_day)
register.filter("as_told", as_told)
register.filter("listed", listed)


@register.filter
def between(named: Iterable[Any]) -> str:
    """What stands between the names of entries, as they are listed."""
    return separator(str(one.name) for one in named)


@register.filter
def without_brackets(text: str) -> str:
    """What stands before the first bracket: a year without what else is said of it."""
    return text.partition(" (")[0]


GAPS = re.compile(r"\s*\n\s*")
BETWEEN_TAGS = re.compile(r">\s*\n\s*<")
AN_ADDRESS = "\ue000{}\ue000"
"""Stands for an address in a piece that is kept, with the name of its input: no text has this character, which means nothing."""


register.filter(euros_exactly)
register.filter(known_otherwise)


@register.filter
def grouped(number: int) -> str:
    """30.000 in Dutch, 30,000 in English."""
    return number_format(number, use_l10n=True, force_grouping=True)


@register.filter
def euros(amount: int | None) -> str:
    """€ 30.000; "" for nothing."""
    return "" if amount is None else in_euros(amount)


@register.filter
def in_full(day: date | None) -> str:
    """15 mei 2026; "" for nothing."""
    return "" if day is None else long_date(day)


@register.filter
def month_in_short(day: date) -> str:
    """mrt, or Mar."""
    return short_month(day)


register.filter("language", language_named)


@register.filter(name="say")
def in_active_language(pair: Pair) -> str:
    """The text of a pair in the language of the page."""
    return say(pair)


@register.filter
def read_so(notes: Iterable[Note]) -> list[Note]:
    """The notes that say how something was read."""
    return [note for note in notes if note.is_read]


@register.filter
def not_read(notes: Iterable[Note]) -> list[Note]:
    """The notes on what was not understood."""
    return [note for note in notes if not note.is_read]


@register.filter
def percent(share: float) -> int:
    return round(share * 100)


@register.filter
def days_after(day: date, on: date) -> int:
    """How many days a day lies after another."""
    return (day - on).days


@register.filter
def shape(level: str) -> str:
    """The letter of a level's figure: s, b or m."""
    return level[:1]


@register.simple_tag(takes_context=True)
def drawn_for_site(context: template.Context, component: str, **values: Any) -> str:
    """A piece of a page that shows entries, as `include ... only` gives it. The site keeps it: equal values are drawn once, and
    go when the site goes.

    The values are hashable, and the component looks at nothing else: neither at the request nor at the clock."""
    assert context.template is not None
    engine = context.template.engine

    def draw() -> SafeString:
        return without_gaps(engine.get_template(component).render(context.new(values)))

    return kept_by_site(context, (component, *values.items()), draw)


@register.simple_tag(takes_context=True)
def drawn_with_address(context: template.Context, component: str, named: str, leads_to: str, **values: Any) -> str:
    """As `drawn_for_site`, where the input of that name is an address: it alone is put in anew, however many there are."""
    return drawn_with_addresses(context, component, {named: leads_to}, **values)


@register.simple_tag(takes_context=True)
def drawn_with_addresses(context: template.Context, component: str, addresses: Mapping[str, str], **values: Any) -> str:
    """The same with several, by the name of their input. The component does no more with them than writing them down."""
    piece = drawn_for_site(context, component, **{name: AN_ADDRESS.format(name) for name in addresses}, **values)
    for name, leads_to in addresses.items():
        piece = piece.replace(AN_ADDRESS.format(name), escape(leads_to))
    return SafeString(piece)


def without_gaps(html: str) -> SafeString:
    """Without the empty lines and indents that a template leaves: a browser shows any run of them as one space."""
    return SafeString(GAPS.sub("\n", html))


def kept_by_site(context: template.Context, about: tuple[Hashable, ...], draw: Callable[[], SafeString]) -> SafeString:
    """What the site of the request keeps by this; drawn anew where a page is made without a request, as one for an error."""
    site = getattr(getattr(context, "request", None), "site", None)
    return site.fragments.of((get_language(), get_script_prefix(), *about), draw) if site else draw()


class KeptForSite(template.Node):
    """A part of a page that the site keeps; see `kept_for_site`."""

    child_nodelists = ("content",)

    def __init__(self, name: str, about: Sequence[FilterExpression], content: template.NodeList) -> None:
        self.name = name
        self.about = about
        self.content = content

    def render(self, context: template.Context) -> SafeString:
        about = (self.name, *(one.resolve(context) for one in self.about))
        return kept_by_site(context, about, lambda: without_gaps(self.content.render(context)))


@register.tag
def kept_for_site(parser: Parser, token: Token) -> KeptForSite:
    """`{% kept_for_site name value … %} … {% endkept_for_site %}`: what follows from the edition, the language and these values
    alone; drawn once for each. Neither the answers nor the day stand in it, unless they are named."""
    _tag, name, *about = token.split_contents()
    content = parser.parse(("endkept_for_site",))
    parser.delete_first_token()
    return KeptForSite(name, [parser.compile_filter(one) for one in about], content)


@register.simple_tag
def options_to_add(choices: Iterable[Any]) -> str:
    """The options of a picker that are not chosen yet, each with the number of routes that it would leave."""
    return mark_safe(
        "".join(
            f'<option value="{one.value}"{"" if one.count else " disabled"}>{escape(str(one.label))} ({one.count})</option>'
            for one in choices
            if not one.chosen
        )
    )


@register.filter
def any_chosen(choices: Iterable[Any]) -> bool:
    return any(choice.chosen for choice in choices)


@register.filter
def beside(said: Sequence[str], cards: Sequence[Any]) -> Iterable[tuple[Any, str]]:
    """Each card with what it says."""
    return zip(cards, said, strict=True)


@register.filter
def places(count: int) -> list[tuple[int, int]]:
    """Where so many figures stand, seven in a row from the right, a hundred apart; at most seven rows."""
    return [(600 - number % 7 * 100, number // 7 * 100) for number in range(min(count, 49))]


@register.simple_tag
def drawn(component: str, **given: Hashable) -> SafeString:
    """A component that follows from what it is given and from the language alone, drawn once for each and then kept.

    Addresses in it begin with the prefix under which the site is shown (that of a preview is another one)."""
    draw = _draw.__wrapped__ if settings.DEBUG else _draw
    return draw(component, (get_language(), get_script_prefix()), tuple(given.items()))


@lru_cache(maxsize=4096)
def _draw(name: str, _shown_in: tuple[str | None, str], given: tuple[tuple[str, Hashable], ...]) -> SafeString:
    return SafeString(get_template(f"components/{name}.html").render(dict(given)).strip())


@register.simple_block_tag
def tight(content: str) -> str:
    """A whole page without empty lines and indents between its tags. What somebody wrote in a box stays as it is."""
    return SafeString(BETWEEN_TAGS.sub(">\n<", content))


@register.simple_block_tag
def said_twice(content: str) -> str:
    """What a block says, under a name: a page's title stands in `<title>` and in what others show of the page."""
    return content


WITH_A_PLAN = ("match", "results", "plan", "instrument", "saved", "compare")
"""The pages of which the address holds a plan."""
OF_ONE_PAGE = ("ask", "put", "all", "sort", "route", "differs", *(f"cost-{kind.value}" for kind in CostKind))


@register.simple_tag(takes_context=True)
def kept(context: template.Context) -> dict[str, Any]:
    """How many routes the address puts aside, and where they stand; with the plan, where the address has one."""
    request = context.get("request")
    query = request.GET.copy() if isinstance(request, HttpRequest) else QueryDict(mutable=True)
    routes = list(dict.fromkeys(query.getlist(KEEP)))
    if not isinstance(request, HttpRequest) or not request.resolver_match:
        query = QueryDict(mutable=True)
    elif request.resolver_match.url_name not in WITH_A_PLAN:
        query = QueryDict(mutable=True)
        query.setlist(KEEP, routes)
    for name in OF_ONE_PAGE:
        query.pop(name, None)
    address, said = reverse("saved"), query.urlencode()
    return {"count": len(routes), "address": f"{address}?{said}" if said else address}


@register.simple_tag(takes_context=True)
def page_name(context: template.Context) -> str:
    """The url name of the page that is asked for; "" where no address of ours was."""
    request = context.get("request")
    match = request.resolver_match if isinstance(request, HttpRequest) else None
    return match.url_name or "" if match else ""


@register.simple_tag(takes_context=True)
def in_language(context: template.Context, language: str) -> str:
    """The address of this same page in another language, its query string kept, with days and numbers as they were understood. A
    page that is made without a request, as one for what went wrong, says its addresses itself (`addresses`)."""
    request = context.get("request")
    if not isinstance(request, HttpRequest):
        first_page = "/" if language == settings.LANGUAGE_CODE else f"/{language}/"
        return str((context.get("addresses") or {}).get(language, first_page))
    path, mark, query = request.get_full_path().partition("?")
    read = query_read(context)
    return translated(f"{path}{mark}{read.settled(query) if read else query}", language)


def query_read(context: template.Context) -> Query | None:
    """What a page understood of its address, where it says so: what it `asked`, or what it `found` by it."""
    asked = context.get("asked") or getattr(context.get("found"), "asked", None)
    read = asked.query if isinstance(asked, Asked) else asked
    return read if isinstance(read, Query) else None


@register.simple_tag(takes_context=True)
def whole_static(context: template.Context, path: str) -> str:
    """The address of a static file, host included; "" for a host that is not ours."""
    request = context.get("request")
    try:
        return request.build_absolute_uri(static(path)) if isinstance(request, HttpRequest) else ""
    except DisallowedHost:
        return ""


@register.simple_tag(takes_context=True)
def whole_address(context: template.Context, language: str) -> str:
    """The address of this same page in a language, host included and query string left out; "" for a host that is not ours."""
    request = context.get("request")
    if not isinstance(request, HttpRequest):
        return ""
    try:
        return request.build_absolute_uri(translated(request.path, language))
    except DisallowedHost:
        return ""


def translated(address: str, language: str) -> str:
    """The address in another language, also where no page answers to it. What stands before all addresses (of a preview that one
    was given the link of) stays before it."""
    path, mark, query = address.partition("?")
    return (
        _translated(path, get_language() or settings.LANGUAGE_CODE, language, get_script_prefix()[:-1]) + mark + query
    )


@lru_cache(maxsize=1024)
def _translated(path: str, active: str, language: str, prefix: str) -> str:
    if language == active:
        return path
    inside = path.removeprefix(prefix)
    found = str(translate_url(inside, language)).removeprefix(prefix)
    if found != inside:
        return prefix + found
    bare = inside.removeprefix(f"/{active}") if active != settings.LANGUAGE_CODE else inside
    return prefix + (bare if language == settings.LANGUAGE_CODE else f"/{language}{bare}")
