"""What stands between `{% explained %}` and `{% endexplained %}` leads from the words of the glossary to their meaning."""

from django import template
from django.template.base import NodeList, Parser, Token
from django.urls import get_script_prefix, reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from catalogue.entries.glossary import GlossaryEntry
from matcher.rules.site import Site
from matcher.speech.explaining import Explainer

register = template.Library()


class Explained(template.Node):
    def __init__(self, nodelist: NodeList) -> None:
        self.nodelist = nodelist

    def render(self, context: template.Context) -> SafeString:
        drawn = self.nodelist.render(context)
        site = getattr(context.get("request"), "site", None)
        if not isinstance(site, Site):
            return drawn
        explainer = site.kept(explainer_of, get_language(), get_script_prefix())
        return mark_safe(explainer.marked(drawn))


def explainer_of(site: Site, language: str, prefix: str) -> Explainer:
    where = reverse("glossary")
    terms = site.all(GlossaryEntry).values()
    return Explainer({str(one.name): f"{where}#{one.id}" for one in terms if one.is_marked})


@register.tag
def explained(parser: Parser, token: Token) -> Explained:
    nodelist = parser.parse(("endexplained",))
    parser.delete_first_token()
    return Explained(nodelist)
