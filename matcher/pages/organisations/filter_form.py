"""The filters of the list of organisations as a form, which crispy draws."""

from django.forms import Form, MultipleChoiceField
from django.urls import reverse
from django.utils.translation import gettext as _

from matcher.answers.address import ON
from matcher.pages.organisations.organisations import TEXT, Helpers
from matcher.pages.routes.filter_form import facets_to_tick, filters, go_on


def filter_form(found: Helpers) -> Form:
    form = Form()
    for facet in found.facets:
        choices = [(one.value, one.label) for one in facet.choices]
        form.fields[facet.name] = MultipleChoiceField(label=facet.label, choices=choices, required=False)
    text = [(TEXT, found.text)] if found.text else []
    day = [(ON, found.on.isoformat())] if found.on_given else []
    parts = (*facets_to_tick(found.facets, [*text, *day]), go_on(_("Show these organisations")))
    return filters(form, *parts, action=reverse("organisations"))
