"""Words that begin as a figure does and are none: 三元区, 五年计划, 四轮车. The segmenter's dictionary and the places are
asked for them, so that they are labels before a figure is read in them."""

from __future__ import annotations

from zhibiao.cache import disk_cached, stamp
from zhibiao.lexicon.places import codes
from zhibiao.lexicon.units import unit_at, units
from zhibiao.matching import compiled
from zhibiao.segmenter.dictionary import jieba_file

NUMERAL = compiled("[二三四五六七八九十两百千万]+")
# Lines of the dictionary: names of places and bodies, abbreviations; of other names and set phrases the longer ones, as
# the short ones are counts as often (十封信, 十句话).
HEAD = "[二三四五六七八九十两百千万][一-鿿]"
LINE = compiled(rf"(?m)^({HEAD}[一-鿿]+ [0-9]+ (?:ns|nt|nr|j)|{HEAD}[一-鿿]{{2,}} [0-9]+ (?:nz|i|l))$")
COUNTED = compiled("百分之|.*(?:会议|以上|[一-鿿]电)$")


def words() -> tuple[str, ...]:
    """The words of the dictionary and the places that go on behind a numeral and what may be a unit."""
    counted = "\n".join(sorted(units()))
    return (*of_dictionary(stamp(jieba_file("dict.txt")), counted), *of_places(counted))


@disk_cached
def of_dictionary(_: str, counted: str) -> tuple[str, ...]:
    """Those of the segmenter's dictionary, whose file the first argument names; `counted`: all units, one a line."""
    text, beginnings = jieba_file("dict.txt").read_text("utf-8"), beginnings_of(counted)
    return tuple(word for m in LINE.finditer(text) if goes_on(word := m[1].split(" ")[0], beginnings))


@disk_cached
def of_places(counted: str) -> tuple[str, ...]:
    """Those of the places."""
    beginnings = beginnings_of(counted)
    return tuple(place for place in codes() if len(place) > 2 and goes_on(place, beginnings))


def beginnings_of(counted: str) -> str:
    """The characters that units can begin with."""
    return "".join(sorted({unit[0] for unit in counted.splitlines()}))


def goes_on(word: str, beginnings: str) -> bool:
    """Whether a word begins with a numeral and what may be a unit, and has more characters behind."""
    m = NUMERAL.match(word)
    if m is None or len(word) <= m.end() + 1 or word[m.end()] not in beginnings or COUNTED.match(word):
        return False
    return m.end() + unit_at(word, m.end())[1] < len(word) and word[m.end()] not in "多几余来"
