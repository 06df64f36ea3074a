"""Pages for what went wrong, in the language of the address. None of them asks the database."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    told = _("We could not read this address. Check it, or begin again.")
    return error(request, 400, _("This address is not right."), told)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return error(request, 403, _("This page is not for you."), _("Log in with an account that may see it."))


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    told = _("The page does not exist, or no longer does. Look for the route by its name.")
    return error(request, 404, _("No route runs here."), told)


def server_error(request: HttpRequest) -> HttpResponse:
    told = _("Something went wrong on our side. Your answers stand in the address: load the page again in a while.")
    return error(request, 500, _("That went wrong."), told)


def error(request: HttpRequest, status: int, title: str, told: str) -> HttpResponse:
    return render(request, "pages/error.html", {"status": status, "title": title, "told": told}, status=status)
