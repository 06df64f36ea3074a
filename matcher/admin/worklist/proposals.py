"""What visitors propose that a fact should be: beside how it reads now, taken over in one click where a field can be set, or
refused with a reason."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django import forms
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from catalogue.editions.edition import Edition
from catalogue.entries.instrument import InstrumentEntry
from catalogue.entries.kinds import KINDS, Name
from catalogue.entries.values import Entry
from catalogue.models import Report
from catalogue.models.limits import LONGEST_PROSE
from catalogue.vocabulary import ReportedFact, ReportOutcome
from matcher.admin.worklist.section import Pick
from matcher.engine.answers import APPLICANT
from matcher.pages.report.reports import value_told
from matcher.rules.site import Site
from matcher.upkeep.corrections import can_be_taken_over, correction, facts_to_correct
from matcher.upkeep.saving import SEEN_LENGTH, Pointed, Saved, save


class Refusal(forms.Form):
    why = forms.CharField(
        label=pgettext_lazy("a proposal", "Why not"),
        help_text=gettext_lazy("For colleagues: what the source says, for example."),
        max_length=LONGEST_PROSE,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Write why it is refused.")},
    )


@dataclass(frozen=True, slots=True)
class FactProposal:
    """What one report proposes, beside the entry as it reads now. `entry` is None where it is gone, or none was meant."""

    report: Report
    entry: Entry | None
    now: str
    """How the fact reads now, in words; "" where it stands in no single field."""
    before: str
    """How it read on the page that the visitor saw."""
    proposed: str
    is_settable: bool
    """Whether one click can set it."""

    @property
    def fact(self) -> ReportedFact:
        return ReportedFact(self.report.fact)

    @property
    def name(self) -> Name | None:
        return (self.report.kind, self.report.key) if self.entry is not None else None

    @property
    def what(self) -> str:
        return str(getattr(self.entry, "name", "")) or self.report.page

    @property
    def address(self) -> str:
        return reverse("worklist-report", args=[self.report.pk])


def proposal(report: Report, site: Site, on: date) -> FactProposal:
    """`site` is the working state."""
    fact, entry = ReportedFact(report.fact), entry_about(report, site.edition)
    return FactProposal(
        report,
        entry,
        now=value_told(fact, now_of(entry, fact, report.was, on)) or in_words(entry, fact, site),
        before=value_told(fact, report.was),
        proposed=value_told(fact, report.proposed),
        is_settable=can_be_taken_over(entry, fact, report.was, report.proposed, report.source_url, on),
    )


def entry_about(report: Report, edition: Edition) -> Entry | None:
    return edition.entry((report.kind, report.key)) if report.kind in KINDS else None


def now_of(entry: Entry | None, fact: ReportedFact, was: str, on: date) -> str:
    """The one that reads as the visitor saw it, or else the only one of its kind: what replaced it."""
    there = [one.now for one in facts_to_correct(entry, on) if entry and one.fact is fact and one.now]
    return was if was in there else there[0] if len(there) == 1 else ""


def in_words(entry: Entry | None, fact: ReportedFact, site: Site) -> str:
    """What stands in several fields."""
    if not isinstance(entry, InstrumentEntry):
        return ""
    if fact is ReportedFact.WHO:
        return ", ".join(site.words.option(APPLICANT, one) for one in entry.applicants)
    if fact is ReportedFact.WHERE:
        return ", ".join(site.words.place(one) for one in (*entry.where.groups, *entry.where.places))
    return ""


def pick_of(one: FactProposal, site: Site) -> Pick:
    """With how the entry reads now: who changed it meanwhile is not overruled."""
    stored = site.edition.stored.get(one.name) if one.name else None
    return Pick("report", str(one.report.pk), "-", stored.digest_now[:SEEN_LENGTH] if stored else "-")


def may_take_over(user: User, kind: str) -> bool:
    how = KINDS.get(kind)
    opts = how.model._meta if how else None
    return bool(opts and user.has_perm(f"{opts.app_label}.change_{opts.model_name}"))


def take_over(request: HttpRequest, picks: Sequence[Pick]) -> Iterator[tuple[Report, Saved]]:
    """Each as an edit of its own, with the source, and the report closed. Raises PermissionDenied for who may not edit the
    entry."""
    user: User = request.user  # type: ignore[assignment]
    wanted = {int(one.key): one for one in picks if one.key.isdigit()}
    for report in Report.objects.open().filter(pk__in=wanted).exclude(fact=""):
        if not may_take_over(user, report.kind):
            raise PermissionDenied
        fact = ReportedFact(report.fact)
        edit = correction(fact, report.was, report.proposed, report.source_url)
        pointed = Pointed((report.kind, report.key), "", wanted[report.pk].seen)
        note = _("correction by a visitor: %(fact)s") % {"fact": fact.label}
        saved = save(edit, [pointed], author=user, note=note, on=timezone.localdate())
        for change in saved.changes:
            reports = Report.objects.filter(pk=report.pk)
            reports.handle(timezone.now(), ReportOutcome.ACCEPTED, note, taken_as=change.stored_id or "")
        yield report, saved


def refuse(report: Report, why: str) -> None:
    Report.objects.filter(pk=report.pk).handle(timezone.now(), ReportOutcome.REFUSED, why)


def open_about(name: Name) -> Iterable[Report]:
    """What waits to be decided about one entry."""
    kind, key = name
    return Report.objects.open().filter(kind=kind, key=key).exclude(fact="").exclude(proposed="")
