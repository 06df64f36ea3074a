"""What the committed files hold, without the database."""

import re
from collections.abc import Iterator
from datetime import date
from itertools import groupby
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from pydantic import BaseModel

from catalogue.entries.example import ExampleEntry
from catalogue.entries.group import GroupEntry
from catalogue.entries.instrument import InstrumentEntry
from catalogue.entries.kinds import KINDS
from catalogue.entries.pay import AmountEntry
from catalogue.entries.place import PlaceEntry
from catalogue.entries.values import Words
from catalogue.entries.vocabulary import DisciplineEntry, DisciplineFamilyEntry
from catalogue.models import Example
from catalogue.vocabulary import MONEY_KINDS
from tests.little import Facts, committed, committed_facts
from tests.some import some


@pytest.fixture(scope="module")
def found() -> Facts:
    return committed_facts()


def texts_in(value: object, path: str = "") -> Iterator[tuple[str, Words]]:
    """(path, text) of every Words in a value."""
    if isinstance(value, Words):
        yield path, value
    elif isinstance(value, list):
        for place, inside in enumerate(value):
            yield from texts_in(inside, f"{path}.{place}")
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from texts_in(getattr(value, name), f"{path}.{name}")


@pytest.mark.parametrize(
    ("kind", "number"),
    [
        ("instrument", 255),
        ("organisation", 190),
        ("group", 74),
        ("example", 24),
        ("cell", 9),
        ("discipline-family", 6),
        ("discipline", 24),
        ("goal", 11),
        ("applicant", 18),
        ("theme", 3),
        ("challenge", 21),
        ("framework-row", 14),
        ("statistic", 26),
    ],
)
def test_no_entry_is_lost(found: Facts, kind: str, number: int) -> None:
    assert len(found[kind]) == number, (
        f"was one of them added or taken away on purpose? then count {len(found[kind])} above"
    )


def test_every_discipline_stands_under_a_heading_and_families_stay_together() -> None:
    families = [discipline.family for discipline in committed(DisciplineEntry).values()]
    assert (
        list(dict.fromkeys(families))
        == [family for family, _group in groupby(families)]
        == [*committed(DisciplineFamilyEntry)]
    )


def test_every_country_of_iso_3166_is_a_place_and_kosovo_too() -> None:
    places = committed(PlaceEntry)
    assert len([place for place in places.values() if place.parent is None]) == 250
    assert "XK" in places


def test_every_source_has_a_well_formed_address_or_a_reference(found: Facts) -> None:
    for reads in some(found.values()):
        for key, read in reads.items():
            for source in getattr(read.value, "sources", []):
                assert source.url or source.ref, key
                if source.url:
                    parts = urlsplit(source.url)
                    assert parts.scheme in ("http", "https"), (key, source.url)
                    assert re.fullmatch(r"[\w.-]+\.[a-z]{2,}\.?(:\d+)?", parts.netloc), (key, source.url)


def test_no_address_bears_what_only_follows_its_reader() -> None:
    """A session or a campaign in an address tells of who looked, and may stop to work with them."""
    files = [*settings.FIXTURES_DIR.rglob("*.yaml"), *(settings.BASE_DIR / "matcher" / "proof").rglob("*.yaml")]
    assert len({file.parent for file in files}) > 3
    follows = re.compile(
        r"https?://\S*[?&](?:token|utm_\w+|fbclid|gclid|sid|sessionid|phpsessid|jsessionid)=", re.IGNORECASE
    )
    assert {file.name: found for file in files if (found := follows.findall(file.read_text("utf-8")))} == {}


def test_every_instrument_has_a_source() -> None:
    assert [key for key, instrument in committed(InstrumentEntry).items() if not instrument.sources] == []


def test_no_ceiling_is_higher_than_what_every_round_to_come_names() -> None:
    """The sum of an older page, beside rounds that name theirs."""
    today, seen = date(2026, 11, 28), 0
    wrong: list[str] = []
    for key, instrument in committed(InstrumentEntry).items():
        to_come = [one for one in instrument.rounds if one.closes and str(one.closes) >= str(today)]
        sums = [one.max_eur for one in to_come if one.max_eur is not None]
        if sums and len(sums) == len(to_come):
            seen += 1
            most = instrument.amount.max_eur
            wrong += [key] if most is None or most > max(sums) else []
    assert seen
    assert wrong == []


def test_every_text_is_there_in_both_languages(found: Facts) -> None:
    for reads in some(found.values()):
        for key, read in reads.items():
            for path, text in texts_in(read.value):
                assert text.nl.strip(), (key, path)
                assert text.en.strip(), (key, path)


ENGLISH_ONLY = re.compile(r"\b(the|and|with|which|from|must|are|was|were|not|than|their|has|have)\b")
DUTCH_ONLY = re.compile(r"\b(het|een|niet|met|voor|zijn|wordt|worden|naar|moet|moeten|deze|geen|ook)\b")


INTERNAL = re.compile(
    r"\b(?:het dossier (?:noemt|wijst|zegt)|the dossier (?:names|points|says)|slugs?|fixtures?|dezelfde id|same id|"
    r"general knowledge|algemene kennis|niet gezien|not seen|zie circus|x-[a-z]{2}-[a-z]+|BE-(?:VLG|BRU|WAL)|"
    r"lead_(?:days|months)|max_eur|todo)\b",
    re.IGNORECASE,
)
"""Words of who keeps the catalogue, which mean nothing to who reads it."""


def told_to_the_public(found: Facts) -> Iterator[tuple[str, str, str]]:
    """(kind, key, text) of everything that a page shows as it stands."""
    for kind, reads in found.items():
        for key, read in reads.items() if KINDS[kind].in_editions else ():
            for _path, text in texts_in(read.value):
                yield from ((kind, key, one) for one in (text.nl, text.en))
            for name in ("provenance", "dossier", "seen_in", "source", "chapter", "period"):
                said = getattr(read.value, name, "")
                if isinstance(said, str) and not said.startswith("http"):
                    yield kind, key, said
            for source in getattr(read.value, "sources", ()):
                yield kind, key, source.seen


def test_no_word_of_who_keeps_the_catalogue_stands_in_public_text(found: Facts) -> None:
    assert [one for one in told_to_the_public(found) if INTERNAL.search(one[2])] == []


LEGAL = re.compile(
    r"\b(?:Gewest|Ruimte|Vrijhandelsassociatie|lidstaten|deelnemende landen|geassocieerde landen|autonome gemeenschap|luik|"
    r"Interreg VI|Region$|Economic Area|Free Trade Association|member states|participating|associated|strand|jurisdictions?)\b"
)


def test_every_group_has_an_everyday_name_and_its_legal_one_where_that_differs() -> None:
    groups = committed(GroupEntry)
    assert [key for key, one in groups.items() if LEGAL.search(one.name.nl) or LEGAL.search(one.name.en)] == []
    assert [key for key, one in groups.items() if one.legal_name and one.legal_name.nl == one.name.nl] == []
    in_law = [key for key, one in groups.items() if one.note and "In de wet heet dit" in one.note.nl]
    assert len(in_law) >= 3
    assert [key for key in in_law if groups[key].legal_name is None] == []


def test_a_group_that_was_not_checked_against_a_source_says_so() -> None:
    unchecked = {key: one for key, one in committed(GroupEntry).items() if "to be checked" in one.provenance}
    assert unchecked
    assert [key for key, one in unchecked.items() if not any("source" in doubt.en for doubt in one.doubts)] == []


def test_sentences_stand_in_the_column_of_their_language(found: Facts) -> None:
    strays = []
    for reads in found.values():
        for key, read in reads.items():
            for path, text in texts_in(read.value):
                if text.nl == text.en and len({match[0] for match in ENGLISH_ONLY.finditer(text.nl)}) >= 2:
                    strays.append((key, path, "nl", text.nl))
                if text.nl == text.en and len({match[0] for match in DUTCH_ONLY.finditer(text.en)}) >= 2:
                    strays.append((key, path, "en", text.en))
    assert strays == []


def test_places_form_a_tree_in_which_wholly_divided_places_have_children() -> None:
    places = committed(PlaceEntry)
    parents = {place.parent for place in places.values()}
    for code, place in some(places.items()):
        seen = {code}
        while place.parent:
            assert place.parent not in seen, code
            seen.add(place.parent)
            place = places[place.parent]
        assert code in parents or not places[code].is_covered_by_children, code


def test_groups_include_one_another_without_a_circle() -> None:
    includes = {
        key: {other for period in group.periods for other in period.includes}
        for key, group in committed(GroupEntry).items()
    }

    def below(key: str, path: tuple[str, ...]) -> None:
        assert key not in path, path
        for other in includes[key]:
            below(other, (*path, key))

    for key in includes:
        below(key, ())


def test_a_limited_member_is_partial_unless_the_whole_country_takes_part() -> None:
    limited = {
        (key, member.place): member.is_partial
        for key, group in committed(GroupEntry).items()
        for period in group.periods
        for member in period.limited
    }
    assert limited["creative-europe-cultuur", "XK"] is False
    assert limited["horizon-europe-geassocieerd", "GB"] is False
    assert limited["eurimages", "CA"] is True
    assert limited["interreg-noordzee", "NO"] is True
    assert limited["interreg-vlaanderen-nederland", "BE-VBR"] is True
    assert limited["be-franse-gemeenschap", "BE-BRU"] is True


def test_routes_that_give_money_have_checks_for_what_no_question_asks() -> None:
    money = [one for one in committed(InstrumentEntry).values() if one.kind in MONEY_KINDS]
    checks = [check for instrument in money for check in instrument.checks]
    assert len(checks) >= 80
    assert all(check.statement.nl.endswith(".") and check.statement.en.endswith(".") for check in checks)


@pytest.mark.parametrize(
    ("units", "headline"),
    [
        pytest.param(
            [{"per": "trip", "eur": 56, "from_km": 100}, {"per": "trip", "eur": 28, "until_km": 99}], 28, id="the least"
        ),
        pytest.param(
            [{"per": "trip", "eur": 28, "until_km": 99}, {"per": "day", "eur": 85}], 85, id="whatever the distance"
        ),
        pytest.param([{"per": "trip", "eur": 28, "until_km": 99, "is_extra": True}], None, id="not for everybody"),
    ],
)
def test_what_depends_on_the_distance_is_no_headline_beside_what_does_not(
    units: list[dict[str, object]], headline: int | None
) -> None:
    said = AmountEntry.model_validate({"units": units}).headline
    assert (said and said.eur) == headline


def test_the_years_of_an_example_read_in_every_language() -> None:
    """A field without a language holds no words: a reader of the English page would meet them in Dutch."""
    validate = Example._meta.get_field("period").run_validators
    years = [example.period for example in committed(ExampleEntry).values() if example.period]
    assert some(years)
    for period in years:
        validate(period)
    with pytest.raises(ValidationError):
        validate("oproep 2024")


SAID_TO_BE_UNSURE = re.compile(
    r"(whether|if) (it|calls?|this|the (scheme|residency|house|allowance|bursary|flat|fund)\b.*?) ?"
    r"(still|continues?|exists?|runs|is still|is among)\b",
    re.IGNORECASE,
)


def test_what_may_be_gone_is_asked_first() -> None:
    """Where a doubt or a status says that nobody knows whether it still exists, a check says so, and pages promise nothing."""
    entries = committed(InstrumentEntry).values()
    unsure = {
        entry.id
        for entry in entries
        if entry.is_applied_for and entry.status.state not in ("ended", "closed")
        for text in [entry.status.note, *entry.doubts]
        if text and SAID_TO_BE_UNSURE.search(text.en)
    }
    asked = {entry.id for entry in entries if entry.may_be_gone}
    assert len(unsure) > 15
    assert unsure <= asked
