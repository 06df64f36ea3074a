"""Reporting that something is not right: the one page on which a visitor can send something."""

from http import HTTPStatus

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from matcher.pages.errors import RETRY_SECONDS, error
from matcher.pages.limits import is_too_often
from matcher.pages.report.reports import MOST_AN_HOUR, About, ReportForm, about_what, store
from matcher.rules.site import site_for


@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest) -> HttpResponse:
    about = about_what(request.GET, site_for(request), today=timezone.localdate())
    form = ReportForm(request.POST if request.method == "POST" else None, about.facts)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    if form.is_bound and form.is_valid():
        try:
            if form.is_by_a_program or not is_too_often(request, "report", MOST_AN_HOUR):
                if not form.is_by_a_program:
                    store(form, about)
                return HttpResponseRedirect(reverse("reported"))
        except (OperationalError, InterfaceError):
            return keep_for_later(request, form, about)
        form.add_error(None, _("You sent several reports already. Wait an hour before you send another one."))
        status = HTTPStatus.TOO_MANY_REQUESTS
    return shown(request, form, about, status)


def keep_for_later(request: HttpRequest, form: ReportForm, about: About) -> HttpResponse:
    """The form with what was written, while the database does not take it."""
    told = _("We cannot keep your report for a moment. What you wrote is still here: send it again in half a minute.")
    form.add_error(None, told)
    response = shown(request, form, about, HTTPStatus.SERVICE_UNAVAILABLE)
    response["Retry-After"] = str(RETRY_SECONDS)
    return response


def shown(request: HttpRequest, form: ReportForm, about: About, status: HTTPStatus) -> HttpResponse:
    return render(
        request, "pages/report/report.html", {"form": form, "about": about, "notes": about.notes}, status=status
    )


@require_safe
def reported(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/report/reported.html")


def not_accepted(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that was sent without the cookie that the page with the form sets."""
    told = _(
        "Your browser did not send back the cookie of the form. Allow cookies for this page, load it again and send."
    )
    return error(request, HTTPStatus.FORBIDDEN, _("This was not sent."), told)
