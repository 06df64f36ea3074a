"""Who asked to be mailed: asked for on the page, confirmed by the mail that we send first, stopped by one click."""

from dataclasses import dataclass
from datetime import date, timedelta
from http import HTTPStatus

from django import forms
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from matcher.models import Follower, Selection
from matcher.pages.limits import is_one_too_many, is_too_often
from matcher.pages.selections.forms import helper
from matcher.pages.selections.links import MAIL, digest_of, mail_link_of, new_seed, secret
from matcher.pages.selections.privacy import private
from matcher.rules.site import site_for

WAITS_DAYS = 3
"""How long an address waits for its confirmation, and is then forgotten."""
MOST_AN_HOUR = 10
MOST_PER_ADDRESS = 3


class FollowForm(forms.Form):
    email = forms.EmailField(
        label=gettext_lazy("Your e-mail address"),
        help_text=gettext_lazy("We mail you once to ask whether it is you."),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "class": "form-control"}),
        error_messages={
            "required": gettext_lazy("Write an e-mail address like name@example.org."),
            "invalid": gettext_lazy("Write an e-mail address like name@example.org."),
            "max_length": gettext_lazy("Write an e-mail address like name@example.org."),
        },
    )

    def __init__(self, data: object = None) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        self.helper = helper("email")


def sends_mail() -> bool:
    """Whether an operator said by which server."""
    return bool(settings.MAIL_IS_ON)


def asked_to_follow(request: HttpRequest, selection: Selection, email: str) -> bool:
    """Keeps the address and mails it to confirm. False: too many were asked for, from here or for this address."""
    if is_too_often(request, "follow", MOST_AN_HOUR) or is_one_too_many("address", email.lower(), MOST_PER_ADDRESS):
        return False
    seed, today = new_seed(), timezone.localdate()
    follower, _is_new = Follower.objects.get_or_create(
        selection=selection,
        email=email,
        defaults={
            "language": get_language() or settings.LANGUAGE_CODE,
            "origin": f"{request.scheme}://{request.get_host()}",
            "seed": seed,
            "digest": digest_of(secret(seed, MAIL, settings.SECRET_KEY)),
            "asked_on": today,
            "told_edition": max(site_for(request).edition.number, 0),
            "told_on": today,
        },
    )
    if follower.confirmed_on is None:
        mailed(follower, "confirm", _("Shall we mail you about “%(name)s”?") % {"name": selection.name}, {}).send()
    return True


def masked(email: str) -> str:
    """Enough of an address for who wrote it: a...@example.org."""
    name, _at, host = email.rpartition("@")
    return f"{name[:1]}...@{host}"


def mailed(follower: Follower, kind: str, subject: str, told: dict[str, object]) -> EmailMultiAlternatives:
    """A message in text and in HTML, with what mail programs need for one click to stop (RFC 8058)."""
    address = follower.origin + reverse("mail-choice", args=[mail_link_of(follower)])
    shown = {"follower": follower, "selection": follower.selection, "choice": address, **told}
    message = EmailMultiAlternatives(
        subject=" ".join(subject.split()),
        body=render_to_string(f"mail/{kind}.txt", shown),
        to=[follower.email],
        headers={
            "List-Unsubscribe": f"<{address}stop/>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "Auto-Submitted": "auto-generated",
        },
    )
    message.attach_alternative(render_to_string(f"mail/{kind}.html", shown), "text/html")
    return message


def forget_unconfirmed(today: date) -> int:
    """Addresses that nobody confirmed in time; how many those were."""
    those = Follower.objects.filter(confirmed_on=None, asked_on__lte=today - timedelta(days=WAITS_DAYS))
    count = those.count()
    those.delete()
    return count


@dataclass(frozen=True, slots=True)
class MailChoice:
    """What the page of the link in a mail shows."""

    selection: Selection
    is_confirmed: bool
    link: str


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@private
def mail_choice(request: HttpRequest, link: str) -> HttpResponse:
    """To confirm takes a press of a button: programs that open every link of a mail confirm nothing."""
    follower = Follower.objects.select_related("selection").filter(digest=digest_of(link)).first()
    if follower is None:
        return render(request, "pages/selections/stopped.html", status=HTTPStatus.NOT_FOUND)
    if request.method == "POST" and follower.confirmed_on is None:
        follower.confirmed_on = timezone.localdate()
        follower.save(update_fields=["confirmed_on"])
    shown = MailChoice(follower.selection, follower.confirmed_on is not None, link)
    return render(request, "pages/selections/mail_choice.html", {"shown": shown})


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@private
def stop_mail(request: HttpRequest, link: str) -> HttpResponse:
    """The button of the page, and the one click of a mail program alike. The address is gone at once."""
    if request.method == "POST":
        Follower.objects.filter(digest=digest_of(link)).delete()
        return render(request, "pages/selections/stopped.html")
    return mail_choice(request, link)
