"""A form that visitors fill in, put together from parts and drawn by crispy. What they filled in stands in the address, which
`matcher.answers.query` reads."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django.forms import Form
from django.template import Context
from django.utils.safestring import SafeString


class FormPart:
    """A part of a form: a template, told what it shows. It stands for these fields."""

    def __init__(self, template: str, *fields: str, **shown: object) -> None:
        self.template = template
        self.fields = fields
        self.shown = shown

    def render(self, form: Form, context: Context, template_pack: str = "", **kwargs: object) -> SafeString:
        assert context.template is not None
        form.rendered_fields.update(name for name in self.fields if name in form.fields)  # type: ignore[attr-defined]
        return context.template.engine.get_template(self.template).render(context.new(self.shown))


def drawn_form(form: Form, *parts: FormPart, action: str, css: str, form_id: str = "", **attrs: str) -> Form:
    """The form with how crispy draws it: a GET form that leads to `action`, of these parts, with these attributes."""
    helper = form.helper = FormHelper()  # type: ignore[attr-defined]
    helper.form_method, helper.form_action, helper.form_id, helper.form_class = "get", action, form_id, css
    helper.attrs = attrs
    helper.layout = Layout(*parts)
    return form
