"""What may be asked of the rulebook as a form, which crispy draws: words, a programme, a level."""

from django.forms import CharField, Form
from django.urls import reverse
from django.utils.translation import pgettext

from matcher.answers.address import ON
from matcher.pages.about.rulebook import TEXT, Rulebook
from matcher.pages.coverage.coverage_form import button, drawn_select, select_form
from matcher.pages.drawn_form import FormPart, drawn_form
from matcher.pages.routes.filter_form import carry


def rulebook_form(book: Rulebook) -> Form:
    form = select_form(book.selects)
    form.fields[TEXT] = CharField(required=False)
    parts = (
        FormPart("pages/about/fields/text.html", TEXT, text=book.text),
        *(drawn_select(one) for one in book.selects),
        carry([(ON, book.on.isoformat())] if book.on_given else []),
        button(pgettext("a button", "Show"), "btn-go btn-sm"),
    )
    return drawn_form(form, *parts, action=reverse("about-rules"), css="rb-find", role="search")
