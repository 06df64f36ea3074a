"""A practical guide: what it is for, who decides, whom to ask. What it says are facts that name it."""

from typing import Annotated, Any

from catalogue import models as rows
from catalogue.entries.instrument import InstrumentEntry
from catalogue.entries.kinds import EntryKind, register
from catalogue.entries.parts import Parts, slugs, words, words_of
from catalogue.entries.values import Id, Ids, Lax, OrderedEntry, Ref, Words
from catalogue.vocabulary import FactTopic

RECEIVING = "host-incoming"
"""The goal of who receives somebody."""


class GuideEntry(OrderedEntry):
    kind_of_entry = "guide"
    id: Id
    name: Words
    about: Words
    decides: Words | None = None
    topic: Annotated[FactTopic, Lax]
    ask: Annotated[Ids, Ref("organisation", is_hard=False)] = []
    routes: Annotated[Ids, Ref("instrument", is_hard=False)] = []
    goals: Annotated[Ids, Ref("goal")] = []
    disciplines: Annotated[Ids, Ref("discipline")] = []

    @property
    def is_about_guests(self) -> bool:
        """Whether it is for who receives somebody: it is about whoever comes here, too."""
        return RECEIVING in self.goals

    def matters_for(self, route: InstrumentEntry) -> bool:
        """Whether it names the route, or the route has one of its goals and names one of its disciplines. Who receives by a route
        that only leads out, is somebody abroad."""
        if route.id in self.routes:
            return True
        goals = set(route.goals) - ({RECEIVING} if route.direction == ["outgoing"] else set())
        if goals.isdisjoint(self.goals):
            return False
        return not self.disciplines or bool(set(self.disciplines).intersection(route.disciplines))


def _guide_parts(value: GuideEntry) -> Parts:
    return Parts(
        {
            "slug": value.id,
            "position": value.position,
            "topic": value.topic,
            **words("name", value.name),
            **words("about", value.about),
            **words("decides", value.decides),
        },
        links={
            "ask": ("organisation", value.ask),
            "routes": ("instrument", value.routes),
            "goals": ("goal", value.goals),
            "disciplines": ("discipline", value.disciplines),
        },
    )


def _guide_back(row: rows.Guide) -> dict[str, Any]:
    return {
        "id": row.slug,
        "position": row.position,
        "name": words_of(row, "name"),
        "about": words_of(row, "about"),
        "decides": words_of(row, "decides"),
        "topic": row.topic,
        "ask": slugs(row.ask),
        "routes": slugs(row.routes),
        "goals": slugs(row.goals),
        "disciplines": slugs(row.disciplines),
    }


register(
    EntryKind(
        GuideEntry,
        rows.Guide,
        _guide_parts,
        _guide_back,
        lambda: rows.Guide.objects.prefetch_related("ask", "routes", "goals", "disciplines"),
        "facts/*.yaml",
        "guides",
    )
)
