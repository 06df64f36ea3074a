"""The filters of the catalogue as a form, which crispy draws: facets to tick, names to pick from, an amount, an order."""

from collections.abc import Iterable, Mapping, Sequence

from django.forms import Form
from django.utils.translation import gettext as _

from matcher.pages.drawn_form import FormPart, drawn_form
from matcher.pages.routes.routes import Facet, RoutesFound

Carried = Sequence[tuple[str, object]]
FIELDS = "pages/routes/fields"


def filter_form(
    found: RoutesFound,
    facets: Iterable[Facet],
    pickers: Iterable[Facet],
    *,
    carried: Carried,
    action: str,
    go: str,
    sorts: Mapping[str, object] | None = None,
) -> Form:
    """`carried` goes along without being asked for; `action` is the page's own address; `go` what the button says. `sorts` are
    the orders there are, name to label; without them none is asked for."""
    parts = [
        *facets_to_tick(facets, carried),
        *(FormPart(f"{FIELDS}/picker.html", facet.name, facet=facet) for facet in pickers),
        FormPart(f"{FIELDS}/amount.html", "amount", amount=found.asked.shown("amount")),
        *([FormPart(f"{FIELDS}/order.html", sorts=sorts, sort=found.sort)] if sorts else []),
        go_on(go),
    ]
    return filters(found.filterset.form, *parts, action=action)


def filters(form: Form, *parts: FormPart, action: str) -> Form:
    attrs = {"aria-label": _("Filters")}
    return drawn_form(form, *parts, action=action, css="facets", form_id="filters", **attrs)


def facets_to_tick(facets: Iterable[Facet], carried: Carried) -> list[FormPart]:
    return [carry(carried), *(FormPart(f"{FIELDS}/facet.html", facet.name, facet=facet) for facet in facets)]


def carry(carried: Carried) -> FormPart:
    """What goes along without being asked for."""
    return FormPart(f"{FIELDS}/carried.html", carried=carried)


def go_on(go: str) -> FormPart:
    """The button, and on a narrow page the way back to the list."""
    return FormPart(f"{FIELDS}/go.html", go=go)
