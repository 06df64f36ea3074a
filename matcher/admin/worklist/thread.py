"""What staff say to one another about a thing, and who looks after it: to read, to write, and below its own form."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django import forms
from django.contrib import messages
from django.contrib.auth.models import User
from django.core.mail import EmailMultiAlternatives
from django.db.models import BigIntegerField, BooleanField, F, Model, TextField, Value
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from catalogue.admin.entry import working_digests
from catalogue.entries.former import former_keys_of
from catalogue.entries.kinds import Name
from catalogue.models import Instrument
from catalogue.vocabulary import State, TimingKind
from matcher.admin.worklist.acts import ACTS, ASSIGN, ActTold, assign_to, called, change_of, colleagues
from matcher.admin.worklist.proposals import FactProposal, open_about, proposal
from matcher.admin.worklist.section import Pick
from matcher.models import Assignment, StaffComment
from matcher.pages.selections.followers import sends_mail
from matcher.rules.holding import working_site
from matcher.upkeep.planning import PUBLISH, label_of
from matcher.upkeep.saving import SEEN_LENGTH

COMMENT = "matcher.add_staffcomment"
LATEST = 5


@dataclass(frozen=True, slots=True)
class ThreadLine:
    """A comment, or that somebody took it on: `text` or `to`."""

    who: str
    at: datetime
    text: str = ""
    asks_to_look: bool = False
    is_assignment: bool = False
    to: str = ""
    to_pk: int | None = None


NO_TEXT = Value("", output_field=TextField())
NO, YES = (Value(told, output_field=BooleanField()) for told in (False, True))
NOBODY = Value(None, output_field=BigIntegerField())


class ThreadForm(forms.Form):
    text = forms.CharField(
        label=pgettext_lazy("to colleagues", "Comment"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, "cols": 60}),
    )
    to = forms.ChoiceField(label=gettext_lazy("Who looks after it"), required=False)

    def __init__(self, data: object, people: Iterable[tuple[int, str]], now: int | None, *, with_person: bool) -> None:
        super().__init__(data, initial={"to": str(now or "")})  # type: ignore[arg-type]
        if with_person:
            self.fields["to"].choices = [("", _("nobody in particular")), *((str(pk), who) for pk, who in people)]  # type: ignore[attr-defined]
        else:
            del self.fields["to"]


@dataclass
class Thread:
    """`name` is a thing, or ("", "") for all that waits to be published."""

    request: HttpRequest
    name: Name

    @property
    def may_write(self) -> bool:
        return bool(self.request.user.has_perm(COMMENT))

    @property
    def may_publish(self) -> bool:
        return bool(self.request.user.has_perm(PUBLISH))

    @cached_property
    def said(self) -> Sequence[ThreadLine]:
        """Comments and assignments in one query, the newest first; with those of what was merged into it."""
        kind, key = self.name
        keys = [key, *former_keys_of(kind, key)]
        columns = ["signed", "at", "told", "asks", "is_assignment", "to_pk", "first", "last", "username"]
        comments = StaffComment.objects.filter(kind=kind, key__in=keys).annotate(
            told=F("text"),
            asks=F("asks_to_look"),
            is_assignment=NO,
            to_pk=NOBODY,
            first=NO_TEXT,
            last=NO_TEXT,
            username=NO_TEXT,
        )
        assignments = Assignment.objects.filter(kind=kind, key__in=keys).annotate(
            told=NO_TEXT,
            asks=NO,
            is_assignment=YES,
            to_pk=F("to"),
            first=F("to__first_name"),
            last=F("to__last_name"),
            username=F("to__username"),
        )
        both = comments.order_by().values_list(*columns).union(assignments.order_by().values_list(*columns), all=True)
        return [
            ThreadLine(
                who,
                at,
                text,
                bool(asks),
                bool(is_assignment),
                f"{first or ''} {last or ''}".strip() or username or "",
                pk,
            )
            for who, at, text, asks, is_assignment, pk, first, last, username in both.order_by("-at")
        ]

    @property
    def assigned(self) -> ThreadLine | None:
        """Who looks after it, in the words of the last assignment; None for nobody."""
        last = next((one for one in self.said if one.is_assignment), None)
        return last if last and last.to_pk else None

    @property
    def latest(self) -> Sequence[ThreadLine]:
        return self.said[:LATEST]

    @cached_property
    def form(self) -> ThreadForm:
        people = [(one.pk, called(one)) for one in colleagues()] if self.name[1] and self.may_write else []
        now = self.assigned.to_pk if self.assigned else None
        return ThreadForm(self.request.POST or None, people, now, with_person=bool(people))

    def write(self) -> Iterator[ActTold]:
        """What the form says; `ask` is the button that asks a publisher to look."""
        kind, key = self.name
        given, asks = self.form.cleaned_data, "ask" in self.request.POST
        user: User = self.request.user  # type: ignore[assignment]
        if given["text"] or asks:
            comment = StaffComment.objects.create(
                kind=kind, key=key, text=given["text"], asks_to_look=asks, author=user, signed=called(user)
            )
            yield asked_publishers(self.request, comment) if asks else ActTold(_("Noted."))
        now = str(self.assigned.to_pk) if self.assigned else ""
        if "to" in given and given["to"] != now and user.has_perm(ASSIGN):
            yield from assign_to(self.request, [Pick(kind, key)], given["to"])


def asked_publishers(request: HttpRequest, comment: StaffComment) -> ActTold:
    """Mails those who publish, in text and in HTML, where they lead to."""
    to = [one.email for one in publishers() if one.email and one.pk != comment.author_id]
    if not to or not sends_mail():
        return ActTold(_("Noted: publishers see it on their work list. No mail went out."), messages.WARNING)
    query = f"?pick={comment.kind}/{comment.key}" if comment.key else ""
    told = {
        "comment": comment,
        "what": label_of((comment.kind, comment.key)) if comment.key else "",
        "look": request.build_absolute_uri(reverse("admin:catalogue_edition_add") + query),
        "answer": request.build_absolute_uri(reverse("worklist-look") + query),
    }
    subject = _("%(who)s asks you to look at what waits to be published") % {"who": comment.signed}
    message = EmailMultiAlternatives(subject, render_to_string("mail/look.txt", told), to=to)
    message.extra_headers["Auto-Submitted"] = "auto-generated"
    message.attach_alternative(render_to_string("mail/look.html", told), "text/html")
    try:
        message.send()
    except OSError:  # SMTPException is one
        return ActTold(_("Noted: publishers see it on their work list. The mail could not be sent."), messages.WARNING)
    names = ", ".join(called(one) for one in publishers() if one.email in to)
    return ActTold(_("Asked: %(names)s.") % {"names": names})


def publishers() -> Iterable[User]:
    return colleagues().filter(pk__in=User.objects.with_perm(PUBLISH, backend=BACKEND).values("pk"))


BACKEND = "django.contrib.auth.backends.ModelBackend"


# --- Below the form of an entry -----------------------------------------------------------------------------------


def beside_form(request: HttpRequest, name: Name, row: Model) -> SafeString:
    """Who looks after it, what was said lately, and what one click can do."""
    kind, key = name
    context = {
        "thread": Thread(request, name),
        "acts": acts_of(request, name, row) if isinstance(row, Instrument) else [],
        "about": reverse("worklist-entry", args=[kind, key]),
        "here": request.get_full_path(),
        "proposals": proposals_beside(request, name),
    }
    return render_to_string("admin/worklist/beside.html", context, request)


def proposals_beside(request: HttpRequest, name: Name) -> list[FactProposal]:
    """What visitors say that it should be, as long as nobody decided."""
    if not request.user.has_perm("catalogue.view_report"):
        return []
    waits = list(open_about(name))
    site = working_site() if waits else None
    return [proposal(one, site, localdate()) for one in waits] if site else []


def acts_of(request: HttpRequest, name: Name, row: Instrument) -> list[tuple[str, str]]:
    """What the buttons of a route send, and how they are called. Whether there is something to do is seen when one is pressed."""
    kind, key = name
    if not request.user.has_perm(change_of(kind)):
        return []
    digest, _is_shown = working_digests(request).get(name, ("", False))
    pick = Pick(kind, key, "-", digest[:SEEN_LENGTH])
    acts = ["reopen"] if row.state in (State.CLOSED, State.ENDED) else ["close"]
    if row.timing_kind != TimingKind.ROLLING:
        acts = ["confirm", "again", *acts]
    return [(f"{act}:{pick}", str(ACTS[act].label)) for act in acts]
