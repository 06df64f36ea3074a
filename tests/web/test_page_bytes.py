"""What a page weighs before it is compressed, and that what makes it lighter changes nothing that is seen."""

import re
from pathlib import Path

import pytest
from django.template import Context, Template
from django.template.loader import get_template
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from catalogue.entries.instrument import InstrumentEntry
from matcher.delivery.template_lines import without_breaks
from matcher.pages.questionnaire.outlines import shortened
from matcher.rules.holding import held
from matcher.templatetags.overzet import without_gaps

ROOT = Path(__file__).parents[2]
ON = "on=2026-11-26"


@pytest.mark.django_db
@pytest.mark.usefixtures("everything")
@pytest.mark.parametrize("language", ["", "/en"])
@pytest.mark.parametrize(
    ("address", "most_a_route"),
    [
        (f"/deadlines/?{ON}", 885),
        (f"/match/?ask=place&{ON}", 530),
        (f"/match/?ask=place&applicant=arts-organisation&base=BE-VLG&goal=present-tour&{ON}", 530),
    ],
)
def test_the_heaviest_pages_do_not_grow(client: Client, language: str, address: str, most_a_route: int) -> None:
    html = client.get(language + address).content
    assert len(html) <= most_a_route * len(held().all(InstrumentEntry))
    assert not re.search(rb">\s*\n\s+<", html), "no indents and no empty lines between tags"


tenths = st.integers(-9_999, 9_999).map(lambda number: f"{number / 10:g}")
points = st.tuples(tenths, tenths)


@given(st.lists(st.lists(points, min_size=2, max_size=8), min_size=1, max_size=3))
def test_a_shortened_outline_has_the_same_points(rings: list[list[tuple[str, str]]]) -> None:
    outline = "".join("M" + "L".join(f"{x},{y}" for x, y in ring) + "Z" for ring in rings)
    assert drawn(shortened(outline)) == [[(float(x), float(y)) for x, y in ring] for ring in rings]


def drawn(outline: str) -> list[list[tuple[float, float]]]:
    """The points of a path as SVG reads it: a move, relative lines, an end."""
    found = []
    for ring in re.findall(r"M([^z]*)z", outline):
        first, _letter, rest = ring.partition("l")
        x, y = (float(one) for one in first.split(","))
        steps = [float(one) for one in re.findall(r"-?(?:\d+\.\d+|\.\d+|\d+)", rest)]
        made = [(x, y)]
        for across, down in zip(steps[::2], steps[1::2], strict=True):
            x, y = round(x + across, 1), round(y + down, 1)
            made.append((x, y))
        found.append(made)
    return found


def test_an_outline_is_written_as_short_as_it_reads() -> None:
    assert shortened("M10,20L9.5,18L9,30Z") == "M10,20l-.5-2-.5 12z"


def test_what_somebody_wrote_keeps_its_lines() -> None:
    page = Template(
        "{% load overzet %}{% tight %}<p>\n\n  <b>a</b>\n </p><textarea>one\n\n   two {{ said }}</textarea>{% endtight %}"
    )
    told = page.render(Context({"said": "three\n  four"}))
    assert told == "<p>\n<b>a</b>\n</p><textarea>one\n\n   two three\n  four</textarea>"


def test_a_gap_is_one_line_and_words_stay_apart() -> None:
    assert without_gaps("<b>a</b>\n\n   b c  d") == "<b>a</b>\nb c  d"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("<b>\n  {%- if a -%}\n    x\n  {%- endif -%}\n</b>", "<b>{% if a %}x{% endif %}</b>"),
        ("<b>\n    {% if a %}\n  x{% endif %}</b>\n", "<b> {% if a %} x{% endif %}</b> "),
        ('<a href="?x=\n    {%- if a %}1{% endif -%}\n  #b">', '<a href="?x={% if a %}1{% endif %}#b">'),
        ('<a class="b"\n    href="#">\n  c', '<a class="b" href="#"> c'),
        ("<p>\n  a\n  <b>b</b>\n</p>\n\n<p>", "<p>a <b>b</b></p><p>"),
        ('<li{% if a > 1 %} class="b"{% endif %}>\n  c', '<li{% if a > 1 %} class="b"{% endif %}>c'),
        ("{{ a }} - {{ b }}", "{{ a }} - {{ b }}"),
    ],
)
def test_a_line_break_is_a_space_but_beside_a_block_and_a_dash(written: str, read: str) -> None:
    assert without_breaks(written) == read


def test_our_templates_are_read_so_and_those_of_others_as_they_are() -> None:
    assert "{%-" in (ROOT / "templates" / "components" / "due.html").read_text()
    assert "{%-" not in get_template("components/due.html").template.source  # type: ignore[attr-defined]
    assert "\n  " in get_template("admin/change_list.html").template.source  # type: ignore[attr-defined]
