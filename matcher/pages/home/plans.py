"""The plans that people come with most, as links: each is an address of the results."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from matcher.answers.parameters.parameter import Named


@dataclass(frozen=True, slots=True)
class UsualPlan:
    label: Named
    query: str


USUAL = (
    UsualPlan(
        _("A dance company shows its work in France"),
        "goal=present-tour&discipline=dance&applicant=arts-organisation&base=BE-VLG&place=FR",
    ),
    UsualPlan(
        _("An artist goes on residency abroad"),
        "goal=residency&discipline=visual-arts&applicant=individual-artist&base=BE-VLG",
    ),
    UsualPlan(
        _("A theatre makes something new with a Dutch house"),
        "goal=create-coproduce&discipline=theatre&applicant=arts-organisation&base=BE-VLG&place=NL",
    ),
    UsualPlan(
        _("A youth group exchanges with young people in Spain"),
        "goal=exchange-learn&applicant=youth-organisation&base=BE-VLG&place=ES",
    ),
)
"""The four goals that most of the plans in `fixtures/personas.yaml` have, each with an applicant and an art that go with it.
Without a start, so that none goes out of date."""
