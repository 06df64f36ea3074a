"""What one writes on a selection: its name, and how far one is with a route. Django forms validate, crispy draws them."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Field, Layout
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from matcher.answers.parameters.numbers import euros_typed
from matcher.models.selection import LONGEST_NAME, LONGEST_NOTE, MOST_EUR, RequestProgress

WRITTEN = "pages/questionnaire/fields/written.html"


def helper(*names: str) -> FormHelper:
    made = FormHelper()
    made.form_tag = False
    made.disable_csrf = True
    made.layout = Layout(*(Field(name, template=WRITTEN) for name in names))
    return made


class SelectionForm(forms.Form):
    """The name. `website` is hidden from people: a program that fills in all fills it in."""

    name = forms.CharField(
        label=gettext_lazy("A name that you will know again"),
        help_text=gettext_lazy("Your project or your trip, for example. At most 120 characters."),
        max_length=LONGEST_NAME,
        widget=forms.TextInput(attrs={"class": "form-control", "autocomplete": "off"}),
        error_messages={"required": gettext_lazy("Give it a name.")},
    )
    website = forms.CharField(
        label=gettext_lazy("Leave this empty"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    def __init__(self, data: Any = None, **given: Any) -> None:
        super().__init__(data, **given)
        self.helper = helper("name")

    @property
    def is_by_a_program(self) -> bool:
        return bool(self.cleaned_data["website"])


class NoteForm(forms.Form):
    """All empty takes the note away."""

    progress = forms.ChoiceField(
        label=gettext_lazy("How far are you?"),
        choices=[("", pgettext_lazy("a request for money", "nothing yet")), *RequestProgress.choices],
        required=False,
        widget=forms.Select(attrs={"class": "form-select"}),
        error_messages={"invalid_choice": gettext_lazy("Choose one of the list, or leave it empty.")},
    )
    eur = forms.CharField(
        label=gettext_lazy("Amount in euros"),
        help_text=gettext_lazy("Whole euros; cents are left out."),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"class": "form-control", "inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"max_length": gettext_lazy("Write a whole number of euros, such as 12500.")},
    )
    text = forms.CharField(
        label=gettext_lazy("Your own notes"),
        max_length=LONGEST_NOTE,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "class": "form-control"}),
        error_messages={"max_length": gettext_lazy("At most 2,000 characters.")},
    )

    def __init__(self, data: Any = None, *, route: str, **given: Any) -> None:
        super().__init__(data, auto_id=f"note-{route}-%s", **given)
        self.helper = helper("progress", "eur", "text")

    def clean_eur(self) -> int | None:
        """As people write it, as everywhere else: 1.500, € 2k. What can be two amounts is asked again."""
        said = str(self.cleaned_data["eur"]).strip()
        if not said:
            return None
        found = euros_typed(said)
        if not isinstance(found, int) or found < 0:
            raise forms.ValidationError(_("Write a whole number of euros, such as 12500."))
        if found > MOST_EUR:
            raise forms.ValidationError(_("That is more than anybody pays. Write at most 1,000,000,000."))
        return found
