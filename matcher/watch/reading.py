"""What a page says, passage by passage, without what changes by itself: menus, cookies, counters, today's date, news beside it.

What is left out was chosen on pages in three languages (docs/watching.md says how well it does). A passage is a paragraph, an
item of a list, a row of a table or a term with what it means."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from hashlib import sha256

from matcher.watch.page import Box, parsed, tidy

MOST_PASSAGES = 1_500
LONGEST_PASSAGE = 2_000
"""Characters. Of what is longer the rest is left out, so that no page fills the database."""

APART = frozenset(
    {
        "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl", "dt", "fieldset",
        "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "li", "main", "nav",
        "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
    }
)  # fmt: skip
HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
BESIDE_TAGS = frozenset({"nav", "footer", "dialog"})
BESIDE_ROLES = frozenset({"navigation", "banner", "contentinfo", "search", "dialog", "tablist", "complementary"})
BESIDE_MARKS = re.compile(
    r"cookie|consent|gdpr|tarteaucitron|cck-|breadcrumb|kruimel|fil-?ariane|menu|navigat|navbar|skip-?link|sharedaddy|addtoany"
    r"|addthis|partage|reseaux|related|recent|verwant|newsletter|nieuwsbrief|teaser|slider|carr?ousel|agenda|feedback|footer"
    r"|colophon|masthead|paginat"
    r"|(?:^|[\s_-])(?:nav|news|nieuws|actus?|actualit\w+|foot|skip|search|zoek\w*|recherche|login|languages?|share|sharing|social)"
    r"(?=[\s_-]|$)|(?:^|\s)(?:top|bottom|bas|pied|pager)(?=\s|$)"
)
"""What pages call their parts that say nothing about what the page is about."""
HEADER_MARKS = re.compile(r"(^|[\s_-])header(?=[\s_-]|$)")
BESIDE_HEADINGS = re.compile(
    r"^(recent\w* |laatste |latest |derni\w+ )?(nieuws|news|actualit\w+|actus?)\b|^(latest|agenda)$"
    r"|^(ook interessant|zie ook|lees ook|meer lezen|verwante|aanverwante|in dezelfde rubriek|volg ons|deel (dit|deze)\b|delen\b)"
    r"|^(related|see also|read (more|also)|you may also|share\b|follow us|recent (posts|articles))"
    r"|^(à la une|à lire aussi|voir aussi|sur le même (sujet|thème)|dans la même rubrique|partage[rz]|suivez[- ]nous)",
    re.IGNORECASE,
)

MONTHS = r"(?:jan|feb|fév|fev|maa|mar|mrt|apr|avr|mei|may|mai|jun|juin|jul|juil|aug|aoû|aou|sep|okt|oct|nov|dec|déc)[a-zéû]*\.?"
DAY = (
    rf"(?:\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{2,4}}|\d{{4}}-\d{{2}}-\d{{2}}"
    rf"|\d{{1,2}}(?:er|st|nd|rd|th)?\.?\s+{MONTHS}\s+\d{{4}}|{MONTHS}\s+\d{{1,2}},?\s+\d{{4}})"
)
DAY_ALONE = re.compile(rf"^\W*{DAY}\W*$", re.IGNORECASE)
OF_ITSELF = re.compile(
    "|".join(
        (
            # when the page itself was changed, published or made
            rf"^\W*(?:(?:laatste?(?: keer)?|last|dernière|date de|datum|de(?:ze)? pagina (?:is|werd)|pagina|page|this page was"
            rf"|content|inhoud)\W+)*(?:bijgewerkt|gewijzigd|wijziging|gepubliceerd|gegenereerd|aangepast|updated?|modified"
            rf"|published|reviewed|generated|publication|publicatie|mis à jour|mise à jour|modification|publiée?|générée?)\b"
            rf".{{0,30}}?{DAY}.{{0,20}}$",
            # today
            rf"^(?:vandaag|today|aujourd'hui|nous sommes|we zijn|il est)\b.{{0,40}}{DAY}",
            r"^vandaag (?:open|gesloten)|^today (?:open|closed)|^open today|^ouvert aujourd'hui",
            r"^(?:nu|now) (?:open|gesloten|closed)$",
            # who looked, who follows
            r"\d (?:x|keer|fois|times) (?:bekeken|gelezen|bezocht|gedeeld|viewed|visited|read|shared|vue?s?|lue?s?|consult\w+)\b",
            r"\b(?:bekeken|bezocht|viewed|visited|vue|consultée|lue)\W+\d[\d.,\s]*(?:x|keer|fois|times)\b",
            r"\d (?:bezoekers?|visitors?|visiteurs?) (?:online|en ligne)|^(?:follow us|volg ons|suivez[- ]nous)\b",
            r"^\W*\d[\d.,\s]*(?:views?|weergaven|vues?|visites?|abonnés|followers?|volgers|likes?|shares?|reacties|comments?"
            r"|commentaires?)\W*$",
            r"^(?:delen|partager|share)\W*\d*\W*$|^(?:ja|nee|yes|no|oui|non|likes?)\W*\(\d+\)$",
            r"temps de lecture|leestijd|reading time|\bmin(?:ute)? read\b",
            # what every page of the site says
            r"^.{0,60}(?:©|\(c\) ?(?:19|20)\d\d|copyright|all rights reserved|alle rechten voor|tous droits)",
            r"\bcookies?\b|privacyverklaring|privacy policy|mentions légales|données personnelles|powered by|webdesign|webmaster",
            r"(?:schrijf je in|inscrivez-vous|sign up|subscribe).{0,30}(?:nieuwsbrief|newsletter|lettre)",
            # what a machine writes for itself
            r"^(?:version|versie) \d+(?:\.\d+)+$|^build \w+$|^(?:uw|your|votre) session?i?e?\b.{0,40}$|\bsession[ -]?id\b",
        )
    ),
    re.IGNORECASE,
)
"""Sentences that change while nothing does."""
SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-ZÀ-Þ0-9“\"])| [·|•–] | - ")
WORD = re.compile(r"\w+(?:[.,:/@+'’-]\w+)*|[%€£$]")


def passages_of(html: str) -> tuple[str, ...]:
    """In the order of the page, each once; () for a page that says nothing."""
    page = parsed(html)
    return settled(_passages(_pruned(page, page.chars)))


def settled(texts: Iterator[str]) -> tuple[str, ...]:
    """What is left of passages without what is of itself; bounded, each once."""
    found: dict[str, str] = {}
    for text in texts:
        said = _without_own(unicodedata.normalize("NFKC", text[:LONGEST_PASSAGE]))
        key = key_of(said)
        if key:
            found.setdefault(key, said)
        if len(found) == MOST_PASSAGES:
            break
    return tuple(found.values())


def key_of(passage: str) -> str:
    """What of a passage counts: its words, numbers and signs, however they are written.

    >>> key_of("Tot  80 % van de kosten.") == key_of("tot 80% van de kosten")
    True
    """
    return " ".join(WORD.findall(passage.casefold().replace("’", "'")))


def fingerprint(passages: Sequence[str]) -> str:
    """The same for what says the same, in whichever order."""
    return sha256("\n".join(sorted(map(key_of, passages))).encode()).hexdigest()


# --- What is about something else -------------------------------------------------------------------------------------


def _pruned(box: Box, total: int) -> Box:
    parts: list[Box | str] = []
    for one in box.parts:
        if isinstance(one, str):
            parts.append(one)
        elif not _is_beside(one, total):
            parts.append(_pruned(one, total))
    kept = Box(box.tag, box.marks, box.href, parts=parts, chars=box.chars, linked=box.linked, has_title=box.has_title)
    return Box("div", "") if _opens_beside(kept) else kept


def _is_beside(box: Box, total: int) -> bool:
    """By what its makers call it; what holds the title, or half of the page, is the page itself."""
    if box.has_title or box.chars * 2 > total:
        return False
    if box.tag in BESIDE_TAGS or not BESIDE_ROLES.isdisjoint(box.marks.split()):
        return True
    if box.tag == "header" or HEADER_MARKS.search(box.marks):
        return box.chars * 5 < total
    return bool(BESIDE_MARKS.search(box.marks)) or _is_signpost(box)


def _is_signpost(box: Box) -> bool:
    """A list or a card of links, with the days of what they lead to at most."""
    if not box.linked or box.tag == "a" or box.tag not in APART:
        return False
    rest = tidy(" ".join(_unlinked(box)))
    return not rest or bool(DAY_ALONE.match(rest)) or (box.linked > 4 * (box.chars - box.linked) and len(rest) < 20)


def _unlinked(box: Box) -> Iterator[str]:
    for one in box.parts:
        if isinstance(one, str):
            yield one
        elif one.tag != "a" or one.href.startswith(("mailto:", "tel:")):
            yield from _unlinked(one)


def _opens_beside(box: Box) -> bool:
    """Whether it begins with a heading such as "Read also"."""
    first = next(box.boxes, None)
    if box.has_title or box.tag in ("body", "html") or first is None or first.tag not in HEADINGS:
        return False
    return bool(BESIDE_HEADINGS.match(first.text)) and sum(one.tag in HEADINGS for one in box.boxes) == 1


# --- Passages -----------------------------------------------------------------------------------------------------------


def _passages(box: Box) -> Iterator[str]:
    run: list[str] = []
    term = ""
    for one in _flowing(box):
        if isinstance(one, str):
            run.append(one)
            continue
        yield from _ended(run)
        if one.tag == "tr":
            yield " | ".join(filter(None, (cell.text for cell in one.boxes)))
        elif one.tag == "dt":
            term = one.text
        elif one.tag == "dd":
            yield f"{term}: {one.text}" if term else one.text
        elif one.tag != "br":
            yield from _passages(one)
    yield from _ended(run)


def _flowing(box: Box) -> Iterator["Box | str"]:
    """Its parts, with elements that stand within a line opened as far as nothing in them stands apart. A row that is itself a
    page (tables that are only there for the layout) is opened too."""
    for one in box.parts:
        if isinstance(one, str):
            yield one
        elif one.tag == "tr" and not _is_of_data(one):
            yield from one.boxes
        elif one.tag in APART or one.tag == "br":
            yield one
        else:
            yield from _flowing(one)


def _is_of_data(row: Box) -> bool:
    return all(
        len(cell.text) < 300 and not any(one.tag in ("br", "table", "p") for one in _all(cell)) for cell in row.boxes
    )


def _all(box: Box) -> Iterator[Box]:
    for one in box.boxes:
        yield one
        yield from _all(one)


def _ended(run: list[str]) -> Iterator[str]:
    if run:
        yield tidy(" ".join(run))
        run.clear()


def _without_own(passage: str) -> str:
    """
    >>> _without_own("Laatst bijgewerkt op 12 maart 2026")
    ''
    >>> _without_own("Dien in voor 12 maart 2026. 1.204 keer bekeken")
    'Dien in voor 12 maart 2026.'
    """
    if not OF_ITSELF.search(passage):
        kept = [one for one in SENTENCE.split(passage) if not OF_ITSELF.search(one)]
        return passage if len(kept) == len(SENTENCE.split(passage)) else " ".join(kept)
    return " ".join(one for one in SENTENCE.split(passage) if not OF_ITSELF.search(one))
