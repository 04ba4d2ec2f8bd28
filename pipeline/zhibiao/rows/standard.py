"""The official name of an indicator: 集成电路出口额 → 出口总额:集成电路.

An indicator is a noun phrase and its head stands last, so the longest spelling of the lexicon that ends the phrase
is its head. What stands before the head narrows it and is kept, after a colon; what says nothing about what is
measured (全市, 实现, 规模 as a bare tail) goes. Nothing is merged that differs: 出口总额 and 出口总额:集成电路 are two.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from zhibiao.cache import disk_cached
from zhibiao.clauses.cues import ANAPHORS, FALL_NOUNS, GROWTH_NOUNS, LIGHT, NATION, SHARE_NOUNS, TRADES, either
from zhibiao.lexicon import lines
from zhibiao.lexicon.own import DIMENSIONS, Choice, of_own
from zhibiao.matching import alternation, compiled
from zhibiao.model import LexiconError, Marks
from zhibiao.words import cut, frequency

SHORTEST = 2
FILE = "indicators.tsv"
SPACES = compiled(r"[\s“”‘’\"'《》「」]+")


@dataclass(frozen=True, slots=True)
class Official:
    """An official name. `dimensions` are those its level may have (empty: any)."""

    name: str
    dimensions: frozenset[str]


@of_own
@cache
def spellings() -> dict[str, tuple[Official, ...]]:
    """The official names a spelling may stand for, in the file's order; `=` before one that must be the whole phrase;
    the user's own spellings stand for their name alone.

    Raises `LexiconError` when a line is malformed or a spelling has two names of the same dimension.
    """
    made = {written: Official(*written) for written in {w for several in listed().values() for w in several}}
    found = {spelling: tuple([made[written] for written in several]) for spelling, several in listed().items()}
    for name, own in Choice.own.indicators:
        officials = tuple(o for o in found.get(name, ()) if o.name == name) or (Official(name, frozenset()),)
        found |= {SPACES.sub("", spelling): officials for spelling in (name, *own)}
    return found


Written = tuple[str, frozenset[str]]  # an official name and its dimensions


@disk_cached
def listed() -> dict[str, tuple[Written, ...]]:
    """What the spellings of `indicators.tsv` may stand for. Raises `LexiconError`."""
    found: dict[str, tuple[Written, ...]] = {}
    for line in lines("indicators"):
        if len(line) != 4:
            raise LexiconError(FILE, line[0], f"has {len(line)} columns, not 4: name, spellings, dimensions, example")
        name, written, dimensions, _ = line
        kinds = frozenset() if dimensions == "-" else frozenset(dimensions.split())
        if kinds - DIMENSIONS:
            raise LexiconError(FILE, name, f"unknown dimension {' '.join(sorted(kinds - DIMENSIONS))}")
        for spelling in {SPACES.sub("", word) for word in (name, *([] if written == "-" else written.split()))}:
            known = found.get(spelling, ())
            if any(not kinds or not others or kinds & others for _, others in known):
                raise LexiconError(FILE, name, f"the spelling {spelling} already stands for {known[0][0]}")
            found[spelling] = (*known, (name, kinds))
    return found


def is_official(indicator: str) -> bool:
    """Whether an indicator is an official name or a spelling of one, as it stands: 社零总额; not 月度社零总额."""
    return SPACES.sub("", indicator) in spellings()


def examples() -> list[tuple[str, str]]:
    """(phrase, standard) of every line's example."""
    return [(phrase, want) for line in lines("indicators") for phrase, _, want in [line[3].partition(" => ")]]


@of_own
@lru_cache(maxsize=4096)
def standard(indicator: str, dimension: str = "", subject: str = "") -> str:
    """The official name with what narrows it, or empty when no official name heads the phrase.

    `dimension`: that of a level's unit; empty for a change, a share, a rank, whose unit is not the indicator's.

    社零总额            => 社会消费品零售总额
    国内生产总值增速    => 国内生产总值:增速
    出口和进口          => -        a joint figure has no single name
    占进出口总额比重    => -        the share of something else
    """
    phrase = SPACES.sub("", indicator)
    if not phrase or (phrase.startswith("占") and not is_official(phrase)):
        return ""
    found = head(phrase, dimension, subject)
    if found is None and (m := TAIL.search(phrase)):
        found = head(
            phrase[: m.start()].removesuffix("的"), "" if m["growth"] else dimension, subject, m["growth"] or ""
        )
    return found or ""


# Tails that say how the thing moves or what part it is (kept), or only that it has a size (dropped).
TAIL = compiled(f"(?P<growth>{alternation(GROWTH_NOUNS | FALL_NOUNS | SHARE_NOUNS)})$|{either('sized')}$")


def head(phrase: str, dimension: str, subject: str, tail: str = "") -> str | None:
    """`name:narrowing:tail` of the longest spelling that ends the phrase and fits its dimension, or None."""
    spelt = spellings()
    for at in range(len(phrase) - SHORTEST + 1):
        known = spelt.get(phrase[at:], ())
        whole = spelt.get("=" + phrase[at:], ())
        if not (known or whole) or not between_words(phrase, at) or joint(phrase[:at]):
            continue
        narrowing = bare(phrase[:at], subject)
        for official in (*(whole if not narrowing else ()), *known):
            if not dimension or not official.dimensions or dimension in official.dimensions:
                return ":".join(filter(None, (official.name, narrowing, tail)))
    return None


def between_words(phrase: str, at: int) -> bool:
    """Whether a word begins at this offset, or a half of a compound of two words.

    汽车|出口    => True     though the dictionary has the compound
    加|工业      => False
    进|出口      => False
    """
    for word in cut(phrase, Marks()):
        if word.start < at < word.end:
            halves = phrase[word.start : at], phrase[at : word.end]
            return all(len(half) > 1 and frequency(half) for half in halves)
    return True


def joint(before: str) -> bool:
    """Whether what stands before a head is not its modifier but another indicator of a list.

    出口和             => True     the list ends with the head: 出口和|进口
    脱贫人口与农村     => True     what stands before the 与 is an indicator itself: 脱贫人口与农村|人口
    大豆、玉米         => False    the head is shared: 大豆、玉米|产量
    """
    m = LISTED.match(before)
    if m is None:
        return False
    first = m["first"]
    return not m["last"] or any(first[at:] in spellings() for at in range(len(first) - 1))


LISTED = compiled("(?P<first>.*)(?:、|和|与|及|或|，|/)(?P<last>.*)")
# Words before a head that stand for the subject (全市, 该省), light verbs (实现, but not the 有 of 有色), 的.
STANDING = {word for word in (ANAPHORS | NATION) - TRADES if word[0] in "全该本我当" and len(word) > 1}
NOTHING_SAID = STANDING | {verb for verb in LIGHT if len(verb) > 1} | {"的"}


def bare(before: str, subject: str) -> str:
    """What narrows an indicator, without the subject's name, 全市 and the like, light verbs and 的 at its edges."""
    rest = before.removeprefix(subject) if subject else before
    words = [word.text for word in cut(rest, Marks())]
    while words and words[0] in NOTHING_SAID:
        del words[0]
    while words and words[-1] == "的":
        del words[-1]
    return "".join(words)


def names(rows: Iterable[tuple[str, str, str, str]]) -> list[str]:
    """The standard of each (indicator, measure, dimension, subject) of an article.

    A level and its growth share one indicator, so a growth takes the name that its level's unit has decided:
    汽车出口 counted in 辆 makes its growth that of the number, not of the value.
    """
    listed = list(rows)
    decided: dict[str, str] = {}
    for indicator, measure, dimension, subject in listed:
        if measure == "level" and indicator not in decided:
            decided[indicator] = standard(indicator, dimension, subject)
    return [
        standard(indicator, dimension, subject)
        if measure == "level"
        else decided.get(indicator) or standard(indicator, "", subject)
        for indicator, measure, dimension, subject in listed
    ]
