"""The filters of the catalogue as a form, which crispy draws: facets to tick, names to pick from, an amount, an order."""

from collections.abc import Iterable, Mapping, Sequence

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django.forms import Form
from django.template import Context
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from matcher.pages.routes.routes import Facet, RoutesFound

Carried = Sequence[tuple[str, object]]


class FilterPart:
    """A part of a form with a template of its own, told what it shows. It stands for these fields."""

    def __init__(self, name: str, *fields: str, **shown: object) -> None:
        self.template = f"pages/routes/fields/{name}.html"
        self.fields = fields
        self.shown = shown

    def render(self, form: Form, context: Context, template_pack: str = "", **kwargs: object) -> SafeString:
        assert context.template is not None
        form.rendered_fields.update(name for name in self.fields if name in form.fields)  # type: ignore[attr-defined]
        return context.template.engine.get_template(self.template).render(context.new(self.shown))


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
    form: Form = found.filterset.form
    helper = form.helper = FormHelper()  # type: ignore[attr-defined]
    helper.form_method, helper.form_action, helper.form_id, helper.form_class = "get", action, "filters", "facets"
    helper.attrs = {"aria-label": _("Filters")}
    parts = [
        FilterPart("carried", carried=carried),
        *(FilterPart("facet", facet.name, facet=facet) for facet in facets),
        *(FilterPart("picker", facet.name, facet=facet) for facet in pickers),
        FilterPart("amount", "amount", amount=found.asked.shown("amount")),
        *([FilterPart("order", sorts=sorts, sort=found.sort)] if sorts else []),
        FilterPart("go", go=go),
    ]
    helper.layout = Layout(*parts)
    return form
