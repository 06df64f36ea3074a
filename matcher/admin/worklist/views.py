"""The pages of the work list. To look writes nothing; what a button does stands in `acts`."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import BadRequest, PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_GET, require_POST

from catalogue.editions.publish import select
from catalogue.editions.undo import NotUndone
from catalogue.editions.undo import undo as undo_edit
from catalogue.entries.kinds import KINDS, Name
from catalogue.models import Change, Report
from matcher.admin.edition import ReasonForm, mark_of, picked_of
from matcher.admin.worklist.acts import (
    ACTS,
    ActTold,
    RowsAct,
    called,
    change_of,
    colleagues,
    entries_done,
    names,
    picked,
    run,
)
from matcher.admin.worklist.proposals import Refusal, may_take_over, pick_of, proposal, refuse
from matcher.admin.worklist.section import Desk, Pick, RowAct, WorkRow, WorkSection
from matcher.admin.worklist.sections import SECTIONS
from matcher.admin.worklist.sections.waits import title_of
from matcher.admin.worklist.thread import Thread
from matcher.models import PlannedPublication, StaffComment
from matcher.rules.holding import latest
from matcher.upkeep.planning import PUBLISH, label_of, plan

A_PAGE = 50
LONGEST_NUMBER = 18
"""Of digits: more no database counts."""
MOST_BUTTONS = 3
"""So many stand beside a row; the others are behind “More”."""


@dataclass(frozen=True, slots=True)
class ShownRow:
    row: WorkRow
    acts: tuple[RowAct, ...]
    more: tuple[RowAct, ...]
    is_ticked: bool
    assigned: str
    """To whom, "" for nobody."""
    comments: int
    about: str
    """The page on which staff talk about the entry."""


@dataclass(frozen=True, slots=True)
class ShownSection:
    section: WorkSection
    count: int
    rows: tuple[ShownRow, ...]
    note: str
    links: tuple[RowAct, ...]
    bulk: tuple[tuple[str, str], ...]
    """What can be done to what is ticked: the name of the act, and how it is called."""
    colleagues: tuple[tuple[int, str], ...]
    """To whom things may be assigned; none where nothing may be."""
    address: str
    all_ticked: str
    """The same page with all boxes ticked."""


class SectionFilter(forms.Form):
    """What a page of one section shows: what has these words, and what is for somebody."""

    NOBODY = "nobody"
    q = forms.CharField(label=pgettext_lazy("a filter", "Words"), required=False)
    who = forms.ChoiceField(label=pgettext_lazy("a filter", "For whom"), required=False)
    kind = forms.ChoiceField(label=pgettext_lazy("a filter", "About"), required=False)

    def __init__(self, data: Any, people: Iterable[tuple[int, str]], kinds: Iterable[str]) -> None:
        super().__init__(data)
        everybody = [("", _("everybody")), (self.NOBODY, _("nobody yet")), *((str(pk), who) for pk, who in people)]
        self.fields["who"].choices = everybody  # type: ignore[attr-defined]
        known = [(one, str(KINDS[one].model._meta.verbose_name_plural)) for one in KINDS if one in set(kinds)]
        self.fields["kind"].choices = [("", _("everything")), *known]  # type: ignore[attr-defined]

    def chosen(self, rows: Sequence[WorkRow], desk: Desk) -> list[WorkRow]:
        if not self.is_valid():
            return list(rows)
        q, who, kind = (self.cleaned_data[name] for name in ("q", "who", "kind"))
        words = q.casefold().split()
        return [
            row
            for row in rows
            if all(word in row.searched for word in words)
            and (not kind or (row.name is not None and row.name[0] == kind))
            and (not who or assigned_key(row, desk) == who)
        ]


def assigned_key(row: WorkRow, desk: Desk) -> str:
    found = desk.assigned.get(row.name) if row.name else None
    return str(found.to_id) if found else SectionFilter.NOBODY


# --- What is to be done -------------------------------------------------------------------------------------------


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    desk = Desk.of(request)
    ticked = request.GET.get("tick", "")
    people = people_to_assign(desk)
    shown = [
        shown_section(desk, section, rows, rows[: section.few], people, is_ticked=section.slug == ticked)
        for section in SECTIONS
        if (rows := section.rows(desk))
    ]
    context = {"title": _("Work list"), "sections": shown, "new_call": new_call(desk), "here": request.path}
    return page(request, "admin/worklist/home.html", context)


@require_GET
def one_section(request: HttpRequest, slug: str) -> HttpResponse:
    section = next((one for one in SECTIONS if one.slug == slug), None)
    if section is None:
        raise Http404
    desk = Desk.of(request)
    rows, people = section.rows(desk), people_to_assign(desk)
    form = SectionFilter(request.GET, people, {row.name[0] for row in rows if row.name})
    found = form.chosen(rows, desk)
    pages = Paginator(found, A_PAGE)
    paged = pages.get_page(request.GET.get("page"))
    query = {name: value for name, value in request.GET.items() if name not in ("page", "tick") and value}
    shown = shown_section(desk, section, rows, paged.object_list, people, is_ticked="tick" in request.GET)
    context = {
        "title": section.title,
        "shown": replace(shown, all_ticked=f"?{urlencode({**query, 'page': paged.number, 'tick': 1})}"),
        "form": form,
        "paged": paged,
        "range": pages.get_elided_page_range(paged.number),
        "query": urlencode(query),
        "found": len(found),
        "here": request.get_full_path(),
        "is_filtered": bool(query),
    }
    return page(request, "admin/worklist/section.html", context)


@require_GET
def everything(request: HttpRequest) -> HttpResponse:
    """All kinds of things that can be edited: what Django's own home page shows."""
    return admin.site.index(request, {"title": _("All parts")})


def shown_section(
    desk: Desk,
    section: WorkSection,
    rows: Sequence[WorkRow],
    some: Iterable[WorkRow],
    people: Sequence[tuple[int, str]],
    *,
    is_ticked: bool,
) -> ShownSection:
    some = list(some)
    kinds = {row.pick.kind for row in some if row.pick}
    bulk = [
        (name, str(ACTS[name].label))
        for name in section.bulk
        if name != "assign" and any(may_do(desk, ACTS[name], kind) for kind in kinds)
    ]
    return ShownSection(
        section=section,
        count=len(rows),
        rows=tuple(shown_row(desk, row, is_ticked=is_ticked) for row in some),
        note=section.note(desk, rows),
        links=tuple(section.links(desk, rows)),
        bulk=tuple(bulk),
        colleagues=tuple(people) if "assign" in section.bulk else (),
        address=reverse("worklist-section", args=[section.slug]),
        all_ticked=f"?tick={section.slug}#{section.slug}",
    )


def shown_row(desk: Desk, row: WorkRow, *, is_ticked: bool) -> ShownRow:
    """With the buttons that whoever looks may press."""
    acts = [one for one in row.acts if not one.do or (row.pick and may_do(desk, ACTS[one.do], row.pick.kind))]
    assigned = desk.assigned.get(row.name) if row.name else None
    more = acts[MOST_BUTTONS:]
    if row.name and row.pick and assigned is None and may_do(desk, ACTS["take"], row.pick.kind):
        more.append(RowAct(str(ACTS["take"].label), "take"))
    return ShownRow(
        row=row,
        acts=tuple(acts[:MOST_BUTTONS]),
        more=tuple(more),
        is_ticked=is_ticked,
        assigned=called(assigned.to) if assigned and assigned.to else "",
        comments=desk.comments.get(row.name, 0) if row.name else 0,
        about=reverse("worklist-entry", args=row.name) if row.name else "",
    )


def may_do(desk: Desk, act: RowsAct, kind: str) -> bool:
    try:
        return desk.may(act.permission(kind))
    except BadRequest:
        return False


def people_to_assign(desk: Desk) -> tuple[tuple[int, str], ...]:
    if not desk.may(ACTS["assign"].permission("")):
        return ()
    return tuple((one.pk, called(one)) for one in colleagues())


def new_call(desk: Desk) -> str:
    """Where a new call is written: in short, where there is such a form."""
    if not desk.may("catalogue.add_instrument"):
        return ""
    try:
        return reverse("admin:catalogue_instrument_short")
    except NoReverseMatch:
        return reverse("admin:catalogue_instrument_add")


# --- What is done -------------------------------------------------------------------------------------------------


@require_POST
def act(request: HttpRequest) -> HttpResponse:
    """One button of one row sends both; a button above the rows sends its name, and the rows that are ticked."""
    name, _space, row = request.POST.get("do", "").partition(":")
    picks = [picked(one) for one in ([row] if row else request.POST.getlist("pick"))]
    if not picks:
        messages.warning(request, _("Tick at least one row."))
    for one in run(request, name, picks) if picks else ():
        tell(request, one)
    return back(request)


@require_POST
def undo(request: HttpRequest) -> HttpResponse:
    """What a button did, entry by entry: each is undone, or told why not."""
    changes = saves_sent(request)
    for kind in {one.kind for one in changes}:
        if not request.user.has_perm(change_of(kind)):
            raise PermissionDenied
    done: list[Name] = []
    for one in changes:
        try:
            undo_edit(one, request.user)  # type: ignore[arg-type]
        except NotUndone as refusal:
            what = names([(one.kind, one.key)]) or one.key
            messages.warning(request, _("%(what)s: %(why)s") % {"what": what, "why": refusal})
        else:
            done.append((one.kind, one.key))
    if done:  # an undoing is not undone: its button stands there again
        messages.success(request, entries_done(done, _("undone")))
    return back(request)


def saves_sent(request: HttpRequest) -> list[Change]:
    """The saves that a form names. Raises BadRequest for what is none."""
    sent = request.POST.getlist("save")
    if not all(one.isascii() and one.isdecimal() and len(one) < LONGEST_NUMBER for one in sent):
        raise BadRequest
    found = Change.objects.select_related("stored", "before").in_bulk([int(one) for one in sent])
    if len(found) < len(set(sent)):
        raise BadRequest
    return list(found.values())


def tell(request: HttpRequest, one: ActTold) -> None:
    """The sentence, with the button that undoes it."""
    said: str | SafeString = one.sentence
    if one.changes:
        said = format_html(
            '{} <form class="wl-undo" method="post" action="{}"><input type="hidden" name="csrfmiddlewaretoken" value="{}">'
            '<input type="hidden" name="next" value="{}">{}<button type="submit">{}</button></form>',
            one.sentence,
            reverse("worklist-undo"),
            get_token(request),
            next_page(request),
            format_html_join("", '<input type="hidden" name="save" value="{}">', ((save.pk,) for save in one.changes)),
            _("Undo"),
        )
    messages.add_message(request, one.level, said)


def next_page(request: HttpRequest) -> str:
    """Where the button stood; the work list for an address of somebody else."""
    given = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(given, {request.get_host()}, require_https=request.is_secure())
    return given if is_ours else reverse("worklist")


def back(request: HttpRequest) -> HttpResponse:
    return HttpResponseRedirect(next_page(request))


@require_GET
def edit(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """From the key of an entry to the page on which it is edited."""
    how = KINDS.get(kind)
    row = how.rows_for_keys().filter(**how.lookup(key)).first() if how else None
    if row is None:
        raise Http404
    return redirect(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", row.pk)


# --- What staff say to one another ----------------------------------------------------------------------------------


def about(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """What was said and who looks after it; to say more, and to ask somebody to look. Of what is gone it stays to be read."""
    how = KINDS.get(kind)
    if how is None:
        raise Http404
    if (
        not how.rows_for_keys().filter(**how.lookup(key)).exists()
        and not StaffComment.objects.filter(kind=kind, key=key).exists()
    ):
        raise Http404
    return thread_page(request, (kind, key))


def look(request: HttpRequest) -> HttpResponse:
    """The same about all that waits to be published, or about one thing of it that the address picks."""
    kind, _slash, key = request.GET.get("pick", "").partition("/")
    return thread_page(request, (kind, key) if kind in KINDS and key else ("", ""))


def thread_page(request: HttpRequest, name: Name) -> HttpResponse:
    thread = Thread(request, name)
    if request.method == "POST":
        if not thread.may_write:
            raise PermissionDenied
        if thread.form.is_valid():
            for one in thread.write():
                tell(request, one)
            return HttpResponseRedirect(request.get_full_path())
    label = label_of(name) if name[1] else ""
    context = {
        "title": _("About %(what)s") % {"what": label} if label else _("What waits to be published"),
        "thread": thread,
        "label": label,
        "edit_page": reverse("worklist-edit", args=name) if name[1] else "",
        "look_page": reverse("admin:catalogue_edition_add"),
    }
    return page(request, "admin/worklist/about.html", context)


# --- What visitors propose ------------------------------------------------------------------------------------------


def report(request: HttpRequest, pk: int) -> HttpResponse:
    """One proposal beside what stands there; to take it over, to open the form, or to say why not."""
    if not request.user.has_perm("catalogue.view_report"):
        raise PermissionDenied
    row = get_object_or_404(Report.objects.exclude(fact=""), pk=pk)
    may_decide = request.user.has_perm("catalogue.change_report") and row.handled_at is None
    form = Refusal(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        if not may_decide:
            raise PermissionDenied
        if form.is_valid():
            refuse(row, form.cleaned_data["why"])
            messages.success(request, _("Refused: it is off the list, and your reason is kept with it."))
            return HttpResponseRedirect(reverse("worklist-section", args=["reports"]))
    desk = Desk.of(request)
    one = proposal(row, desk.site, desk.on)
    context = {
        "title": _("What a visitor proposes"),
        "one": one,
        "accept": f"accept:{pick_of(one, desk.site)}" if may_decide and may_take_over(desk.user, row.kind) else "",
        "edit_page": reverse("worklist-edit", args=one.name) if one.name else "",
        "handled": f"handled:{Pick('report', str(row.pk))}" if may_decide else "",
        "form": form if may_decide else None,
        "next": reverse("worklist-section", args=["reports"]),
    }
    return page(request, "admin/worklist/report.html", context)


# --- Publishing on a day --------------------------------------------------------------------------------------------


class PlanForm(ReasonForm):
    on = forms.DateField(
        label=gettext_lazy("Publish on"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d"],
        help_text=gettext_lazy("It goes out in the morning, if nothing is in its way then."),
    )
    field_order = ["on", "why", "despite"]

    def clean_on(self) -> Any:
        on = self.cleaned_data["on"]
        if on <= timezone.localdate():
            raise forms.ValidationError(_("Choose a day after today; what goes out today can be published at once."))
        return on


def plan_for_a_day(request: HttpRequest) -> HttpResponse:
    if not request.user.has_perm(PUBLISH):
        raise PermissionDenied
    everything = select(latest())
    names = picked_of(request.POST if request.method == "POST" else request.GET, everything)
    form = PlanForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        if form.is_valid() and not names:
            form.add_error(None, _("Pick at least one edit."))
        if form.is_valid():
            given = form.cleaned_data
            made = plan(names, given["on"], author=request.user, why=given["why"], despite=given["despite"])  # type: ignore[arg-type]
            messages.success(request, _("Planned. You can call it off until its day comes."))
            return redirect("worklist-planned", made.pk)
    waits = [(mark_of(one.name), title_of(one), one.name in names) for one in everything.chosen]
    return page(request, "admin/worklist/plan.html", {"title": _("Publish on a day"), "waits": waits, "form": form})


def planned(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(PlannedPublication, pk=pk)
    context = {
        "title": _("Planned to be published"),
        "plan": row,
        "entries": [(label_of(name), reverse("worklist-edit", args=name)) for name in row.names],
        "call_off": f"call-off:{Pick('plan', str(row.pk))}",
        "may_call_off": request.user.has_perm(PUBLISH) and row.done_at is None and row.called_off_at is None,
    }
    return page(request, "admin/worklist/planned.html", context)


@require_GET
def guide(request: HttpRequest) -> HttpResponse:
    """How staff do what they do most, in Dutch, to read and to print."""
    return page(request, "admin/guide.html", {"title": _("Guide for curators")})


# --- What the pages share -------------------------------------------------------------------------------------------


def page(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    return TemplateResponse(request, template, {**admin.site.each_context(request), **context})
