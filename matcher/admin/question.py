from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from catalogue.admin.base import Tabular, counted, in_language, pair
from catalogue.admin.uses import UsedAdmin, UsedFormSet
from matcher.models import Option, Question


class OptionsFormSet(UsedFormSet):
    key_field = "value"


class Options(Tabular):
    model = Option
    formset = OptionsFormSet
    fields = ["position", "value", *pair("label"), *pair("help")]


@admin.register(Question)
class QuestionAdmin(UsedAdmin):
    change_form_template = "admin/questions/change_form.html"
    list_display = [
        in_language("text", _("question")),
        "name",
        "kind",
        "asked",
        "is_pinned",
        "is_active",
        "can_change",
        "vocabulary",
        "position",
        counted("conditions", _("conditions")),
    ]
    counts = ["conditions"]
    list_editable = ["position"]
    list_filter = ["kind", "asked", "vocabulary"]
    search_fields = ["name", *pair("text"), *pair("short")]
    inlines = [Options]
    fieldsets = [
        (_("What is asked"), {"fields": [pair("text"), pair("short"), pair("help"), "name"]}),
        (
            _("How it is answered"),
            {
                "description": _("A question takes its options from a list of the catalogue, or from the rows below."),
                "fields": [("kind", "vocabulary"), ("minimum", "maximum"), "can_change"],
            },
        ),
        (_("When it is asked"), {"fields": [("asked", "position"), ("is_pinned", "is_active")]}),
    ]
