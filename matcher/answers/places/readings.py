"""What a name was read as: a place, one of several that is asked, or none."""

from dataclasses import dataclass, field
from enum import StrEnum

from catalogue.gazetteer.gazetteer import subdivision
from matcher.rules.words import Pair


class Reading(StrEnum):
    IS = "is"
    """The name of the place."""
    LIES_IN = "lies-in"
    """The name of a city or a part of it."""
    PART = "part"
    """The name or code of a part of it that the catalogue does not know: it counts as the whole."""
    SEVERAL_THERE = "several-there"
    """More than one place of this name lies in it, and none elsewhere."""
    ALSO = "also"
    """The name of a place, and of a part or a large city of another country too."""
    ROUGHLY = "roughly"
    """What was typed before it is not known."""
    ASKED = "asked"
    """It can be one of these."""
    NO_CHOICE = "no-choice"
    """A word for more than can be chosen: staff wrote down what to say of it."""
    NOTHING = "nothing"

    @property
    def is_clear(self) -> bool:
        return self not in (Reading.ASKED, Reading.NO_CHOICE, Reading.NOTHING)


@dataclass(frozen=True, slots=True)
class Meant:
    """How one name is read. `codes` are places and groups of the catalogue: one for a clear reading, those to choose from
    otherwise."""

    text: str
    reading: Reading
    codes: tuple[str, ...] = ()
    part: str = ""
    """The code of the subdivision in which it lies and which the catalogue does not know; "" for none."""
    beside: str = ""
    """For `ALSO` the other place; for `ROUGHLY` what was not known."""
    told: Pair = field(default_factory=dict)

    @property
    def own_part(self) -> str:
        """A subdivision that ISO lists, where the catalogue knows nothing nearer than its country; "" for none."""
        is_part = (
            self.reading in (Reading.PART, Reading.LIES_IN)
            and self.codes == (self.part[:2],)
            and subdivision(self.part)
        )
        return self.part if is_part else ""
