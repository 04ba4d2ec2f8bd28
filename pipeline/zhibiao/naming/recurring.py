"""Names wherever an article names them again: persons beside whom a title or a verb of speech stood the first time only, and names
that no list has and nothing stands beside, by recurrence alone.

铠侠宣布回购。……铠侠的收入……截至目前，铠侠持有     a word of no dictionary, three times, two of them opening a clause
莫|某晶                                            grown by the character that always stands before it
减税降费……降费规模                                 opens no clause: no name

New words are told by how often they come and by what varies around them, as in the discovery of words without a
dictionary; here the article is small and the test is strict, because a false owner is worse than none.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from zhibiao.lexicon.own import of_own
from zhibiao.lexicon.places import codes
from zhibiao.matching import compiled
from zhibiao.model import Entity, Word
from zhibiao.naming.aliases import Meaning
from zhibiao.naming.cues import STOP, SWALLOWED, suffix_of
from zhibiao.naming.gazetteer import listing
from zhibiao.naming.hints import LONGEST, SHORTEST, SPELLING, cues, is_person, is_unknown
from zhibiao.naming.places import noplace
from zhibiao.naming.stretch import ByWord
from zhibiao.words import frequency

LONGEST_PERSON = 6  # characters of a name that is looked for again


def with_persons_again(text: str, names: Sequence[Entity]) -> list[Entity]:
    """The names of an article with further mentions of its persons, where they touch no other name; a transliterated
    name that is a place's elsewhere in the article is one throughout, and neighbours are one person (莱斯|屈尔)."""
    names = whole(text, one_kind(touching(text, names)))
    persons = {e.text for e in names if e.type == "PER" and 1 < len(e.text) <= LONGEST_PERSON}
    taken = sorted((e.start, e.end) for e in names)
    starts = [start for start, _ in taken]
    again: list[Entity] = []
    for name in persons:
        place = text.find(name)
        while place >= 0:
            end = place + len(name)
            k = bisect_right(starts, place)
            free = (k == 0 or taken[k - 1][1] <= place) and (k == len(taken) or taken[k][0] >= end)
            if free:
                again.append(Entity(place, end, name, "again", "PER", name))
            place = text.find(name, end)
    return sorted([*names, *longest(again)], key=lambda e: e.start) if again else names


def whole(text: str, names: Sequence[Entity]) -> list[Entity]:
    """The names, a person's made whole where the article has it longer elsewhere: 李鹏|程 beside 李鹏程."""
    longer = sorted({e.text for e in names if e.type == "PER" and e.rule == "person" and len(e.text) == 3})
    kept: list[Entity] = []
    for k, e in enumerate(names):
        name = (
            next((n for n in longer if len(e.text) == 2 and text.startswith(n, e.start)), "") if e.type == "PER" else ""
        )
        room = k + 1 == len(names) or names[k + 1].start >= e.start + len(name)
        kept.append(replace(e, end=e.start + len(name), text=name, name=name) if name and room else e)
    return kept


def longest(found: Sequence[Entity]) -> list[Entity]:
    """Those that overlap no longer one."""
    kept: list[Entity] = []
    for e in sorted(found, key=lambda e: (e.start - e.end, e.start)):
        if all(e.end <= other.start or other.end <= e.start for other in kept):
            kept.append(e)
    return kept


def touching(text: str, names: Sequence[Entity]) -> list[Entity]:
    """Two persons without a space between them are one, when one of them is transliterated."""
    kept: list[Entity] = []
    for e in names:
        last = kept[-1] if kept else None
        if (
            last is not None
            and last.end == e.start
            and last.type == e.type == "PER"
            and "foreign" in (last.rule, e.rule)
        ):
            kept[-1] = Entity(last.start, e.end, text[last.start : e.end], "foreign", "PER", text[last.start : e.end])
        else:
            kept.append(e)
    return kept


def one_kind(names: Sequence[Entity]) -> list[Entity]:
    """A transliterated name that something marks as a place's is a place's wherever nothing marks it."""
    kinds: dict[str, set[str]] = defaultdict(set)
    for e in names:
        kinds[e.text].add(e.rule)
    return [replace(e, type="LOC") if e.rule == "foreign" and "foreign_place" in kinds[e.text] else e for e in names]


TWICE = 2  # mentions of a listed firm's longer name
SHORT = 3  # characters of a listed firm's name that the longer ones begin with
THRICE, OPENINGS = 3, 2  # mentions of a name that nothing hints at, and those that open a clause
RARE = 20  # what the dictionary has seen less often may be the half of a name
COMMON = 100  # what it has seen more often is a common word
DETERMINING = "的个名位家辆条款台件种类项批各新该本多几一二三两0123456789"  # stand before common nouns
MEASURED = (
    "率额量价值数比罪案法股类"  # what a word ends with that says what is measured or which kind, and names nobody
)
SELDOM = 0.2  # of the mentions of a name have one of them before it
ALWAYS = 0.8  # of its mentions have the same neighbour: the neighbour is of the name
MOSTLY = 0.6  # of its mentions have the same character behind them: it is the beginning of a longer name, 金河|片区
JOINED = "“‘《（(—-·"  # a word behind one of these opens no clause: it is quoted
HAN = compiled(r"\p{Han}")
KEPT = 0.8  # of the mentions of a word have the character behind it
PREDICATING = frozenset({"v", "p", "d", "vd", "ad", "t"})
NOMINAL = frozenset({"n", "nz", "nr", "ns", "nrt", "a", "b", "vn", "v", ""})
FORMING = "方面端化性者员类级型款量额率价比数度力感期后前时中内外间上下里第等区县市省村镇乡所厂企商司局部国股人们家会院校队组年月日将可能会要应已被把让使给从向对于在以为与和同跟及或而且但是有无不没也还都就再又更最"
INNER = "遭获受的了是在和与或及等为对将被把由从向至到所该其这那此本各每不没未也还都已就而但且若则因以于之年月日时"


def recurring(text: str, sentences: Iterable[list[Word]]) -> dict[str, Meaning]:
    """The names that an article repeats, by the words of some of its sentences."""
    found: dict[str, Meaning] = {}
    seen: set[str] = set()
    for words in sentences:
        found.update(lengthened(text, words))
        found.update(opening(text, words, seen))
        for word, possible in zip(words, MAY_BE.of(words), strict=True):
            if not possible or word.text in seen:
                continue
            seen.add(word.text)
            name = grown(text, word.text)
            if SHORTEST <= len(name) <= LONGEST and name not in found and repeated(text, name):
                person = is_person([Word(0, len(name), name, "")])
                found[name] = ("PER" if person else "ORG", name)
    return found


def lengthened(text: str, words: list[Word]) -> dict[str, Meaning]:
    """Listed firms with what they deal in, where the article says both together again: 甲菱|电机."""
    _, _, trade = cues()
    if trade.isdisjoint([word.text for word in words]):
        return {}
    firms = listing()["ORG"]
    pairs = (
        a.text + b.text
        for a, b in pairwise(words)
        if b.text in trade and a.end == b.start and a.text in firms and len(a.text) <= SHORT
    )
    return {name: ("ORG", name) for name in pairs if text.count(name) >= TWICE}


def opening(text: str, words: list[Word], seen: set[str]) -> dict[str, Meaning]:
    """Names of a known word and one character more that clauses open with before a predicate: 水滴|保|上线. The word hardly
    stands without the character in the article."""
    found: dict[str, Meaning] = {}
    for k in range(len(words) - 2):
        if k and words[k - 1].text[0].isalnum():
            continue
        first, last, after = words[k : k + 3]
        if not (len(last.text) == 1 and first.end == last.start and last.end == after.start):
            continue
        name = first.text + last.text
        if name in seen or len(first.text) not in (2, 3) or after.tag not in PREDICATING or not may_end(last):
            continue
        seen.add(name)
        if (
            first.tag in NOMINAL
            and text.count(name) >= max(THRICE, KEPT * text.count(first.text))
            and repeated(text, name)
        ):
            found[name] = ("ORG", name)
    return found


def may_end(word: Word) -> bool:
    """Whether a single character may end a name: none that makes common nouns of others (保障|房)."""
    return (
        word.tag in SPELLING
        and word.tag not in ("n", "f", "j")
        and HAN.fullmatch(word.text) is not None
        and word.text not in FORMING
    )


def may_be(text: str, tag: str) -> bool:
    """Whether a word with a tag may be a name or a part of one: the dictionary has it not, or hardly."""
    if is_unknown(text, tag):
        return True
    rare = len(text) >= SHORTEST and tag[:1] in ("n", "v", "a") and frequency(text) < RARE
    return rare and HAN.match(text) is not None and SWALLOWED.isdisjoint(text) and text not in codes()


MAY_BE = of_own(ByWord(may_be))


def grown(text: str, name: str) -> str:
    """The name with the characters that stand beside it nearly always."""
    while len(name) <= LONGEST:
        total = text.count(name)
        longer = next((n for n in beside(text, name) if text.count(n) >= max(2, ALWAYS * total)), "")
        if not longer:
            return name
        name = longer
    return name


def beside(text: str, name: str) -> list[str]:
    """The name with the character before it, and with that behind it, as its first mention has them."""
    place = text.find(name)
    before, behind = text[place - 1 : place] if place else "", text[place + len(name) : place + len(name) + 1]
    return [
        longer
        for c, longer in ((before, before + name), (behind, name + behind))
        if HAN.fullmatch(c) and c not in INNER and c not in STOP and c not in SWALLOWED
    ]


def repeated(text: str, name: str) -> bool:
    """Whether a string comes often enough, opens clauses, and is followed by this and that."""
    if (
        name[-1] in MEASURED
        or name in noplace()
        or name in codes()
        or frequency(name) >= RARE
        or suffix_of(name) == name
        or ends_common(name)
    ):
        return False
    if not (set(name).isdisjoint(INNER) and text.count(name) >= THRICE):
        return False
    openings, determined, followers, place = 0, 0, Counter[str](), text.find(name)
    while place >= 0:
        end = place + len(name)
        openings += place == 0 or not (text[place - 1].isalnum() or text[place - 1] in JOINED)
        determined += place > 0 and text[place - 1] in DETERMINING
        followers[text[end : end + 1]] += 1
        place = text.find(name, end)
    count = followers.total()
    varied = len(followers) > 1 and all(n <= MOSTLY * count for c, n in followers.items() if HAN.match(c))
    return openings >= OPENINGS and varied and determined <= SELDOM * count


def ends_common(name: str) -> bool:
    """Whether a string ends with a common noun that ends no name of a firm: 建材|市场, 实施|方案."""
    _, _, trade = cues()
    tail = next((name[k:] for k in range(1, len(name) - 1) if frequency(name[k:]) >= COMMON), "")
    return bool(tail) and tail not in trade and not suffix_of(name)
