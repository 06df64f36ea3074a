"""A rule with its conditions: the sentence that they add up to, rewritten while one writes, and whom it touches."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin import StackedInline
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import F, Q, QuerySet
from django.forms import BaseInlineFormSet
from django.forms.widgets import Script
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from django.utils.timezone import localdate
from django.utils.translation import get_language, gettext, override
from django.utils.translation import gettext_lazy as _

from catalogue.admin.base import WRITTEN, SlugAdmin, pair
from catalogue.admin.choosing import Choosing, ChoosingForm
from catalogue.admin.entry import EntryAdmin
from catalogue.entries.kinds import KINDS
from catalogue.languages import LANGUAGES
from matcher.admin.rule_preview import ADDRESS, PERSONA, Preview, told_clash
from matcher.engine.answers import QuestionKind
from matcher.models import OPERATORS_FOR, Condition, Operator, Persona, Question, Role, Rule, Scope
from matcher.models.checks import Row, asked_by, check_rows
from matcher.proof.trial import put_on_trial
from matcher.rules.entries import RuleEntry
from matcher.rules.holding import held, working_site
from matcher.rules.site import Site
from matcher.rules.words import say
from matcher.speech.previews import RuleTeller
from matcher.speech.writing import long_date

PREVIEW, PART = "_preview", "part"
"""In a form that is to be looked at, not kept. PART answers with what it comes to, anything else with the page around it."""
CHOOSING = (QuestionKind.CHOICE, QuestionKind.CHOICES)
DAYS: dict[Any, Any] = {models.DateField: {"widget": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}}


@dataclass(frozen=True, slots=True)
class OptionsOf:
    """What stands above the options of a question."""

    name: str
    label: str


def grouped_options() -> list[tuple[OptionsOf, list[tuple[str, str]]]]:
    """Every option that can be answered, below its question."""
    return [
        (OptionsOf(name, say(asked.short)), [(one.value, say(one.label)) for one in asked.options])
        for name, asked in working_site().words.questions.items()
        if asked.kind in CHOOSING
    ]


class OptionsByQuestion(forms.CheckboxSelectMultiple):
    """Boxes to tick, those of each question together; the script leaves those of the chosen question."""

    def _render(self, template_name: str, context: dict[str, Any], renderer: Any = None) -> SafeString:
        groups = [(asked, options) for asked, options, _index in context["widget"]["optgroups"]]
        shown = {"id": context["widget"]["attrs"].get("id"), "groups": groups}
        return mark_safe(render_to_string("admin/rules/options.html", shown))  # a template of ours


class ConditionForm(ChoosingForm):
    options = forms.MultipleChoiceField(
        label=_("options"), choices=grouped_options, required=False, widget=OptionsByQuestion
    )

    class Meta:
        model = Condition
        fields = ["position", "role", "question", "operator", "options", "groups", "places", "number", "day"]
        widgets = {"number": forms.NumberInput(attrs={"min": 0, "inputmode": "numeric"})}

    def clean_options(self) -> list[str]:
        """Two questions may have an option of the same name."""
        return list(dict.fromkeys(self.cleaned_data["options"]))


class ConditionsFormSet(BaseInlineFormSet[Condition, Rule]):
    """Refuses conditions that do not add up to a rule."""

    def clean(self) -> None:
        super().clean()
        if any(self.errors) or not self.instance.effect:
            return
        rows = [
            Row(
                role=form.cleaned_data["role"],
                question=asked_by(form.cleaned_data["question"]),
                has_area=bool(form.cleaned_data["places"] or form.cleaned_data["groups"]),
            )
            for form in self.forms
            if form.cleaned_data and not form.cleaned_data.get("DELETE")
        ]
        named = self.instance.scope != Scope.INSTRUMENTS or bool(self.data.get("instruments"))
        check_rows(self.instance.effect, rows, has_instruments=named)


class Conditions(Choosing, StackedInline[Condition, Rule]):
    model = Condition
    form = ConditionForm
    formset = ConditionsFormSet
    formfield_overrides = WRITTEN | DAYS
    extra = 0
    autocomplete_fields = ["groups", "places"]
    fields = [("role", "position"), ("question", "operator"), "options", ("groups", "places"), ("number", "day")]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows: QuerySet[Any] = super().get_queryset(request)
        return self.with_chosen(rows, request).select_related("question")

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **options: Any) -> Any:
        """A rule picks questions and places; it is not where they are made or changed."""
        field: Any = super().formfield_for_dbfield(db_field, request, **options)
        for may in ("can_add_related", "can_change_related", "can_delete_related", "can_view_related"):
            if hasattr(field, "widget") and hasattr(field.widget, may):
                setattr(field.widget, may, False)
        return field

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **options: Any) -> Any:
        """The questions are asked for once, not for each row."""
        field: Any = super().formfield_for_foreignkey(db_field, request, **options)
        if field is not None and db_field.name == "question":
            field.choices = [("", field.empty_label), *((one.pk, str(one)) for one in Question.objects.all())]
        return field


class HoldsFilter(admin.SimpleListFilter):
    title = _("period")
    parameter_name = "holds"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("now", _("Holds today")), ("later", _("Holds later")), ("over", _("Is over"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        today = localdate()
        began = Q(valid_from=None) | Q(valid_from__lte=today)
        over = Q(valid_until__lt=today)
        match self.value():
            case "now":
                return queryset.filter(began, is_active=True).exclude(over)
            case "later":
                return queryset.filter(valid_from__gt=today)
            case "over":
                return queryset.filter(over)
            case _:
                return queryset


@admin.register(Rule)
class RuleAdmin(EntryAdmin, SlugAdmin):
    list_display = ["name", "sentence", "period", "is_active"]
    list_filter = [
        "is_active",
        HoldsFilter,
        "effect",
        "scope",
        ("conditions__question", admin.RelatedOnlyFieldListFilter),
        "level",
        ("programme", admin.RelatedOnlyFieldListFilter),
    ]
    list_select_related = ["programme"]
    search_fields = ["name", "slug", *pair("because"), "instruments__name_nl", "instruments__name_en"]
    autocomplete_fields = ["instruments", "programme"]
    prepopulated_fields = {"slug": ["name"]}
    inlines = [Conditions]
    formfield_overrides = WRITTEN | DAYS
    save_as = True
    save_on_top = True
    copy_marks = ["name"]
    change_form_template = "admin/rules/change_form.html"
    change_list_template = "admin/matcher/rule/change_list.html"
    fieldsets = [
        (_("What it is"), {"fields": ["name", ("slug", "is_active")]}),
        (
            _("Then"),
            {
                "description": _("The conditions stand below. All that the rule has under “When” must hold."),
                "fields": [
                    ("effect", "points"),
                    ("max_eur", "max_rate_pct"),
                    "scope",
                    "instruments",
                    "programme",
                    "level",
                ],
            },
        ),
        (_("What the visitor reads"), {"fields": [pair("because")]}),
        (
            _("When it holds, and where it comes from"),
            {"fields": [("valid_from", "valid_until"), "source_url", "source_note"]},
        ),
    ]

    class Media:
        js = [Script("rule_editor.js", defer=True)]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        told = ("instruments", "conditions__question", "conditions__places", "conditions__groups")
        return super().get_queryset(request).prefetch_related(*told)

    def get_changelist_instance(self, request: HttpRequest) -> Any:
        """The sentences of all rows are told by one teller."""
        page = super().get_changelist_instance(request)
        teller = RuleTeller(working_site())
        for row in page.result_list:
            row.told = teller.sentence(entry_of_row(row))
        return page

    @admin.display(description=_("the rule in a sentence"), ordering="effect")
    def sentence(self, row: Rule) -> str:
        return str(row.told)  # type: ignore[attr-defined]

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """What can never hold is kept, for it may be half written; who saves it is told."""
        super().save_related(request, form, formsets, change)
        kept = entry_of_row(KINDS["rule"].rows().get(pk=form.instance.pk))
        try:
            clash = told_clash(put_on_trial(kept, working_site(), None, localdate()))
        except (KeyError, ValueError):  # a condition is not complete, or its question out of use: the sentence says so
            return
        if clash:
            messages.warning(request, clash)

    @admin.display(description=_("period"), ordering=F("valid_until").asc(nulls_last=True))
    def period(self, row: Rule) -> str:
        return period_words(row, localdate())

    # --- While one writes ---

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """A form that is only to be looked at is read, told and shown again as it was sent: nothing is written."""
        if request.method == "POST" and PREVIEW in request.POST:
            return self._looked_at(request, object_id, form_url, extra_context)
        return super().changeform_view(request, object_id, form_url, extra_context)

    def _looked_at(
        self, request: HttpRequest, object_id: str | None, form_url: str, extra_context: dict[str, Any] | None
    ) -> HttpResponse:
        row = self.get_object(request, unquote(object_id)) if object_id else None
        if not (self.has_change_permission(request, row) if row else self.has_add_permission(request)):
            raise PermissionDenied
        preview = self.preview(request, row)
        if request.POST[PREVIEW] == PART:
            return TemplateResponse(request, "admin/rules/preview.html", {"preview": preview})
        request.is_held = True  # type: ignore[attr-defined]
        return super().changeform_view(request, object_id, form_url, {**(extra_context or {}), "preview": preview})

    def preview(self, request: HttpRequest, row: Rule | None) -> Preview:
        sent = request.POST
        data = sent.copy()
        for name, text in STANDING_IN.items():
            data[name] = data.get(name, "").strip() or text
        request.POST = data  # type: ignore[assignment]
        try:
            form = self.get_form(request, row, change=row is not None)(data, instance=row)
            is_valid = form.is_valid()
            formsets, _inlines = self._create_formsets(  # type: ignore[attr-defined]
                request, form.instance, change=row is not None
            )
            if not all([is_valid, *(formset.is_valid() for formset in formsets)]):
                return Preview(lacking=tuple(dict.fromkeys(lacking(form, formsets))))
        finally:
            request.POST = sent
        entry = entry_of_form(form, formsets)
        if row is not None:  # filling a form in changes the row in memory
            row.refresh_from_db()
        site = working_site()
        was = next((rule for rule in held().ruleset.rules if rule.id == entry.id), None)
        pressed = sent[PREVIEW]
        given = {ADDRESS: pressed} if "=" in pressed else sent
        trial = put_on_trial(entry, site, was, localdate())
        return Preview(told_in_all(entry, site), period_words(entry, localdate()), (), trial, given)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **options: Any) -> Any:
        form: Any = super().get_form(request, obj, change=change, **options)
        return (
            type("HeldForm", (form,), {"is_valid": lambda _form: False}) if getattr(request, "is_held", False) else form
        )

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **options: Any
    ) -> HttpResponse:
        row = context.get("original")
        more: dict[str, Any] = {
            "pickers": pickers(),
            "personas": Persona.objects.only("slug", "name_nl", "name_en"),
            "given": {"persona": request.POST.get(PERSONA, ""), "address": request.POST.get(ADDRESS, "")},
        }
        if "preview" not in context:
            kept = KINDS["rule"].rows().filter(pk=row.pk).first() if row else None
            entry = entry_of_row(kept) if kept else None
            site = working_site()
            more["preview"] = (
                Preview(told_in_all(entry, site), period_words(entry, localdate())) if entry else Preview()
            )
        return super().render_change_form(request, {**context, **more}, *args, **options)


STANDING_IN = {"name": "…", "slug": "the-rule-that-is-being-written", "because_nl": "…", "because_en": "…"}
"""What stands in for fields that are still empty while one looks: those of which the preview does not speak."""


def entry_of_row(row: Rule) -> RuleEntry:
    """A row fetched as `KINDS["rule"].rows()` does."""
    entry = KINDS["rule"].value_of(row)
    assert isinstance(entry, RuleEntry)
    return entry


def entry_of_form(form: Any, formsets: Any) -> RuleEntry:
    """The rule as a valid form would save it, without saving it."""
    said = form.cleaned_data
    rows = [one.cleaned_data for formset in formsets for one in formset.forms if one.cleaned_data]
    conditions = [
        (
            row["role"],
            {
                "question": row["question"].name,
                "operator": row["operator"],
                "options": row["options"],
                "places": [place.code for place in row["places"]],
                "groups": [group.slug for group in row["groups"]],
                "number": row["number"],
                "day": row["day"],
            },
        )
        for row in sorted(rows, key=lambda row: row.get("position") or 0)
        if not row.get("DELETE")
    ]
    required = [condition for role, condition in conditions if role == Role.REQUIRE]
    return RuleEntry.model_validate(
        {
            "id": said.get("slug") or form.instance.slug,
            "name": said["name"],
            "for": {
                "instruments": [one.slug for one in said["instruments"]] if said["scope"] == Scope.INSTRUMENTS else [],
                "programme": said["programme"].slug if said["programme"] else None,
                "level": said["level"] or None,
            },
            "when": [condition for role, condition in conditions if role == Role.WHEN],
            "then": said["effect"],
            "require": required[0] if required else None,
            "points": said["points"] or 0,
            "max_eur": said["max_eur"],
            "max_rate_pct": said["max_rate_pct"],
            "because": {"nl": said["because_nl"], "en": said["because_en"]},
            "valid_from": said["valid_from"],
            "valid_until": said["valid_until"],
            "source": said["source_url"],
            "seen_in": said["source_note"],
            "is_active": said["is_active"],
        },
        context={"row": True},
    )


def lacking(form: Any, formsets: Any) -> Iterator[str]:
    """What is wrong with a form and its rows, each with the name of its field and the number of its row."""
    yield from _wrong(form, "")
    for formset in formsets:
        yield from formset.non_form_errors()
        for number, one in enumerate(formset.forms, start=1):
            yield from _wrong(one, f"{capfirst(str(formset.model._meta.verbose_name))} {number}, ")


def _wrong(form: forms.BaseForm, where: str) -> Iterator[str]:
    for name, errors in form.errors.items():
        field = form.fields.get(name)
        label = f"{where}{str(field.label).lower()}" if field else where.rstrip(", ")
        yield from (f"{capfirst(label)}: {error}" if label else str(error) for error in errors)


def told_in_all(entry: RuleEntry, site: Site) -> tuple[tuple[str, str], ...]:
    """In every language, that of the page first."""
    ordered = sorted(LANGUAGES, key=lambda language: language != get_language())
    return tuple((language, in_words(entry, language, site)) for language in ordered)


def in_words(entry: RuleEntry, language: str, site: Site) -> str:
    with override(language):
        return RuleTeller(site).sentence(entry)


def period_words(row: Rule | RuleEntry, today: date) -> str:
    """Whether it holds on a day, and from or until when."""
    if not row.is_active:
        return gettext("not in force")
    if row.valid_until and row.valid_until < today:
        return gettext("over since %(day)s") % {"day": long_date(row.valid_until)}
    if row.valid_from and row.valid_from > today:
        return gettext("from %(day)s") % {"day": long_date(row.valid_from)}
    if row.valid_until:
        return gettext("now, until %(day)s") % {"day": long_date(row.valid_until)}
    return gettext("now")


def pickers() -> dict[str, dict[str, Any]]:
    """What may be filled in for each question, by its primary key: for the script."""
    return {
        str(asked.pk): {
            "name": asked.name,
            "kind": asked.kind,
            "operators": [one.value for one in Operator if one in OPERATORS_FOR[QuestionKind(asked.kind)]],
        }
        for asked in Question.objects.all()
    }
