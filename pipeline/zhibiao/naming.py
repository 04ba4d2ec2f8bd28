"""Named entities by gazetteers, suffix grammar, context and aliases; rules alone, no model.

A name begins with a proper word (a place, an unknown word, Latin letters) and ends with a suffix of its
type; the longest reading wins. Gazetteers, suffixes and common words are data (`lexicon/names.toml`).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

import regex

from zhibiao.firsts import LETTERS, RUN, RUN_OF_DIGITS, Scanner
from zhibiao.lexicon import load
from zhibiao.lexicon.places import codes
from zhibiao.model import Entity, EntityKind, Marks, Word
from zhibiao.rules import resolve
from zhibiao.spans.marks import mark
from zhibiao.words import cut, frequency

LONGEST = 24
KINDS: tuple[EntityKind, ...] = ("ORG", "LOC", "FAC", "BRAND")
NAMES = load("names")
SURNAMES = frozenset(NAMES["surname"]["characters"])
TRANSLITERATING = frozenset(NAMES["transliteration"]["characters"])
NO_NAME = frozenset(NAMES["no_name"]["characters"])
NO_PERSON = frozenset(NAMES["noperson"]["words"])
TITLES = "|".join(NAMES["title"]["words"])
LOOSE = frozenset(NAMES["loose"]["words"])
PROPER = frozenset({"ns", "nz", "nt", "nr", "nrt", "nrfg", "eng", ""})


@cache
def gazetteer() -> Scanner[tuple[tuple[str, EntityKind], ...]]:
    """All listed names with their types, longest first, by their beginnings."""
    table: dict[str, list[tuple[str, EntityKind]]] = {}
    for kind, names in load("names")["gazetteer"].items():
        for name in names:
            table.setdefault(RUN_OF_DIGITS.sub(RUN, name)[:2], []).append((name, kind))
    return Scanner((frozenset({b}), tuple(sorted(found, key=lambda n: -len(n[0])))) for b, found in table.items())


@cache
def suffixes() -> tuple[Any, dict[str, EntityKind], frozenset[str]]:
    """The pattern of suffixes at a word's end, the type of each, and the common words that name nothing."""
    table: dict[str, EntityKind] = {s: kind for kind in reversed(KINDS) for s in load("names")["suffix"][kind]}
    pattern = regex.compile("(?:" + "|".join(map(regex.escape, sorted(table, key=lambda n: (-len(n), n)))) + ")$")
    return pattern, table, frozenset(load("names")["common"]["words"])


@cache
def last_characters() -> frozenset[str]:
    """The characters that a suffix ends with: most words end with none of them."""
    return frozenset(suffix[-1] for suffix in suffixes()[1])


@cache
def noplace() -> frozenset[str]:
    """Dictionary places that news uses as common words."""
    return frozenset(load("names")["noplace"]["words"])


def find_in(text: str) -> list[Entity]:
    """The entities of a text as it stands, places level by level (江苏 | 泰兴市), the whole country's words aside."""
    marks = mark(text)
    found = find(text, cut(text, marks), marks, merge=False)
    spoken = [e for e in found if e.text not in WIDE]
    return resolve([*spoken, *initials(text)])


COUNTRY = "中美俄日韩英法德印巴朝欧澳越泰意以埃"
BETWEEN = regex.compile(
    f"[{COUNTRY}]{{2,3}}(?=两国|双方|三国|关系|贸易|合作|建交|会谈|边境|联合|之间|友好|首脑|元首|经贸|双边|友谊|战略|矛盾)"
)
ALONE = regex.compile(
    f"(?<![\u4e00-\u9fff])[{COUNTRY[1:]}](?=总统|总理|外长|国防部|政府|军|国会|国务卿|方|外交部|媒|财长|防长|首相)"
    f"|(?<=[访驻对赴抵援侨旅来])[华{COUNTRY}](?=[的之大使馆期间投资贸关国经战政、，。])"
)


def initials(text: str) -> list[Entity]:
    """Countries by their first character: 中|美关系, 访|华, 俄|总统. Names in running text, no owners of figures."""
    pairs = [k for m in BETWEEN.finditer(text) for k in range(*m.span())]
    ones = [m.start() for m in ALONE.finditer(text)]
    return [Entity(k, k + 1, text[k], "initial", "LOC", text[k]) for k in [*pairs, *ones]]


# Words that own figures in rows but name nothing.
WIDE = frozenset({"全国", "我国", "全球", "世界", "全世界", "国内"})


def find(text: str, words: Sequence[Word], marks: Marks, merge: bool = True) -> list[Entity]:
    """The entities of a text, without overlaps; an alias carries the full name of its first mention. With `merge`,
    neighbouring places are one (福建福州)."""
    found = flat([by_itself(text, (0, len(text)), words, Spotted(text), merge)])
    found += echoed(words, explained(found, words))
    found += latin(text, found)
    entities = resolve(standing(found, marks))
    names = full_names(entities)
    return [linked(e, lambda _: names) for e in entities]


Kinds = list[list[Entity]]  # what each finder found, in their order


def by_itself(text: str, extent: tuple[int, int], words: Sequence[Word], spotted: Spotted, merge: bool = True) -> Kinds:
    """What each finder reads in a stretch of the text (a sentence, or all of it) by the stretch alone; they compete
    later. What relates two places of an article is looked for afterwards (`explained`, `latin`, `full_names`), and
    only in sentences that share a name's characters (`zhibiao.page`)."""
    return [
        listed(text, extent),
        places(words, merge),
        grammar(text, words, merge),
        teams(words),
        persons(text, words),
        *spotted.within(extent),
    ]


def flat(stretches: Sequence[Kinds]) -> list[Entity]:
    """The finds of one or more stretches as of the whole text: finder by finder, each in order of place."""
    return [e for kind in zip(*stretches, strict=True) for part in kind for e in part]


class Spotted:
    """The names that patterns read without words, each pattern run once over the whole text."""

    def __init__(self, text: str) -> None:
        self.kinds = [companies(text), credited(text), dotted(text), quoted(text), events(text)]
        self.starts = [[e.start for e in kind] for kind in self.kinds]

    def within(self, extent: tuple[int, int]) -> Iterator[list[Entity]]:
        """Those that start in a stretch."""
        first, last = extent
        for kind, starts in zip(self.kinds, self.starts, strict=True):
            yield kind[bisect_left(starts, first) : bisect_left(starts, last)]


def standing(found: Sequence[Entity], marks: Marks) -> list[Entity]:
    """Those that touch no figure and no time."""
    blocked = {i for m in (*marks.quantities, *marks.times) for i in range(m.start, m.end)}
    return [e for e in found if blocked.isdisjoint(range(e.start, e.end))]


def listed(text: str, extent: tuple[int, int]) -> list[Entity]:
    """Names of the gazetteer, as they stand; the longest at each place."""
    found = []
    covered = -1
    for place, groups in gazetteer().places(text, *extent):
        if place < covered:
            continue
        for name, kind in (pair for group in groups for pair in group):
            if text.startswith(name, place):
                covered = place + len(name)
                found.append(Entity(place, covered, name, "listed", kind, name))
                break
    return found


def places(words: Sequence[Word], merge: bool = True) -> list[Entity]:
    """Words that are places; neighbours are one place: 福建福州."""
    found: list[Entity] = []
    for word in words:
        if not is_place(word):
            continue
        if merge and found and found[-1].end == word.start:
            last = found[-1]
            found[-1] = Entity(last.start, word.end, last.text + word.text, "place", "LOC", last.text + word.text)
        else:
            found.append(Entity(word.start, word.end, word.text, "place", "LOC", word.text))
    return found


@cache
def event_pattern() -> Any:
    """A fair or meeting, with the number of its edition."""
    words = "|".join(sorted(map(regex.escape, load("names")["event"]["words"]), key=lambda w: (-len(w), w)))
    return regex.compile(rf"(?:第[0-9一二三四五六七八九十百]{{1,4}}届|[0-9]{{4}}年?)?(?:{words})(?!上)")


def events(text: str) -> list[Entity]:
    """Fairs and meetings: 第138届广交会, 本届|进博会."""
    return [Entity(m.start(), m.end(), m[0], "event", "EVENT", m[0]) for m in event_pattern().finditer(text)]


def explained(found: Sequence[Entity], words: Sequence[Word]) -> dict[str, str]:
    """Short forms that the names of some words explain, with what they stand for: 澄阳 beside 澄阳市, 漠北 beside
    漠北新能源基地."""
    full: dict[str, str] = {}
    for e in found:
        if e.type == "LOC" and len(e.text) > 2 and e.text[-1] in DIVISIONS:
            full.setdefault(e.text[:-1], e.text)
    heads = {e.start for e in found if e.type in ("ORG", "FAC")}
    for word in words:
        if word.start in heads and heading(word):
            full.setdefault(word.text, word.text)
    return full


DIVISIONS = "省市县区镇州"


def heading(word: Word) -> bool:
    """Whether a word is a place that a longer name can begin with."""
    return word.tag == "ns" and len(word.text) > 1 and word.text not in noplace()


def echoed(words: Sequence[Word], full: Mapping[str, str]) -> list[Entity]:
    """Short mentions that the article itself explains."""
    return [Entity(w.start, w.end, w.text, "echoed", "LOC", full[w.text]) for w in words if w.text in full]


LATIN = regex.compile(r"(?P<head>[A-Za-z]{4,})[\u4e00-\u9fff]+$")


def latin(text: str, found: Sequence[Entity], extent: tuple[int, int] | None = None) -> list[Entity]:
    """The Latin head of a name by itself, a dash of a broken line inside it or not: China—goods beside Chinagoods平台."""
    start, end = extent or (0, len(text))
    aliases: list[Entity] = []
    for head, e in {m["head"]: e for e in found if e.text[0] in LETTERS and (m := LATIN.match(e.text))}.items():
        pattern = regex.compile("(?<![A-Za-z])" + "[—–-]?".join(map(regex.escape, head)) + "(?![A-Za-z])")
        aliases += [
            Entity(m.start(), m.end(), m[0], "echoed", e.type, e.text) for m in pattern.finditer(text, start, end)
        ]
    return aliases


def is_place(word: Word) -> bool:
    """Whether a word is a place: listed, or one of the dictionary's that is rare or ends as divisions and
    landforms do.

    The dictionary calls thousands of everyday words places (东西, 深度), so its word alone is not taken.
    """
    if word.text in codes():
        return True
    if word.tag != "ns" or word.text in noplace() or word.text.endswith("城市"):
        return False
    if len(word.text) > 2 and ENDED.search(word.text):
        return True
    foreign = sum(c in TRANSLITERATING for c in word.text) >= len(word.text) - 1
    return frequency(word.text) <= RARE and (len(word.text) < 4 or foreign)


ENDED = regex.compile("[省市县区镇乡村州盟旗山河江湖岛海湾峡洋港]$")
RARE = 60  # what the dictionary calls a place and has seen more often without our tables knowing it, is a common word


def grammar(text: str, words: Sequence[Word], merge: bool = True) -> list[Entity]:
    """Names that end with a suffix and begin with a proper word: 甲州乙丙国际物流有限公司."""
    pattern, table, common = suffixes()
    last = last_characters()
    found: list[Entity] = []
    for i, word in enumerate(words):
        if word.text[-1] not in last:
            continue
        m = pattern.search(word.text)
        if not m or not word.text[0].isalnum():
            continue
        first = i if not merge and table[m[0]] == "LOC" and is_place(word) else name_start(words, i)
        while (
            not merge and first < i and table[m[0]] == "LOC" and is_place(words[first]) and words[first].text in codes()
        ):
            first += 1  # 江苏|泰兴|市: a level for itself
        if first == i and (word.text in common or m[0] == word.text):
            continue
        start = words[first].start
        while text[start] in LEADING and word.end - start > 4:
            start += 1
        name = text[start : word.end]
        if word.text in tails() or (m[0] in LOOSE and not named(words[first])):
            continue
        if name in common or len(name) > LONGEST or len(name) < 3:
            continue
        if first == i and word.tag not in ("ns", "nt", "nz", ""):
            continue
        kind = table[m[0]]
        found.append(Entity(start, word.end, name, "suffix_" + kind.lower(), kind, name))
    return found


def named(word: Word) -> bool:
    """Whether a word is a name by itself."""
    return len(word.text) > 1 and word.text not in noplace() and word.tag in ("ns", "nt", "eng", "nr", "")


@cache
def tails() -> frozenset[str]:
    """Words that hold a suffix but end no name: 头部, 全部."""
    return frozenset(load("names")["tail"]["words"])


# Prepositions and the like that an unknown word may have swallowed: 从国网….
LEADING = frozenset("从对由在向与被将给据和及让使为是至到")
COMPANY = regex.compile(
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


STOP = frozenset(
    "的 了 和 与 及 在 对 从 由 以 为 是 等 将 把 被 向 于 按 据 让 使 到 至 比 较 并 或 中 上 下 内 外 后 前 时 其 该 本 这 那 各 每 全 新 共 已 也 还 又".split()
)
LEFT_STOP_TAGS = frozenset({"p", "c", "uj", "ul", "uz", "ug", "d", "r", "t", "m", "x", "y", "zg", "q"})


def name_start(words: Sequence[Word], i: int) -> int:
    """Index of the proper word that begins the name ending at word i (i itself when none does)."""
    best, k = i, i
    while k > 0 and words[k - 1].end == words[k].start and i - k < 7:
        left = words[k - 1]
        bracket = left.text in ("(", ")", "（", "）") and words[i].end - left.start < LONGEST
        if bracket:
            k -= 1
            continue
        if (
            left.text in STOP
            or left.tag in LEFT_STOP_TAGS
            or not left.text[0].isalnum()
            or left.tag == "v"
            or left.text[0] in "每各该本"
        ):
            break
        k -= 1
        if left.tag in PROPER and len(left.text) > 1 and left.text not in noplace():
            best = k
    return best


def persons(text: str, words: Sequence[Word]) -> list[Entity]:
    """People: a surname with one or two characters that the dictionary calls a name or does not know, a name beside a
    title."""
    found = []
    for i, w in enumerate(words):
        short = w.tag in ("", "nr") and len(w.text) == 2 and w.text[0] in SURNAMES and w.text[1] not in NO_NAME
        if not (is_person(w) or ((is_foreign(w) or short) and titled(text, w))):
            continue
        end = w.end
        third = words[i + 1] if i + 1 < len(words) else None
        if len(w.text) == 2 and third and third.start == end and len(third.text) == 1 and third.tag in ("ng", "nr", ""):
            end = third.end  # 李铁|辰
        found.append(Entity(w.start, end, text[w.start : end], "person", "PER", text[w.start : end]))
    return found


def credited(text: str) -> list[Entity]:
    """People by the office, the byline or the camera beside them."""
    return [
        Entity(m.start("name"), m.end("name"), m["name"], "credited", "PER", m["name"])
        for m in CREDITED.finditer(text)
        if m["name"][0] in SURNAMES
    ]


def dotted(text: str) -> list[Entity]:
    """Foreign names by their dots."""
    return [Entity(m.start(), m.end(), m[0], "dotted", "PER", m[0]) for m in DOTTED.finditer(text)]


def teams(words: Sequence[Word]) -> list[Entity]:
    """National and provincial teams: 古巴队."""
    return [
        Entity(w.start, w.end, w.text, "team", "ORG", w.text)
        for w in words
        if w.text.endswith("队") and w.text[:-1] in codes()
    ]


def is_person(word: Word) -> bool:
    """Whether a word is a person's name; a frequent word that the dictionary calls one is not (文明, 雷阵雨)."""
    name = word.text
    if word.tag == "nr" and 4 <= len(name) <= 6 and mostly_foreign(name):
        return True
    if not 2 <= len(name) <= 3 or name in NO_PERSON:
        return False
    if word.tag == "":
        return name[0] in SURNAMES and name[-1] not in NO_NAME and len(name) == 3
    if word.tag in ("nr", "nrfg"):
        foreign = mostly_foreign(name)
        native = name[0] in SURNAMES and name[-1] not in NO_NAME
        return foreign or (native and (len(name) == 3 or frequency(name) <= 40))
    return word.tag == "nrt" and all(c in TRANSLITERATING for c in name)


def is_foreign(word: Word) -> bool:
    """Whether a word may be a foreign name: of characters that write foreign names alone."""
    known = word.tag in ("", "nr", "nrt", "nrfg", "ns", "nz") and word.text not in codes()
    return known and 2 <= len(word.text) <= 6 and mostly_foreign(word.text)


def mostly_foreign(name: str) -> bool:
    """Whether all characters of a name but one in four write foreign names."""
    return 4 * sum(c not in TRANSLITERATING for c in name) <= len(name)


def titled(text: str, word: Word) -> bool:
    """Whether a title or a verb of speech stands beside a name."""
    return bool(TITLE_BEFORE.search(text[max(0, word.start - 4) : word.start])) or bool(
        TITLE_AFTER.match(text, word.end)
    )


TITLE_BEFORE = regex.compile(f"(?:{TITLES})$")
TITLE_AFTER = regex.compile(f"(?:{TITLES}|说|表示|认为|指出|率领|率|强调|宣布|抵达|当选|在会|的儿子|的父亲)")
FOREIGN = "[" + "".join(sorted(TRANSLITERATING)) + "]"
DOTTED = regex.compile(rf"{FOREIGN}{{1,6}}(?:·{FOREIGN}{{1,7}})+")
CREDITED = regex.compile(
    r"(?:^|[\s　(（:：])(?P<name>[\u4e00-\u9fff]{2,4})[\s　]*摄(?![影像氏])|(?:记者|■|通讯员|主任|局长|部长|书记|市长|省长|教授|董事长|总经理|院长|主席|总统|总理)[\s　]*(?P<name>[\u4e00-\u9fff]{2,3})(?=[\s　，,。说表介告在]|$)"
)
QUOTED = regex.compile(
    r"[“‘](?P<name>[\u4e00-\u9fffA-Za-z0-9—·+-]{2,12})[”’](?!企业|商品|货物|口岸|志愿者|模式|政策|人才|家庭|工厂|园区|学校|医院|社区|农机|经济|改革|行动|青年|用户|商户)(?P<tail>平台|班列|系统|品牌|大通道|通道|号|工程|项目|海铁联运|小程序|产品|贷)?(?=累计|已|共|现|注册|[\u4e00-\u9fff]{0,6}[0-9])"
)


def quoted(text: str) -> list[Entity]:
    """A quoted name that figures are stated of: “海贷通”累计授信3亿元."""
    return [
        Entity(m.start("name"), m.end("name"), m["name"], "quoted", "BRAND", m["name"])
        for m in QUOTED.finditer(text)
        if not any(c in m["name"] for c in "一二三四五六七八九")
    ]


def full_names(entities: Sequence[Entity]) -> list[str]:
    """The names with a bracket, the longest first: 中国（浙江）自由贸易试验区."""
    names = {e.text for e in entities if e.type in ("LOC", "ORG", "FAC") and (")" in e.text or "）" in e.text)}
    return sorted(names, key=lambda n: (-len(n), n))


def linked(entity: Entity, names_with: Callable[[Entity], Sequence[str]]) -> Entity:
    """An alias with the full name it stands for: the first of `names_with` that ends with it."""
    if entity.rule == "echoed" or len(entity.text) < SHORTEST:
        return entity
    name = next((n for n in names_with(entity) if n.endswith(entity.text) and n != entity.text), "")
    return replace(entity, name=name) if name else entity


SHORTEST = 4  # characters of an alias
