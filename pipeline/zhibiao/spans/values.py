"""What every figure is made of: plain decimals, a sign, a letter that scales."""

from __future__ import annotations

from decimal import Context, Decimal, localcontext
from typing import Any, NamedTuple

from zhibiao.lexicon.units import units
from zhibiao.matching import compiled
from zhibiao.model import Quantity, Unit

BARE = Unit("", "other")
PERCENT = units()["%"]
SIGNS = compiled(r"(?P<sign>[-－−+＋]|[负負] ?|零[上下]|[↓▼↑▲])$")
SIGN_CHARACTERS = frozenset("-－−+＋负負下上 ↓▼↑▲")
UPWARD = frozenset("+＋↑▲")
ABOVE = "零上"
# After these a minus sign is a dash: 2020-5, 8月-9月, 5%--10%; a plus sign adds: 10+3.
NO_SIGN_AFTER = compiled(r"[0-9０-９A-Za-z年月日%％个)）—–－-]$")
SHORT = {"月": "个月", "日": "天", "分": "分钟"}  # 半月, 年半: units that are no units after other numerals
LETTER_SCALE = compiled(r"([kKwW])(?![A-Za-z0-9])|(M)(?![A-Za-z0-9])")


class Numbered(NamedTuple):
    """A numeral of a text with its sign, read as far as the unit: text[start:end] is low..high."""

    text: str
    written: str
    start: int
    end: int
    low: Decimal
    high: Decimal
    qualifier: str = ""
    mixed: bool = False  # a mixed number or a power, which can be nothing but a number


def make(
    text: str, start: int, end: int, low: Decimal, high: Decimal | None, unit: Unit, rule: str, **more: Any
) -> Quantity:
    """A quantity over text[start:end] with plain decimals."""
    upper = None if high is None or high == low else trimmed(high)
    return Quantity(
        start,
        end,
        text[start:end],
        rule,
        trimmed(low),
        upper,
        unit.name,
        unit.code,
        unit.dimension,
        lead=start,
        trail=end,
        **more,
    )


EXACT = Context(prec=60)  # no value has as many digits
ZERO, ONE = Decimal(0), Decimal(1)


def trimmed(value: Decimal) -> Decimal:
    """The value without an exponent or a fraction of zeros that scaling left: 483000000.00 → 483000000."""
    whole = value.to_integral_value()
    return EXACT.quantize(whole, ONE) if value == whole and value.copy_abs() >= 100 else EXACT.add(value, ZERO)


def ratio(top: Decimal, bottom: Decimal) -> Decimal:
    """top / bottom to twelve significant digits, the one place where a value is rounded."""
    with localcontext() as context:
        context.prec = 12
        return top / bottom


def signed_start(text: str, start: int) -> int:
    """Where the figure begins with its sign, else `start`: -3.2%, +7.3%, ↓1.5%, 零下5度."""
    if not start or text[start - 1] not in SIGN_CHARACTERS:
        return start
    sign = SIGNS.search(text, max(0, start - 2), start)
    if sign and (
        sign["sign"][0] in "负負零↓▼↑▲" or not NO_SIGN_AFTER.search(text, max(0, sign.start() - 1), sign.start())
    ):
        return int(sign.start())
    return start


def negative(text: str, begin: int, start: int) -> bool:
    """Whether the sign that text[begin:start] holds, if any, is one of less."""
    return begin < start and text[begin] not in UPWARD and not text.startswith(ABOVE, begin)


def letter_size(letter: Any) -> int:
    """1000 for k, 10 000 for w (万), a million for M."""
    return {"k": 1000, "w": 10_000, "m": 1_000_000}[letter[0].lower()]
