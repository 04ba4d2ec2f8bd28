"""What became of a cell on its way through a spreadsheet: left as it was, edited by a person, or damaged by the program."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Context, Decimal, InvalidOperation

from zhibiao.decisions import LONGEST_CELL, is_bounded
from zhibiao.exports.cells import EXACT_DIGITS, MISREAD, fits
from zhibiao.review.columns import CHOICES
from zhibiao.review.garbling import mistaken, questioned
from zhibiao.table import DTYPES, FORMULA
from zhibiao.wording import LANGUAGES, cell_value, cell_word, cell_words, say

ERRORS = ("#NAME?", "#VALUE!", "#REF!", "#DIV/0!", "#N/A", "#NUM!", "#NULL!")
SCIENTIFIC = re.compile(r"[-+]?\d+(?:\.\d+)?[Ee][-+]?\d+")
GROUPED = re.compile(r"[-+]?\d{1,3}(?:,\d{3})+(?:\.\d+)?")
# 2025/1/8, 8-Jan, Jan-25, 1月8日, 1/8, 2025年8月: what spreadsheets show for a text that they took for a date.
DATELIKE = re.compile(
    r"\d{4}[-/.年]\d{1,2}(?:[-/.月]\d{0,2}日?)?(?: 0:00(?::00)?| 00:00:00)?|\d{1,2}-[A-Z][a-z]{2}(?:-\d{2,4})?|[A-Z][a-z]{2}-\d{2}"
    r"|\d{1,2}月\d{1,2}日|\d{1,2}/\d{1,2}(?:/\d{2,4})?"
)
DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T]0?0:00(?::00)?)?")
ESCAPED = re.compile("_x00([01][0-9A-Fa-f])_")
NUMBER = re.compile(r"[-+]?[0-9]+(?:\.[0-9]+)?")
SHOWN = 11  # digits and point that a spreadsheet shows of a number unless told otherwise, and writes into CSV
FIRST_SERIAL = dt.date(1899, 12, 30)  # day 0 of a spreadsheet's day numbers from March 1900 on


@dataclass(frozen=True, slots=True)
class EditedCell:
    """A cell as read: its text, and what the file says it is (`formula`, `error`, `date`, `number`, `bool` or empty)."""

    text: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Judged:
    """`value` is the cell's new value, None when it was left as it was; `damage` says why it is not to be trusted."""

    value: str | None = None
    damage: str = ""


SAME = Judged()
BLANKED = say("a blanked value; to be rid of the row reject it")


def judged(column: str, before: str, cell: EditedCell) -> Judged:
    """The cell of a column compared with its value before the table left the house."""
    was = tidy(before)
    if tidy(cell.text) in (was, tidy(before[:LONGEST_CELL])):  # a cell holds no more
        return SAME
    text = tidy(bare(tidy(cell.text)))
    if column not in CHOICES:  # 同比, 正文: what `export --header zh` writes for the values of columns without a choice
        text = cell_value(column, text)
    if text == was:
        return SAME
    if harm := general_harm(tidy(before), text, cell.kind):
        return Judged(damage=harm)
    if text == "":
        return Judged(damage=BLANKED) if column == "value" else Judged("")
    read = {"decimal": number, "float": number, "int": number, "date": day}.get(DTYPES.get(column, "str"), words_of)
    found = read(before, text, cell.kind)
    if column in CHOICES and found.value is not None:
        return choice(column, before, found.value)
    return found


def tidy(text: str) -> str:
    """Line ends and outer blanks, which a spreadsheet changes without harm, and control characters, which a workbook
    cannot hold and programs write out as _x000B_, each in its own way."""
    if "_x" in text:
        text = ESCAPED.sub(lambda m: chr(int(m[1], 16)), text.replace("_x005F_", "_"))
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def bare(text: str) -> str:
    """Without the apostrophe that our own exports put before what a spreadsheet would misread."""
    rest = text[1:]
    ours = text.startswith("'") and (FORMULA.match(rest) or MISREAD.fullmatch(rest) or NUMBER.fullmatch(rest))
    return rest if ours else text


def general_harm(before: str, text: str, kind: str) -> str:
    """Damage that can befall a cell of any column, or empty."""
    if kind == "formula":
        return say("a formula")
    if kind == "error" or text in ERRORS:
        return say("an error value of the spreadsheet")
    if text.strip("#") == "" and len(text) > 1:
        return say("the column was too narrow")
    if "\ufffd" in text:
        return say("characters lost in another encoding")
    if questioned(before, text):
        return say("characters became question marks")
    if mistaken(before, text):
        return say("read in the wrong encoding")
    return ""


def number(before: str, text: str, kind: str) -> Judged:
    if kind == "date" or DATELIKE.fullmatch(text):
        return Judged(damage=say("a number turned into a date"))
    plain = text.replace(",", "") if GROUPED.fullmatch(text) else text.removesuffix("%").strip()
    try:
        now = Decimal(plain)
    except InvalidOperation:
        return Judged(damage=say("no number"))
    if not now.is_finite():
        return Judged(damage=say("no number"))
    if not is_bounded(plain):
        return Judged(damage=say("too large or too long a number"))
    was = Decimal(before) if before else None
    if now == was or (was is not None and kind == "number" and fits(before) and float(now) == float(was)):
        return SAME
    if SCIENTIFIC.fullmatch(text):
        return Judged(damage=say("scientific notation lost digits; write them out"))
    if text.endswith("%"):
        return Judged(damage=say("a percent sign: the unit has its own column"))
    if was is not None and now in shortened(was):
        return Judged(damage=say("digits beyond the fifteenth lost"))
    if was is not None and now == general(was):
        return Judged(damage=say("only the digits that were shown are left"))
    return Judged(format(now, "f"))


def shortened(number: Decimal) -> tuple[Decimal, ...]:
    """What spreadsheets keep of a number with more than fifteen digits: they cut or round the rest."""
    return tuple(Context(EXACT_DIGITS, mode).plus(number) for mode in (ROUND_DOWN, ROUND_HALF_UP))


def general(number: Decimal) -> Decimal:
    """What is left of a number of which a spreadsheet writes the digits that it shows."""
    if not number or not 1e-4 <= abs(number) < 1e11:
        return Context(6, ROUND_HALF_UP).plus(number)
    whole = len(str(int(abs(number))))
    return number if whole >= SHOWN else round_to(number, SHOWN - whole - 1)


def round_to(number: Decimal, places: int) -> Decimal:
    """The number with so many places after its point."""
    return number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, Context(60))


def day(before: str, text: str, kind: str) -> Judged:
    if m := DAY.fullmatch(text):
        try:
            now = dt.date(int(m[1]), int(m[2]), int(m[3])).isoformat()
        except ValueError:
            return Judged(damage=say("no such day"))
        return SAME if now == before else Judged(now)
    if re.fullmatch(r"\d{5}", text):
        if (FIRST_SERIAL + dt.timedelta(int(text))).isoformat() == before:
            return SAME
        return Judged(damage=say("a day turned into its serial number"))
    return Judged(damage=say("no full date; write 2025-12-31"))


def words_of(before: str, text: str, kind: str) -> Judged:
    """A cell of text: harmed when the program took it for a date or a number."""
    if kind == "date" or (DATELIKE.fullmatch(text) and any(c.isdigit() for c in before)):
        return Judged(damage=say("text turned into a date"))
    if kind == "bool":
        return Judged(damage=say("text turned into true or false"))
    if SCIENTIFIC.fullmatch(text) and not SCIENTIFIC.fullmatch(before):
        return Judged(damage=say("text turned into scientific notation"))
    if kind == "number" or text.isdigit():
        stripped = before.lstrip("0")
        if before.isdigit() and before != stripped and text == stripped:
            return Judged(damage=say("leading zeros lost"))
    return Judged(text)


def choice(column: str, before: str, value: str) -> Judged:
    """A value of an enumeration, by its name or by what the page calls it."""
    for name in CHOICES[column]:
        if value in (name, *(cell_word(column, name, shown) for shown in LANGUAGES)):
            return SAME if name == before else Judged(name)
    return Judged(damage=say("none of {values}", values=cell_words(column, CHOICES[column])))
