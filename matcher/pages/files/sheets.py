"""What stands on paper of a result and a route: the same sentences as on their pages, nothing folded away."""

from collections.abc import Iterator, Sequence

from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from catalogue.entries.instrument import InstrumentEntry, RouteSourceEntry
from matcher.answers.address import Asked
from matcher.answers.advisers import advisers_of_plan, advisers_of_route, told
from matcher.answers.questionnaire import Given, summary
from matcher.engine.verdicts import Route
from matcher.pages.compare.comparison import points, unknown
from matcher.pages.files.documents import Document, SheetBlock, facts, heading, items, link, text
from matcher.pages.files.tables import ResultRow, RouteRow
from matcher.pages.results.groups import MatchShown
from matcher.pages.selections.told import group_said
from matcher.rules.facts import facts_of
from matcher.rules.site import Site
from matcher.speech.contacts import AdviserTold, letter
from matcher.speech.shelf_lives import seen_when
from matcher.speech.writing import euros, long_date


def document(title: str, lead: str, page: str, asked: Asked, blocks: Sequence[SheetBlock]) -> Document:
    """What of the address was not understood, or how it was read, comes first."""
    on, notes = asked.on, [items([note.message for note in asked.notes])] if asked.notes else []
    foot = _("Overzet, as known on %(day)s. Check with the funder before you count on it.") % {"day": long_date(on)}
    return Document(title, get_language() or "nl", lead, page, foot, on, (*notes, *blocks))


def plan_told(given: Sequence[Given]) -> str:
    return " · ".join(one.told for one in given)


# --- A result -----------------------------------------------------------------------------------------------------


def result_sheet(site: Site, asked: Asked, rows: Sequence[ResultRow], page: str) -> Document:
    given = summary(site, asked)
    blocks: list[SheetBlock] = []
    for group in dict.fromkeys(row.group for row in rows):
        those = [row for row in rows if row.group == group]
        blocks.append(
            heading(_("%(group)s: %(count)s") % {"group": group_said(group).capitalize(), "count": len(those)})
        )
        for row in those:
            blocks += of_card(row)
    blocks += advisers(told(site, advisers_of_plan(site, asked.answers), asked.on, letter([], page)))
    return document(pgettext("on paper", "Your routes"), plan_told(given), page, asked, blocks)


def of_card(row: ResultRow) -> Iterator[SheetBlock]:
    card, route = row.card, row.route
    yield heading(str(card.entry.name), 3)
    pairs = [
        (pgettext("on paper", "Who pays"), route.shown.provider),
        (_("What it pays"), " ".join(route.shown.amount.split())),
    ]
    if pays := card.covers_eur or card.sum_eur:
        pairs.append((_("For this plan"), euros(pays)))
    pairs.append(day_told(route))
    if card.way and card.way.words:
        pairs.append((_("What to change"), card.way.words))
    yield facts([(name, said) for name, said in pairs if said])
    if reasons := [*card.fails, *card.waits_for, *card.met]:
        yield items(reasons)
    if card.needs:
        yield text(_("Needed first: %(status)s.") % {"status": card.needs.rstrip(".")})
    if card.advice:
        yield items(card.advice)
    if card.checks:
        yield text(pgettext("on paper", "Check yourself:"))
        yield items([check.statement for check in card.checks])
    yield from sources(card.entry)


def day_told(route: RouteRow) -> tuple[str, str]:
    """The day to apply by with how sure it is; without one, how the route stands."""
    if route.closes is None:
        applied = route.shown.entry.is_applied_for
        return _("How it stands"), route.stands if applied else _("cannot be applied for")
    hour = f", {route.closing.at}" if route.closing.at else ""
    told = f"{long_date(route.closes)}{hour} ({route.how_sure})"
    return pgettext("on paper", "Apply by"), told


def sources(entry: InstrumentEntry) -> Iterator[SheetBlock]:
    for one in entry.sources[:1]:
        if one.url:
            yield link(_("Source: %(source)s") % {"source": source_told(one)}, one.url)


def source_told(source: RouteSourceEntry) -> str:
    """Its address, and when it was seen."""
    seen = seen_when(source.seen)
    return f"{source.url} ({_('seen %(when)s') % {'when': seen}})" if seen else source.url


# --- A route ------------------------------------------------------------------------------------------------------


def route_sheet(site: Site, asked: Asked, board: MatchShown, route: Route, row: RouteRow, page: str) -> Document:
    card = board.card(route)
    entry = card.entry
    given = summary(site, asked)
    known = facts_of(site, entry)
    blocks = [text(str(entry.summary))]
    if asked.answers.values:
        blocks += [heading(_("For your plan")), text(group_said(route.group.value).capitalize() + ".")]
        if reasons := [*card.fails, *card.waits_for, *card.met]:
            blocks.append(items(reasons))
    blocks += [
        heading(_("The facts")),
        facts(
            [
                (_("What it pays"), " ".join(row.shown.amount.split())),
                day_told(row),
                *[(label, said) for label, say in points(site, asked.on) if (said := say(known)) != unknown()],
            ]
        ),
    ]
    if card.checks:
        blocks += [heading(pgettext("on paper", "Check yourself")), items([check.statement for check in card.checks])]
    blocks.append(heading(_("Sources")))
    blocks += [link(source_told(one), one.url) for one in entry.sources if one.url]
    if entry.apply.url:
        blocks += [heading(_("Where to apply")), link(entry.apply.url, entry.apply.url)]
    blocks += advisers(told(site, advisers_of_route(site, entry, asked.answers), asked.on, letter([], page)))
    return document(str(entry.name), plan_told(given), page, asked, blocks)


def advisers(those: Sequence[AdviserTold]) -> Iterator[SheetBlock]:
    if not those:
        return
    yield heading(_("Whom to call"))
    for one in those:
        yield heading(one.name, 3)
        said = [contact.said for contact in (one.phone, one.mail) if contact]
        yield text(" · ".join([*said, *one.seen]) or _("We have no number or mail address."))
        if one.site:
            yield link(one.site, one.site)
