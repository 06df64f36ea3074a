"""The pages on which staff edit questions, rules, weights and personas, and publish; and their work list."""

from django.utils.timezone import localdate

from catalogue.admin.entry import BESIDE
from catalogue.admin.instrument import PAGES, PREVIEWS
from catalogue.admin.known import AVAILABILITIES, CERTAINTIES, KNOWN
from catalogue.admin.merging import GOES_ON
from catalogue.admin.uses import FINDERS, PASSED
from catalogue.editions.differences import VALUES
from catalogue.editions.merging import OBSTACLES, ROWS_BESIDE
from catalogue.editions.working import kept_entry
from catalogue.entries.instrument import InstrumentEntry
from catalogue.models import Instrument
from matcher.admin import colleague, edition, funder_feed, persona, plan_change, question, rule, weight
from matcher.admin.known import known_now
from matcher.admin.short_call.views import short_call_page
from matcher.admin.worklist.sections.closing import CERTAINTY
from matcher.admin.worklist.thread import beside_form
from matcher.counters.demand import shown_lately
from matcher.models import Condition, FunderFeed
from matcher.pages.routes.days import STATUS
from matcher.proof.merging import goes_on, obstacles
from matcher.proof.uses import naming, passed_by
from matcher.rules.holding import AHEAD, working_site
from matcher.speech.previews import field_sentences, option_names
from matcher.speech.shelf_lives import age_rows
from matcher.upkeep.facts_due import SHOWN
from matcher.upkeep.personas_met import met_ahead

__all__ = ["colleague", "edition", "funder_feed", "persona", "plan_change", "question", "rule", "weight"]


def sentences_of_row(row: Instrument) -> list[tuple[str, str, str]]:
    """What the saved fields of a route ask, and which of its facts are old, in the words of the working state."""
    entry = kept_entry(("instrument", row.slug))
    if not isinstance(entry, InstrumentEntry):
        return []
    site = working_site()
    return [*field_sentences(entry, site), *age_rows(site, entry, localdate())]


PREVIEWS.append(sentences_of_row)
VALUES[str(Condition._meta.get_field("options"))] = option_names
FINDERS.append(naming)
PASSED.append(passed_by)
AHEAD.append(met_ahead)
OBSTACLES.append(obstacles)
ROWS_BESIDE.update({one: [(FunderFeed, one)] for one in ("organisation", "programme")})
GOES_ON.append(goes_on)
BESIDE.append(beside_form)
KNOWN.append(known_now)
CERTAINTIES.update({one.value: label for one, label in CERTAINTY.items()})
AVAILABILITIES.update({one.value: label for one, label in STATUS.items()})
PAGES.append(short_call_page)
SHOWN.append(shown_lately)
