"""Reporting that something is not right: the one page on which a visitor can send something."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from matcher.pages.errors import error
from matcher.pages.report.reports import ReportForm, about_what, is_too_often, store


@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest) -> HttpResponse:
    about = about_what(request.GET, today=timezone.localdate())
    form = ReportForm(request.POST if request.method == "POST" else None)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    if form.is_bound and form.is_valid():
        if not form.is_by_a_program and is_too_often(request):
            form.add_error(None, _("You sent several reports already. Wait an hour before you send another one."))
            status = HTTPStatus.TOO_MANY_REQUESTS
        else:
            if not form.is_by_a_program:
                store(form, about)
            return HttpResponseRedirect(reverse("reported"))
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
