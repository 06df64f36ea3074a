"""Whether the words of a group say from when, until when and how its members count."""

import re
from collections.abc import Iterator, Mapping, Sequence

from catalogue.entries.group import GroupEntry, MemberEntry
from catalogue.entries.values import Words
from catalogue.vocabulary import MemberRole
from matcher.proof.sentences.holding import in_language
from matcher.proof.sentences.vocabulary import LANGUAGES

JOINS: Mapping[str, str] = {
    "nl": r"niet (?:zelf )?(?:trekken|aanvragen)|geen project (?:trekken|aanvragen)",
    "en": r"not (?:themselves )?(?:lead|apply)",
}
"""That a member may take part, and not lead."""
SINCE = r"(?i)\b(?:sinds|vanaf)\D{0,12}20\d\d|\bvan de oproep van 20\d\d"


def unsaid_of_group(group: GroupEntry) -> Iterator[tuple[str, str]]:
    """Each member of which the words do not say what its fields do, with the year, or the role, that they leave out."""
    common = [group.note, *[one.supports for one in group.sources]]
    for period in group.periods:
        for member in period.limited:
            texts = [text for text in (member.note, *common) if text is not None]
            if _is_told_alone(member):
                yield member.place, "since"
            for said, words in _claims(member):
                if not _is_said(words, texts):
                    yield member.place, said


def _claims(member: MemberEntry) -> Iterator[tuple[str, Mapping[str, str]]]:
    for day in (member.since, member.until):
        if day is not None:
            yield str(day.year), dict.fromkeys(LANGUAGES, rf"\b{day.year}\b")
    if member.role == MemberRole.JOINS:
        yield member.role, JOINS


def _is_told_alone(member: MemberEntry) -> bool:
    """Whether its note says since when it counts, and no field does."""
    return member.note is not None and member.since is None and bool(re.search(SINCE, member.note.nl))


def _is_said(words: Mapping[str, str], texts: Sequence[Words]) -> bool:
    return all(any(re.search(rf"(?i){words[name]}", in_language(one, name)) for one in texts) for name in LANGUAGES)
