"""What changed since, in sentences: per route what it was and is now, and the one thing that each is due to."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from html import unescape
from itertools import groupby

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from catalogue.entries.instrument import InstrumentEntry
from catalogue.entries.kinds import Name
from catalogue.entries.pay import AmountEntry
from catalogue.vocabulary import Level
from matcher.engine.agenda import Standing
from matcher.engine.availability import Availability
from matcher.engine.due import Certainty
from matcher.engine.verdicts import Group
from matcher.pages.results.lines import look_of
from matcher.pages.selections.causes import Cause, Caused, CauseKind, Since
from matcher.pages.selections.outcomes import LISTED, PageOutcome, RouteStands
from matcher.pages.selections.since import Aspect, Move
from matcher.rules.entries import RuleEntry
from matcher.rules.site import Site
from matcher.rules.words import say
from matcher.speech.shelf_lives import seen_when
from matcher.speech.writing import all_of, long_date

MOST_SENTENCES = 2
MOST_NAMED = 3
ORDER = (
    Aspect.LISTED,
    Aspect.GROUP,
    Aspect.CLOSES,
    Aspect.AT,
    Aspect.CERTAINTY,
    Aspect.AVAILABILITY,
    Aspect.LEAD,
    Aspect.AMOUNT,
    Aspect.SEEN,
)
OF_DAYS = (Aspect.CLOSES, Aspect.AT, Aspect.CERTAINTY)


@dataclass(frozen=True, slots=True)
class DayTold:
    """A day in a box; without one, in words."""

    closes: date | None
    is_usual: bool
    said: str


Side = DayTold | AmountEntry | str


@dataclass(frozen=True, slots=True)
class CauseTold:
    """In a word, and the rest of the sentence. `sign` is the name of its icon."""

    head: str
    rest: str
    sign: str


@dataclass(frozen=True, slots=True)
class MoveTold:
    """What it was and is, as days or in words. `cause` is None where the next one is due to the same."""

    before: Side
    after: Side
    is_day: bool
    is_amount: bool
    gives_money: bool
    cause: CauseTold | None


@dataclass(frozen=True, slots=True)
class RouteMoved:
    """`asks` is whether it asks something of who kept it."""

    slug: str
    name: str
    level: Level | None
    look: str
    page: str
    title: str
    moves: tuple[MoveTold, ...]
    asks: bool


def routes_moved(since: Since) -> tuple[RouteMoved, ...]:
    """By route, what matters most first."""
    each = groupby(since.moves, key=lambda one: one.move.route)
    return tuple(route_moved(since, slug, tuple(those)) for slug, those in each)


def route_moved(since: Since, slug: str, those: Sequence[Caused]) -> RouteMoved:
    now, then = since.now.site.get(InstrumentEntry, slug), since.then.site.get(InstrumentEntry, slug)
    entry = now or then
    route = since.after.route(slug)
    name = str(entry.name) if entry else slug
    told = sorted(those, key=lambda one: ORDER.index(one.move.aspect))
    return RouteMoved(
        slug=slug,
        name=name,
        level=entry.level if entry else None,
        look=look_of(route.verdict, route.availability) if route else "off",
        page=f"{reverse('instrument', args=[slug])}?{since.kept.query}" if now else "",
        title=_("%(route)s: %(what)s") % {"route": name, "what": what(since, told[0].move)},
        moves=once_each(tuple(moves_told(since, told))),
        asks=any(asks(one.move) for one in told),
    )


def asks(move: Move) -> bool:
    """Whether one would do something about it: another verdict, another day to apply by, open now."""
    match move.aspect:
        case Aspect.LISTED | Aspect.GROUP:
            return True
        case Aspect.CLOSES:
            return move.after is not None
        case Aspect.LEAD:
            return True
        case Aspect.AVAILABILITY:
            return bool(move.after is Availability.OPEN)
        case _:
            return False


def moves_told(since: Since, told: Sequence[Caused]) -> Iterator[MoveTold]:
    """The day with its hour and how sure it is as one."""
    days = [one for one in told if one.move.aspect in OF_DAYS]
    for one in told:
        if one.move.aspect in OF_DAYS and one is not days[0]:
            continue
        move = one.move
        before, after = sides(since, move)
        entry = since.now.site.get(InstrumentEntry, move.route) or since.then.site.get(InstrumentEntry, move.route)
        is_alone = len(told) == 1
        yield MoveTold(
            before=before,
            after=after,
            is_day=isinstance(after, DayTold),
            is_amount=isinstance(after, AmountEntry),
            gives_money=entry.gives_money if entry else True,
            cause=cause_told(since, move, one.cause, is_alone),
        )


def name_of(site: Site, slug: str) -> str:
    entry = site.get(InstrumentEntry, slug)
    return str(entry.name) if entry else slug


def spoken(moved: RouteMoved) -> str:
    """All that happened to a route as plain sentences."""
    return " ".join(sentence for one in moved.moves for sentence in move_spoken(one))


def move_spoken(one: MoveTold) -> Iterator[str]:
    before, after = side_spoken(one.before, one.gives_money), side_spoken(one.after, one.gives_money)
    yield _("It was: %(before)s; it is now: %(after)s.") % {"before": before, "after": after}
    if one.cause:
        yield f"{one.cause.head} {one.cause.rest}".strip()


def side_spoken(side: Side, gives_money: bool) -> str:
    if isinstance(side, DayTold):
        return side.said
    if isinstance(side, AmountEntry):
        shown = {"amount": side, "gives_money": gives_money}
        return unescape(strip_tags(render_to_string("components/amount.html", shown))).strip()
    return side


def once_each(moves: tuple[MoveTold, ...]) -> tuple[MoveTold, ...]:
    """A cause that several in a row share stands after the last of them."""
    following = (*[one.cause for one in moves[1:]], None)
    return tuple(
        replace(one, cause=None) if one.cause == after else one for one, after in zip(moves, following, strict=True)
    )


def sides(since: Since, move: Move) -> tuple[Side, Side]:
    if move.aspect in OF_DAYS:
        return day_told(since.before.stands[move.route]), day_told(since.after.stands[move.route])
    if move.aspect is Aspect.AMOUNT:
        return move.before, move.after
    before, after = (stands_said(outcome, move.route) for outcome in (since.before, since.after))
    return said(move.aspect, move.before, before), said(move.aspect, move.after, after)


def stands_said(outcome: PageOutcome, slug: str) -> str:
    """How a route stands, as files say it too; "" for what is no route there."""
    compiled = outcome.teller.compiled
    if slug not in compiled:
        return ""
    return standing_said(compiled.standing(slug))


def said(
    aspect: Aspect, value: RouteStands | tuple[int | None, int | None] | str | None, availability: str = ""
) -> str:
    match aspect:
        case Aspect.LISTED:
            return group_said(value.group if isinstance(value, RouteStands) else None)
        case Aspect.GROUP:
            return group_said(str(value))
        case Aspect.AVAILABILITY:
            return availability
        case Aspect.LEAD if isinstance(value, tuple):
            return lead_said(*value)
        case _:
            return seen_when(str(value)) if value else pgettext("what happened to a route", "never seen")


def lead_said(months: int | None, days: int | None) -> str:
    if months is not None:
        told = ngettext("%(n)d month before you start", "%(n)d months before you start", months)
        return told % {"n": months}
    if days is not None:
        return ngettext("%(n)d day before you start", "%(n)d days before you start", days) % {"n": days}
    return _("no time before the start")


def group_said(group: str | None) -> str:
    told = {
        Group.FITS: pgettext("how a route stands", "fits"),
        Group.MAY_FIT: pgettext("how a route stands", "may fit"),
        Group.ONE_CHANGE: pgettext("how a route stands", "after one change"),
        Group.THROUGH: pgettext("how a route stands", "through somebody else"),
        Group.LATER: pgettext("how a route stands", "later"),
        Group.OTHER: pgettext("how a route stands", "does not fit"),
        LISTED: pgettext("how a route stands", "in your list"),
        None: pgettext("how a route stands", "not in your list"),
    }
    return told[group]


def standing_said(stands: Standing) -> str:
    """Where a closing day is known, whatever the start, nothing says that the route is not open yet."""
    if stands.availability is Availability.UPCOMING and stands.closes is None:
        return pgettext("availability", "opens later")
    return availability_said(stands.availability)


def availability_said(one: Availability) -> str:
    return {
        Availability.OPEN: pgettext("availability", "open"),
        Availability.UPCOMING: pgettext("availability", "closing day known"),
        Availability.EXPECTED: pgettext("availability", "expected again"),
        Availability.CLOSED: pgettext("availability", "closed"),
    }[one]


def day_told(stands: RouteStands) -> DayTold:
    if stands.closes is None:
        return DayTold(None, False, without_a_day(stands))
    is_usual = stands.certainty is Certainty.USUAL
    told = _("usually %(day)s") if is_usual else "%(day)s"
    return DayTold(stands.closes, is_usual, told % {"day": long_date(stands.closes)})


def without_a_day(stands: RouteStands) -> str:
    """Why there is none: it is open without one, or closed, or no day is known yet."""
    if stands.availability is Availability.OPEN:
        return _("open, without a fixed day")
    return _("no day yet") if stands.availability is Availability.UPCOMING else availability_said(stands.availability)


def what(since: Since, move: Move) -> str:
    """What happened, after the name of the route."""
    match move.aspect:
        case Aspect.LISTED if move.before is None:
            return _("new in your list")
        case Aspect.LISTED:
            return _("no longer in your list")
        case Aspect.GROUP:
            return {
                Group.FITS: pgettext("what happened to a route", "fits now"),
                Group.MAY_FIT: pgettext("what happened to a route", "may fit"),
                Group.ONE_CHANGE: _("asks a change now"),
                Group.THROUGH: _("only through somebody else now"),
                Group.LATER: _("closed for now"),
                Group.OTHER: pgettext("what happened to a route", "fits no longer"),
            }[move.after]
        case Aspect.CLOSES if move.before is None:
            return _("the day is known")
        case Aspect.CLOSES if move.after is None:
            return _("the next day is not known yet")
        case Aspect.CLOSES:
            return _("another day to apply by")
        case Aspect.AT:
            return _("another hour on the last day")
        case Aspect.CERTAINTY if move.after is Certainty.ANNOUNCED:
            return _("the day is announced")
        case Aspect.CERTAINTY:
            return _("the day is less sure")
        case Aspect.AVAILABILITY:
            return stands_said(since.after, move.route)
        case Aspect.LEAD:
            return _("another time before the start")
        case Aspect.AMOUNT:
            return pgettext("what happened to a route", "another amount")
        case _:
            return pgettext("what happened to a route", "checked again")


# --- What it is due to --------------------------------------------------------------------------------------------


def cause_told(since: Since, move: Move, cause: Cause, is_alone: bool) -> CauseTold:
    on = {"day": long_date(cause.on)} if cause.on else {"day": ""}
    match cause.kind:
        case CauseKind.DAY:
            if cause.on is None:
                return CauseTold(pgettext("what it is due to", "Time passed."), "", "clock")
            return CauseTold(_("A day passed:"), _("%(day)s is over.") % on, "clock")
        case CauseKind.START:
            return CauseTold(_("A day passed:"), _("your start, %(day)s, is over.") % on, "clock")
        case CauseKind.NEW:
            return CauseTold(_("This route is new here"), dated(cause), "pen")
        case CauseKind.GONE:
            return CauseTold(_("We took this route out"), dated(cause), "pen")
        case CauseKind.CHECKED:
            same = _("Amount, day and conditions stayed the same.") if is_alone else ""
            return CauseTold(_("The source was read again."), same, "eye")
        case CauseKind.FACT:
            return CauseTold(_("We changed this fact"), " ".join([dated(cause), *sentences(since, move)]), "pen")
        case CauseKind.RULE:
            rules = rule_sentences(since, cause.names) or sentences(since, move)
            return CauseTold(_("We changed a condition"), " ".join([dated(cause), *rules]), "pen")
        case CauseKind.PLACES:
            named = names_told(since, cause.names)
            told = [_("Which countries take part: %(lists)s.") % {"lists": named}] if named else []
            return CauseTold(_("A list of countries changed"), " ".join([dated(cause), *told]), "pen")
        case CauseKind.OTHER:
            return CauseTold(_("We changed how we ask or sort"), dated(cause), "pen")
        case _:
            told = sentences(since, move)
            return CauseTold(_("We changed several things together"), " ".join([dated(cause), *told]), "pen")


def dated(cause: Cause) -> str:
    return _("on %(day)s.") % {"day": long_date(cause.on)} if cause.on else ""


def names_told(since: Since, names: Sequence[Name]) -> str:
    words = since.now.site.words
    known = [say(words.groups[key]) for kind, key in names if kind == "group" and key in words.groups]
    return all_of(known) if 0 < len(known) <= MOST_NAMED else ""


def sentences(since: Since, move: Move) -> list[str]:
    """What no longer stands among the reasons of the route, and what stands there now."""
    if move.aspect not in (Aspect.LISTED, Aspect.GROUP):
        return []
    old, new = reasons(since.between, move.route), reasons(since.after, move.route)
    gone = [one for one in old if one not in new][:MOST_SENTENCES]
    come = [one for one in new if one not in old][:MOST_SENTENCES]
    return [*before_it_said(gone), *([_("Now: %(sentences)s") % {"sentences": " ".join(come)}] if come else [])]


def before_it_said(gone: Sequence[str]) -> list[str]:
    return [_("Before, it said: “%(sentences)s”") % {"sentences": " ".join(gone)}] if gone else []


def reasons(outcome: PageOutcome, slug: str) -> list[str]:
    route = outcome.route(slug)
    if route is None:
        return []
    teller, state = outcome.teller, route.instrument.timing.state
    told = [
        *[teller.met(criterion) for criterion in route.met],
        *[teller.unknown(waiting.criterion, waiting.questions) for waiting in route.waits_for],
        *[teller.unknown(criterion, ()) for criterion in route.unknown],
        *[teller.unmet(one.criterion, state) for one in route.fails],
    ]
    return [one for one in told if one]


def rule_sentences(since: Since, names: Sequence[Name]) -> list[str]:
    """What the rule said, and says; "" for one that is new or gone."""
    if len(names) != 1:
        return []
    old, new = (moment.site.edition.entry(names[0]) for moment in (since.then, since.now))
    was, now = (str(one.because) if isinstance(one, RuleEntry) else "" for one in (old, new))
    told = [_("Now: %(sentences)s") % {"sentences": now}] if now else []
    return [*(before_it_said([was]) if was and was != now else []), *told]
