"""What is wrong with the published rules, on a page for staff: `matcher.proof.verification`, grouped, with a bar while it runs.

The page comes at once and asks for the report as a stream: a line of JSON per step of the bar, and then the report as it
stands in the page. Without a script the same report comes with `?run=1`, when it is done."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from matcher.engine.verify import Fault
from matcher.models import Rule
from matcher.proof.verification import TITLES, Told, in_order, stages
from matcher.rules.holding import held
from matcher.rules.site import Site

RUN = "run"


class VerifyForm(forms.Form):
    """Which day to verify for, and which kind of fault to show."""

    on = forms.DateField(label=_("On the day"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    fault = forms.ChoiceField(label=_("Kind of fault"), required=False)

    def __init__(self, given: object) -> None:
        super().__init__(given)  # type: ignore[arg-type]
        kinds = [(fault.value, translation.gettext(TITLES[fault])) for fault in Fault]
        self.fields["fault"].choices = [("", translation.gettext("All kinds")), *kinds]  # type: ignore[attr-defined]

    @property
    def day(self) -> date:
        return (self.is_valid() and self.cleaned_data["on"]) or timezone.localdate()

    @property
    def shown(self) -> Fault | None:
        """None: all kinds."""
        chosen = self.is_valid() and self.cleaned_data["fault"]
        return Fault(chosen) if chosen else None


@dataclass(frozen=True, slots=True)
class FindingKind:
    """The findings of one fault."""

    title: str
    told: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """To be mended, and worth a look; kind by kind."""

    wrong: tuple[FindingKind, ...]
    doubtful: tuple[FindingKind, ...]

    @classmethod
    def of(cls, told: Iterable[Told], shown: Fault | None) -> "Report":
        kinds: dict[Fault, list[Told]] = {}
        for one in in_order(told):
            if shown is None or one.finding.fault is shown:
                kinds.setdefault(one.finding.fault, []).append(one)
        listed = {
            fault: FindingKind(translation.gettext(TITLES[fault]), tuple(those)) for fault, those in kinds.items()
        }
        return cls(
            tuple(kind for fault, kind in listed.items() if fault.must_be_mended),
            tuple(kind for fault, kind in listed.items() if not fault.must_be_mended),
        )

    @property
    def wrong_count(self) -> int:
        return sum(len(kind.told) for kind in self.wrong)

    @property
    def doubtful_count(self) -> int:
        return sum(len(kind.told) for kind in self.doubtful)


def allowed(request: HttpRequest) -> None:
    """Raises PermissionDenied for staff who may not see rules."""
    if not request.user.has_perm(f"matcher.view_{Rule._meta.model_name}"):
        raise PermissionDenied


@require_safe
def verification(request: HttpRequest) -> HttpResponse:
    allowed(request)
    form = VerifyForm(request.GET)
    report = None
    if RUN in request.GET:
        told = (one for stage in stages(held(), form.day) for one in stage.told)
        report = Report.of(told, form.shown)
    context = {
        **admin.site.each_context(request),
        "title": _("Verification"),
        "opts": Rule._meta,
        "form": form,
        "day": form.day,
        "report": report,
        "stream": f"{reverse('verification-stream')}?{request.GET.urlencode()}",
        "run": RUN,
    }
    return render(request, "admin/matcher/rule/verification.html", context)


@require_safe
def verification_stream(request: HttpRequest) -> StreamingHttpResponse:
    """How far it is, line by line, and at last the report."""
    allowed(request)
    form = VerifyForm(request.GET)
    lines = streamed(held(), form.day, form.shown, translation.get_language() or "")
    response = StreamingHttpResponse(lines, content_type="application/x-ndjson")
    response["Content-Encoding"] = "identity"  # to compress it would keep the lines back until the end
    response["Cache-Control"] = "no-store"
    return response


def streamed(now: Site, on: date, shown: Fault | None, language: str) -> Iterator[str]:
    """Read after the view has returned, so in the language of the page by its own doing. Between two lines no language is left
    behind: whoever stops reading leaves none to who comes next."""
    told: list[Told] = []
    percent = -1
    steps = stages(now, on)
    while True:
        with translation.override(language):
            stage = next(steps, None)
        if stage is None:
            break
        told += stage.told
        if (reached := 100 * stage.done // stage.of) > percent:
            percent = reached
            yield line(percent=percent)
    with translation.override(language):
        report = {"report": Report.of(told, shown), "day": on}
        html = render_to_string("admin/matcher/rule/_verification_report.html", report)
    yield line(html=html)


def line(**said: object) -> str:
    return json.dumps(said, ensure_ascii=False) + "\n"
