"""What visitors looked for and did not find."""

from collections.abc import Sequence
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from matcher.admin.worklist.section import Desk, LazyRows, RowAct, WorkRow, WorkSection
from matcher.counters.demand import LATELY_DAYS, OF_PAIRS, DemandOver, DemandRow, period_of
from matcher.models import CountKind
from matcher.pages.routes.days import RoutesOnDay


def rows(desk: Desk) -> Sequence[WorkRow]:
    """Words that still find nothing in the working state, then pairs for which no route was left."""
    demand = DemandOver(desk.site, period_of(str(LATELY_DAYS), desk.on), desk.on)
    search = RoutesOnDay.of(desk.site, desk.on).search
    words = [one for one in demand.searches().rows if not search.find_all(one.name)]
    pairs = [
        (kind, one)
        for kind in OF_PAIRS
        for one in demand.pairs(kind).rows
        if one.without and desk.may("matcher.view_daycount")
    ]
    pairs.sort(key=lambda both: -both[1].without)
    return LazyRows([*((CountKind.SEARCH, one) for one in words), *pairs], lambda both: row(desk, *both))


def row(desk: Desk, kind: CountKind, one: DemandRow) -> WorkRow:
    if kind is CountKind.SEARCH:
        there = f"{reverse('routes')}?{urlencode({'text': one.name})}"
        return WorkRow(
            title=_("Searched: “%(words)s”") % {"words": one.name},
            href=there,
            day=times(one.asked),
            day_note=_("in the last 90 days"),
            acts=(RowAct(_("Add a synonym"), href=synonym_for(one.name), is_main=True),)
            if desk.may("catalogue.add_synonym")
            else (),
        )
    routes = ngettext("%(n)d route is for it", "%(n)d routes are for it", one.routes or 0) % {"n": one.routes or 0}
    return WorkRow(
        title=_("No route left: %(what)s") % {"what": one.name},
        href=f"{reverse('demand')}?period={LATELY_DAYS}#white-spots",
        note=routes,
        day=times(one.without),
        day_note=_("in the last 90 days"),
    )


def times(count: int) -> str:
    return ngettext("%(n)d time", "%(n)d times", count) % {"n": count}


def synonym_for(words: str) -> str:
    """The form for a synonym, with these words in it."""
    filled = urlencode({"typed": words, "slug": slugify(words)})
    return f"{reverse('admin:catalogue_synonym_add')}?{filled}"


SECTION = WorkSection(
    slug="sought",
    title=gettext_lazy("Looked for and not found"),
    short=gettext_lazy("not found"),
    what=pgettext_lazy("a column", "What"),
    when=pgettext_lazy("a column", "How often"),
    rows=rows,
    links=lambda _desk, _rows: (RowAct(_("Demand and supply"), href=reverse("demand")),),
    help=gettext_lazy(
        "Words by which visitors found nothing on three days or more, and plans for which no route was left. A synonym has the "
        "words find what we call otherwise."
    ),
)
