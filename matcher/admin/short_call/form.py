"""The twelve fields, and a few more that are folded. Below each that is typed freely stands what it was taken for."""

from collections.abc import Callable, Iterator
from typing import Any

from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext, pgettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from catalogue.languages import Label
from catalogue.models import ApplicantType, Discipline, DisciplineFamily, Goal, Instrument, Organisation
from catalogue.vocabulary import Kind, Level, UnitPer
from matcher.admin.short_call.said import KnownNames, SaidKeys, SaidPlaces, partial_day, places, whole_euros
from matcher.answers.places.names import place_names
from matcher.rules.holding import working_site

ANNOUNCED, USUAL, UNKNOWN = "announced", "usual", "unknown"
MOST, LEAST, SHARE = "most", "least", "share"
CERTAINTIES = [
    (ANNOUNCED, pgettext_lazy("how sure a day is", "announced")),
    (USUAL, pgettext_lazy("how sure a day is", "usual")),
    (UNKNOWN, pgettext_lazy("how sure a day is", "not known")),
]
FIELDSETS = [
    (
        _("The least that is needed; the rest may come later"),
        {
            "fields": [
                ("name", "payer"),
                ("level", "kind", "goals"),
                ("applicants", "disciplines", "where"),
                ("closes", "certainty"),
                ("sum", "sum_is"),
                ("source", "apply_url"),
            ]
        },
    ),
    (
        _("More fields"),
        {
            "classes": ["collapse"],
            "fields": [
                "name_en",
                ("summary_nl", "summary_en"),
                ("based", "min_partners", "min_countries"),
            ],
        },
    ),
]


def families() -> dict[DisciplineFamily, list[Discipline]]:
    found: dict[DisciplineFamily, list[Discipline]] = {}
    for one in Discipline.objects.select_related("family"):
        if one.family is not None:
            found.setdefault(one.family, []).append(one)
    return found


def known_disciplines() -> KnownNames:
    return KnownNames(Discipline.objects.all(), families())


class SaidField(forms.CharField):
    """A text as one says it; its value is what it was taken for, which has a `told`."""

    def __init__(self, label: Label, read: Callable[[str], Any], **options: Any) -> None:
        self.read = read
        kind = forms.TextInput(attrs={"class": "vTextField", "autocomplete": "off", "data-said": ""})
        super().__init__(label=label, **{"widget": kind, "max_length": 300, **options})

    def clean(self, value: Any) -> Any:
        return self.read(super().clean(value))


class NamesField(SaidField):
    """Names of words of the catalogue; all there are can be unfolded below it."""

    def __init__(self, label: Label, known: Callable[[], KnownNames], **options: Any) -> None:
        self.known = known
        super().__init__(label, lambda text: known().read(text), **options)

    def all_names(self) -> list[str]:
        return list(self.known().shown.values())


class DisciplinesField(NamesField):
    """ "All" is every discipline, those added later included."""

    def clean(self, value: Any) -> Any:
        if str(value or "").strip().casefold() in EVERY_WORDS:
            return SaidKeys(("all",), gettext("Every discipline, those added later included."))
        return super().clean(value)


EVERY_WORDS = frozenset({"alle", "alles", "alle disciplines", "all", "every", "every discipline", "all disciplines"})


class PayerField(SaidField):
    """One organisation, by a part of its name that no other has; a browser proposes them."""

    def __init__(self, label: Label, **options: Any) -> None:
        super().__init__(label, self._read, **options)
        self.widget.attrs["list"] = "payers"

    def _read(self, text: str) -> SaidKeys:
        known = KnownNames(Organisation.objects.all())
        keys = known.one(text)
        if not keys:
            told = gettext("Or add the organisation first.")
            raise forms.ValidationError(f"{_unknown(text, known)} {told}")
        return SaidKeys(keys, known.shown[keys[0]])


def _unknown(text: str, known: KnownNames) -> str:
    try:
        known.read(text.replace(",", " "))
    except forms.ValidationError as error:
        return str(error.messages[0])
    return ""


def read_places(text: str) -> SaidPlaces:
    return places(text, place_names(working_site().words))


def sums() -> list[tuple[str, Label]]:
    """What a sum can be: a bound of the whole, or so much for each of something."""
    euros = [(f"per-{one.value}", gettext("in euros, %(per)s") % {"per": one.label}) for one in UnitPer]
    return [
        (MOST, gettext("at most, in euros")),
        (LEAST, gettext("at least, in euros")),
        # xgettext:no-python-format
        (SHARE, gettext("at most, in % of the costs")),
        *euros,
    ]


class ShortCallForm(forms.Form):
    name = forms.CharField(
        label=_("name"),
        max_length=250,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        help_text=_("As the funder calls it."),
    )
    payer = PayerField(_("who pays"))
    level = forms.ChoiceField(label=_("level"), choices=[("", "–"), *Level.choices])
    kind = forms.ChoiceField(label=_("kind"), choices=[("", "–"), *Kind.choices])
    goals = NamesField(
        _("what for"), lambda: KnownNames(Goal.objects.all()), help_text=_("One or more, with commas between.")
    )
    applicants = NamesField(
        _("for whom"),
        lambda: KnownNames(ApplicantType.objects.all()),
        required=False,
        help_text=_("With commas between. Empty: everybody."),
    )
    disciplines = DisciplinesField(
        _("disciplines"),
        known_disciplines,
        required=False,
        help_text=_("A family counts for all that belong to it; “all” for every one. Empty: it asks for none."),
    )
    where = SaidField(
        pgettext_lazy("a field of a call", "where"),
        read_places,
        required=False,
        help_text=_("A city, a country, a region or a group; with or without accents. Empty: anywhere."),
    )
    closes = SaidField(
        _("closes on"), partial_day, required=False, help_text=_("As you say it: a day, a month or a year.")
    )
    certainty = forms.ChoiceField(
        label=_("how sure"), choices=CERTAINTIES, initial=ANNOUNCED, widget=forms.RadioSelect(attrs={"class": "inline"})
    )
    sum = SaidField(
        _("how much"), whole_euros, required=False, help_text=_("Leave it empty where nobody says."), max_length=40
    )
    sum_is = forms.ChoiceField(label=_("what the sum is"), choices=sums, initial=MOST)
    source = forms.URLField(
        label=_("source"),
        max_length=300,
        assume_scheme="https",
        widget=forms.URLInput(attrs={"class": "vURLField", "placeholder": "https://"}),
        help_text=_("Today is noted as the day on which you saw it."),
    )
    apply_url = forms.URLField(
        label=_("where to apply"),
        max_length=300,
        required=False,
        assume_scheme="https",
        widget=forms.URLInput(attrs={"class": "vURLField", "placeholder": "https://"}),
    )

    name_en = forms.CharField(
        label=_("name in English"),
        max_length=250,
        required=False,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        help_text=_("Empty: the same name."),
    )
    summary_nl = forms.CharField(
        label=_("summary in Dutch"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
        max_length=4000,
        help_text=_("Empty: the kind, and who pays."),
    )
    summary_en = forms.CharField(
        label=_("summary in English"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
        max_length=4000,
        help_text=_("Empty: the kind, and who pays."),
    )
    based = SaidField(
        _("applicant established in"), read_places, required=False, help_text=_("Empty: it is not asked.")
    )
    min_partners = forms.IntegerField(
        label=_("partners at least"),
        min_value=0,
        max_value=100,
        required=False,
        help_text=_("Beside the applicant. Empty: not known."),
    )
    min_countries = forms.IntegerField(
        label=_("partner countries at least"),
        min_value=0,
        max_value=100,
        required=False,
        help_text=_("Beside the applicant's. Empty: not known."),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for field in self.fields.values():
            field.label = capfirst(str(field.label))

    def clean_name(self) -> str:
        name = str(self.cleaned_data["name"])
        if there := Instrument.objects.filter(name_nl__iexact=name).first():
            told = gettext(
                "There is a route of this name already: %(slug)s. Change that one, or give this another name."
            )
            raise forms.ValidationError(told % {"slug": there.slug})
        return name

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        day, certainty = cleaned.get("closes"), cleaned.get("certainty")
        if day is not None and not day.written and certainty != UNKNOWN:
            self.add_error("closes", gettext("Write when it closes, or choose “not known”."))
        if day is not None and day.written and certainty == UNKNOWN:
            self.add_error("certainty", gettext("You give a day: choose “announced” or “usual”, or empty the day."))
        told = cleaned.get("sum")
        if told is not None and told.number is not None and cleaned.get("sum_is") == SHARE and told.number > 100:
            self.add_error("sum", gettext("Give the share as a whole percentage from 0 to 100."))
        return cleaned

    def tell(self) -> None:
        """Put below each field what its text was taken for. Call it after the form was looked at."""
        for name, field in self.fields.items():
            said = self.cleaned_data.get(name) if self.is_bound else None
            told = getattr(said, "told", "")
            self[name].help_text = told_below(told, field, [*names_of(field)])


def names_of(field: forms.Field) -> Iterator[str]:
    if isinstance(field, NamesField):
        yield from field.all_names()


def told_below(told: str, field: forms.Field, names: list[str]) -> str | SafeString:
    """What the text became, or else how to write it; and all the words there are, folded."""
    line: str | SafeString = format_html('<strong class="said-as">{}</strong>', told) if told else str(field.help_text)
    if not names:
        return line
    return format_html(
        '{} <details class="words"><summary>{}</summary><ul>{}</ul></details>',
        line,
        gettext("All %(n)s words for “%(field)s”") % {"n": len(names), "field": field.label},
        format_html_join("", "<li>{}</li>", ((name,) for name in names)),
    )


def payer_names() -> list[str]:
    """Proposed while one types who pays."""
    return sorted((one.name for one in Organisation.objects.all()), key=str.casefold)


def note() -> str:
    """How a history calls a route that was made here."""
    return pgettext("note with an edit", "Short form")
