"""A mail in which staff ask a funder whether a fact still holds: to the right address, in the funder's language.

The site speaks two languages and funders write more, so these few sentences stand here in each, and not among its messages."""

from dataclasses import dataclass

from django.urls import translate_url
from django.utils.translation import override

from catalogue.entries.instrument import InstrumentEntry
from catalogue.entries.organisation import OrganisationEntry
from catalogue.entries.values import Words
from catalogue.vocabulary import ContactKind, FactSubject, OrganisationKind
from matcher.rules.site import Site
from matcher.speech.contacts import Letter, own_page

OF_A_COUNTRY = {
    **dict.fromkeys(("BE", "NL"), "nl"),
    **dict.fromkeys(("FR", "LU", "MC"), "fr"),
    **dict.fromkeys(("DE", "AT"), "de"),
}
"""Where an organisation does not say itself in which language it is written to; elsewhere English."""


@dataclass(frozen=True, slots=True)
class AskWords:
    """What a mail is made of in one language."""

    subject: str
    hello: str
    why: str
    about: str
    says: str
    page: str
    question: str
    thanks: str
    facts: dict[FactSubject, str]


WORDS = {
    "nl": AskWords(
        "Klopt dit nog? {what}",
        "Dag,",
        "Op Overzet vinden kunstenaars en organisaties financiering voor internationaal werk. Daar staat ook: {what}.",
        "Ik kijk na of dit nog klopt: {fact}.",
        "Wij schrijven nu: {said}",
        "Zo staat het er: {page}",
        "Klopt dat nog? En waar kunnen we het lezen?",
        "Bedankt, en met vriendelijke groet",
        {
            FactSubject.DATES: "wanneer je kunt indienen",
            FactSubject.AMOUNTS: "de bedragen",
            FactSubject.PURPOSE: "voor wie en waarvoor het is",
            FactSubject.CONTACTS: "hoe jullie te bereiken zijn",
        },
    ),
    "en": AskWords(
        "Is this still right? {what}",
        "Hello,",
        "On Overzet artists and organisations in Flanders and Brussels find funding for work across borders. It lists {what}.",
        "I am checking whether this still holds: {fact}.",
        "We now write: {said}",
        "This is how it reads: {page}",
        "Is that still right? And where can we read it?",
        "Thank you, and kind regards",
        {
            FactSubject.DATES: "when to apply",
            FactSubject.AMOUNTS: "the amounts",
            FactSubject.PURPOSE: "for whom and for what it is",
            FactSubject.CONTACTS: "how to reach you",
        },
    ),
    "fr": AskWords(
        "Est-ce toujours exact\u00a0? {what}",
        "Bonjour,",
        "Sur Overzet, des artistes et des organisations de Flandre et de Bruxelles trouvent des aides pour leur travail "
        "international. On y trouve aussi\u00a0: {what}.",
        "Je vérifie si ceci est toujours exact\u00a0: {fact}.",
        "Nous écrivons actuellement\u00a0: {said}",
        "Voici comment cela se présente\u00a0: {page}",
        "Est-ce toujours exact\u00a0? Et où pouvons-nous le lire\u00a0?",
        "Merci, et bien cordialement",
        {
            FactSubject.DATES: "quand on peut introduire une demande",
            FactSubject.AMOUNTS: "les montants",
            FactSubject.PURPOSE: "pour qui et pour quoi elle est prévue",
            FactSubject.CONTACTS: "comment vous joindre",
        },
    ),
    "de": AskWords(
        "Stimmt das noch? {what}",
        "Guten Tag,",
        "Auf Overzet finden Kunstschaffende und Organisationen aus Flandern und Brüssel Förderung für internationale Arbeit. "
        "Dort steht auch: {what}.",
        "Ich prüfe, ob Folgendes noch stimmt: {fact}.",
        "Wir schreiben derzeit: {said}",
        "So steht es dort: {page}",
        "Stimmt das noch? Und wo können wir es nachlesen?",
        "Vielen Dank und freundliche Grüße",
        {
            FactSubject.DATES: "wann man sich bewerben kann",
            FactSubject.AMOUNTS: "die Beträge",
            FactSubject.PURPOSE: "für wen und wofür sie ist",
            FactSubject.CONTACTS: "wie Sie zu erreichen sind",
        },
    ),
}


@dataclass(frozen=True, slots=True)
class FunderAsked:
    """Whom staff ask, and by what: a mail, or the page on which one can write; `address` is "" where neither is known."""

    who: str
    address: str


def language_of(entry: OrganisationEntry) -> str:
    """The first that it names itself and that we write in; else that of its country, but for a network, which has many."""
    named = next((one.value.split(", ") for one in entry.contacts if one.kind == ContactKind.LANGUAGES), [])
    for code in named:
        if code in WORDS:
            return code
    if named or entry.kind == OrganisationKind.NETWORK:
        return "en"
    return OF_A_COUNTRY.get(entry.country, "en")


def whom_to_ask(site: Site, entry: InstrumentEntry) -> OrganisationEntry | None:
    """Who pays, by mail or on its page; who helps with the route only where neither is known."""
    funder = site.get(OrganisationEntry, entry.provider)
    if funder is not None and (mail_of(funder) or own_page(funder)):
        return funder
    return next((one for key in entry.help if (one := site.get(OrganisationEntry, key)) and mail_of(one)), None)


def mail_of(entry: OrganisationEntry) -> str:
    return next((one.value for one in entry.contacts if one.kind == ContactKind.MAIL), "")


def asked(
    entry: OrganisationEntry,
    what: Words,
    page: str,
    *,
    subject: FactSubject | None = None,
    said: Words | None = None,
) -> FunderAsked:
    """About a fact of a route, or of the organisation itself. `page` is the whole address of the page in Dutch on which it
    stands; `said` is how it reads."""
    mail = mail_of(entry)
    if not mail:
        return FunderAsked(str(entry.name), own_page(entry))
    language = language_of(entry)
    words = WORDS[language]
    in_ours = language if language == "nl" else "en"
    with override(in_ours):
        lines: list[str] = [words.hello, "", words.why.format(what=what)]
        if subject is not None:
            lines.append(words.about.format(fact=words.facts[subject]))
        if said is not None:
            lines.append(words.says.format(said=said))
        lines += [words.page.format(page=translate_url(page, in_ours)), "", words.question, "", words.thanks, ""]
        return FunderAsked(str(entry.name), Letter(words.subject.format(what=what), tuple(lines), False).to(mail))
