"""What stands on paper of a plan and of a comparison: the same sentences as on their pages."""

from collections.abc import Iterator, Sequence
from html import unescape

from django.template.loader import render_to_string
from django.utils.html import strip_tags
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from catalogue.entries.instrument import InstrumentEntry
from matcher.answers.address import Asked
from matcher.answers.advisers import advisers_of_plan, told
from matcher.answers.questionnaire import summary
from matcher.engine.answers import START
from matcher.engine.due import Certainty
from matcher.pages.compare.comparison import Comparison, unknown
from matcher.pages.files.documents import Document, SheetBlock, facts, heading, items, link, text
from matcher.pages.files.sheets import advisers, day_told, document, plan_told, source_told, sources
from matcher.pages.files.tables import ResultRow
from matcher.pages.plan.asked import PlanAsked
from matcher.pages.plan.backplan import PlanStep
from matcher.pages.plan.plan import PlanShown
from matcher.pages.plan.sets import SetShown
from matcher.pages.results.views import letter_about
from matcher.pages.route.steps import StepKind
from matcher.pages.selections.told import group_said
from matcher.rules.site import Site
from matcher.speech.writing import long_date


def in_plain(template: str, **given: object) -> str:
    """What a part of a page says, without its markup."""
    return " ".join(unescape(strip_tags(render_to_string(template, given))).split())


# --- A plan -------------------------------------------------------------------------------------------------------


def plan_sheet(found: PlanAsked, page: str) -> Document:
    site, asked, plan = found.board.site, found.asked, found.plan
    given = summary(site, asked)
    blocks = [*mind(found), *ways(plan)]
    if plan.clashes:
        blocks.append(heading(pgettext("on paper", "What does not go together")))
        blocks.append(
            items([_("%(one)s and %(other)s") % {"one": it.one.name, "other": it.other.name} for it in plan.clashes])
        )
    blocks += [*days(plan), *left_to_check(plan)]
    if plan.chosen:
        blocks.append(heading(_("Sources")))
        blocks += [block for entry in plan.chosen for block in sources_named(entry)]
    blocks += advisers(told(site, advisers_of_plan(site, asked.answers), asked.on, letter_about(given, page)))
    title = in_plain("pages/plan/heading.html", plan=plan)
    return document(title, plan_told(given), page, asked, blocks)


def mind(found: PlanAsked) -> Iterator[SheetBlock]:
    if found.plan.back and found.plan.back.risks:
        yield heading(pgettext("on paper", "Mind this first"))
        start = found.asked.answers.day(START)
        yield items([in_plain("pages/plan/risk.html", risk=risk, start=start) for risk in found.plan.back.risks])


def ways(plan: PlanShown) -> Iterator[SheetBlock]:
    if plan.lines_exceed or plan.unsplit:
        yield text(in_plain("pages/plan/lines.html", plan=plan))
    if plan.sure:
        yield heading(_("What a source allows"))
        yield text(_("At most so much: what you get is up to the funder."))
        for one in plan.sure:
            yield from of_set(one)
    if plan.ask:
        yield heading(_("Only if the funders agree"))
        yield text(_("No source says yes or no. Ask before you count on it."))
        for one in plan.ask:
            yield from of_set(one)


def of_set(one: SetShown) -> Iterator[SheetBlock]:
    yield heading(f"{one.letter}. {one.names}", 3)
    pairs = [(member.name, f"{member.pays} ({'; '.join(member.basis)})") for member in one.members]
    if one.gap:
        pairs.append((_("Still to find"), one.gap))
    yield facts(pairs)
    if said := [*one.good, *one.asks]:
        yield items(said)


def days(plan: PlanShown) -> Iterator[SheetBlock]:
    if plan.back is None:
        return
    if plan.chosen_letter:
        yield heading(_("The days of set %(letter)s") % {"letter": plan.chosen_letter})
    else:
        yield heading(_("The days of these routes"))
    if plan.is_chosen_illegal:
        yield text(_("These do not go together: the rules of one exclude the other."))
    if plan.back.dated:
        yield facts([(when(one), what(one)) for one in plan.back.dated])
    if plan.back.undated:
        yield heading(_("Without a day, because none is known"), 3)
        yield items([": ".join(said for said in (what(one), when(one)) if said) for one in plan.back.undated])
    yield text(_("A day with “by” before it is our advice, counted back. The others are the funder’s or yours."))


def when(one: PlanStep) -> str:
    """As at the side of a step on its page; "" where there is nothing to say."""
    step = one.step
    if step.by is not None:
        day = long_date(step.by)
        if step.kind is StepKind.DECISION and step.certainty is not Certainty.ANNOUNCED:
            return _("around %(day)s") % {"day": day}
        if step.certainty is None:
            return pgettext("do it", "now") if step.is_past else _("by %(day)s") % {"day": day}
        return f"{day} ({usual(one)})" if step.certainty is Certainty.USUAL else day
    if step.weeks is None:
        return ""
    told = ngettext("%(weeks)s week before you apply", "%(weeks)s weeks before you apply", step.weeks)
    return told % {"weeks": step.weeks}


def usual(one: PlanStep) -> str:
    """That a day only follows from a pattern, and when that was last seen."""
    if one.step.kind is StepKind.APPLY and one.steps.due.last_seen:
        return _("usual, last seen in %(year)s") % {"year": one.steps.due.last_seen}
    return pgettext("how sure a day is", "usual")


def what(one: PlanStep) -> str:
    """What to do, for which route, and what is needed for it."""
    step = one.step
    named = f"{step.title}: {one.entry.name}" if one.entry else step.title
    needs = capfirst("; ".join(str(shown.need.what) for shown in step.needs))
    late = step.is_past and step.kind is StepKind.APPLY
    return ". ".join(part for part in (named, needs, _("This day is past.") if late else "") if part)


def left_to_check(plan: PlanShown) -> Iterator[SheetBlock]:
    if plan.checks:
        yield heading(_("What you still have to check"))
        for name, checks in plan.checks:
            yield heading(name, 3)
            yield items(checks)


def sources_named(entry: InstrumentEntry) -> Iterator[SheetBlock]:
    yield heading(str(entry.name), 3)
    yield from (link(source_told(one), one.url) for one in entry.sources if one.url)


# --- A comparison -------------------------------------------------------------------------------------------------


def comparison_sheet(
    site: Site, asked: Asked, comparison: Comparison, rows: Sequence[ResultRow], page: str
) -> Document:
    """Route after route: a table of four columns is no easier to read on paper, and much harder to hear."""
    given, points = summary(site, asked), (*comparison.differing, *comparison.same)
    blocks: list[SheetBlock] = []
    if comparison.clashes:
        note = _("“%(one)s” and “%(other)s” do not go together for the same project. Choose one of the two.")
        blocks.append(items([note % {"one": one.name, "other": other.name} for one, other in comparison.clashes]))
    for place, row in enumerate(rows):
        entry = row.card.entry
        blocks.append(heading(str(entry.name)))
        fits = [(_("How it stands to your plan"), group_said(row.group))] if asked.answers.values else []
        said = [(point.label, point.said[place]) for point in points if point.said[place] != unknown()]
        blocks.append(
            facts([*fits, day_told(row.route), (_("How much"), " ".join(row.route.shown.amount.split())), *said])
        )
        blocks += sources(entry)
    return document(_("Compare routes"), plan_told(given), page, asked, blocks)
