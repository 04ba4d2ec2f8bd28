"""Numerals: every way Chinese writes a number, as an exact `Decimal` or an interval of two.

A numeral is a run of atoms (an Arabic number, a Chinese digit run, 几, 数) and scales (十 百 千 万 亿 兆).
Small scales close into a section, 万 and larger scales multiply what stands before them:

    1.26万亿   1.26 → ×万 → ×亿            3万4   a digit straight after 万 is of the next scale: 34000
    七八十     a pair of neighbours is an interval: 70..80          数十  20..90      十几  11..19
"""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from zhibiao.matching import compiled
from zhibiao.model import Numeral

Interval = tuple[Decimal, Decimal]
NOTHING = (Decimal(0), Decimal(0))

DIGITS = {
    c: i
    for i, group in enumerate(
        ("零〇○", "一壹弌", "二贰貳弍两兩俩", "三叁叄參仨", "四肆", "五伍", "六陆陸", "七柒", "八捌", "九玖")
    )
    for c in group
}
SMALL = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
LARGE = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8, "兆": 10**12}
TENS = {"廿": "二十", "卄": "二十", "卅": "三十", "卌": "四十"}

D = "[" + "".join(DIGITS) + "]"
# More digits than `Decimal` keeps exactly are a code, no number; bounded repeats keep the reading linear.
LONGEST = 28
LARGEST = Decimal(10) ** 28
# A digit group separated by full-width commas only when exactly three digits follow each and nothing else does.
GROUPED = r"[0-9０-９]{1,3}(?:,[0-9０-９]{3})+(?![0-9０-９])|[0-9０-９]{1,3}(?:，[0-9０-９]{3})+(?![0-9０-９，,]|[.．][0-9]{3})"
# Thousands apart by a blank, where what is counted follows: 4 360家, not 12 300 in a column or 3 2024年.
SPACED = r"(?<![0-9.,])[0-9]{1,3}(?:[ \u2009\u202f][0-9]{3})+(?=[一-鿿%％])(?!年|月|日|号|[一二三四五六七八九十]、)"
ARABIC = (
    rf"(?:(?:{SPACED}|{GROUPED}|[0-9０-９]+)(?:[.．][0-9０-９]+)?|(?<![0-9０-９A-Za-z.．])[.][0-9]+)"
    r"(?:[eE][+-]?[0-9]{1,2}(?![0-9A-Za-z.]))?"
)
# 千 and 兆 that belong to the unit: 千瓦, 千米, 千克, 兆瓦; 百 of 百分点, 百帕 and 百慕大元; 十 and 万 of names.
SCALE = r"(?:(?<![十拾百佰千仟])[十拾]|(?<![十拾百佰千仟])[百佰](?!分[点點]|帕|慕大)|(?<![十拾百佰千仟])[千仟](?!瓦|米|克|升(?![至到高级为降起格温空华任息值天])|帕|伏|焦|卡|赫|字节|牛|比特)|[万萬亿億]|兆(?!瓦|帕|赫|焦|伏|比特|字节|欧))"
CHINESE = rf"(?:{D}|[廿卅卌]){{1,{LONGEST}}}"
VAGUE = r"(?:几(?!乎)|(?<!位)[数數](?=[十百千万萬亿億])|无数(?=[百千万]))"
MORE = r"[多余餘来來]"
ATOM = rf"(?:{ARABIC}|{CHINESE}|{VAGUE})"
# A scale alone is never followed by Arabic digits (捡拾|6348个). 零 may stand between sections; 多/余 inside a number (十余万, 1万多) qualifies it.
CLOSED = "(?<=[十拾百佰千仟万萬亿億兆])"  # a scale stands before
BODY = (
    rf"(?:{ATOM}(?: ?{SCALE}){{0,6}}|{SCALE}{{1,6}}(?![0-9０-９]))"
    rf"(?:{CLOSED}[零〇]?[几幾]| ?{MORE} ?(?=[十百千万萬亿億])|{CLOSED}[零〇]?{ARABIC}|{CLOSED} ?{CHINESE}|{CLOSED} [0-9]+(?={SCALE})| ?{SCALE}){{0,48}}"
    rf"(?:(?<=[十拾百佰千仟万萬亿億兆]|{D}) ?[点點] ?{D}{{1,{LONGEST}}}(?: ?{D}){{0,8}}(?: ?{SCALE}){{0,6}})?"
)
NUMERAL = compiled(BODY)
ATOMS = compiled(rf"({ARABIC})|({D}+)|([点點])|([十拾百佰千仟万萬亿億兆])|([几幾数數])|({MORE})|(\s)")
NEIGHBOURS = frozenset({(a, a + 1) for a in range(1, 9)} | {(3, 5)})


SINGLE = {c: Decimal(n) for c, n in DIGITS.items()} | {"十": Decimal(10)}


def find(text: str) -> list[Numeral]:
    """Every numeral of the text, signs and units not included.

    1.26万亿元 => 1260000000000
    """
    found = []
    for m in NUMERAL.finditer(text):
        value = parse(m[0])
        if value is not None:
            low, high, qualifier = value
            found.append(Numeral(m.start(), m.end(), m[0], "numeral", low, None if low == high else high, qualifier))
    return found


@lru_cache(maxsize=1 << 14)
def parse(written: str) -> tuple[Decimal, Decimal, str] | None:
    """(low, high, qualifier) of a numeral as written, or None when it is none: nothing read, or beyond 10**28.

    4,718      => 4718
    1万5千     => 15000
    二〇二五   => 2025
    数十       => 20..90 about
    十余万     => 100000 over
    """
    if (one := SINGLE.get(written)) is not None:
        return one, one, ""
    if len(written) > 2 * LONGEST + 8:
        return None
    if written.isascii() and written.isdigit():
        value = Decimal(written)
        return value, value, ""
    for short, full in TENS.items():
        written = written.replace(short, full)
    read = Reader(written).read()
    return read if read and read[1] < LARGEST else None


class Reader:
    """Reads one numeral from left to right; see the module's text."""

    def __init__(self, written: str) -> None:
        self.written = written
        self.total: Interval = (Decimal(0), Decimal(0))
        self.section: Interval = (Decimal(0), Decimal(0))
        self.current: Interval | None = None
        self.scale = 0
        self.zero = False
        self.empty = True
        self.opened = False  # whether the section under way has anything in it
        self.largest = 0
        self.qualifier = ""

    def read(self) -> tuple[Decimal, Decimal, str] | None:
        atoms = list(ATOMS.finditer("".join(self.written.split())))
        i = 0
        while i < len(atoms):
            arabic, chinese, point, scale, vague, more, _ = atoms[i].groups()
            if arabic:
                self.put(number(arabic))
                self.zero = self.zero or len(arabic) > 1  # 10万0001: only a lone digit is of the next scale
            elif chinese:
                following = atoms[i + 1] if i + 1 < len(atoms) else None
                if not self.scale and following and following[3] and i + 2 < len(atoms):
                    self.put(number(spoken(chinese) + "." + spoken(atoms[i + 2][2])))
                    i += 2
                else:
                    self.digits(chinese, bool(following and following[4]))
            elif point:
                if i + 1 < len(atoms) and atoms[i + 1][2]:
                    self.fraction(spoken(atoms[i + 1][2]))
                    i += 1
            elif scale:
                self.multiply(scale)
            elif vague:
                self.vague(i == len(atoms) - 1 and not self.empty)
            elif more:
                self.qualifier = "over" if more != "来" and more != "來" else "about"
            i += 1
        return self.close()

    def put(self, value: Decimal) -> None:
        self.add_current()
        self.current = (value, value)
        self.empty = False
        self.opened = True

    def digits(self, run: str, scaled: bool) -> None:
        """A run of Chinese digits: a digit, a positional number (二〇二五), or two neighbours (七八十)."""
        figures = [DIGITS[c] for c in run]
        while len(figures) > 1 and figures[0] == 0:
            self.zero = True
            figures = figures[1:]
        self.zero = self.zero or figures == [0]
        if figures == [0] and scaled and self.scale:  # 一万零十二: the 零 only holds a place
            return
        self.add_current()
        pair = len(figures) == 2 and tuple(figures) in NEIGHBOURS
        if pair and (scaled or self.scale or len(run) == 2):
            self.current = (Decimal(figures[0]), Decimal(figures[1]))
        else:
            value = Decimal("".join(str(f) for f in figures))
            self.current = (value, value)
        self.empty = False
        self.opened = True

    def fraction(self, figures: str) -> None:
        """Decimals spoken after a scale: 二十点六."""
        self.expand()
        low, high = self.current or NOTHING
        part = number("0." + figures)
        self.current = (low + part, high + part)
        if self.section != NOTHING or self.total != NOTHING:
            self.section = plus(self.section, self.current)
            self.current = None
        self.scale = 0

    def vague(self, trailing: bool) -> None:
        """几 and 数: 2..9 before a scale, 1..9 after one (十几, 十几万), from 0 inside a larger number (二十几万)."""
        teens = self.section == (Decimal(10), Decimal(10)) and self.total == NOTHING
        low = Decimal(2) if self.empty else Decimal(1) if trailing or teens else Decimal(0)
        self.add_current()
        self.current = (low, Decimal(9))
        self.zero = True
        self.qualifier = self.qualifier or ("about" if low == 2 else "")
        self.empty = False
        self.opened = True

    def expand(self) -> None:
        """A lone digit straight after a scale is of the next one: 3万4 is 34000, 二百五 250."""
        if self.current is None or self.scale <= 10 or self.zero or self.current[1] >= 10:
            return
        if self.current[0] == int(self.current[0]):
            step = self.scale // 10
            self.current = (self.current[0] * step, self.current[1] * step)

    def add_current(self) -> None:
        if self.current is not None:
            self.section = plus(self.section, self.current)
            self.current = None

    def multiply(self, scale: str) -> None:
        if scale in SMALL:
            size = SMALL[scale]
            now = self.current if self.current is not None else (Decimal(1), Decimal(1))
            self.section = plus(self.section, (now[0] * size, now[1] * size))
            self.opened = True
        else:
            size = LARGE[scale]
            bare = not self.opened
            self.add_current()
            if bare and self.largest:
                self.total = (self.total[0] * size, self.total[1] * size)
            else:
                now = (Decimal(1), Decimal(1)) if bare else self.section
                if self.largest and self.largest < size:
                    self.total = tuple(t * size for t in plus(self.total, now))  # type: ignore[assignment]
                else:
                    self.total = plus(self.total, (now[0] * size, now[1] * size))
            self.section = NOTHING
            self.largest = size
            self.opened = False
        self.current = None
        self.scale = size
        self.zero = False
        self.empty = False

    def close(self) -> tuple[Decimal, Decimal, str] | None:
        if self.empty:
            return None
        self.expand()
        self.add_current()
        low, high = plus(self.total, self.section)
        return low, high, self.qualifier


def plus(a: Interval, b: Interval) -> Interval:
    return a[0] + b[0], a[1] + b[1]


SEPARATORS = str.maketrans({",": "", "，": "", "．": "."})


def number(arabic: str) -> Decimal:
    """The Decimal of an Arabic number with any separators and any width of digits."""
    return Decimal(arabic.translate(SEPARATORS))


def spoken(chinese: str) -> str:
    """Chinese digits as Arabic ones, place by place."""
    return "".join(str(DIGITS[c]) for c in chinese)
