"""Sets of instruments, or of criteria, as whole numbers: bit i is number i. As wide as there are instruments, few of them."""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Partition(Generic[K]):
    """The instruments sorted by something they have: each key's bitmap, and each instrument's key by number."""

    keys: tuple[K, ...]
    masks: tuple[int, ...]
    number: tuple[int, ...]

    @classmethod
    def by(cls, values: Iterable[K]) -> "Partition[K]":
        numbers: dict[K, int] = {}
        number = tuple([numbers.setdefault(value, len(numbers)) for value in values])
        members: list[list[int]] = [[] for _ in numbers]
        for bit, which in enumerate(number):
            members[which].append(bit)
        return cls(tuple(numbers), tuple([bitmap(bits) for bits in members]), number)


def bitmap(bits: Sequence[int]) -> int:
    """The bitmap in which these bits are set, given lowest first.

    Set in an array of bytes: a shift and an "or" of whole numbers per bit would each copy the whole bitmap.

    >>> bin(bitmap([0, 9]))
    '0b1000000001'
    """
    octets = bytearray((bits[-1] >> 3) + 1 if bits else 0)
    for bit in bits:
        octets[bit >> 3] |= 1 << (bit & 7)
    return int.from_bytes(octets, "little")


def bits_of(mask: int) -> list[int]:
    """The bits that are set, lowest first.

    Found in the digits as text, in one pass however wide the bitmap is: taking off the lowest bit copies it every time.

    >>> bits_of(0b1000000001)
    [0, 9]
    """
    digits = bin(mask)[:1:-1]
    found: list[int] = []
    bit = digits.find("1")
    while bit >= 0:
        found.append(bit)
        bit = digits.find("1", bit + 1)
    return found


def at_least(units: Iterable[int], most: int, everyone: int) -> list[int]:
    """By number, up to `most`: the instruments (or what else a bit stands for) that are in at least so many of the bitmaps.

    >>> [bin(those) for those in at_least([0b110, 0b010], most=2, everyone=0b111)]
    ['0b111', '0b110', '0b10']
    """
    reached = [everyone] + [0] * most
    for unit in units:
        for number in range(most, 0, -1):
            reached[number] |= reached[number - 1] & unit
    return reached


def merged(points: Sequence[int], masks: Sequence[int]) -> dict[int, int]:
    """Classes with the same points put together."""
    found: dict[int, int] = {}
    for number, mask in zip(points, masks, strict=True):
        found[number] = found.get(number, 0) | mask
    return found


def add_classes(slices: list[int], classes: Iterable[tuple[int, int]]) -> None:
    """Add to the binary numbers across `slices` the points of each class, (points, bitmap); the bitmaps share no bit."""
    addend: list[int] = []
    for points, mask in classes:
        power = 0
        while points:
            if len(addend) == power:
                addend.append(0)
            if points & 1:
                addend[power] |= mask
            points >>= 1
            power += 1
    carry = 0
    for power in range(max(len(slices), len(addend)) + 1):
        if power == len(slices):
            slices.append(0)
        ours, theirs = slices[power], addend[power] if power < len(addend) else 0
        slices[power] = ours ^ theirs ^ carry
        carry = ours & theirs | carry & (ours ^ theirs)
    while slices and not slices[-1]:
        slices.pop()
