"""Single figures: a numeral with its unit, or a word that is a figure by itself.

numeral inner unit          30|多|万个       inner 多 余 来 qualify
part 分之 whole             百分之五, 三分之一, 1/3
number ∶ number             1.74∶1
第 numeral 位, 首位, 榜首     a rank
翻一番, 持平, 两位数, 一半  figures by themselves
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from zhibiao.lexicon.own import of_own
from zhibiao.lexicon.units import units
from zhibiao.matching import Matcher, Places, compiled
from zhibiao.model import Quantity
from zhibiao.spans.numbered import plain_number
from zhibiao.spans.numerals import ARABIC, DIGITS, NUMERAL, D
from zhibiao.spans.sayings import (
    NOT_SAID,
    SAID,
    countless,
    digit_count,
    first,
    folds,
    halves,
    proportion,
    rank,
    slash,
    structure,
    tally,
    unchanged,
)

NUMBER = NUMERAL.pattern
TALLY = rf"(?:[0-9]{{1,4}}|{D})"
FIGURE = compiled(
    rf"(?P<structure>(?<![0-9.:：∶/／])[0-9]{{1,2}}(?:\.[0-9]{{1,3}})?(?: ?[:：∶/／] ?[0-9]{{1,2}}(?:\.[0-9]{{1,3}})?){{2,4}}(?![0-9.:：∶/／%年月]))"
    rf"|(?P<tally>(?<![0-9.])[0-9]{{1,4}}(?:持?平|[涨跌升降增减])(?:[、，和]?[0-9]{{1,4}}(?:持?平|[涨跌升降增减])){{1,2}}(?![幅0-9])"
    rf"|(?<![0-9零一二三四五六七八九十百])(?!一[涨跌升降增减]一)(?:{D}|十)(?:持?平|[涨跌升降增减])(?:[、，和]?(?:{D}|十)(?:持?平|[涨跌升降增减])){{1,2}}(?![\u4e00-\u9fff])"
    rf"|(?<![0-9.])(?:{TALLY}[死亡](?:[、，]?{TALLY}(?:[轻重]?伤|失[联踪]))+|{TALLY}伤[、，]?{TALLY}[死亡]|{TALLY}金(?:[、，]?{TALLY}[银铜])+|{TALLY}银[、，]?{TALLY}铜|{TALLY}男[、，]?{TALLY}女|{TALLY}女[、，]?{TALLY}男)(?![一-鿿]?[0-9]))"
    rf"|(?P<slash>(?<![0-9/.])[0-9]{{1,3}}/[0-9]{{1,4}}(?![0-9/.A-Za-z毫月日年]))"
    rf"|(?P<proportion>(?<![0-9.:：∶])(?P<top>[0-9]{{1,3}}(?:\.[0-9]{{1,3}})?) ?(?P<colon>[:：∶]) ?(?P<bottom>[0-9]{{1,3}}(?:\.[0-9]{{1,3}})?)(?![0-9.:：∶]))"
    rf"|(?P<rank>第(?={ARABIC}|{D}|十))"
    r"|(?P<first>首位(?![数次置])|榜首)"
    rf"|(?P<count>数以(?:[十百千万亿]{{1,3}})计)"
    rf"|(?P<fold>翻(?:了|上|近|约)?(?:{D}|[0-9]+)(?:番|倍)|翻番|翻了?倍{NOT_SAID}|(?<![数几成0-9两二三四五六七八九十多])倍增(?![长加]){NOT_SAID}|{SAID}{NOT_SAID})"
    rf"|(?P<digits>[两二三四]位数)"
    rf"|(?P<still>(?<![坚保支主秉维])持平(?![等衡稳安坦台和])|零增长)"
    rf"|(?P<halves>一半|半数|过半|对半|打[对對]折|[对對]折(?=优惠|出售|销售|促销|价|购)|半折|半成(?![品本套年])|半百|(?<![一大小上下前后夜多各参两过])半(?!年[报度]|月[谈板刊]|日制))"
    rf"|(?P<number>{NUMBER})"
)


def amounts(text: str, blocked: bytearray, places: Places | None = None) -> list[Quantity]:
    """The figures of a text left to right, each numeral read once, none that begins where `blocked` is 1."""
    found: list[Quantity] = []
    read_to = 0
    follows = followers()
    long = len(text) > BRIEF
    for place, _ in matcher().places(text) if places is None else places:
        if place < read_to or blocked[place]:
            continue
        if long and text[place] in CHINESE and text[place + 1 : place + 2] not in follows:
            continue  # 一|些, 三|农: nothing that continues a figure
        m = FIGURE.match(text, place)
        if m is None:
            continue
        if m.lastgroup in SEVERAL:
            several = SEVERAL[m.lastgroup](text, m)
            found += several
            read_to = m.end() if several else place + 1
            if several:
                continue
            m = NUMBER_ALONE.match(text, place)
        quantity = READERS[m.lastgroup](text, m)
        if quantity is not None:
            if found and found[-1].end > quantity.start:
                found.pop()  # 零|上70度: its sign was read as a numeral
            found.append(quantity)
            read_to = quantity.end
        elif m.lastgroup == "number":
            read_to = m.end()
        elif m.lastgroup == "rank":  # 第500万|台 is an ordinal, its number no figure
            read_to = NUMERAL.match(text, m.end()).end()
    return found


NUMBER_ALONE = compiled(f"(?P<number>{NUMBER})")
# Figures of which one pattern holds several.
SEVERAL: dict[Any, Callable[[str, Any], list[Quantity]]] = {"structure": structure, "tally": tally}
CHINESE = frozenset(DIGITS) | frozenset("十拾百佰千仟万萬亿億兆廿卄卅卌几幾数數半")
BRIEF = 40  # in a shorter text a numeral alone may be all there is


@of_own
@cache
def followers() -> frozenset[str]:
    """What can follow a Chinese numeral that is a figure or begins one: a unit, a numeral, a qualifier, a pause."""
    marks = "涨跌升降增减平持死伤亡金银铜男女多余餘来來点點分成折又打个個、至到和与或—–-~～ ，。！？”；这而/／%％‰：:)）0123456789０１２３４５６７８９."
    return frozenset({surface[0] for surface in units()} | CHINESE | set(marks) | {"", "位", "番", "名"})


@cache
def matcher() -> Matcher:
    """Where a figure can begin."""
    return Matcher([FIGURE])


READERS: dict[Any, Callable[[str, Any], Quantity | None]] = {
    "slash": slash,
    "proportion": proportion,
    "rank": rank,
    "first": first,
    "count": countless,
    "fold": folds,
    "digits": digit_count,
    "still": unchanged,
    "halves": halves,
    "number": plain_number,
}
