"""Slips in what routes ask: of whom, for what, where, with whom."""

from collections.abc import Callable, Mapping

from catalogue.entries.instrument import InstrumentEntry
from catalogue.entries.partnership import SideEntry
from catalogue.vocabulary import STAY_KINDS, Admission, WhereRole
from matcher.engine.answers import QuestionName
from matcher.engine.ruleset import InstrumentId
from matcher.proof.lab.fault_kinds import FaultKind
from matcher.proof.lab.slips import Make, Source, Ways, areas_swapped, of_entries, off_by_one, put, swapped

Change = Callable[[Source, InstrumentEntry], Ways[InstrumentEntry]]


def of_routes(change: Change) -> Make:
    return of_entries(InstrumentEntry, change, lambda _source, one: frozenset({InstrumentId(one.id)}))


def dropped(field: str) -> Change:
    """One of the values of a field is gone. The only one is not: without any, the field asks nothing."""

    def change(source: Source, one: InstrumentEntry) -> Ways[InstrumentEntry]:
        values = getattr(one, field)
        if values != "all" and len(values) > 1:
            for value in values:
                yield put(one, **{field: [other for other in values if other != value]}), f"without {value}"

    return change


def added(field: str, question: str) -> Change:
    def change(source: Source, one: InstrumentEntry) -> Ways[InstrumentEntry]:
        values = getattr(one, field)
        if values and values != "all":
            for value in source.options.get(QuestionName(question), ()):
                if value not in values:
                    yield put(one, **{field: [*values, value]}), f"with {value} too"

    return change


def where_swapped(source: Source, one: InstrumentEntry) -> Ways[InstrumentEntry]:
    for where, told in areas_swapped(source, one.where):
        yield put(one, where=where), told


def base_swapped(source: Source, one: InstrumentEntry) -> Ways[InstrumentEntry]:
    for base, told in areas_swapped(source, one.based_in):
        yield put(one, based_in=base), told


def role_changed(source: Source, one: InstrumentEntry) -> Ways[InstrumentEntry]:
    if one.where.groups or one.where.places:
        for role in WhereRole:
            if role != one.where.role:
                yield put(one, where=put(one.where, role=role)), f"{one.where.role} became {role}"


def not_bound_changed(source: Source, one: InstrumentEntry) -> Ways[InstrumentEntry]:
    """Who need not be established there, and whether only who leads must."""
    based = one.based_in
    if not (based.groups or based.places):
        return
    yield put(one, based_in=put(based, lead_only=not based.lead_only)), f"lead only became {not based.lead_only}"
    for who in one.applicants:
        left = [other for other in based.not_for if other != who] if who in based.not_for else [*based.not_for, who]
        told = "bound" if who in based.not_for else "not bound"
        yield put(one, based_in=put(based, not_for=left)), f"{who} is {told} by the address"


def partners_changed(source: Source, one: InstrumentEntry) -> Ways[InstrumentEntry]:
    for field in ("min_partners", "min_countries"):
        least: int | None = getattr(one.partners, field)
        if least:
            for other in off_by_one(least):
                yield put(one, partners=put(one.partners, **{field: other})), f"{field} {least} became {other}"


def sides_changed(source: Source, one: InstrumentEntry) -> Ways[InstrumentEntry]:
    sides = one.partners.sides
    for index, side in enumerate(sides):
        others: list[tuple[tuple[SideEntry, ...], str]] = [((), "without a side")]
        others += [((put(side, least=least),), f"{side.least} became {least}") for least in off_by_one(side.least, 1)]
        others += [((other,), told) for other, told in areas_swapped(source, side)]
        for instead, told in others:
            yield put(one, partners=put(one.partners, sides=swapped(sides, index, *instead))), told


def check_dropped(source: Source, one: InstrumentEntry) -> Ways[InstrumentEntry]:
    for index, check in enumerate(one.checks):
        yield put(one, checks=swapped(one.checks, index)), f"without the check {check.id}"
        if check.applicants:
            for_all = put(check, applicants=[])
            yield put(one, checks=swapped(one.checks, index, for_all)), f"the check {check.id} is for everybody"


def needs_first_dropped(source: Source, one: InstrumentEntry) -> Ways[InstrumentEntry]:
    if one.needs_first:
        yield put(one, needs_first=None), "needs no status first"


def admission_confused(source: Source, one: InstrumentEntry) -> Ways[InstrumentEntry]:
    other = Admission.NOMINATION if one.admission == Admission.APPLICATION else Admission.APPLICATION
    if one.gives_money:
        yield put(one, admission=other), f"{one.admission} became {other}"


def through_changed(source: Source, one: InstrumentEntry) -> Ways[InstrumentEntry]:
    for index, through in enumerate(one.through):
        yield put(one, through=swapped(one.through, index)), f"nobody applies for {through.applicant}"
        for other in source.options.get(QuestionName("applicant"), ()):
            if other not in {each.applicant for each in one.through} | set(one.applicants):
                instead = put(through, applicant=other)
                yield put(one, through=swapped(one.through, index, instead)), f"{other}, not {through.applicant}"
        if through.goals:
            instead = put(through, goals=[])
            yield (
                put(one, through=swapped(one.through, index, instead)),
                f"{through.applicant} with any goal of the route",
            )
        if through.home:
            instead = put(through, home=None)
            yield put(one, through=swapped(one.through, index, instead)), f"{through.applicant} from anywhere"


def duration_changed(source: Source, one: InstrumentEntry) -> Ways[InstrumentEntry]:
    """A month more or less, or years for months. Of a stay the field judges nothing."""
    most = one.timing.duration_max_months
    if most and one.kind not in STAY_KINDS:
        for other in (*off_by_one(most, 1), most * 12):
            yield put(one, timing=put(one.timing, duration_max_months=other)), f"{most} months became {other}"


MAKERS: Mapping[FaultKind, Make] = {
    FaultKind.APPLICANT_DROPPED: of_routes(dropped("applicants")),
    FaultKind.APPLICANT_ADDED: of_routes(added("applicants", "applicant")),
    FaultKind.DISCIPLINE_DROPPED: of_routes(dropped("disciplines")),
    FaultKind.DISCIPLINE_ADDED: of_routes(added("disciplines", "discipline")),
    FaultKind.GOAL_DROPPED: of_routes(dropped("goals")),
    FaultKind.GOAL_ADDED: of_routes(added("goals", "goal")),
    FaultKind.WHERE: of_routes(where_swapped),
    FaultKind.WHERE_ROLE: of_routes(role_changed),
    FaultKind.BASE: of_routes(base_swapped),
    FaultKind.NOT_BOUND: of_routes(not_bound_changed),
    FaultKind.PARTNERS: of_routes(partners_changed),
    FaultKind.SIDES: of_routes(sides_changed),
    FaultKind.CHECK: of_routes(check_dropped),
    FaultKind.NEEDS_FIRST: of_routes(needs_first_dropped),
    FaultKind.ADMISSION: of_routes(admission_confused),
    FaultKind.THROUGH: of_routes(through_changed),
    FaultKind.DURATION: of_routes(duration_changed),
}
