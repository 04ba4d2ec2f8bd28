"""What a cell of a table holds: one figure with its marks, nothing, or words.

1,234①  1,234[1]  1,234*     a figure with a note's mark
(312)  （0.6）                 a figure below zero, in a table of accounts
+3.2%  ↓1.5%  下降1.5%         a change that says its direction itself
4.20↑                         a level, and which way it went
4.7M  1.2B  320K              a figure with a letter that scales it, of money or of things counted
—  …  N/A  不适用              no value
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any, NamedTuple

from zhibiao.clauses.cues import CHANGE_VERB
from zhibiao.lexicon.own import of_own
from zhibiao.matching import alternation, compiled
from zhibiao.model import Quantity
from zhibiao.rows.frames import sign_of
from zhibiao.spans.quantities import find
from zhibiao.tables.scales import WORDS, currencies, dimension_of, is_unit


class Entry(NamedTuple):
    """The figure of a cell, from `start` up to `end` in it. `said`: the direction that a mark or a word before it says
    (1, -1; 0 when none but a minus does), `trend` the one that an arrow behind it says, `bracketed`: it is below zero
    because it stands in brackets."""

    start: int
    end: int
    quantity: Quantity
    said: int = 0
    trend: int = 0
    bracketed: bool = False


UP, DOWN = "+＋↑▲⬆", "−－–—↓▼⬇-"
DASHES = "–—"  # with a space behind them they are no minus
PLAIN = "-−－"
LONGEST = 40  # characters of a cell that holds a figure
LETTERS = {"k": 3, "m": 6, "mn": 6, "b": 9, "bn": 9, "t": 12}  # powers of ten
SPACES = "\u00a0\u2009\u202f"  # that may part thousands: hard and thin ones, for a plain one parts figures
GROUPS = rf"[0-9]{{1,3}}(?:(?:,[0-9]{{3}})+|(?:，[0-9]{{3}})+|(?:[{SPACES}][0-9]{{3}})+)(?![0-9])"
DIGITS = rf"(?:(?:{GROUPS}|[0-9]+)(?:\.[0-9]+)?|\.[0-9]+)"
MARK = r"[*＊†‡§#①-⑳⓪❶-❿㊀-㊉]"
NOTE = rf"(?:\s*(?:{MARK}+|(?<=[0-9十百千万亿])(?<![^0-9]10)[¹²³⁴-⁹]{{1,2}}|[\[［【〔]\s*注?\s*[0-9a-z]{{0,2}}\s*[\]］】〕]|[(（]\s*(?:注\s*[0-9]{{0,2}}|[a-z])\s*[)）]|注\s*[0-9]{{0,2}}))"
# 2.0—2.2: two figures with a dash between them.
RANGE = re.compile(
    rf"(?P<low>{DIGITS})\s*[%％]?\s*[-—–~～－]\s*(?P<high>{DIGITS})(?P<own>[^\s0-9()（）]{{0,8}}){NOTE}*"
)
NOTHING = re.compile(
    r"\s*(?:[-—–−－_/\\×…]{1,6}|\.{2,6}|[*＊]{2,4}|N\.?/?[AM]\.?|n\.?/?[am]\.?|NaN|nil|"
    + alternation(WORDS["no_value"])
    + r")\s*",
)
WIDE = str.maketrans("０１２３４５６７８９．％", "0123456789.%")


@of_own
@cache
def figure() -> Any:
    """The pattern of a cell that holds one figure, in its parts."""
    signs = alternation(s for s in currencies() if not s[-1].isalnum())
    return compiled(
        rf"{MARK}?\s*(?P<open>[(（])?\s*(?P<sign>[{UP}{DOWN}]|(?:同比|环比)?{CHANGE_VERB}了?)?(?P<gap>\s*)(?P<money>{signs})?\s*"
        rf"(?P<number>{DIGITS})(?P<scale>[十百千万亿]*)\s?(?:(?P<letter>[KkMBT]|mn|bn)(?![A-Za-z/]))?"
        rf"\s*(?P<own>[^\s0-9()（）\[\]［］【】〔〕*＊†‡§#①-⑳↑↓▲▼]{{0,10}}?)\s*(?P<close>[)）])?(?P<rate>[%％])?{NOTE}*\s*(?P<trend>[↑↓▲▼])?"
    )


def is_nothing(cell: str) -> bool:
    """Whether a cell says that there is no value: —, …, N/A, or nothing at all."""
    return not cell or NOTHING.fullmatch(cell) is not None


def direction_of(mark: str) -> int:
    """The direction that a mark or a word before a figure says: 1 for +, ↑, 上涨, -1 for ↓, 下降, 0 for none or a minus."""
    if not mark or mark in PLAIN or mark in DASHES:
        return 0
    return 1 if mark in UP else -1 if mark in DOWN else sign_of(mark)


def holds_figure(cell: str) -> bool:
    """Whether a cell holds one figure and nothing else, whatever its unit may be."""
    return parts_of(cell) is not None or RANGE.fullmatch(cell) is not None or whole_figure(cell) is not None


def is_plain(cell: str) -> bool:
    """Whether a cell holds a numeral and no words beside it: 1,234.5, not 40岁."""
    m = parts_of(cell)
    return m is not None and not m["own"].strip("%％‰")


@of_own
@lru_cache(maxsize=1 << 12)
def parts_of(cell: str) -> Any:
    """The match of the parts of a cell that holds one figure, or None."""
    m = figure().fullmatch(cell.translate(WIDE)) if 0 < len(cell) <= LONGEST else None
    if m is None or bool(m["open"]) != bool(m["close"]) or (m["open"] and m["sign"] and m["sign"] in UP):
        return None
    own = m["own"]
    if (own and not is_unit(own)) or (own and m["rate"]) or (m["sign"] and m["sign"] in DASHES and m["gap"]):
        return None
    return m


def figure_in(cell: str, unit: str = "") -> Entry | None:
    """The figure of a cell, with the unit of its header; None when the cell is no figure, or none of that unit.

    5.2, %      => 5.2 %
    -3.4亿元    => -340000000 元: a unit of its own wins
    4.7M, 股    => 4700000 股
    5.1m, 人    => 5100000 人
    —           => None: no value
    """
    m = parts_of(cell)
    if m is None:
        return range_in(cell, unit) or whole_figure(cell)
    own, letter = m["own"] or m["rate"] or "", m["letter"]
    if own.lower() in LETTERS and dimension_of(unit) in ("money", "count"):  # 5.1m people are no metres
        own, letter = "", own
    if m["money"]:
        own = "" if own in ("元", "圆") else own
        own = own or currencies()[m["money"]]
    quantity = with_unit(cleaned(m["number"]) + m["scale"], own or unit)
    if quantity is None:
        return None
    if letter:
        scaled = own or unit
        if dimension_of(scaled) not in ("money", "count") or scaled[:1] in "十百千万亿":
            return None
        size = Decimal(1).scaleb(LETTERS[letter.lower()])
        quantity = replace(quantity, value=Decimal(format((quantity.value * size).normalize(), "f")))
    sign = m["sign"] or ""
    falls = bool(m["open"]) or (sign != "" and (sign in DOWN or (sign not in UP and sign_of(sign) < 0)))
    value = -quantity.value if falls and quantity.value else quantity.value
    first = "open" if m["open"] else "sign" if falls else "money" if m["money"] else "number"
    last = max(m.end(part) for part in ("number", "scale", "letter", "own", "close", "rate"))
    trend = direction_of(m["trend"] or "")
    return Entry(
        m.start(first), last, replace(quantity, value=value), direction_of(sign), trend, bracketed=bool(m["open"])
    )


def with_unit(number: str, unit: str) -> Quantity | None:
    """The quantity of a numeral with the unit behind it, or without one that no numeral takes."""
    for text in (number + unit, number):
        found = find(text)
        if len(found) == 1 and (found[0].start, found[0].end) == (0, len(text)):
            return found[0]
    return None


def cleaned(number: str) -> str:
    """A numeral without what parts its thousands."""
    return re.sub(f"[,，{SPACES}]", "", number)


def range_in(cell: str, unit: str) -> Entry | None:
    """The range of a cell, in its own unit or the one of its header; without one it may be a score or a date."""
    m = RANGE.fullmatch(cell.translate(WIDE))
    if m is None or not (m["own"] or unit) or (m["own"] and not is_unit(m["own"])):
        return None
    said = f"{cleaned(m['low'])}—{cleaned(m['high'])}{m['own'] or unit}"
    found = find(said)
    if len(found) != 1 or found[0].value_to is None or (found[0].start, found[0].end) != (0, len(said)):
        return None
    return Entry(m.start("low"), m.end("own"), found[0])


def whole_figure(cell: str) -> Entry | None:
    """A figure in words, with all that qualifies it: 近3万元, 持平; it has its own unit."""
    whole = find(cell)
    if len(whole) != 1 or (whole[0].lead, whole[0].trail) != (0, len(cell)) or not whole[0].unit:
        return None
    return Entry(whole[0].start, whole[0].end, whole[0])
