"""Derive `lexicon/name_characters.tsv` from the names of jieba's dictionary (MIT licence).

    python benchmarks/name_characters.py > pipeline/zhibiao/lexicon/name_characters.tsv

Counted are dictionary entries, each once: persons with a listed surname (tags nr, nrfg) by the place of the character,
and transliterated names (nrt) written with nothing but one character outside of the listed ones.
"""

from __future__ import annotations

import math
from collections import Counter

import jieba

from zhibiao.lexicon import load

HEAD = """\
# Characters of names: character, then the natural logarithm (in tenths) of its probability as a surname, first of two
# given characters, second of two, single given character, and in a transliterated name; empty where never seen.
# Made by benchmarks/name_characters.py from the names of jieba's dictionary; not edited by hand."""
COLUMNS = ("surname", "first", "second", "single", "foreign")
UNSEEN = 2000  # characters that may yet be seen, half a sighting each


def main() -> None:
    surnames = frozenset(load("persons")["surname"]["characters"])
    transliterating = frozenset(load("persons")["transliteration"]["characters"])
    seen: dict[str, Counter[str]] = {column: Counter() for column in COLUMNS}
    with jieba.get_dict_file() as lines:
        for line in lines:
            word, _, tag = line.decode("utf-8").split()
            if tag in ("nr", "nrfg") and word[0] in surnames and len(word) in (2, 3):
                places = ("surname", "single") if len(word) == 2 else ("surname", "first", "second")
                for place, character in zip(places, word, strict=True):
                    seen[place][character] += 1
            elif tag == "nrt" and len(word) > 1 and sum(c not in transliterating for c in word) <= 1:
                seen["foreign"].update(word)
    total = {column: math.log(sum(seen[column].values()) + UNSEEN / 2) for column in COLUMNS}
    print(HEAD)
    for character in sorted(set().union(*seen.values())):
        counts = [seen[column][character] for column in COLUMNS]
        if max(counts) > 1:
            cells = [
                f"{10 * (math.log(n + 0.5) - total[column]):.0f}" if n else ""
                for column, n in zip(COLUMNS, counts, strict=True)
            ]
            print("\t".join([character, *cells]))


if __name__ == "__main__":
    main()
