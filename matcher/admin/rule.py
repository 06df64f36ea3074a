"""A rule with its conditions: the sentence that they add up to, rewritten while one writes, and whom it touches."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.contrib import admin
from django.db import models
from django.db.models import F, Q, QuerySet
from django.forms import BaseInlineFormSet, ModelForm
from django.forms.widgets import Script
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localdate
from django.utils.translation import get_language, gettext, override
from django.utils.translation import gettext_lazy as _

from catalogue.admin.base import WRITTEN, SlugAdmin, pair
from catalogue.admin.drafted import PREVIEW, DraftedAdmin
from catalogue.models.words import LANGUAGES
from matcher.admin.rule_preview import ADDRESS, PERSONA, Preview
from matcher.engine.answers import QuestionKind
from matcher.models import OPERATORS_FOR, Condition, Operator, Persona, Question, Rule, Scope
from matcher.models.checks import Row, check_rows
from matcher.proof.trial import put_on_trial
from matcher.rules.current import current
from matcher.rules.words import say
from matcher.speech.previews import rule_sentence, teller_now
from matcher.speech.sentences import long_date

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
        for name, asked in current().words.questions.items()
        if asked.kind in CHOOSING
    ]


class OptionsByQuestion(forms.CheckboxSelectMultiple):
    """Boxes to tick, those of each question together; the script leaves those of the chosen question."""

    def _render(self, template_name: str, context: dict[str, Any], renderer: Any = None) -> SafeString:
        groups = [(asked, options) for asked, options, _index in context["widget"]["optgroups"]]
        shown = {"id": context["widget"]["attrs"].get("id"), "groups": groups}
        return mark_safe(render_to_string("admin/rules/options.html", shown))  # a template of ours


class ConditionForm(ModelForm):
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


class ConditionsFormSet(BaseInlineFormSet):
    """Refuses conditions that do not add up to a rule."""

    def clean(self) -> None:
        super().clean()
        if any(self.errors) or not self.instance.effect:
            return
        rows = [
            Row(
                role=form.cleaned_data["role"],
                question=form.cleaned_data["question"],
                operator=form.cleaned_data["operator"],
                has_area=bool(form.cleaned_data["places"] or form.cleaned_data["groups"]),
            )
            for form in self.forms
            if form.cleaned_data and not form.cleaned_data.get("DELETE")
        ]
        named = self.instance.scope != Scope.INSTRUMENTS or bool(self.data.get("instruments"))
        check_rows(self.instance.effect, rows, has_instruments=named)


class Conditions(admin.StackedInline):
    model = Condition
    form = ConditionForm
    formset = ConditionsFormSet
    formfield_overrides = WRITTEN | DAYS
    extra = 0
    autocomplete_fields = ["groups", "places"]
    fields = [("role", "position"), ("question", "operator"), "options", ("groups", "places"), ("number", "day")]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows: QuerySet[Any] = super().get_queryset(request)
        return rows.select_related("question")

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
class RuleAdmin(DraftedAdmin, SlugAdmin):
    list_display = ["name", "sentence", "period", "is_active"]
    list_filter = [
        "is_active",
        HoldsFilter,
        "effect",
        "scope",
        ("conditions__question", admin.RelatedOnlyFieldListFilter),
        ("level", admin.RelatedOnlyFieldListFilter),
        ("programme", admin.RelatedOnlyFieldListFilter),
    ]
    list_select_related = ["programme", "level"]
    search_fields = ["name", "slug", *pair("because"), "instruments__name_nl", "instruments__name_en"]
    autocomplete_fields = ["instruments", "programme", "level"]
    prepopulated_fields = {"slug": ["name"]}
    inlines = [Conditions]
    formfield_overrides = WRITTEN | DAYS
    save_as = True
    save_on_top = True
    copy_marks = ["name"]
    change_form_template = "admin/rules/change_form.html"
    preview_template = "admin/rules/preview.html"
    preview_with = {"name": "…", "slug": "the-rule-that-is-being-written", "because_nl": "…", "because_en": "…"}
    fieldsets = [
        (_("What it is"), {"fields": ["name", ("slug", "is_active")]}),
        (
            _("Then"),
            {
                "description": _("The conditions stand below. All that the rule has under “When” must hold."),
                "fields": [("effect", "points"), "scope", "instruments", "programme", "level"],
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
        teller = teller_now()
        for row in page.result_list:
            row.told = rule_sentence(row, teller)
        return page

    @admin.display(description=_("the rule in a sentence"), ordering="effect")
    def sentence(self, row: Rule) -> str:
        return str(row.told)  # type: ignore[attr-defined]

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
        """What is in force is read before the rows become those that one works on."""
        if request.method == "POST" and PREVIEW in request.POST:
            request.rules_in_force = {rule.id: rule for rule in current().ruleset.rules}  # type: ignore[attr-defined]
        return super().changeform_view(request, object_id, form_url, extra_context)

    def preview(self, request: HttpRequest, row: Rule | None, lacking: Any) -> Preview:
        if row is None:
            return Preview(lacking=tuple(dict.fromkeys(lacking)))
        saved = Rule.objects.select_related("programme", "level").get(pk=row.pk)
        was = request.rules_in_force.get(saved.slug)  # type: ignore[attr-defined]
        pressed = request.POST[PREVIEW]
        given = {ADDRESS: pressed} if "=" in pressed else request.POST
        trial = put_on_trial(saved, current(), was, localdate())
        return Preview(told_in_all(saved), period_words(saved, localdate()), (), trial, given)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **options: Any
    ) -> HttpResponse:
        row = context.get("original")
        at_first = Preview(told_in_all(row), period_words(row, localdate())) if row else Preview()
        more = {
            "preview": context.get("preview", at_first),
            "pickers": pickers(),
            "personas": Persona.objects.all(),
            "given": {"persona": request.POST.get(PERSONA, ""), "address": request.POST.get(ADDRESS, "")},
        }
        return super().render_change_form(request, {**context, **more}, *args, **options)


def told_in_all(row: Rule) -> tuple[tuple[str, str], ...]:
    """That of the page first."""
    ordered = sorted(LANGUAGES, key=lambda language: language != get_language())
    return tuple((language, in_words(row, language)) for language in ordered)


def in_words(row: Rule, language: str, tell: Callable[[Rule], str] = rule_sentence) -> str:
    with override(language):
        return tell(row)


def period_words(row: Rule, today: date) -> str:
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
