"""The sections of the work list, a file each, in the order of the page: one more is a file and a line here."""

from matcher.admin.worklist.section import WorkSection
from matcher.admin.worklist.sections import (
    announced,
    changed_sources,
    closing,
    doubts,
    for_you,
    old_facts,
    planned,
    red_personas,
    reports,
    sought,
    waits,
    without_round,
)

SECTIONS: list[WorkSection] = [
    for_you.SECTION,
    closing.SECTION,
    without_round.SECTION,
    changed_sources.SECTION,
    announced.SECTION,
    old_facts.SECTION,
    reports.SECTION,
    sought.SECTION,
    doubts.SECTION,
    red_personas.SECTION,
    waits.SECTION,
    planned.SECTION,
]
