"""What a browser would post from a page: the fields of its form as they stand in its HTML."""

from html.parser import HTMLParser

from tests.responses import Page


def filled(response: Page, **changes: object) -> dict[str, object]:
    """The fields of the form that the page is about, with some written otherwise; None leaves one out. Buttons are not pressed.

    Of a page of Django's admin that is the form of the row, of another page its last form."""
    reader = _Reader()
    reader.feed(response.content.decode())
    form = reader.forms[reader.of_a_row or -1]
    return {name: value for name, value in {**form, **changes}.items() if value is not None}


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[dict[str, object]] = [{}]
        self.of_a_row = 0
        """Its place among the forms; 0: there is none."""
        self.select: str | None = None
        self.several = False
        self.textarea: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        name = given.get("name")
        match tag:
            case "form":
                self.forms.append({})
                if (given.get("id") or "").endswith("_form"):
                    self.of_a_row = len(self.forms) - 1
            case "input" if name and given.get("type") not in ("submit", "button", "search"):
                if given.get("type") not in ("checkbox", "radio"):
                    self.forms[-1][name] = given.get("value") or ""
                elif "checked" in given:
                    self._tick(name, given.get("value") or "on")
            case "select" if name:
                self.select, self.several = name, "multiple" in given
                self.forms[-1][name] = [] if self.several else None
            case "option" if self.select:
                self._option(given, self.select)
            case "textarea" if name:
                self.textarea = name
                self.forms[-1][name] = ""

    def _tick(self, name: str, value: str) -> None:
        """Boxes of one name are sent together."""
        ticked = self.forms[-1].get(name)
        self.forms[-1][name] = value if ticked is None else [*(ticked if isinstance(ticked, list) else [ticked]), value]

    def _option(self, given: dict[str, str | None], name: str) -> None:
        value = given.get("value") or ""
        chosen = self.forms[-1][name]
        if isinstance(chosen, list):
            self.forms[-1][name] = [*chosen, value] if "selected" in given else chosen
        elif "selected" in given or chosen is None:
            self.forms[-1][name] = value

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self.select = None
        elif tag == "textarea":
            self.textarea = None

    def handle_data(self, data: str) -> None:
        if self.textarea:
            self.forms[-1][self.textarea] = f"{self.forms[-1][self.textarea]}{data}".removeprefix("\n")
