"""A rule with its conditions, and the sentence that they add up to."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.forms import BaseInlineFormSet, ModelForm
from django.http import HttpRequest
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from catalogue.admin.base import WRITTEN, SlugAdmin, counted, in_language, pair
from catalogue.admin.drafted import DraftedAdmin
from catalogue.models.words import LANGUAGES
from matcher.checks import Row, check_rows
from matcher.current import current
from matcher.engine.answers import QuestionKind
from matcher.models import Condition, Rule, Scope
from matcher.previews import rule_sentence
from matcher.words import say as say_pair

Group = tuple[str, list[tuple[str, str]]]


def grouped_options() -> list[Group]:
    """Every option that can be answered, below its question."""
    return [
        (say_pair(asked.short), [(one.value, say_pair(one.label)) for one in asked.options])
        for asked in current().words.questions.values()
        if asked.kind in (QuestionKind.CHOICE, QuestionKind.CHOICES)
    ]


class ConditionForm(ModelForm):
    options = forms.MultipleChoiceField(
        label=_("options"),
        choices=grouped_options,
        required=False,
        help_text=_("Of the question above, for one that offers options. Ctrl-click adds or takes away an option."),
    )

    class Meta:
        model = Condition
        fields = ["position", "role", "question", "operator", "options", "groups", "places", "number", "day"]


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
    formfield_overrides = WRITTEN
    extra = 0
    classes = ["wide-options"]
    autocomplete_fields = ["question", "groups", "places"]
    fields = [("role", "position"), ("question", "operator"), "options", ("groups", "places"), ("number", "day")]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows: QuerySet[Any] = super().get_queryset(request)
        return rows.select_related("question")


@admin.register(Rule)
class RuleAdmin(DraftedAdmin, SlugAdmin):
    list_display = [
        "name",
        "effect",
        "holds_for",
        "points",
        counted("conditions", _("conditions")),
        in_language("because", _("because")),
        "valid_from",
        "valid_until",
        "is_active",
    ]
    counts = ["conditions"]
    list_filter = ["is_active", "effect", "scope", "conditions__question", "level", "programme"]
    list_select_related = ["programme", "level"]
    search_fields = ["name", "slug", *pair("because"), "instruments__name_nl", "instruments__name_en"]
    autocomplete_fields = ["instruments", "programme", "level"]
    prepopulated_fields = {"slug": ["name"]}
    readonly_fields = ["sentence"]
    inlines = [Conditions]
    save_as = True
    save_on_top = True
    fieldsets = [
        (_("What it is"), {"fields": ["name", ("slug", "is_active"), "sentence"]}),
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

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).prefetch_related("instruments")

    @admin.display(description=_("for"), ordering="scope")
    def holds_for(self, row: Rule) -> str:
        match Scope(row.scope):
            case Scope.PROGRAMME:
                return str(row.programme)
            case Scope.LEVEL:
                return str(row.level)
            case Scope.INSTRUMENTS:
                return ", ".join(one.name for one in row.instruments.all())
            case Scope.EVERYTHING:
                return str(Scope.EVERYTHING.label)

    @admin.display(description=_("the rule in a sentence"))
    def sentence(self, row: Rule) -> str | SafeString:
        if row.pk is None:
            return say("Save first: then the sentence stands here.")
        return format_html_join("", '<p lang="{}">{}</p>', [(one, in_words(row, one)) for one in LANGUAGES])


def in_words(row: Rule, language: str, tell: Callable[[Rule], str] = rule_sentence) -> str:
    with override(language):
        return tell(row)
