"""Names by their grammar: a proper word, modifiers, and a suffix that says what is named; and firms by the form that ends their
registered names, whatever words they are made of: 甲州盈和国际物流有限公司.

甲州 | 有色 | 冶金 | 机械 | 总厂    place, modifiers, suffix
国家 | 新闻出版署                   a starter: a word of rank, before an office only
首钢 | 园区                         a listed name and its head
"""

from __future__ import annotations

from collections.abc import Sequence

from zhibiao.lexicon import load
from zhibiao.lexicon.places import codes
from zhibiao.matching import alternation, compiled
from zhibiao.model import Entity, EntityKind, Word
from zhibiao.naming.cues import DIVISIONS, SWALLOWED, is_title, suffix_of, suffixes, words_of
from zhibiao.naming.leftwards import LONGEST, breaks, leftmost
from zhibiao.naming.places import AROUND, is_country, is_division, is_owner, is_place, noplace
from zhibiao.naming.stretch import SUFFIXED, Stretch
from zhibiao.words import tag_of

GENERIC = words_of("generic")
MEDIA_HEADS = words_of("press")


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
        if suffix == "指数" and STATISTICAL.search(name):
            continue  # 云河市|居民消费价格指数 is measured of whoever stands before it
        if kind == "LOC" and suffix == "省" and words[first].text in MINISTERIAL:
            kind = "ORG"  # 日本|厚生|劳动|省: a ministry
        if not balanced(name):
            continue
        if kind == "FAC" and (whole := table.get(suffix_of(name))) == "ORG":
            kind = whole  # 研究|中心
        if 3 <= len(name) <= LONGEST and name not in words_of("common"):
            found.append(Entity(start, word.end, name, "suffix_" + kind.lower(), kind, name))
    return found


STATISTICAL = compiled(f"(?<!股|股票|证券|债券){alternation(words_of('statistical_index'))}$")
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
    known = listed_at(stretch)
    first = i if level and is_place(word) else leftmost(words, i, kind, suffix, known)
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
    if suffix == "股份" and i and words[i - 1].text in words_of("firm_role"):
        return None  # 增持|公司|股份
    if suffix == "公司" == word.text and words[first].tag == "" and acted_on(words, first, i):
        return None
    if suffix == "厂" and len(word.text) < 3:
        return None  # 建厂, 大厂
    if suffix in words_of("loose") and not named(words[first]) and words[first].start not in known:
        return None
    if suffix in THINGS and is_country(words[first].text) and carried_on(words, first, i):
        return None  # 中国|保险|科技|创新|大赛
    if suffix == "市场" and (first < i - 1 or not is_division(words[first].text)):
        return None  # 义乌|市场 is a place, 欧洲|市场 and 东京|金融|市场 are not
    if level and suffix not in DIVISIONS and first == i - 1 and suffix == word.text and is_country(words[first].text):
        return None  # 中国|自贸试验区 is any of them
    alone = suffix in GENERIC and suffix == word.text and first == i - 1 and is_owner(words[first].text)
    if alone and (suffix not in MEDIA_HEADS or is_country(words[first].text)):
        return None  # 中国|电视台 is any of them, 甲州|电视台 is one
    if kind == "FAC" and first < i - 1 and is_place(words[first]) and is_place(words[first + 1]):
        first += 1  # 上海|虹口|体育馆
    return first


def carried_on(words: Sequence[Word], first: int, i: int) -> bool:
    """Whether a thing of everyday words in a country is but the beginning of a longer noun: 中国|保险|科技|创新|大赛."""
    if i + 1 == len(words) or any(w.tag not in ("n", "vn", "v") for w in words[first + 1 : i]):
        return False
    right, beyond = words[i + 1], words[i + 2 : i + 3]
    headed = right.tag == "v" and bool(beyond) and suffixes()[0].get(suffix_of(beyond[0].text)) == "EVENT"
    return right.start == words[i].end and (right.tag in ("n", "vn") or headed)


# What everyday nouns are of in a country, and firms by a name before it.
THINGS = words_of("of_country")
HELD = words_of("held_of_firm")
MODALS = frozenset("拟已不未可再")


def acted_on(words: Sequence[Word], first: int, i: int) -> bool:
    """Whether an unknown word before 公司 is a verb: an adverb or a modal stands before it, or what is held of the firm
    behind it (拟|增持|公司|股份)."""
    right = words[i + 1].text if i + 1 < len(words) and words[i + 1].start == words[i].end else ""
    return right in HELD or (first > 0 and words[first - 1].text in MODALS)


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


def named(word: Word) -> bool:
    """Whether a word is a name by itself."""
    text = word.text
    return len(text) > 1 and text not in noplace() and (word.tag in ("ns", "nt", "eng", "nr", "") or text in codes())


FORMS = tuple(load("names")["firm_form"]["words"])
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
