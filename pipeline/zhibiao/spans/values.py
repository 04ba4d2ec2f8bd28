"""What every figure is made of: plain decimals, a sign, a letter that scales, and the sense of a unit whose surface has several,
told apart by the words around the figure (`senses.toml`).

最高气温|18度   摄氏度        用电|300度   千瓦时        旋转|360度   度
豆瓣评分|8.1分  分            最快|57分    分钟          五级         no unit
"""

from __future__ import annotations

from decimal import Context, Decimal, localcontext
from functools import cache
from typing import Any, NamedTuple

from zhibiao.lexicon import load
from zhibiao.lexicon.units import units, word_after
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


END = compiled("[。！？；\n]")
NEAR = 12  # characters before a figure that tell its sense, unless an entry says otherwise


class Sense(NamedTuple):
    """One sense of a surface: the unit, and the patterns of which one must hold; neither for what it means else."""

    unit: Unit
    before: Any
    after: Any
    reach: int


@cache
def senses() -> dict[str, tuple[Sense, ...]]:
    """The senses of each surface; of several that hold the one told nearest to the figure is meant."""
    found: dict[str, list[Sense]] = {}
    for entry in load("senses")["sense"]:
        known = units().get(entry["unit"])
        same = known is not None and known.dimension == entry["dimension"]
        unit = known if known is not None and same else Unit(entry["unit"], entry["dimension"])
        before, after = (compiled("|".join(entry[side])) if side in entry else None for side in ("before", "after"))
        found.setdefault(entry["surface"], []).append(Sense(unit, before, after, entry.get("reach", NEAR)))
    return {surface: tuple(listed) for surface, listed in found.items()}


def sense_at(text: str, start: int, end: int) -> Unit | None:
    """The unit that the surface at `end` has behind a numeral that begins at `start`; None where it has none there."""
    surface = text[end]
    following = text[end + 1 : end + 2]
    if surface not in ("度", "级") and following and following in word_after().get(surface, "") and following != "钟":
        return None
    found, nearest = None, -1
    for sense in senses()[surface]:
        if sense.before is None and sense.after is None:
            return found or sense.unit
        if sense.after is not None and sense.after.match(text, end + 1):
            return sense.unit
        place = told(sense.before, text, start, end, sense.reach)
        if place > nearest:  # 室温26度，用电|300度: the word nearest to the figure tells
            found, nearest = sense.unit, place
    return found


def told(words: Any, text: str, start: int, end: int, reach: int) -> int:
    """Where the last of the words before a figure ends, -1 where none stands there."""
    if words is None:
        return -1
    first = max(0, start - reach)
    return max((first + m.end() for m in words.finditer(said_before(text, start, end, reach))), default=-1)


def said_before(text: str, start: int, end: int, reach: int) -> str:
    """The characters before a figure, at most so many, and its own (零下|5); blanks for those of another sentence."""
    near = text[max(0, start - reach) : end]
    ends = [m.end() for m in END.finditer(near)]
    return " " * ends[-1] + near[ends[-1] :] if ends else near
