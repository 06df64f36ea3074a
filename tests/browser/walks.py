"""Plans as people bring them: what they click and type from the first page on, by question. What is not there they pass over."""

from collections.abc import Mapping
from dataclasses import dataclass

from playwright.sync_api import Page

MOST_QUESTIONS = 25
TYPED = {"place", "start", "budget", "partners", "days", "people", "age", "works", "months"}

Said = Mapping[str, tuple[str, ...]]
WALKS: dict[str, Said] = {
    "choreographer to Lyon in June": {
        "goal": ("Tonen en toeren",),
        "discipline": ("Dans",),
        "applicant": ("Kunstenaar",),
        "base": ("Brussel",),
        "place": ("Lyon",),
        "start": ("2027-06-20",),
        "budget": ("30.000",),
        "partners": ("1",),
    },
    "choreographer to Lyon in September": {
        "goal": ("Tonen en toeren",),
        "discipline": ("Dans",),
        "applicant": ("Kunstenaar",),
        "base": ("Brussel",),
        "place": ("Lyon",),
        "start": ("2027-09-15",),
        "budget": ("30000 euro",),
        "partners": ("1",),
    },
    "museum in Ghent with Lille and Porto": {
        "goal": ("Maken en coproduceren", "Samenwerken in een project"),
        "discipline": ("Roerend erfgoed",),
        "applicant": ("Erfgoedorganisatie",),
        "base": ("Vlaanderen",),
        "place": ("Lille", "Porto"),
        "start": ("2027-09-01",),
        "budget": ("200.000",),
        "partners": ("2",),
    },
    "amateur choir to Namur": {
        "goal": ("Tonen en toeren",),
        "discipline": ("Klassieke muziek",),
        "applicant": ("Amateurgroep",),
        "base": ("Vlaanderen",),
        "place": ("Namen",),
        "start": ("2027-05-01",),
        "budget": ("5000",),
    },
    "illustrator to Tokyo": {
        "goal": ("Op residentie gaan",),
        "discipline": ("Literatuur",),
        "applicant": ("Kunstenaar",),
        "base": ("Vlaanderen",),
        "place": ("Tokyo",),
        "start": ("2027-09-01",),
        "budget": ("8000",),
    },
    "translator in Poland": {
        "goal": ("Vertalen en uitgeven",),
        "discipline": ("Literatuur",),
        "applicant": ("Vertaler",),
        "base": ("Vlaanderen",),
        "place": ("Polen",),
        "start": ("2027-09-01",),
        "budget": ("8000",),
    },
    "circus duo to Edinburgh": {
        "goal": ("Tonen en toeren",),
        "discipline": ("Circus",),
        "applicant": ("Collectief",),
        "base": ("Vlaanderen",),
        "place": ("Edinburgh",),
        "start": ("2027-08-01",),
        "budget": ("12000",),
    },
    "documentary with the Netherlands": {
        "goal": ("Maken en coproduceren",),
        "discipline": ("Film",),
        "applicant": ("Audiovisueel producent",),
        "base": ("Vlaanderen",),
        "place": ("Holland",),
        "start": ("2027-09-01",),
        "budget": ("250.000",),
        "works": ("1",),
    },
    "youth theatre with Morocco": {
        "goal": ("Maken en coproduceren",),
        "discipline": ("Theater",),
        "applicant": ("Kunstenorganisatie",),
        "base": ("Vlaanderen",),
        "place": ("Marokko",),
        "start": ("2027-09-01",),
        "budget": ("60000",),
        "grant": ("Geen",),
    },
    "band to Austin in March": {
        "goal": ("Tonen en toeren",),
        "discipline": ("Pop, rock",),
        "applicant": ("Collectief",),
        "base": ("Vlaanderen",),
        "place": ("Austin",),
        "start": ("2027-03-12",),
        "budget": ("15000",),
        "people": ("4",),
    },
    "only dance": {"discipline": ("Dans",)},
    "heritage society with a partner in Zeeland": {
        "goal": ("Samenwerken in een project",),
        "discipline": ("Immaterieel erfgoed",),
        "applicant": ("Erfgoedgemeenschap",),
        "base": ("Vlaanderen",),
        "place": ("Zeeland",),
        "start": ("2027-09-01",),
        "budget": ("40000",),
        "partners": ("1",),
    },
}


@dataclass(frozen=True, slots=True)
class Walked:
    """The questions that came, and how often one clicked, ticked or pressed Enter to come to the results."""

    questions: tuple[str, ...]
    clicks: int


def walk(page: Page, said: Said, *, at_once: str = "") -> Walked:
    """From the first question to the results. `at_once`: the question after which the routes are asked for, whatever follows."""
    questions, clicks = list[str](), 0
    while "/results/" not in page.url:
        name = page.locator("input[name=put]").get_attribute("value") or ""
        if len(questions) >= MOST_QUESTIONS or name in questions[-1:]:
            raise AssertionError(f"{name} comes back: {page.url}")
        questions.append(name)
        answers = said.get(name, ())
        for number, answer in enumerate(answers, 1):
            if name in TYPED:
                page.locator(f"#id_{name}, #id_{name}_name").last.fill(answer)
                if number < len(answers):
                    page.keyboard.press("Enter")  # the place stands among the chosen ones, and the box is empty again
                    page.locator(".q-chosen .chip").nth(number - 1).wait_for()
            else:
                page.locator("label.opt").filter(has_text=answer).first.click()
            clicks += 1
        page.locator("#count-now" if name == at_once else "#onward").click()
        page.locator(f"main:not(:has(input[name=put][value={name}]))").wait_for()
        clicks += 1
    return Walked(tuple(questions), clicks)
