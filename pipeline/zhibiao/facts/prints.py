"""A figure as it was printed, as the interval of what it may stand for.

5.23万亿 has two decimals of a 万亿: rounded it stands for 5.225 to 5.235万亿, cut off (as news often does) for 5.23 to
5.24万亿. Which of the two was done nobody says, so of two figures the coarser may be either of the finer one. Two
figures of the same last digit are the same or differ. What is said around a figure widens it: 超5万亿, 约5万亿.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from decimal import Decimal

import regex

NUMERAL = regex.compile(r"(?P<whole>[0-9]+(?:[,， ][0-9]{3})*)(?:[.．](?P<part>[0-9]+))?\s*(?P<scale>[十百千万亿兆]*)")
GAPS = str.maketrans("", "", ",， ")
SCALES = {"十": 1, "百": 2, "千": 3, "万": 4, "亿": 8, "兆": 12}
TELLING = 3  # digits of a figure whose last one says little
TWENTIETH, QUARTER, HALF = Decimal("0.05"), Decimal("0.25"), Decimal("0.5")


@dataclass(frozen=True, slots=True)
class Print:
    """A printed figure in base units. `step`: what one of its last digit is worth, 0 for an exact one (a fraction).
    `upper` is the other end of a range, else equal to `value`; `scaled`: it counts in 万 or the like, and is rounded."""

    value: Decimal
    upper: Decimal
    step: Decimal
    qualifier: str = ""
    scaled: bool = False

    @property
    def plain(self) -> bool:
        """Whether it is one figure and nothing is said around it."""
        return not self.qualifier and self.value == self.upper


def print_of(
    value: Decimal, value_to: Decimal | None, text: str, qualifier: str, factor: Decimal = Decimal(1)
) -> Print:
    """The print of a row's figure. `text` is the quantity as written, `factor` what its unit is in base units."""
    step = step_of(value, text)
    upper = value if value_to is None else value_to
    low, high = min(value, upper), max(value, upper)
    return Print(low * factor, high * factor, step * factor, qualifier, step > 1)


def step_of(value: Decimal, text: str) -> Decimal:
    """What one of the last printed digit is worth.

    5.23万亿元 => 1E10       52283亿元 => 1E8       三千二百人 => 100       三分之一 => 0
    """
    size = abs(value)
    for m in NUMERAL.finditer(unicodedata.normalize("NFKC", text)):
        part = m["part"] or ""
        number = Decimal(m["whole"].translate(GAPS) + ("." + part if part else ""))
        for length in range(len(m["scale"]), -1, -1):  # 亿千瓦时: 千 belongs to the unit
            exponent = sum(SCALES[c] for c in m["scale"][:length])
            if number.scaleb(exponent) == size:
                return Decimal(1).scaleb(exponent - len(part))
    return last_digit(size)


def last_digit(size: Decimal) -> Decimal:
    """What one of the last digit that is not 0 is worth; 0 for a fraction that has no end."""
    if not size:
        return Decimal(1)
    digits = size.normalize().as_tuple()
    assert isinstance(digits.exponent, int)
    return Decimal(0) if len(digits.digits) >= 11 and digits.exponent < 0 else Decimal(1).scaleb(digits.exponent)


def significant(given: Print) -> int:
    """How many digits a printed figure has without the zeros at its end.

    5.23万亿 => 3       1300万 => 2       三分之一 => 1
    """
    if not given.step:
        return 1
    printed = abs((given.value / given.step).to_integral_value())  # a unit's factor may have no end
    return max(1, len(f"{printed:f}".rstrip("0")))


def meet(one: Print, other: Print, loosely: bool = False) -> bool:
    """Whether both can stand for the same figure. `loosely`: also as one would say it who is not exact (超1300万 of 1420万).

    5.23万亿 ~ 52283亿 => True       52.28 ~ 52.2 => True, cut off       5.2 ~ 5.3 => False       超5万亿 ~ 5.23万亿 => True
    """
    if one.plain and other.plain:
        if one.step == other.step:
            return one.value == other.value or neighbours(one, other, 1 if loosely else TELLING)
        coarse, fine = (one, other) if one.step > other.step else (other, one)
        if coarse.value * fine.value < 0:
            return False
        size, exact = abs(coarse.value), abs(fine.value)
        return abs(exact - size) <= coarse.step * HALF or size <= exact < size + coarse.step
    (a, b), (c, d) = bounds(one, loosely), bounds(other, loosely)
    return (b is None or c is None or c <= b) and (d is None or a is None or a <= d)


def neighbours(one: Print, other: Print, digits: int) -> bool:
    """Whether two scaled figures are one apart in their last digit, and have so many digits that this is little."""
    if not (one.scaled and other.scaled) or abs(one.value - other.value) != one.step:
        return False
    return bool(min(abs(one.value), abs(other.value)) >= one.step * 10 ** (digits - 1))


def bounds(given: Print, loosely: bool = False) -> tuple[Decimal | None, Decimal | None]:
    """The least and the greatest that a print may stand for, by rounding or cutting off and by what is said around it;
    None where nothing bounds it. 超1300万 reaches as far as its last digit but zeros: to 1400万."""
    if given.value < 0 and given.upper <= 0:
        low, high = bounds(Print(-given.upper, -given.value, given.step, given.qualifier), loosely)
        return (None if high is None else -high), (None if low is None else -low)
    low, high = given.value, given.upper
    width = max(last_digit(high), abs(high) * QUARTER if loosely else Decimal(0))
    match given.qualifier:
        case "about":
            half = max(last_digit(high) * HALF, abs(high) * (QUARTER if loosely else TWENTIETH))
            return low - half, high + half
        case "over":
            return low, high + width
        case "nearly" | "under":
            return low - width, high
        case "at_least":
            return low, None
        case "at_most":
            return None, high
    return low - given.step * HALF, high + given.step
