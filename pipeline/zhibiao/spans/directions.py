"""Which way a word says that a thing went, derived from its parts (`directions.toml`).

    manner   core
    锐       减         down
             走|低      down     a pair of a movement and where it led
    小       升         up

`RISING` and `FALLING` match the words of one direction, known or not, `direction` reads one. Manner and core are told
apart because a manner may be the end of the word before it: 营收|降5% and not 营|收降5%.
"""

from __future__ import annotations

from functools import cache

from zhibiao.lexicon import load
from zhibiao.matching import alternation, compiled

DATA = load("directions")
MANNER = f"[{DATA['manner']['parts']}]{{0,2}}"
UP, DOWN = 1, -1


def core(name: str) -> str:
    """A pattern of the cores of one direction."""
    entry = DATA[name]
    other: dict[str, str] = entry["not_after"]
    pairs = "|".join(
        (f"(?<![{other[first]}])" if first in other and first not in entry["bare"] else "") + f"{first}[{seconds}]"
        for first, _, seconds in (p.partition("|") for p in entry["pairs"])
    )
    against = "".join(DATA["fall" if name == "rise" else "rise"]["bare"])  # 涨|跌, 增|减 say neither
    unless = {c: said.split("|") for c, said in entry.get("unless", {}).items()}
    slopes = {c: f"(?<!(?<![{behind}]){before})" for c, (before, behind) in unless.items()}
    bare = "|".join(
        (f"(?<![{other[c]}])" if c in other else "") + slopes.get(c, "") + f"{c}(?![{against}])" for c in entry["bare"]
    )
    return f"(?:{alternation(entry['words'])}|{pairs}|{bare})"


def bare_words(name: str) -> frozenset[str]:
    """The words of one direction without manners, and with one."""
    entry = DATA[name]
    pairs = [first + second for first, _, seconds in (p.partition("|") for p in entry["pairs"]) for second in seconds]
    manners = [m + c for m in DATA["manner"]["parts"] for c in entry["bare"] if m not in entry["not_after"].get(c, "")]
    return frozenset([*entry["words"], *pairs, *entry["bare"], *manners])


RISE, FALL = bare_words("rise"), bare_words("fall")
RISING, FALLING = f"{MANNER}{core('rise')}", f"{MANNER}{core('fall')}"
# The word of one direction that begins here; of two readings of one place (少|增, 少) the pair is the word.
MOVING = f"(?:{FALLING}|{RISING})"
WORD = compiled(f"(?P<down>{FALLING})|(?P<up>{RISING})")
CORE = compiled(f"{core('fall')}|{core('rise')}")
LAST = compiled(f"(?:{CORE.pattern})$")


@cache
def direction(word: str) -> int:
    """1 for a word that says up, -1 for down, 0 for one that says neither: the last core of several says it.

    锐减     => -1
    止跌回升 => 1
    新增     => 0
    """
    last = 0
    for m in WORD.finditer(word):
        last = DOWN if m["down"] else UP
    return last


@cache
def manner(word: str) -> int:
    """How many characters before its core a word of a direction has: 1 of 锐减, 0 of 下降."""
    m = LAST.search(word)
    return m.start() if m else 0
