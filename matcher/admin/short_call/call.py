"""What the short form says, as the entry that a file would hold for it, kept as every save is kept."""

from datetime import date
from typing import Any

from django.contrib.auth.models import User
from django.utils.text import slugify
from django.utils.translation import override

from catalogue.editions.working import exclusive_transaction, keep
from catalogue.entries.instrument import InstrumentEntry
from catalogue.entries.kinds import KINDS
from catalogue.languages import LANGUAGES
from catalogue.loading.writing import write
from catalogue.models import Instrument, Organisation
from catalogue.vocabulary import MONEY_KINDS, Kind, State, TimingKind
from matcher.admin.short_call.form import ANNOUNCED, LEAST, MOST, SHARE, USUAL, note

SUPPORTS = {"nl": "Wat hier over deze oproep staat.", "en": "What stands here about this call."}
LONGEST_KEY = 60


def keep_call(said: dict[str, Any], author: User, on: date) -> Instrument:
    """The new route. Raises FixtureError where a column refuses what was said."""
    with exclusive_transaction():
        entry = entry_of(said, free_key(said["name"]), on)
        write([entry])
        keep(("instrument", entry.key), author, note())
        return Instrument.objects.get(slug=entry.key)


def free_key(name: str) -> str:
    """The short name of a call, with a number where another has it."""
    stem = slugify(name)[:LONGEST_KEY].strip("-").replace("_", "-") or "oproep"
    taken = set(Instrument.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    key, number = stem, 2
    while key in taken:
        key, number = f"{stem}-{number}", number + 1
    return key


def entry_of(said: dict[str, Any], key: str, on: date) -> InstrumentEntry:
    """`said` is what the form cleaned, `on` the day on which the source was seen."""
    payer = said["payer"].keys[0]
    closes = said["closes"].written
    disciplines = said["disciplines"].keys
    plain = {
        "id": key,
        "name": {"nl": said["name"], "en": said["name_en"] or said["name"]},
        "kind": said["kind"],
        "level": said["level"],
        "provider": payer,
        "summary": {
            language: said[f"summary_{language}"] or plain_summary(said["kind"], payer, language)
            for language in LANGUAGES
        },
        "applicants": list(said["applicants"].keys),
        "disciplines": "all" if disciplines == ("all",) else list(disciplines),
        "goals": list(said["goals"].keys),
        "where": {"places": list(said["where"].places), "groups": list(said["where"].groups)},
        "based_in": {"places": list(said["based"].places), "groups": list(said["based"].groups)},
        "partners": {"min_partners": said["min_partners"], "min_countries": said["min_countries"]},
        "amount": amount_of(said["sum"].number, said["sum_is"]),
        "timing": {"kind": TimingKind.CALL},
        "rounds": [{"closes": closes, "is_announced": said["certainty"] == ANNOUNCED}] if closes else [],
        "apply": {"url": said["apply_url"]},
        "status": {"state": state_of(said["kind"], closes, said["certainty"], on), "as_of": on.isoformat()},
        "sources": [
            {"url": said["source"], "supports": SUPPORTS, "seen": on.isoformat(), "about": topics(said)},
        ],
    }
    return KINDS["instrument"].entry.model_validate(plain)  # type: ignore[return-value]


def plain_summary(kind: str, payer: str, language: str) -> str:
    """No more than is known: what it is, and who pays."""
    organisation = Organisation.objects.get(slug=payer)
    with override(language):
        return f"{Kind(kind).label}: {organisation.name}."


def amount_of(number: int | None, what: str) -> dict[str, Any]:
    if number is None:
        return {}
    columns = {MOST: "max_eur", LEAST: "min_eur", SHARE: "max_rate_pct"}
    if what in columns:
        return {columns[what]: number}
    return {"units": [{"per": what.removeprefix("per-"), "eur": number}]}


def state_of(kind: str, closes: str, certainty: str, on: date) -> State:
    """From the day that was given: a call that is over is closed, one that usually closes then comes back."""
    if kind not in MONEY_KINDS:
        return State.LABEL_ONLY
    if certainty == USUAL:
        return State.RECURRING
    return State.CLOSED if closes and closes < on.isoformat()[: len(closes)] else State.OPEN


def topics(said: dict[str, Any]) -> list[str]:
    """What of the route rests on its one source: all that was filled in."""
    filled = {
        "existence": True,
        "applicant": said["applicants"].keys,
        "discipline": said["disciplines"].keys,
        "goal": said["goals"].keys,
        "base": said["based"].places or said["based"].groups,
        "where": said["where"].places or said["where"].groups,
        "partners": said["min_partners"] is not None or said["min_countries"] is not None,
        "start": said["closes"].written,
        "amount": said["sum"].number is not None,
    }
    return [name for name, is_filled in filled.items() if is_filled]
