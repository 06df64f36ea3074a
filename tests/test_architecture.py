"""The picture in the docs is what the imports say."""

from xml.etree import ElementTree

from tests.architecture import PICTURE, drawn, floors, imported, one_way, reached, rooms


def test_the_picture_is_up_to_date() -> None:
    assert PICTURE.read_text() == drawn(), "Rooms or their imports changed: make architecture"


def test_a_room_stands_above_all_that_it_imports() -> None:
    """Three rooms by hand: a above b above c, and an arrow from a to c that follows from the others."""
    arrows = {
        "a": frozenset("bc"),
        "b": frozenset("c"),
        "c": frozenset[str](),
        "d": frozenset("e"),
        "e": frozenset("d"),
    }
    assert floors(arrows) == {"a": 2, "b": 1, "c": 0, "d": 0, "e": 0}
    assert one_way(arrows) == {"a": {"b"}, "b": {"c"}, "c": set(), "d": set(), "e": set()}
    assert reached(arrows, "a") == {"b", "c"}


def test_it_shows_every_room() -> None:
    names = [one.text for one in ElementTree.parse(PICTURE).iter("{http://www.w3.org/2000/svg}text")]
    assert {name.partition(".")[2] for name in imported(rooms())} <= set(names)
