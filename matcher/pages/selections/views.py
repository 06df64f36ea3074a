"""To keep what a page says, and to come back to it: what changed since, own notes, the links, and to delete it for good.

Who has the link may do all that the page offers; no cookie says who asks, so that no other site can ask in somebody's name, and
no token has to prove it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from http import HTTPStatus
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from catalogue.entries.instrument import InstrumentEntry
from matcher.answers import address
from matcher.answers.notes import Note
from matcher.answers.query import Query, read
from matcher.answers.questionnaire import summary
from matcher.engine.answers import DISCIPLINE, PLACE, START
from matcher.models.selection import LONGEST_ADDRESS, LONGEST_NAME, RouteNote, Selection, SelectionPage
from matcher.pages.limits import is_too_often
from matcher.pages.selections.causes import Since, SiteOnDay, since
from matcher.pages.selections.followers import FollowForm, asked_to_follow, masked, sends_mail
from matcher.pages.selections.forms import NoteForm, SelectionForm
from matcher.pages.selections.keeping import (
    address_of,
    copied,
    keep,
    moment_of,
    note,
    visited,
    without_the_page,
)
from matcher.pages.selections.links import Access, OpenedLink, link_of
from matcher.pages.selections.outcomes import listed_in_order
from matcher.pages.selections.privacy import private
from matcher.pages.selections.told import DayTold, day_told, group_said, name_of, routes_moved
from matcher.rules.site import Site, site_for
from matcher.speech.writing import long_date

MOST_AN_HOUR = 30
MOST_DIGITS = 19
DO, NOTE = "do", "note"
TOO_MANY_KEPT = gettext_lazy("You kept many selections already. Wait an hour before you keep another one.")
LEAVE_IT_EMPTY = gettext_lazy(
    "A hidden box was filled in, as programs do. Empty it, or load the page anew, and send again."
)
NOTHING_DONE = gettext_lazy("What was sent cannot be done here. Nothing was changed.")


# --- To keep ------------------------------------------------------------------------------------------------------


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@private
def keep_selection(request: HttpRequest, page: str) -> HttpResponse:
    """A name for what a page says; the query string is that of the page."""
    if page not in SelectionPage.values:
        raise Http404
    site, today, kept = site_for(request), timezone.localdate(), SelectionPage(page)
    query = request.META.get("QUERY_STRING", "")
    asked = query_of(request)
    on = asked.day(address.ON) or today
    form = SelectionForm(
        request.POST if request.method == "POST" else None, initial={"name": proposed(site, kept, query, on)}
    )
    is_empty = kept is SelectionPage.COMPARE and "route" not in request.GET
    is_short = not is_empty and len(without_the_page(query)) <= LONGEST_ADDRESS
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound or not is_short else HTTPStatus.OK
    if form.is_bound and form.is_valid() and is_short:
        if form.is_by_a_program:
            form.add_error(None, LEAVE_IT_EMPTY)
        elif not is_too_often(request, "selection", MOST_AN_HOUR):
            made = keep(
                kept, settled(request, site, query, on), form.cleaned_data["name"], site.edition.number, on, today
            )
            return HttpResponseRedirect(reverse("selection", args=[link_of(made, Access.OWNER)]))
        else:
            form.add_error(None, TOO_MANY_KEPT)
            status = HTTPStatus.TOO_MANY_REQUESTS
    back = f"{reverse(kept.value)}?{query}" if query else reverse(kept.value)
    return render(
        request,
        "pages/selections/keep.html",
        {
            "form": form,
            "page": kept,
            "back": back,
            "is_short": is_short,
            "is_empty": is_empty,
            "notes": (*asked.notes, *(answers_told(request, site, on) if kept is SelectionPage.RESULTS else ())),
        },
        status=status,
    )


def settled(request: HttpRequest, site: Site, query: str, on: date) -> str:
    """What is kept for long says days as days: "morgen" is another one tomorrow."""
    return address.read(dict(request.GET.lists()), site.ruleset, site.words, today=on).query.settled(query)


def answers_told(request: HttpRequest, site: Site, on: date) -> tuple[Note, ...]:
    """What the page that is kept would say of the answers in its address."""
    asked = address.read(dict(request.GET.lists()), site.ruleset, site.words, today=on)
    return tuple(note for note in asked.notes if note.name in site.words.questions)


def proposed(site: Site, page: SelectionPage, query: str, on: date) -> str:
    """A name from what was answered: the countries and the month, else the discipline, else the page."""
    asked = address.read(dict(QueryDict(query).lists()), site.ruleset, site.words, today=on)
    said = {one.name: one.said for one in summary(site, asked)}
    start = asked.answers.day(START)
    told = [said[name] for name in (PLACE, DISCIPLINE) if name in said][:1]
    if start is not None:
        told.append(long_date(start).partition(" ")[2])
    return ", ".join(told)[:LONGEST_NAME] or str(page.label)


# --- To come back to ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class RouteKept:
    """One route of a selection as it stands now, with what its owner wrote of it."""

    slug: str
    name: str
    page: str
    group: str
    day: DayTold
    note: RouteNote | None
    form: NoteForm | None


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@private
def show_selection(request: HttpRequest, link: str) -> HttpResponse:
    today = timezone.localdate()
    found = visited(link, today)
    if found is None:
        return gone(request)
    if request.method == "POST":
        if not found.is_owner:
            return gone(request)
        act = ACTS.get(request.POST.get(DO, ""))
        if act is None:
            return shown(request, found, link, told=NOTHING_DONE, status=HTTPStatus.UNPROCESSABLE_ENTITY)
        return act(request, found, link)
    return shown(request, found, link)


@dataclass(frozen=True, slots=True)
class Written:
    """The route on which a note is being written, and what was sent of it."""

    route: str
    form: NoteForm | None = None


def shown(
    request: HttpRequest,
    found: OpenedLink,
    link: str,
    *,
    name: SelectionForm | None = None,
    written: Written | None = None,
    follow: FollowForm | None = None,
    is_asked: bool = False,
    told: str | Promise = "",
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    """`told`: why nothing came of what was sent, where no form says so."""
    site, today, selection = site_for(request), timezone.localdate(), found.selection
    asked = read(dict(request.GET.lists()), (address.DAY_ASKED,), beside={NOTE})
    on = max(asked.day(address.ON) or today, selection.kept_on)
    news = since(address_of(selection), moment_of(selection, site), SiteOnDay(site, on))
    moved = routes_moved(news)
    followers = selection.followers.exclude(confirmed_on=None)
    routes = routes_kept(selection, news, written or note_asked(request, found))
    return render(
        request,
        "pages/selections/selection.html",
        {
            "selection": selection,
            "is_owner": found.is_owner,
            "on": on,
            "refused": told,
            "notes": asked.notes,
            "asking": [one for one in moved if one.asks],
            "knowing": [one for one in moved if not one.asks],
            "moved": len(moved),
            "can_keep_again": bool(moved) and on == today,
            "listed": len(news.before.stands.keys() | news.after.stands.keys()),
            "same": [name_of(site, slug) for slug in news.after.stands if slug not in {one.slug for one in moved}],
            "noted": [one for one in routes if one.note or one.form],
            "others": [one for one in routes if not one.note and not one.form] if found.is_owner else [],
            "then": [*as_it_stood(news)],
            "today": page_of(selection, request),
            "form": name or SelectionForm(initial={"name": selection.name}),
            "link": link,
            "follow_form": follow or (FollowForm() if found.is_owner and sends_mail() else None),
            "is_asked": is_asked,
            "mailed_to": [(one.pk, masked(one.email)) for one in followers] if found.is_owner else [],
            "follow": link_of(selection, Access.READER) if found.is_owner else link,
            "reader": link_of(selection, Access.READER) if found.is_owner else "",
        },
        status=status,
    )


def as_it_stood(told: Since) -> Iterator[tuple[str, str, DayTold]]:
    """The routes as they stood when it was kept: name, group and day."""
    for slug, stands in listed_in_order(told.before):
        yield name_of(told.then.site, slug), standing_said(told.then.site, slug, stands.group), day_told(stands)


def standing_said(site: Site, slug: str, group: str | None) -> str:
    """How a route stands; what gives no money stands in the results beside what does, and says so here."""
    said, entry = group_said(group), site.all(InstrumentEntry).get(slug)
    if group is None or entry is None or entry.gives_money:
        return said
    return _("%(stands)s, gives no money") % {"stands": said}


def routes_kept(selection: Selection, told: Since, written: Written | None) -> list[RouteKept]:
    """The routes that are listed now, and those of which something is written."""
    notes = {one.route: one for one in selection.notes.all()}
    now = dict(listed_in_order(told.after))
    slugs = [*now, *(slug for slug in notes if slug not in now)]
    return [route_kept(slug, selection, told, notes.get(slug), written) for slug in slugs]


def route_kept(
    slug: str,
    selection: Selection,
    told: Since,
    kept: RouteNote | None,
    written: Written | None,
) -> RouteKept:
    stands = told.after.stands.get(slug)
    is_public = slug in told.now.site.all(InstrumentEntry)
    return RouteKept(
        slug=slug,
        name=name_of(told.now.site if is_public else told.then.site, slug),
        page=f"{reverse('instrument', args=[slug])}?{selection.query}" if is_public else "",
        group=standing_said(told.now.site, slug, stands.group if stands else None),
        day=day_told(stands) if stands else DayTold(None, False, ""),
        note=kept,
        form=form_of(slug, kept, written),
    )


def form_of(slug: str, kept: RouteNote | None, written: Written | None) -> NoteForm | None:
    """The one that is asked for: what was sent, or what is kept."""
    if written is None or written.route != slug:
        return None
    if written.form is not None:
        return written.form
    initial = {"progress": kept.progress, "eur": kept.eur, "text": kept.text} if kept else {}
    return NoteForm(route=slug, initial=initial)


def note_asked(request: HttpRequest, found: OpenedLink) -> Written | None:
    """The route of which its owner asks to write a note."""
    slug = request.GET.get(NOTE, "")
    return Written(slug) if slug and found.is_owner else None


def page_of(selection: Selection, request: HttpRequest) -> str:
    """The address of the page as it is today, or on the day that is asked for."""
    given = [(address.ON, one) for one in request.GET.getlist(address.ON)[:1]]
    query = "&".join(one for one in (selection.query, urlencode(given)) if one)
    return f"{reverse(selection.page)}?{query}" if query else reverse(selection.page)


def day_asked(request: HttpRequest, today: date) -> date:
    return query_of(request).day(address.ON) or today


def query_of(request: HttpRequest) -> Query:
    """The day that is asked for, and what was not understood of it."""
    return read({address.ON: request.GET.getlist(address.ON)}, (address.DAY_ASKED,))


def gone(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/selections/gone.html", status=HTTPStatus.NOT_FOUND)


# --- To change ----------------------------------------------------------------------------------------------------


def rename(request: HttpRequest, found: OpenedLink, link: str) -> HttpResponse:
    form = SelectionForm(request.POST)
    if form.is_valid() and form.is_by_a_program:
        return shown(request, found, link, told=NOTHING_DONE, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    if not form.is_valid():
        return shown(request, found, link, name=form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    Selection.objects.filter(pk=found.selection.pk).update(name=form.cleaned_data["name"])
    return back_to(link)


def write_note(request: HttpRequest, found: OpenedLink, link: str) -> HttpResponse:
    slug = request.POST.get("route", "")
    known = set(site_for(request).all(InstrumentEntry)) | {one.route for one in found.selection.notes.all()}
    if slug not in known:
        return shown(request, found, link, told=NOTHING_DONE, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    form = NoteForm(request.POST, route=slug)
    if not form.is_valid():
        return shown(request, found, link, written=Written(slug, form), status=HTTPStatus.UNPROCESSABLE_ENTITY)
    note(found.selection, slug, form.cleaned_data)
    return back_to(link, f"#r-{slug}")


def keep_again(request: HttpRequest, found: OpenedLink, link: str) -> HttpResponse:
    """From now on, what changed counts from today."""
    number = max(site_for(request).edition.number, 0)
    Selection.objects.filter(pk=found.selection.pk).update(edition=number, kept_on=timezone.localdate())
    return back_to(link)


def copy(request: HttpRequest, found: OpenedLink, link: str) -> HttpResponse:
    if is_too_often(request, "selection", MOST_AN_HOUR):
        return shown(request, found, link, told=TOO_MANY_KEPT, status=HTTPStatus.TOO_MANY_REQUESTS)
    name = (_("%(name)s (copy)") % {"name": found.selection.name})[:LONGEST_NAME]
    made = copied(found.selection, name, timezone.localdate())
    return back_to(link_of(made, Access.OWNER))


def follow(request: HttpRequest, found: OpenedLink, link: str) -> HttpResponse:
    """Asked for, and confirmed by a mail first."""
    form = FollowForm(request.POST)
    if not sends_mail() or not form.is_valid():
        return shown(request, found, link, follow=form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        is_asked = asked_to_follow(request, found.selection, form.cleaned_data["email"])
    except OSError:  # SMTPException is one
        form.add_error("email", _("We could not send the mail just now. Try again later."))
        return shown(request, found, link, follow=form, status=HTTPStatus.SERVICE_UNAVAILABLE)
    if not is_asked:
        form.add_error("email", _("We mailed several times already. Wait an hour before you ask again."))
        return shown(request, found, link, follow=form, status=HTTPStatus.TOO_MANY_REQUESTS)
    return shown(request, found, link, is_asked=True)


def unfollow(request: HttpRequest, found: OpenedLink, link: str) -> HttpResponse:
    which = request.POST.get("follower", "")
    if which.isascii() and which.isdecimal() and len(which) < MOST_DIGITS:
        found.selection.followers.filter(pk=int(which)).delete()
    return back_to(link, "#mail")


ACTS: dict[str, Callable[[HttpRequest, OpenedLink, str], HttpResponse]] = {
    "rename": rename,
    NOTE: write_note,
    "again": keep_again,
    "copy": copy,
    "follow": follow,
    "unfollow": unfollow,
}


def back_to(link: str, where: str = "") -> HttpResponse:
    return HttpResponseRedirect(reverse("selection", args=[link]) + where)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@private
def delete_selection(request: HttpRequest, link: str) -> HttpResponse:
    found = visited(link, timezone.localdate())
    if found is None or not found.is_owner:
        return gone(request)
    if request.method == "POST":
        found.selection.delete()
        return HttpResponseRedirect(reverse("selection-deleted"))
    return render(request, "pages/selections/delete.html", {"selection": found.selection, "link": link})


@require_safe
@private
def selection_deleted(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/selections/deleted.html")
