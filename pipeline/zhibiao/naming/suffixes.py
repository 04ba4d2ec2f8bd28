"""Names by their grammar: a proper word, modifiers, and a suffix that says what is named.

甲州 | 有色 | 冶金 | 机械 | 总厂    place, modifiers, suffix
国家 | 新闻出版署                   a starter: a word of rank, before an office only
古巴队                              a dictionary word that holds both
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from zhibiao.lexicon import load
from zhibiao.lexicon.places import codes
from zhibiao.matching import alternation, compiled
from zhibiao.model import Entity, EntityKind, Word
from zhibiao.naming.context import is_title
from zhibiao.naming.foreign import transliterating
from zhibiao.naming.persons import surnames
from zhibiao.naming.places import AROUND, is_country, is_division, is_place, noplace
from zhibiao.naming.stretch import BELONGING, MINISTER, SUFFIXED, WRITTEN, ByWord, Stretch
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
    for n in lengths:
        if word[-n:] in table:
            return word[-n:]
    return ""


def may_end(text: str, tag: str) -> bool:
    """Whether a word may end a name of the grammar."""
    suffix = suffix_of(text)
    if not suffix or not text[0].isalnum() or (tag == "v" and suffix != text):
        return False  # 签署: a verb ends no name
    if text in words_of("tail") or text[-2:] in words_of("tail"):
        return False
    kind = suffixes()[0][suffix]
    if kind == "EVENT" or (kind == "LOC" and suffix in AROUND):
        return False  # `things.fairs`; what lies about a place
    return not suffix == text == "组织"  # 基金会|组织|实施: a verb


def grammar(stretch: Stretch) -> list[Entity]:
    """Names that end with a suffix and begin with a proper word: 甲州乙丙国际物流有限公司.

    The levels of a place stand for themselves (江苏 | 泰兴市).
    """
    table = suffixes()[0]
    text, words = stretch.text, stretch.words
    found: list[Entity] = []
    for i in stretch.at(SUFFIXED):
        word = words[i]
        suffix = suffix_of(word.text)
        kind = table[suffix]
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
    level = kind == "LOC"
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
        k -= 1
        left = words[k]
        role = ROLES[WRITTEN(left)]
        if role & BRACKET and words[i].end - left.start < LONGEST:
            continue
        if role & CODED or (office and role & STARTER):
            best = k
        elif role & MODIFIER or (numbered and role & ORDINAL):
            continue
        elif role & STOPS or (kind != "ORG" and role & FIRM):
            break
        elif role & PROPER_NOUN or (k == i - 1 and role & SHORT):
            best = k
    return best


# What a word may be on the left of a suffix, as bits.
BRACKET, CODED, STARTER, MODIFIER, ORDINAL, STOPS, FIRM, PROPER_NOUN, SHORT = (1 << n for n in range(9))


def roles(text: str, tag: str) -> int:
    """What a word may be in the name that a suffix after it ends."""
    return (
        BRACKET * (text in BRACKETS)
        + CODED * (text in codes())
        + STARTER * (text in words_of("starter"))
        + MODIFIER * (text in words_of("modifier"))
        + ORDINAL * ORDER.issuperset(text)
        + STOPS * (breaks(text, tag) or is_title(text))
        + FIRM * (suffix_of(text) in FIRMS)
        + PROPER_NOUN * is_proper(text, tag, last=False)
        + SHORT * is_proper(text, tag, last=True)
    )


ROLES = ByWord(roles)
FIRMS = words_of("firms")


def breaks(text: str, tag: str) -> bool:
    """Whether a word is part of no name."""
    return (
        (tag == "" and not SWALLOWED.isdisjoint(text))
        or text in STOP
        or tag in STOP_TAGS
        or not text[0].isalpha()
        or text[0] in "每各该本"
        or text[-1] in "性化"
    )


def is_proper(text: str, tag: str, last: bool) -> bool:
    """Whether a word can begin a name; `last`: it stands right before the suffix.

    What the dictionary calls a person begins with a surname or is transliterated (荣获 is neither); an unknown word holds
    no preposition or adverb; an abbreviation stands before the suffix only (长航|集团).
    """
    if len(text) < 2 or text in noplace():
        return False
    if tag == "":
        return SWALLOWED.isdisjoint(text) and STOP.isdisjoint(text)
    if tag in ("nr", "nrfg"):
        return text[0] in surnames()[0] or transliterating().issuperset(text)
    return tag in PROPER or (last and tag == "j")


def teams(stretch: Stretch) -> list[Entity]:
    """Dictionary words and pairs of words that are a place and what belongs to it: 古巴队, 巴西|足球队, 俄海军.

    A government is none of them: who writes 挪威政府 names the country.
    """
    words = stretch.words
    found: list[Entity] = []
    for i in stretch.at(BELONGING):
        word = words[i]
        text = word.text
        if cut := owner_in(text):
            found.append(belongs(word.start, text, cut))
        elif i and words[i - 1].end == word.start and is_owner(words[i - 1].text):
            owner = words[i - 1]
            found.append(belongs(owner.start, owner.text + text, len(owner.text)))
    return found


def may_belong(text: str) -> bool:
    """Whether a word may be, or hold, what belongs to a place."""
    return text[-1] in BELONGING_ENDS and (text in words_of("belonging") or owner_in(text) > 0)


def owner_in(text: str) -> int:
    """How many characters of a word name the place that the rest belongs to: 2 of 古巴队, 1 of 俄军, else 0."""
    if text in armies():
        return 1
    if len(text) < 3:
        return 0
    belonging = words_of("belonging")
    return next((n for n in range(min(8, len(text) - 1), 0, -1) if text[n:] in belonging and is_owner(text[:n])), 0)


@cache
def armies() -> frozenset[str]:
    """Armies by the character of their country: 俄军."""
    return frozenset(c + "军" for c in load("names")["initial"]["armies"])


BELONGING_ENDS = frozenset(word[-1] for word in (*words_of("belonging"), *armies()))


def is_owner(text: str) -> bool:
    """Whether teams and armies are named after it: a listed place, or a country's character."""
    return is_country(text) or is_division(text)


def belongs(start: int, text: str, cut: int) -> Entity:
    """What belongs to the place that `text` begins with, as far as `cut`; of a government the country alone."""
    if text[cut:] == "政府" and is_country(text[:cut]):
        return Entity(start, start + cut, text[:cut], "government", "LOC", text[:cut])
    return Entity(start, start + len(text), text, "belonging", "ORG", text)


FORMS = ("股份有限公司", "有限责任公司", "集团有限公司", "有限公司", "控股集团", "股份公司")
COMPANY = compiled(
    r"(?:(?<=^|[，,。；;、：:（(“”‘’》\s的了是在对由从向给与被让据及等]|记者|来自|获悉|走进|走访))"
    rf"(?P<name>[\u4e00-\u9fffA-Za-z0-9（）()·]{{2,22}}?{alternation(FORMS)})"
)


def companies(text: str) -> list[Entity]:
    """Registered company names, whatever words they are made of: 甲州盈和国际物流有限公司."""
    if not any(form in text for form in FORMS):
        return []
    return [
        Entity(m.start("name"), m.end("name"), m["name"], "company", "ORG", m["name"]) for m in COMPANY.finditer(text)
    ]


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


def is_minister(text: str) -> bool:
    return text.endswith("部长")


def ministries(stretch: Stretch) -> list[Entity]:
    """Ministries of a country by their ministers: 芬兰|农林|部长."""
    text, words = stretch.text, stretch.words
    found: list[Entity] = []
    for i in stretch.at(MINISTER):
        word = words[i]
        first = leftmost(words, i, "ORG", "部")
        if first < i and is_country(words[first].text):
            start, end = words[first].start, word.end - 1
            found.append(Entity(start, end, text[start:end], "ministry", "ORG", text[start:end]))
    return found


LEVELS = frozenset({"省", "市", "县", "区", "州"})
OFFICE_ENDS = frozenset("委局厅办部")


def offices(stretch: Stretch) -> list[Entity]:
    """Listed ministries and the like with the country they are of (巴西|财政部, 美国|前|商务部|长), or with the level of
    the division (市|发展改革委)."""
    text, words = stretch.text, stretch.words
    national = words_of("national")
    listed = [e for e in stretch.known if e.type == "ORG" and (e.text in national or e.text[-1] in OFFICE_ENDS)]
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
