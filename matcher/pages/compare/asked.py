"""The comparison that an address asks for: one reader for its page and its paper."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy

from matcher.answers import address
from matcher.answers.address import Asked, routes_named
from matcher.answers.parameters.choices import ChoiceParameter
from matcher.answers.questionnaire import state
from matcher.engine.match import match
from matcher.pages.compare.comparison import MOST, Comparison, compare
from matcher.pages.results.groups import MatchShown
from matcher.rules.site import site_for

ROUTE, DIFFERS = "route", "differs"
ONLY_DIFFERING = ChoiceParameter(DIFFERS, gettext_lazy("Show only what differs"), {"1": "1"})


@dataclass(frozen=True, slots=True)
class ComparisonAsked:
    board: MatchShown
    comparison: Comparison
    only: bool
    """Whether only what differs is asked."""

    @property
    def asked(self) -> Asked:
        return self.board.asked

    @property
    def here(self) -> str:
        """The query string of all of it."""
        return self.query_with([card.entry.id for card in self.comparison.cards], only=self.only)

    def query_with(self, slugs: list[str], *, only: bool) -> str:
        differs = [(DIFFERS, "1")] if only else []
        return state(self.board.site, self.asked, more=[*((ROUTE, slug) for slug in slugs), *differs])


def comparison_asked(request: HttpRequest) -> ComparisonAsked:
    site = site_for(request)
    own = (routes_named(ROUTE, site.words, most=MOST), ONLY_DIFFERING)
    asked = address.read(dict(request.GET.lists()), site.ruleset, site.words, today=timezone.localdate(), also=own)
    board = MatchShown(site, asked, match=match(site.compiled(asked.on), asked.answers), path=reverse("compare"))
    cards = [card for slug in asked.query.many(ROUTE) if (card := board.one(slug))]
    return ComparisonAsked(board, compare(cards, site, asked.on), bool(asked.query.choice(DIFFERS)))
