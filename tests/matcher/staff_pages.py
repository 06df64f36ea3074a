"""What tests of the pages of staff share: kinds of entries, their rows and addresses, and people who save them in a browser."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.auth.models import Group, User
from django.db import models, transaction
from django.forms.widgets import ChoiceWidget
from django.test import Client
from django.urls import reverse

from catalogue.admin.entry import EntryAdmin
from catalogue.editions.working import keep
from catalogue.entries.kinds import KINDS, EntryKind
from catalogue.models import Edition
from matcher.admin.worklist.sections import SECTIONS
from tests.filled import filled
from tests.responses import Response
from tests.the import as_a, the

IN_EDITIONS = [name for name, kind in KINDS.items() if kind.in_editions]


def staff(role: str) -> Client:
    """Somebody at a browser with this role, of the same name."""
    user = User.objects.create_user(role, is_staff=True, first_name=role.title())
    user.groups.add(Group.objects.get(name=role))
    client = Client()
    client.force_login(user)
    return client


def page_of(row: models.Model, view: str = "change") -> str:
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_{view}", args=[row.pk])


def list_of(model: type[models.Model], view: str = "changelist") -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{view}")


def first_row(kind: EntryKind) -> Any:
    """A row that the public sees."""
    return next(row for row in kind.rows().order_by("pk") if kind.is_shown(kind.value_of(row)))


def told_column(model: type[models.Model]) -> str:
    """A column of which staff may write the text: in English where it is in two languages. Where there is none, a number."""
    columns = [
        one for one in model._meta.concrete_fields if not one.choices and one.name not in ("slug", "code", "part")
    ]
    texts = [one.name for one in columns if isinstance(one, models.CharField | models.TextField)]
    numbers = [
        one.name for one in columns if isinstance(one, models.PositiveIntegerField | models.PositiveSmallIntegerField)
    ]
    return next((name for name in texts if name.endswith("_en")), texts[0] if texts else numbers[-1])


def otherwise(row: models.Model, mark: str = "!") -> dict[str, Any]:
    """The column with another value, as a form sends it."""
    column = told_column(type(row))
    value = getattr(row, column)
    return {column: value + len(mark) if isinstance(value, int) else f"{value}{mark}"}


def send(client: Client, address: str, **changes: object) -> Response:
    """Open the form at an address, write something otherwise, and save."""
    return client.post(address, filled(client.get(address), **changes))


def let_wait(kind: EntryKind, row: Any, author: User) -> None:
    """Somebody saved this row with another text."""
    with transaction.atomic():
        kind.model._default_manager.filter(pk=row.pk).update(**otherwise(row))
        assert keep((kind.name, kind.key(row)), author) is not None


# --- Every page ---------------------------------------------------------------------------------------------------


def registered() -> list[type[models.Model]]:
    return [model for model in admin.site._registry if model._meta.app_label in ("catalogue", "matcher")]


def lists() -> Iterator[str]:
    """The address of every list, in the ways that it can be shown."""
    for model in registered():
        page = admin.site._registry[model]
        yield list_of(model)
        yield list_of(model) + "?q=europa"
        if isinstance(page, EntryAdmin) and not page.owner:
            yield list_of(model) + "?waits=yes"


def forms_of_rows() -> Iterator[str]:
    """The address of a form to add something of each model, and to change or delete the first of its rows."""
    for model in registered():
        if model is not Edition:
            yield list_of(model, "add")
            row = model._default_manager.first()
            if row is not None:
                yield from (page_of(row, view) for view in ("change", "history", "delete"))


def pages_about_editions() -> Iterator[str]:
    first = Edition.objects.last()
    assert first is not None
    yield list_of(Edition, "add")
    yield list_of(Edition, "add") + "?pick=organisation/nobody"
    yield page_of(first)
    yield page_of(first, "history")
    yield reverse("admin:catalogue_edition_preview") + "?goal=network&on=2026-11-21"
    yield reverse("verification")
    yield reverse("as-it-would-be", kwargs={"where": reverse("results").lstrip("/")})
    yield reverse("give-preview-link", kwargs={"where": ""})


def pages_of_the_work_list() -> Iterator[str]:
    yield reverse("worklist")
    yield reverse("worklist-everything")
    yield reverse("demand")
    yield reverse("demand-csv")
    yield from (reverse("worklist-section", args=[one.slug]) for one in SECTIONS)
    yield reverse("worklist-section", args=["doubts"]) + "?q=e&kind=instrument&page=2&tick=1"
    yield reverse("worklist-look")
    yield reverse("worklist-plan")
    yield reverse("worklist-entry", args=["instrument", first_row(KINDS["instrument"]).slug])


# --- A new row ----------------------------------------------------------------------------------------------------


def added(response: Response, **given: object) -> dict[str, object]:
    """The form of the page with the least that it asks for."""
    form = as_a(forms.ModelForm, response.context["adminform"].form)
    asked = {name: least(name, field) for name, field in form.fields.items() if field.required}
    return filled(response, **(asked | given))


def least(name: str, field: forms.Field) -> object:
    if isinstance(field, forms.ModelChoiceField):
        row = the(field.queryset).first()
        return row.pk if row is not None else ""
    if isinstance(field, forms.ChoiceField | forms.TypedChoiceField):
        return next(value for value, _label in as_a(ChoiceWidget, field.widget).choices if value)
    if isinstance(field, forms.IntegerField):
        return 990
    if isinstance(field, forms.BooleanField):
        return "on"
    if name == "slug":
        return "a-new-one"
    return "A new one"[: getattr(field, "max_length", None)]
