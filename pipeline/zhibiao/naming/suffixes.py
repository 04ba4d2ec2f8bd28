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
WORDS = 9  # words of a name before its last
KINDS: tuple[EntityKind, ...] = ("ORG", "LOC", "FAC", "EVENT", "BRAND")
PROPER = frozenset({"ns", "nz", "nt", "nr", "nrt", "nrfg", "eng", ""})
BRACKETS = frozenset("()（）")
OPENING, CLOSING = frozenset("(（"), frozenset(")）")


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
        first = name_start(stretch, i, kind, suffix)
        if first is None:
            continue
        start = words[first].start
        while text[start] in LEADING and word.end - start > (3 if text[start] == "系" else 4):
            start += 1
        name = text[start : word.end]
        if suffix == "政府" and is_country(name[:-2]):
            continue  # `teams` takes the country
        if kind == "LOC" and suffix == "省" and words[first].text in MINISTERIAL:
            kind = "ORG"  # 日本|厚生|劳动|省: a ministry
        if not balanced(name):
            continue
        if kind == "FAC" and (whole := table.get(suffix_of(name))) == "ORG":
            kind = whole  # 研究|中心
        if 3 <= len(name) <= LONGEST and name not in words_of("common"):
            found.append(Entity(start, word.end, name, "suffix_" + kind.lower(), kind, name))
    return found


MINISTERIAL = frozenset({"日本", "日"})  # of the states whose ministries are called 省


def balanced(name: str) -> bool:
    """Whether a name closes the brackets that it opens: 王希）海关总署 is none."""
    depth = 0
    for c in name:
        depth += (c in "（(") - (c in "）)")
        if depth < 0:
            return False
    return depth == 0


# Prepositions and the like that an unknown word may have swallowed: 从国网….
LEADING = frozenset("从对由在向与被将给据和及让使为是至到系")


def name_start(stretch: Stretch, i: int, kind: EntityKind, suffix: str) -> int | None:
    """Index of the word that begins the name ending at word i; None when nothing is named."""
    words = stretch.words
    word = words[i]
    level = kind == "LOC"
    if suffix in words_of("department"):
        return headed_by(stretch, i)
    first = i if level and is_place(word) else leftmost(words, i, kind, suffix, listed_at(stretch))
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
    if suffix == "政府" and words[first].text in words_of("starter"):
        return None  # 国家|政府: any of them
    if suffix == "厂" and len(word.text) < 3:
        return None  # 建厂, 大厂
    if suffix in words_of("loose") and not named(words[first]):
        return None
    if suffix == "市场" and (first < i - 1 or not is_division(words[first].text)):
        return None  # 义乌|市场 is a place, 欧洲|市场 and 东京|金融|市场 are not
    if level and suffix not in DIVISIONS and first == i - 1 and suffix == word.text and is_country(words[first].text):
        return None  # 中国|自贸试验区 is any of them
    if suffix in GENERIC and suffix == word.text and first == i - 1 and is_owner(words[first].text):
        if suffix not in MEDIA_HEADS or is_country(words[first].text):
            return None  # 中国|电视台 is any of them, 甲州|电视台 is one
    if kind == "FAC" and first < i - 1 and is_place(words[first]) and is_place(words[first + 1]):
        first += 1  # 上海|虹口|体育馆
    return first


def listed_at(stretch: Stretch) -> frozenset[int]:
    """Where the listed organisations of a stretch begin: a head behind one makes a longer name (首钢|园区)."""
    return frozenset(e.start for e in stretch.known if e.type in ("ORG", "FAC"))


def headed_by(stretch: Stretch, i: int) -> int | None:
    """Index of the word that begins the listed organisation of which word i ends a department: 交通运输部|综合|规划司."""
    words = stretch.words
    ends = {e.end: e.start for e in stretch.known if e.type == "ORG"}
    for k in range(i, max(-1, i - 4), -1):
        if words[k].start in ends:
            start = ends[words[k].start]
            return next((n for n in range(k, -1, -1) if words[n].start == start), None)
        if k < i and breaks(words[k].text, words[k].tag):
            return None
    return None


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
MEDIA_HEADS = words_of("press")
TITLED = words_of("titled")
LINES = frozenset({"铁路", "高铁", "高速铁路", "高速公路", "公路", "高速", "城际铁路"})
ORDER = frozenset("第一二三四五六七八九十百零〇")
NUMBERED = words_of("numbered")


def leftmost(
    words: Sequence[Word], i: int, kind: EntityKind, suffix: str, known: frozenset[int] = frozenset()
) -> int:
    """Index of the proper word, or the starter, that begins the name ending at word i (i itself when none does).
    `known`: where listed names begin."""
    best, k = i, i
    office = (kind == "ORG" or len(suffix) > 3) and suffix not in words_of("loose")
    numbered = suffix in NUMBERED
    opened = 0  # brackets that are closed on the right
    while k > 0 and words[k - 1].end == words[k].start and i - k < WORDS:
        k -= 1
        left = words[k]
        role = ROLES[WRITTEN(left)]
        if opened and not role & BRACKET:
            if role & STOPS or left.tag == "nr":
                break  # 甲州晚报讯（记者陈琳）|甲州市商务局
            continue
        if left.start in known and kind in ("ORG", "FAC"):
            best = k
            continue
        if paired(words, k):
            best = k
            continue
        if kind == "FAC" and suffix in LINES and left.text == "至" and k and is_place(words[k - 1]):
            continue  # 甲城|至|乙城|高速铁路
        if role & STOPS and (qualifies(left, words[k + 1], k == i - 1) or spelled(words, k)):
            continue
        if kind == "LOC" and left.tag == "f":
            break
        if role & BRACKET and words[i].end - left.start < LONGEST:
            opened += 1 if left.text in CLOSING else -1
            if kind == "BRAND" or opened < 0 or (opened and not opens(words, k, i)):
                break  # （记者王希）|海关总署
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


def opens(words: Sequence[Word], k: int, i: int) -> bool:
    """Whether the bracket that word k closes opens within the reach of a name that ends at word i."""
    while k and words[k - 1].end == words[k].start and words[i].end - words[k - 1].start < LONGEST:
        k -= 1
        if words[k].text in OPENING:
            return True
    return False


def qualifies(left: Word, right: Word, last: bool) -> bool:
    """Whether a title says whose office, school or society the head right behind it is: 律师|事务所, 记者|站."""
    return last and is_title(left.text) and right.text in TITLED


def spelled(words: Sequence[Word], k: int) -> bool:
    """Whether word k is one of two or three characters that spell a name which the dictionary does not have, between a
    place and the head of the name: 甲城|明|通|小学.

    No particle, preposition or numeral is such a character.
    """
    if len(words[k].text) > 1 or not spells(words[k]):
        return False
    first = last = k
    while first and len(words[first - 1].text) == 1 and words[first - 1].end == words[first].start:
        first -= 1
    while last + 1 < len(words) and len(words[last + 1].text) == 1 and words[last + 1].start == words[last].end:
        last += 1
    place = words[first - 1] if first and words[first - 1].end == words[first].start else None
    return (
        1 <= last - first <= 2
        and all(spells(words[n]) for n in range(first, last + 1))
        and place is not None
        and place.text in codes()
        and last + 1 < len(words)
        and len(words[last + 1].text) > 1
        and suffix_of(words[last + 1].text) == words[last + 1].text
    )


def paired(words: Sequence[Word], k: int) -> bool:
    """Whether word k is one of two states by one character each, inside a name: 甲城大学|中|美|研究中心."""
    if len(words[k].text) > 1 or not is_country(words[k].text):
        return False
    beside = [n for n in (k - 1, k + 1) if 0 <= n < len(words)]
    return any(len(words[n].text) == 1 and is_country(words[n].text) for n in beside)


SPELLING = frozenset({"v", "a", "n", "g", "ng", "vg", "ag", "j", "b", "nr", "ns", "zg", "q", "i"})


def spells(word: Word) -> bool:
    """Whether a single character may be one of a name's."""
    return word.tag in SPELLING and word.text not in STOP and word.text not in SWALLOWED


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


FORMS = (
    "股份有限公司",
    "有限责任公司",
    "集团有限公司",
    "有限公司",
    "控股集团",
    "股份公司",
    "律师事务所",
    "会计师事务所",
    "合伙企业",
)
COMPANY = compiled(
    r"(?:(?<=^|[，,。；;、：:（(“”‘’》\s的了是在对由从向给与被让据及等]|记者|来自|获悉|走进|走访))"
    rf"(?P<name>[\u4e00-\u9fffA-Za-z0-9（）()·]{{2,22}}?{alternation(FORMS)}(?:[（(](?:特殊普通|普通|有限)合伙[）)])?)"
)


def companies(text: str) -> list[Entity]:
    """Registered company names, whatever words they are made of: 甲州盈和国际物流有限公司."""
    if not any(form in text for form in FORMS):
        return []
    firms = []
    for m in COMPANY.finditer(text):
        name = m["name"]
        for role in ROLE.finditer(m["name"]):
            if role.end() + LEAST <= len(m["name"]):
                name = m["name"][role.end() :].lstrip("为是系")
        firms.append(Entity(m.end("name") - len(name), m.end("name"), name, "company", "ORG", name))
    return firms


# What firms are to somebody, where no word of a firm's own name follows: 生产企业|甲州稀土有限公司, but 企业管理有限公司.
ROLE = compiled(alternation([*words_of("firm_role"), "某系", "某为", "某是"]) + "(?!管理|集团|咨询|服务|发展|公司)")
LEAST = 6  # characters of a firm's registered name that has lost what stood before it


def within_words(firms: Sequence[Entity], words: Sequence[Word]) -> list[Entity]:
    """The firms of `companies` without what may stand before them: the clause (罗文还|走进|甲州生态有限公司), who does
    something to them (罗文|系|甲州生态有限公司), what they are to somebody (子公司|甲州生态有限公司)."""
    if not firms:
        return []
    starts = {word.start: k for k, word in enumerate(words)}
    cut_down = []
    for e in firms:
        k, start = starts.get(e.start), e.start
        while k is not None and k < len(words) and words[k].end < e.end:
            if is_border(e, words[k]):
                start = words[k].end
            k += 1
        name = e.text[start - e.start :]
        if name in FORMS or not balanced(name):
            continue
        cut_down.append(e if start == e.start else Entity(start, e.end, name, e.rule, e.type, name))
    return cut_down


CLAUSAL = frozenset({"p", "d", "r", "uj", "ul", "uz"})
VISITS = words_of("visits")
FIRM_ROLES = words_of("firm_role")


def is_border(firm: Entity, word: Word) -> bool:
    """Whether the registered name of a firm begins only behind a word: a verb of what is done to firms, what it is to
    somebody, a title, a particle. Other verbs are of firms' names (远航国际货运有限公司)."""
    if word.text in VISITS or word.text in FIRM_ROLES:
        return True
    if is_title(word.text):
        return not firm.text.startswith(("事务所", "师事务所"), word.end - firm.start)
    if word.tag in CLAUSAL:
        return not word.text.startswith("某")
    return False


def is_minister(text: str) -> bool:
    return text.endswith("部长")


def ministries(stretch: Stretch) -> list[Entity]:
    """Ministries of a country by their ministers: 芬兰|农林|部长."""
    text, words = stretch.text, stretch.words
    found: list[Entity] = []
    for i in stretch.at(MINISTER):
        word = words[i]
        if i and words[i - 1].text.endswith("部"):
            continue  # 商务部|部长: `offices`
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
