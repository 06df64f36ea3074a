"""A persona with what it expects, beside what matching says now; and one that is kept from a result page."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import parse_qs, urlsplit

from django import forms
from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localdate
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from catalogue.admin.base import SlugAdmin, Tabular, counted, in_language, pair
from matcher.admin.persona_proposal import Proposal, proposal
from matcher.answers import address
from matcher.models import Expectation, Persona
from matcher.proof.persona_sentences import lines, result_address, sentences
from matcher.proof.personas import Outcome, check, check_each, understood
from matcher.rules.holding import held
from matcher.upkeep.personas_met import personas_met

GREEN, RED = "green", "red"


class AnswersField(forms.CharField):
    """Answers, one question per line; or the address of a result page, of which everything but the answers is left out."""

    widget = forms.Textarea(attrs={"rows": 10, "cols": 60})

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        return "\n".join(f"{name}: {', '.join(values)}" for name, values in value.items())

    def to_python(self, value: Any) -> Any:
        text = str(value or "").strip()
        if "=" in text and "\n" not in text:
            query = parse_qs(urlsplit(text).query or text)
            return {
                name: values for name, values in query.items() if name not in (address.ON, address.SKIP, address.KEEP)
            }
        return dict(self.line(one) for one in text.splitlines() if one.strip())

    def line(self, text: str) -> tuple[str, list[str]]:
        name, colon, values = text.partition(":")
        if not colon:
            raise ValidationError(
                gettext("Write “%(line)s” as a question and its answer: place: DE, FR.") % {"line": text}
            )
        return name.strip(), [one.strip() for one in values.split(",") if one.strip()]

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return bool(self.to_python(self.prepare_value(initial)) != self.to_python(data))
        except ValidationError:
            return True


class PersonaForm(ModelForm[Persona]):
    answers = AnswersField(label=_("answers"), help_text=Persona._meta.get_field("answers").help_text)

    class Meta:
        model = Persona
        fields = ["slug", *pair("name"), "answers", "on", "is_must", "names_all", *pair("because")]

    def clean(self) -> dict[str, Any]:
        """The answers as an address would write them. Raises ValidationError for what no question takes."""
        cleaned = super().clean() or self.cleaned_data
        if "answers" in cleaned:
            cleaned["answers"] = understood(cleaned["answers"], held())
        return cleaned


class Expectations(Tabular):
    model = Expectation
    fields = ["position", "instrument", "verdict", "submit_by", "rank"]
    autocomplete_fields = ["instrument"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows: QuerySet[Any] = super().get_queryset(request)
        return rows.select_related("instrument")

    def get_extra(self, request: HttpRequest, obj: Any = None, **options: Any) -> int:
        proposed = proposed_by(request) if obj is None else None
        return len(proposed.expected) if proposed else 0


class Checked(ChangeList):
    """Checks the personas on the page once, against one ruleset."""

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        for outcome in check_each(self.result_list, held()):
            outcome.persona.outcome = outcome  # type: ignore[attr-defined]


class IsGreen(admin.SimpleListFilter):
    title = _("outcome")
    parameter_name = "outcome"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [(RED, _("red")), (GREEN, _("green"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() not in (GREEN, RED):
            return queryset
        found = personas_met(held()).by_persona
        wanted = [key for key, one in found.items() if one.outcome.is_green == (self.value() == GREEN)]
        return queryset.filter(pk__in=wanted)


@admin.register(Persona)
class PersonaAdmin(SlugAdmin):
    form = PersonaForm
    list_display = [
        in_language("name", _("name")),
        "state",
        "must",
        "on",
        counted("expectations", _("expectations")),
    ]
    counts = ["expectations"]
    list_filter = [IsGreen, "is_must", "expectations__verdict"]
    search_fields = ["slug", *pair("name"), *pair("because"), "expectations__instrument__slug"]
    prepopulated_fields = {"slug": ["name_nl"]}
    readonly_fields = ["outcome"]
    inlines = [Expectations]
    save_as = True
    save_on_top = True
    fieldsets = [
        (
            _("Who it is"),
            {"fields": [pair("name"), ("slug", "is_must", "names_all"), ("answers", "on"), pair("because")]},
        ),
        (_("What matching says now"), {"fields": ["outcome"]}),
    ]

    def get_changelist(self, request: HttpRequest, **options: Any) -> type[ChangeList]:
        return Checked

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows: QuerySet[Persona] = super().get_queryset(request).for_check()  # type: ignore[attr-defined]
        return rows

    @admin.display(description=_("outcome"))
    def state(self, row: Persona) -> SafeString:
        outcome: Outcome = row.outcome  # type: ignore[attr-defined]
        differ = len(outcome.failures)
        icon, said = (
            ("yes", gettext("green")) if not differ else ("no", ngettext("%(n)d differs", "%(n)d differ", differ))
        )
        return format_html('<img src="{}" alt=""> {}', static(f"admin/img/icon-{icon}.svg"), said % {"n": differ})

    @admin.display(description=_("must hold"), ordering="is_must")
    def must(self, row: Persona) -> str:
        """In a word, for a cross would look as if something were wrong."""
        return gettext("must hold") if row.is_must else ""

    @admin.display(description=_("expected and found"))
    def outcome(self, row: Persona) -> str:
        """Of the saved row: what stands in a refused form is not there yet."""
        saved = Persona.objects.for_check().filter(pk=row.pk).first() if row.pk else None
        if saved is None:
            return gettext("Save first: then what matching says is shown here.")
        now = held()
        found = check(saved, now)
        told = {"lines": lines(found, now), "failures": sentences(found, now), "address": result_address(found, now)}
        return render_to_string("admin/personas/outcome.html", told)

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        proposed = proposed_by(request)
        if proposed is None:
            return super().get_changeform_initial_data(request)
        names = {f"name_{language}": name for language, name in proposed.names.items()}
        return {"slug": proposed.slug, "answers": proposed.answers, "on": proposed.on, **names}

    def get_formset_kwargs(self, request: HttpRequest, obj: Any, inline: Any, prefix: str) -> dict[str, Any]:
        """Rows that are proposed stand in the form as written: only a form without their initial values saves them all."""
        options: dict[str, Any] = super().get_formset_kwargs(request, obj, inline, prefix)
        proposed = proposed_by(request) if obj.pk is None and request.method == "GET" else None
        if proposed:
            options["initial"] = [*as_rows(proposed)]
        return options


def as_rows(proposed: Proposal) -> Iterable[dict[str, Any]]:
    for position, one in enumerate(proposed.expected):
        yield {
            "position": position,
            "instrument": one.instrument,
            "verdict": one.verdict.value,
            "submit_by": one.submit_by,
            "rank": one.rank,
        }


def proposed_by(request: HttpRequest) -> Proposal | None:
    """What the address proposes to keep, by the names of a result page; None where it has no answers."""
    now = held()
    asked = address.read(dict(request.GET.lists()), now.ruleset, now.words, today=localdate())
    return proposal(asked, now) if asked.answers.values or asked.answers.checks else None
