"""Names by their grammar: a proper word, modifiers, and a suffix that says what is named.

甲州 | 有色 | 冶金 | 机械 | 总厂    place, modifiers, suffix
国家 | 新闻出版署                   a starter: a word of rank, before an office only
古巴队                              a dictionary word that holds both
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

from zhibiao.lexicon import load
from zhibiao.lexicon.places import codes
from zhibiao.model import Entity, EntityKind, Word
from zhibiao.naming.context import is_title
from zhibiao.naming.foreign import transliterating
from zhibiao.naming.persons import surnames
from zhibiao.naming.places import AROUND, is_country, is_division, is_place, noplace
from zhibiao.patterns import compiled
from zhibiao.words import tag_of

LONGEST = 24  # characters of a name
WORDS = 7  # words of a name before its last
KINDS: tuple[EntityKind, ...] = ("ORG", "LOC", "FAC", "EVENT", "BRAND")
PROPER = frozenset({"ns", "nz", "nt", "nr", "nrt", "nrfg", "eng", ""})
BRACKETS = frozenset("()（）")


@cache
def suffixes() -> tuple[dict[str, EntityKind], tuple[int, ...], frozenset[str]]:
    """Suffix → type, the lengths of suffixes from the longest, and the characters that they end with."""
    data = load("names")["suffix"]
    table: dict[str, EntityKind] = {s: kind for kind in reversed(KINDS) for s in data[kind]}
    return table, tuple(sorted({len(s) for s in table}, reverse=True)), frozenset(s[-1] for s in table)


@cache
def words_of(section: str) -> frozenset[str]:
    """A list of words of `lexicon/names.toml`."""
    return frozenset(load("names")[section]["words"])


def suffix_of(word: str) -> str:
    """The longest suffix that a word ends with, or empty."""
    table, lengths, last = suffixes()
    if word[-1] not in last:
        return ""
    return next((word[-n:] for n in lengths if word[-n:] in table), "")


def may_end(text: str) -> bool:
    """Whether a word may end a name: with a suffix, as what belongs to a place, as a minister."""
    return bool(suffix_of(text)) or text[-1] in BELONGING_ENDS or text.endswith(MINISTER)


def grammar(text: str, words: Sequence[Word], at: Iterable[int]) -> list[Entity]:
    """Names that end with a suffix and begin with a proper word: 甲州乙丙国际物流有限公司. `at`: the words that may end one.

    The levels of a place stand for themselves (江苏 | 泰兴市).
    """
    table = suffixes()[0]
    found: list[Entity] = []
    for i in at:
        word = words[i]
        suffix = suffix_of(word.text)
        if not suffix or not word.text[0].isalnum() or (word.tag == "v" and suffix != word.text):
            continue  # 签署: a verb ends no name
        kind = table[suffix]
        if kind == "EVENT":
            continue  # `things.fairs`
        first = name_start(words, i, kind, suffix)
        if first is None:
            continue
        start = words[first].start
        while text[start] in LEADING and word.end - start > 4:
            start += 1
        name = text[start : word.end]
        if suffix == "政府" and is_country(name[:-2]):
            continue  # `teams` takes the country
        if kind == "LOC" and suffix == "省" and is_country(words[first].text):
            kind = "ORG"  # 日本|厚生|劳动|省: a ministry
        if 3 <= len(name) <= LONGEST and name not in words_of("common"):
            found.append(Entity(start, word.end, name, "suffix_" + kind.lower(), kind, name))
    return found


# Prepositions and the like that an unknown word may have swallowed: 从国网….
LEADING = frozenset("从对由在向与被将给据和及让使为是至到")


def name_start(words: Sequence[Word], i: int, kind: EntityKind, suffix: str) -> int | None:
    """Index of the word that begins the name ending at word i; None when nothing is named."""
    word = words[i]
    if word.text in words_of("tail") or word.text[-2:] in words_of("tail"):
        return None
    level = kind == "LOC"
    if level and suffix in AROUND:
        return None
    first = i if level and is_place(word) else leftmost(words, i, kind, suffix)
    while level and first < i and is_place(words[first]) and starts_level(words[first + 1], suffix):
        first += 1  # 江苏|泰兴|市: a level for itself; 义乌|陆港|区块 is one name
    if level and first == i and suffix == word.text and i and words[i - 1].end == word.start and is_place(words[i - 1]):
        first = i - 1  # 泰兴|市
    if first == i:
        whole = word.tag in ("ns", "nt", "nz", "") or (
            kind == "FAC" and (word.tag == "nr" or tag_of(word.text[: -len(suffix)]) == "ns")
        )
        if not whole or word.text in words_of("common") or suffix == word.text:
            return None
        if word.tag == "" and word.text[0] in SWALLOWED:
            return None
    elif word.tag == "m":
        return None
    if suffix in words_of("loose") and not named(words[first]):
        return None
    if suffix == "市场" and (first < i - 1 or not is_division(words[first].text)):
        return None  # 义乌|市场 is a place, 欧洲|市场 and 东京|金融|市场 are not
    if level and suffix not in DIVISIONS and first == i - 1 and suffix == word.text and is_country(words[first].text):
        return None  # 中国|自贸试验区 is any of them
    if suffix in GENERIC and suffix == word.text and first == i - 1 and is_owner(words[first].text):
        return None  # 中国|电视台 is any of them
    if kind == "FAC" and first < i - 1 and is_place(words[first]) and is_place(words[first + 1]):
        first += 1  # 上海|虹口|体育馆
    if suffix == "组织" and suffix == word.text:
        return None  # 基金会|组织|实施: a verb
    return first


def starts_level(word: Word, suffix: str) -> bool:
    """Whether the word after a place begins another level of it: a place, or any name of a division (某|村)."""
    return is_place(word) or (suffix in DIVISIONS and suffix != "省") or suffix[-1] in "山河江湖岛"


DIVISIONS = frozenset(
    {"省", "市", "县", "区", "镇", "乡", "村", "州", "盟", "旗", "街道", "社区", "自治区", "自治州", "自治县"}
)


def named(word: Word) -> bool:
    """Whether a word is a name by itself."""
    text = word.text
    return len(text) > 1 and text not in noplace() and (word.tag in ("ns", "nt", "eng", "nr", "") or text in codes())


STOP = frozenset(load("names")["stop"]["words"])
STOP_TAGS = frozenset(
    {"p", "c", "u", "uj", "ul", "uz", "ug", "d", "r", "t", "m", "x", "y", "zg", "q", "v", "a", "i", "l"}
)
SWALLOWED = frozenset(load("names")["stop"]["characters"])


GENERIC = words_of("generic")
ORDER = frozenset("第一二三四五六七八九十百零〇")
NUMBERED = words_of("numbered")


def leftmost(words: Sequence[Word], i: int, kind: EntityKind, suffix: str) -> int:
    """Index of the proper word, or the starter, that begins the name ending at word i (i itself when none does)."""
    best, k = i, i
    office = (kind == "ORG" or len(suffix) > 3) and suffix not in words_of("loose")
    numbered = suffix in NUMBERED
    while k > 0 and words[k - 1].end == words[k].start and i - k < WORDS:
        left = words[k - 1]
        text = left.text
        if text in BRACKETS and words[i].end - left.start < LONGEST:
            k -= 1
            continue
        k -= 1
        if (office and text in words_of("starter")) or text in codes():
            best = k
        elif text in words_of("modifier") or (numbered and ORDER.issuperset(text)):
            continue
        elif breaks(left) or is_title(text) or (kind != "ORG" and suffix_of(text) in FIRMS):
            break
        elif is_proper(left, k == i - 1):
            best = k
    return best


FIRMS = words_of("firms")


def breaks(word: Word) -> bool:
    """Whether a word is part of no name."""
    text = word.text
    return (
        (word.tag == "" and not SWALLOWED.isdisjoint(text))
        or text in STOP
        or word.tag in STOP_TAGS
        or not text[0].isalpha()
        or text[0] in "每各该本"
        or text[-1] in "性化"
    )


def is_proper(word: Word, last: bool) -> bool:
    """Whether a word can begin a name; `last`: it stands right before the suffix.

    What the dictionary calls a person begins with a surname or is transliterated (荣获 is neither); an unknown word holds
    no preposition or adverb; an abbreviation stands before the suffix only (长航|集团).
    """
    text = word.text
    if len(text) < 2 or text in noplace():
        return False
    if word.tag == "":
        return not (SWALLOWED | STOP).intersection(text)
    if word.tag in ("nr", "nrfg"):
        return text[0] in surnames()[0] or transliterating().issuperset(text)
    return word.tag in PROPER or (last and word.tag == "j")


def teams(words: Sequence[Word], at: Iterable[int]) -> list[Entity]:
    """Dictionary words and pairs of words that are a place and what belongs to it: 古巴队, 巴西|足球队, 俄海军.

    A government is none of them: who writes 挪威政府 names the country.
    """
    belonging = words_of("belonging")
    found: list[Entity] = []
    for i in at:
        word = words[i]
        text = word.text
        cut = 0
        if text[-1] == "军" and text in armies():
            cut = 1
        elif len(text) > 2 and text[-1] in BELONGING_ENDS:
            cut = next(
                (n for n in range(min(8, len(text) - 1), 0, -1) if text[n:] in belonging and is_owner(text[:n])), 0
            )
        if cut:
            found.append(belongs(word.start, text, cut))
        elif text in belonging and i and words[i - 1].end == word.start and is_owner(words[i - 1].text):
            owner = words[i - 1]
            found.append(belongs(owner.start, owner.text + text, len(owner.text)))
    return found


@cache
def armies() -> frozenset[str]:
    """Armies by the character of their country: 俄军."""
    return frozenset(c + "军" for c in load("names")["initial"]["armies"])


BELONGING_ENDS = frozenset(word[-1] for word in load("names")["belonging"]["words"])


def is_owner(text: str) -> bool:
    """Whether teams and armies are named after it: a listed place, or a country's character."""
    return is_country(text) or is_division(text)


def belongs(start: int, text: str, cut: int) -> Entity:
    """What belongs to the place that `text` begins with, as far as `cut`; of a government the country alone."""
    if text[cut:] == "政府" and is_country(text[:cut]):
        return Entity(start, start + cut, text[:cut], "government", "LOC", text[:cut])
    return Entity(start, start + len(text), text, "belonging", "ORG", text)


COMPANY = compiled(
    r"(?:(?<=^|[，,。；;、：:（(“”‘’》\s的了是在对由从向给与被让据及等]|记者|来自|获悉|走进|走访))"
    r"(?P<name>[\u4e00-\u9fffA-Za-z0-9（）()·]{2,22}?(?:股份有限公司|有限责任公司|集团有限公司|有限公司|控股集团|股份公司))"
)


def companies(text: str) -> list[Entity]:
    """Registered company names, whatever words they are made of: 甲州盈和国际物流有限公司."""
    if "公司" not in text and "集团" not in text:
        return []
    return [
        Entity(m.start("name"), m.end("name"), m["name"], "company", "ORG", m["name"]) for m in COMPANY.finditer(text)
    ]


MINISTER = "部长"


def within_words(firms: Sequence[Entity], words: Sequence[Word]) -> list[Entity]:
    """The firms of `companies` without the clause that may stand before them: 罗文还|走进|甲州生态有限公司."""
    if not firms:
        return []
    starts = {word.start: k for k, word in enumerate(words)}
    cut_down = []
    for e in firms:
        k, start = starts.get(e.start), e.start
        while k is not None and k < len(words) and words[k].end < e.end:
            if words[k].tag in CLAUSAL or words[k].text in VISITS:
                start = words[k].end
            k += 1
        name = e.text[start - e.start :]
        cut_down.append(e if start == e.start else Entity(start, e.end, name, e.rule, e.type, name))
    return cut_down


CLAUSAL = frozenset({"p", "d", "r", "uj", "ul", "uz"})
VISITS = words_of("visits")


def ministries(text: str, words: Sequence[Word], at: Iterable[int]) -> list[Entity]:
    """Ministries of a country by their ministers: 芬兰|农林|部长."""
    found: list[Entity] = []
    for i in at:
        word = words[i]
        if not word.text.endswith(MINISTER) or not i:
            continue
        first = leftmost(words, i, "ORG", "部")
        if first < i and is_country(words[first].text):
            start, end = words[first].start, word.end - 1
            found.append(Entity(start, end, text[start:end], "ministry", "ORG", text[start:end]))
    return found


LEVELS = frozenset({"省", "市", "县", "区", "州"})
OFFICE_ENDS = frozenset("委局厅办部")


def offices(text: str, words: Sequence[Word], found: Sequence[Entity]) -> list[Entity]:
    """Listed ministries and the like with the country they are of (巴西|财政部, 美国|前|商务部|长), or with the level of
    the division (市|发展改革委)."""
    national = words_of("national")
    listed = [e for e in found if e.type == "ORG" and (e.text in national or e.text[-1] in OFFICE_ENDS)]
    ends = {word.end: k for k, word in enumerate(words)} if listed else {}
    longer: list[Entity] = []
    for e in listed:
        k = ends.get(e.start)
        if k is not None and words[k].text in LEVELS and e.text[-1] in OFFICE_ENDS:
            start = words[k].start
            longer.append(Entity(start, e.end, text[start : e.end], "office", "ORG", text[start : e.end]))
            continue
        if e.text not in national:
            continue
        if k is not None and words[k].text == "前" and k and words[k - 1].end == words[k].start:
            k -= 1
        if k is not None and words[k].text in codes():
            start = words[k].start
            longer.append(Entity(start, e.end, text[start : e.end], "office", "ORG", text[start : e.end]))
    return longer
