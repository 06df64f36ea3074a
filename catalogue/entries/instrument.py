"""A route: what it pays, to whom, where and when."""

from dataclasses import replace
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field, ValidationInfo, model_validator

from catalogue import models as rows
from catalogue.entries.checks import CheckEntry, check_back, check_parts
from catalogue.entries.kinds import EntryKind, register
from catalogue.entries.needs import (
    ExtraEntry,
    NeedEntry,
    extra_back,
    extra_parts,
    need_back,
    need_parts,
    unknown_sources,
)
from catalogue.entries.partnership import (
    PartnersEntry,
    ThroughEntry,
    side_back,
    side_parts,
    through_back,
    through_parts,
)
from catalogue.entries.parts import (
    Key,
    Parts,
    key_or_none,
    slug_or_none,
    slugs,
    sources,
    sources_of,
    texts,
    texts_of,
    words,
    words_of,
)
from catalogue.entries.pay import AmountEntry, figure_back, figure_parts, unit_back, unit_parts
from catalogue.entries.timing import (
    RoundEntry,
    TimingEntry,
    round_back,
    round_parts,
    timing_back,
    timing_columns,
    window_parts,
)
from catalogue.entries.values import (
    Entry,
    Id,
    Ids,
    Lax,
    Part,
    PartialDate,
    Ref,
    SourceEntry,
    Text,
    Url,
    Words,
    _once,
    is_from_a_row,
)
from catalogue.entries.where import (
    BasedInEntry,
    WhereEntry,
    based_in_back,
    based_in_columns,
    based_in_links,
    where_back,
    where_columns,
    where_links,
)
from catalogue.vocabulary import (
    MONEY_KINDS,
    Admission,
    CostKind,
    Effort,
    Kind,
    Level,
    State,
    TimingKind,
    effort_of,
)

SourceTopic = Literal[
    "existence",
    "applicant",
    "discipline",
    "goal",
    "base",
    "where",
    "partners",
    "budget",
    "start",
    "amount",
    "rules",
    "checks",
    "needs",
]


class CombineEntry(Part):
    """`with` and `not_with` name instruments; `also_with` and `never_with` say it in words."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, populate_by_name=True)
    with_: Annotated[Ids, Ref("instrument", is_hard=False)] = Field(default=[], alias="with")
    not_with: Annotated[Ids, Ref("instrument", is_hard=False)] = []
    also_with: list[Words] = []
    never_with: list[Words] = []
    note: Words | None = None


class ApplyEntry(Part):
    channel: Words | None = None
    url: Url = ""
    language: Words | None = None


class NeedsFirstEntry(Part):
    """A recognition, label, membership, or a situation of few such as having fled, without which one need not apply; and the
    route that gives it."""

    status: Words
    route: Annotated[str | None, Ref("instrument", is_hard=False)] = None


class RouteSourceEntry(SourceEntry):
    """`about`: what of the route rests on it, by the names of criteria, and `amount`; `existence`: that it is there."""

    about: Annotated[tuple[SourceTopic, ...], Lax] = ()


class StatusEntry(Part):
    state: Annotated[State, Lax]
    as_of: PartialDate = ""
    note: Words | None = None


def _every_discipline(raw: Any) -> Any:
    return "all" if raw == ["all"] else raw


class InstrumentEntry(Entry):
    kind_of_entry = "instrument"
    id: Id
    name: Words
    kind: Annotated[Kind, Lax]
    level: Annotated[Level, Lax]
    themes: Annotated[Ids, Ref("theme")] = []
    programme: Annotated[str | None, Ref("programme")] = None
    provider: Annotated[str, Ref("organisation")]
    summary: Words
    dossier: str = ""
    named_in: list[Text] = []
    applicants: Annotated[Ids, Ref("applicant")] = []
    disciplines: Annotated[Literal["all"] | Ids, BeforeValidator(_every_discipline), Ref("discipline")] = []
    goals: Annotated[Ids, Ref("goal")] = []
    direction: Annotated[list[Literal["outgoing", "incoming"]], AfterValidator(_once)] = []
    where: WhereEntry = WhereEntry()
    based_in: BasedInEntry = BasedInEntry()
    partners: PartnersEntry = PartnersEntry()
    pays_for: list[Words] = []
    excludes: list[Words] = []
    cost_kinds: Annotated[list[Annotated[CostKind, Lax]], AfterValidator(_once)] = []
    """The lines of a budget that a source says it pays, whole; empty: none is known."""
    amount: AmountEntry = AmountEntry()
    timing: TimingEntry = TimingEntry()
    rounds: list[RoundEntry] = []
    combine: CombineEntry = CombineEntry()
    limits: Words | None = None
    apply: ApplyEntry = ApplyEntry()
    help: Annotated[Ids, Ref("organisation", is_hard=False)] = []
    effort: Annotated[Effort, Lax] | None = None
    admission: Annotated[Admission, Lax] = Admission.APPLICATION
    needs_first: NeedsFirstEntry | None = None
    through: list[ThroughEntry] = []
    status: StatusEntry
    is_published: bool = True
    checks: list[CheckEntry] = []
    needs: list[NeedEntry] = []
    extras: list[ExtraEntry] = []
    sources: list[RouteSourceEntry]
    doubts: list[Words] = []

    @property
    def gives_money(self) -> bool:
        """Money or mobility, so that it ranks; frameworks, labels and networks stand beside."""
        return self.kind in MONEY_KINDS

    @property
    def is_applied_for(self) -> bool:
        """Whether somebody applies for it: not for what has no applicants or what one is nominated or invited for, nor for a text
        or a label that has no time to apply."""
        is_lasting = self.kind == Kind.FRAMEWORK or self.status.state == State.LABEL_ONLY
        has_time = not is_lasting or self.timing.kind != TimingKind.NONE
        return bool(self.applicants) and self.admission == Admission.APPLICATION and has_time

    @property
    def may_be_gone(self) -> bool:
        """Whether one asks first if it still exists."""
        return any(check.is_existence for check in self.checks)

    @property
    def usual_effort(self) -> Effort:
        """What it takes to apply; where nobody noted that, as for most of its kind."""
        return Effort(self.effort) if self.effort else effort_of(self.kind)

    @property
    def open_to_all_disciplines(self) -> bool:
        return self.disciplines == "all"

    def source_named(self, mark: str) -> RouteSourceEntry | None:
        """The source with this address or reference; None for "" too."""
        return next((one for one in self.sources if mark and mark in (one.url, one.ref)), None)

    @model_validator(mode="after")
    def _rests_on_its_sources(self, info: ValidationInfo) -> "InstrumentEntry":
        if is_from_a_row(info):
            return self
        _once([check.id for check in self.checks])
        known = {source.url for source in self.sources} | {source.ref for source in self.sources}
        resting = [
            *(check.source for check in self.checks),
            *(need.source for need in self.needs),
            *(extra.source for extra in self.extras),
        ]
        if unknown := unknown_sources(resting, known):
            raise ValueError(f"a check, a need or an extra rests on {unknown[0]}, which is none of its sources")
        if not self.sources:
            raise ValueError("an instrument needs at least one source")
        return self


def _instrument_parts(value: InstrumentEntry) -> Parts:
    every_discipline = value.disciplines == "all"
    return Parts(
        {
            "slug": value.id,
            "dossier": value.dossier,
            "named_in": list(value.named_in),
            "kind": value.kind,
            "level": value.level,
            "programme": key_or_none("programme", value.programme),
            "provider": Key("organisation", value.provider),
            "all_disciplines": every_discipline,
            "cost_kinds": list(value.cost_kinds),
            "is_outgoing": "outgoing" in value.direction,
            "is_incoming": "incoming" in value.direction,
            "min_partners": value.partners.min_partners,
            "min_countries": value.partners.min_countries,
            **where_columns(value.where),
            **based_in_columns(value.based_in),
            "min_eur": value.amount.min_eur,
            "max_eur": value.amount.max_eur,
            "max_rate_pct": value.amount.max_rate_pct,
            "some_rate_pct": value.amount.some_rate_pct,
            **timing_columns(value.timing),
            "admission": value.admission,
            "needs_route": key_or_none("instrument", value.needs_first.route if value.needs_first else None),
            **words("needs_status", value.needs_first.status if value.needs_first else None),
            "apply_url": value.apply.url,
            "effort": value.effort or "",
            "state": value.status.state,
            "state_as_of": value.status.as_of,
            "is_published": value.is_published,
            **words("name", value.name),
            **words("summary", value.summary),
            **words("partners_note", value.partners.note),
            **words("amount_note", value.amount.note),
            **words("combine_note", value.combine.note),
            **words("limits", value.limits),
            **words("apply_channel", value.apply.channel),
            **words("apply_language", value.apply.language),
            **words("state_note", value.status.note),
        },
        links={
            "themes": ("theme", value.themes),
            "applicants": ("applicant", value.applicants),
            "disciplines": ("discipline", [] if every_discipline else value.disciplines),
            "goals": ("goal", value.goals),
            **where_links(value.where),
            **based_in_links(value.based_in),
            "combine_with": ("instrument", value.combine.with_),
            "combine_not_with": ("instrument", value.combine.not_with),
            "help": ("organisation", value.help),
        },
        children={
            "sources": [
                replace(parts, columns={**parts.columns, "about": list(one.about)})
                for one, parts in zip(value.sources, sources(value.sources), strict=True)
            ],
            "doubts": texts(value.doubts),
            "costs": [*texts(value.pays_for, is_paid=True), *texts(value.excludes, is_paid=False)],
            "combine_notes": [
                *texts(value.combine.also_with, is_allowed=True),
                *texts(value.combine.never_with, is_allowed=False),
            ],
            "sides": [side_parts(one) for one in value.partners.sides],
            "through": [through_parts(one) for one in value.through],
            "units": [unit_parts(one) for one in value.amount.units],
            "figures": [figure_parts(one) for one in value.amount.figures],
            "windows": [window_parts(one) for one in value.timing.windows],
            "rounds": [round_parts(one) for one in value.rounds],
            "checks": [check_parts(one) for one in value.checks],
            "needs": [need_parts(one) for one in value.needs],
            "extras": [extra_parts(one) for one in value.extras],
        },
    )


def _needs_first_back(row: rows.Instrument) -> dict[str, Any] | None:
    status = words_of(row, "needs_status")
    return {"status": status, "route": slug_or_none(row.needs_route)} if status else None


def _instrument_back(row: rows.Instrument) -> dict[str, Any]:
    costs, notes = list(row.costs.all()), list(row.combine_notes.all())
    directions = (("outgoing", row.is_outgoing), ("incoming", row.is_incoming))
    return {
        "id": row.slug,
        "name": words_of(row, "name"),
        "kind": row.kind,
        "level": row.level,
        "themes": slugs(row.themes),
        "programme": slug_or_none(row.programme),
        "provider": row.provider.slug,
        "summary": words_of(row, "summary"),
        "dossier": row.dossier,
        "named_in": row.named_in,
        "applicants": slugs(row.applicants),
        "disciplines": "all" if row.all_disciplines else slugs(row.disciplines),
        "goals": slugs(row.goals),
        "direction": [name for name, goes in directions if goes],
        "where": where_back(row),
        "based_in": based_in_back(row),
        "partners": {
            "min_partners": row.min_partners,
            "min_countries": row.min_countries,
            "sides": [side_back(one) for one in row.sides.all()],
            "note": words_of(row, "partners_note"),
        },
        "pays_for": texts_of(cost for cost in costs if cost.is_paid),
        "excludes": texts_of(cost for cost in costs if not cost.is_paid),
        "cost_kinds": row.cost_kinds,
        "amount": {
            "min_eur": row.min_eur,
            "max_eur": row.max_eur,
            "max_rate_pct": row.max_rate_pct,
            "some_rate_pct": row.some_rate_pct,
            "note": words_of(row, "amount_note"),
            "units": [unit_back(one) for one in row.units.all()],
            "figures": [figure_back(one) for one in row.figures.all()],
        },
        "timing": timing_back(row),
        "rounds": [round_back(one) for one in row.rounds.all()],
        "combine": {
            "with_": slugs(row.combine_with),
            "not_with": slugs(row.combine_not_with),
            "also_with": texts_of(one for one in notes if one.is_allowed),
            "never_with": texts_of(one for one in notes if not one.is_allowed),
            "note": words_of(row, "combine_note"),
        },
        "limits": words_of(row, "limits"),
        "apply": {
            "channel": words_of(row, "apply_channel"),
            "url": row.apply_url,
            "language": words_of(row, "apply_language"),
        },
        "help": slugs(row.help),
        "effort": row.effort or None,
        "admission": row.admission,
        "needs_first": _needs_first_back(row),
        "through": [through_back(one) for one in row.through.all()],
        "status": {"state": row.state, "as_of": row.state_as_of, "note": words_of(row, "state_note")},
        "is_published": row.is_published,
        "checks": [check_back(one) for one in row.checks.all()],
        "needs": [need_back(one) for one in row.needs.all()],
        "extras": [extra_back(one) for one in row.extras.all()],
        "sources": [
            {**one, "about": source.about} for one, source in zip(sources_of(row), row.sources.all(), strict=True)
        ],
        "doubts": texts_of(row.doubts.all()),
    }


register(
    EntryKind(
        InstrumentEntry,
        rows.Instrument,
        _instrument_parts,
        _instrument_back,
        rows.Instrument.objects.for_page,
        "instruments/*.yaml",
        "instruments",
        tick="is_published",
        is_digested_bare=True,
    )
)
