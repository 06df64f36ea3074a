"""What belongs to a plan beside the money: networks, labels and frameworks."""

from catalogue.entries.instrument import InstrumentEntry
from matcher.engine.answers import APPLICANT, DISCIPLINE, GOAL, Answers


def belongs(entry: InstrumentEntry, answers: Answers) -> bool:
    """Whether it names something that the plan says: who applies, the discipline or the goal. What names none of these suits
    every plan, and so belongs to none."""
    named = {
        APPLICANT: entry.applicants,
        DISCIPLINE: [] if entry.disciplines == "all" else entry.disciplines,
        GOAL: entry.goals,
    }
    return any((answers.chosen(question) or frozenset()).intersection(names) for question, names in named.items())
