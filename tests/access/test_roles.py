"""What each role may do, address by address of the admin. docs/roles.md is made here, and held to it.

ACCEPT_ROLES=1 writes it anew: look at what changed before you commit it."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.template.response import SimpleTemplateResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from pytest_django import Settings

from catalogue.models import Instrument, Report
from catalogue.vocabulary import ReportedFact
from matcher.models import Attempted, SignIn
from tests.access.conftest import Made
from tests.responses import Response
from tests.some import some

pytestmark = [
    pytest.mark.xdist_group("roles"),  # all of them look at one walk
    pytest.mark.django_db,
    pytest.mark.usefixtures("a_little"),
    pytest.mark.ignore_template_errors,
]
ROLES = ("anonymous", "reader", "curator", "publisher", "superuser")
PAGE = Path(settings.BASE_DIR) / "docs" / "roles.md"
ABOUT_ROWS = ("changelist", "add", "change", "delete", "history")
Outcomes = dict[tuple[str, str], tuple[str, ...]]
"""By name and method: what each role is answered."""
FOUND: Outcomes = {}
OUTSIDE = {"as-it-would-be": "where", "give-preview-link": "where"}


def names() -> set[str]:
    """Of every address below /admin/, however deep."""

    def walk(patterns: list[URLPattern | URLResolver], before: str, space: str) -> Iterator[str]:
        for one in patterns:
            path = before + str(one.pattern)
            if isinstance(one, URLResolver):
                yield from walk(one.url_patterns, path, f"{one.namespace}:" if one.namespace else space)
            elif path.replace("^", "").startswith("admin/") and one.name:
                yield f"{space}{one.name}"

    return set(walk(get_resolver().url_patterns, "", ""))


def address(name: str) -> str:
    """One of those that bear this name."""
    given: dict[str, object] = {}
    if name in OUTSIDE:
        given = {"where": "routes/"}
    elif name == "account_reset_password_from_key":
        given = {"uidb36": "1", "key": "x-y"}
    elif name in ("mfa_edit_webauthn", "mfa_remove_webauthn") or name in (
        "worklist-planned",
        "worklist-page",
    ):
        given = {"pk": 1}
    elif name == "worklist-report":
        given = {"pk": Report.objects.exclude(fact="").latest("pk").pk}
    elif name == "worklist-section":
        given = {"slug": "doubts"}
    elif name in ("worklist-edit", "worklist-entry"):
        given = {"kind": "instrument", "key": Instrument.objects.values_list("slug", flat=True).first()}
    elif name.endswith("_undo"):
        given = {"object_id": pk_for(name), "change_id": 1}
    elif name == "admin:app_list":
        given = {"app_label": "catalogue"}
    elif name == "admin:view_on_site":
        given = {"content_type_id": ContentType.objects.get_for_model(LogEntry).pk, "object_id": 1}
    try:
        return reverse(name, kwargs=given)
    except Exception:
        return reverse(name, args=[pk_for(name)])


def pk_for(name: str) -> object:
    """Of a row of the model that the address is about."""
    for model, page in admin.site._registry.items():
        if any(f"admin:{one.name}" == name for one in page.urls if isinstance(one, URLPattern)):
            row = model._default_manager.first()
            return row.pk if row is not None else 1
    raise LookupError(name)


def outcome(answer: Response) -> str:
    sent = str(answer.get("Location", ""))
    if answer.status_code == 302 and ("/account/login/" in sent or "/admin/login/" in sent):
        return "sign in"
    if answer.status_code == 302 and sent == reverse("admin:index"):
        return "nothing"  # Django's admin sends on who asks for a row that is not there
    return {403: "no", 404: "nothing", 405: "nothing"}.get(
        answer.status_code, "yes" if answer.status_code < 500 else "broken"
    )


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> None:
    """Who may is settled before a page is drawn; however long all take, everybody signed in just now."""
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = 86_400

    def undrawn(self: SimpleTemplateResponse) -> SimpleTemplateResponse:
        self.content = b""
        return self

    monkeypatch.setattr(SimpleTemplateResponse, "render", undrawn)


@pytest.fixture
def outcomes(colleague: Made, quick: None) -> Outcomes:
    """Asked once for all tests, as everything is taken back."""
    if FOUND:
        return FOUND
    SignIn.objects.create(name="somebody", attempted=Attempted.CAME_IN)
    Report.objects.create(text="Something is not right.", fact=ReportedFact.OTHER)
    clients = {"anonymous": Client()}
    for role in ROLES[1:]:
        clients[role] = Client()
        clients[role].force_login(colleague(role))
    for name in sorted(names()):
        where = address(name)
        for method in ("get", "post"):
            told = []
            for client in clients.values():
                with transaction.atomic():
                    kept = {key: morsel.value for key, morsel in client.cookies.items()}
                    told.append(outcome(getattr(client, method)(where)))
                    client.cookies.load(kept)
                    transaction.set_rollback(True)
            FOUND[name, method.upper()] = tuple(told)
    return FOUND


def kind_of(name: str) -> tuple[str, str]:
    """What an address does, and to which model: ("change", "catalogue.instrument"); ("", its name) for one of a kind."""
    for model in admin.site._registry:
        begin = f"admin:{model._meta.app_label}_{model._meta.model_name}_"
        if name.startswith(begin) and (act := name.removeprefix(begin)) in ABOUT_ROWS:
            return act, f"{model._meta.app_label}.{model._meta.model_name}"
    return "", name


def table(outcomes: Outcomes) -> str:
    rows: dict[tuple[str, str, tuple[str, ...]], list[str]] = {}
    for (name, method), told in outcomes.items():
        act, what = kind_of(name)
        rows.setdefault((act, method, told), []).append(what)
    lines = [f"| page | | {' | '.join(ROLES)} | of |", f"| --- | --- |{' --- |' * len(ROLES)} --- |"]
    for (act, method, told), whats in sorted(rows.items()):
        of = ", ".join(f"`{what}`" for what in sorted(whats))
        lines.append(f"| {act or 'other'} | {method} | {' | '.join(told)} | {of} |")
    return "\n".join(lines)


def test_the_table_of_roles_is_what_the_admin_answers(outcomes: Outcomes) -> None:
    before, begin, rest = PAGE.read_text().partition("<!-- table -->\n")
    _old, end, after = rest.partition("\n<!-- end -->")
    said = before + begin + table(outcomes) + end + after
    if os.environ.get("ACCEPT_ROLES"):
        PAGE.write_text(said)
    assert said == PAGE.read_text(), "docs/roles.md says otherwise: ACCEPT_ROLES=1 writes it anew"


def test_nothing_of_the_admin_is_broken_or_open_to_strangers(outcomes: Outcomes) -> None:
    assert len(outcomes) > 250
    assert [key for key, told in outcomes.items() if "broken" in told] == []
    open_to_all = {name for (name, method), told in outcomes.items() if told[0] == "yes" and name.startswith("admin:")}
    assert open_to_all == {"admin:password_change"}, "which leads to a page that asks who it is"


def test_who_may_more_may_all_that_who_may_less_may(outcomes: Outcomes) -> None:
    """But for pages that a row or a state of the account is missing for."""
    for key, told in some(outcomes.items()):
        may = ["yes" in one for one in told[1:]]
        assert may == sorted(may), key


def test_every_act_of_writing_needs_a_role_that_writes(outcomes: Outcomes) -> None:
    may_write = {
        (act, what): told
        for (name, method), told in outcomes.items()
        for act, what in [kind_of(name)]
        if method == "POST" and act in ("add", "delete")
    }
    assert len(may_write) > 60
    assert [key for key, told in may_write.items() if "yes" in told[:2]] == []
    published = {key for key, told in may_write.items() if key[1] == "catalogue.edition" and told[2] == "yes"}
    assert published == set(), "a curator does not publish"


def test_the_superusers_alone_look_after_accounts(outcomes: Outcomes) -> None:
    of_accounts = {
        key: told[1:4]
        for key, told in outcomes.items()
        if kind_of(key[0])[1] in ("auth.user", "auth.group", "matcher.signin")
    }
    assert len(of_accounts) >= 30
    assert {key: told for key, told in of_accounts.items() if "yes" in told} == {}
