"""What an answer means: whether the page is still there, moved, or says of itself that it is gone; and what it says."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from matcher.models import WatchProblem
from matcher.watch.fetching import Fetched
from matcher.watch.page import Box, parsed
from matcher.watch.pdf import passages_of_pdf
from matcher.watch.reading import passages_of

HTML = ("text/html", "application/xhtml+xml", "")
SHORT = 600
"""Characters. A page of an error says no more."""
HOME = re.compile(r"^/?(?:[a-z]{2}(?:[-_][a-z]{2})?/?)?(?:index\.\w+|home/?)?$", re.IGNORECASE)
SIGN_IN = re.compile(r"/(?:login|log-in|signin|sign-in|aanmelden|inloggen|connexion|sso|saml)\b", re.IGNORECASE)
SAYS_GONE = re.compile(
    r"\b(?:pagina|page|artikel|document|inhoud)\b.{0,40}"
    r"\b(?:niet (?:meer )?gevonden|niet (?:meer )?bestaa[nt]|bestaat niet|introuvable)"
    r"|\bniet gevonden\b|\bbestaat niet (?:meer)?"
    r"|\b(?:page|content|document)\b.{0,30}\b(?:not (?:be )?found|cannot be found|can't be found|no longer (?:exists?|available)"
    r"|does(?:n't| not) exist)|\bnot found\b"
    r"|\bpage\b.{0,30}\bn'existe (?:pas|plus)|\bpage (?:non trouvée|inexistante)|\bintrouvable\b"
    r"|\b(?:error|fout|erreur) 404\b|\b404\b.{0,20}(?:error|fout|erreur)|^\W*404\W*$|^404 [-–|]",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class PageJudged:
    """`passages` is None where nothing was read: nothing changed since, or there is a problem."""

    problem: WatchProblem | str = ""
    moved_to: str = ""
    """Where a page has moved for good."""
    passages: tuple[str, ...] | None = None


def judged(asked: str, found: Fetched) -> PageJudged:
    """`asked` is the address that the catalogue has."""
    if found.problem:
        return PageJudged(found.problem)
    if found.is_unchanged:
        return PageJudged()
    if leads_home(asked, found.url):
        return PageJudged(WatchProblem.HOME)
    if SIGN_IN.search(urlsplit(found.url).path) and not SIGN_IN.search(urlsplit(asked).path):
        return PageJudged(WatchProblem.REFUSED)
    if found.content_type == "application/pdf" or found.body.startswith(b"%PDF-"):
        passages = passages_of_pdf(found.body)
    elif found.content_type in HTML:
        html = decoded(found)
        passages = passages_of(html)
        if says_gone(parsed(html), title_of(html), passages):
            return PageJudged(WatchProblem.SAYS_GONE)
    else:
        return PageJudged(WatchProblem.OTHER_KIND)
    if not passages:
        return PageJudged(WatchProblem.NO_TEXT)
    moved_to = found.permanent_url if found.permanent_url not in ("", asked) else ""
    return PageJudged(moved_to=moved_to, passages=passages)


def leads_home(asked: str, found: str) -> bool:
    """A page that lay deep leads to the first page of a site now.

    >>> leads_home("https://fonds.example/steun/reizen", "https://fonds.example/nl/")
    True
    >>> leads_home("https://fonds.example/", "https://www.fonds.example/nl/")
    False
    """
    before, after = urlsplit(asked), urlsplit(found)
    return bool(
        (not HOME.match(before.path) or before.query) and HOME.match(after.path) and not after.query and asked != found
    )


def says_gone(page: Box, title: str, passages: tuple[str, ...]) -> bool:
    """By its title or its largest heading; by its text only where it has little."""
    heading = next((box.text for box in _every(page) if box.tag == "h1"), "")
    if any(SAYS_GONE.search(text) for text in (title[:200], heading[:200])):
        return True
    text = " ".join(passages)
    return len(text) < SHORT and any(SAYS_GONE.search(one[:300]) for one in passages)


def _every(box: Box) -> "list[Box]":
    found, todo = [], [box]
    while todo:
        one = todo.pop()
        found.append(one)
        todo.extend(reversed(list(one.boxes)))
    return found


TITLE = re.compile(r"<title[^>]*>([^<]{0,500})", re.IGNORECASE)
CHARSET = re.compile(rb"""<meta[^>]{0,200}charset=["']?\s*([a-zA-Z0-9_-]{2,20})""", re.IGNORECASE)


def title_of(html: str) -> str:
    found = TITLE.search(html[:100_000])
    return found[1].strip() if found else ""


def decoded(found: Fetched) -> str:
    """By what the server says, else by what the page says of itself, else as UTF-8; what does not fit is replaced."""
    said = CHARSET.search(found.body[:4096])
    for name in (found.charset, said[1].decode() if said else "", "utf-8"):
        try:
            if name:
                return found.body.decode(name, "replace")
        except LookupError:
            continue
    return found.body.decode("utf-8", "replace")
