"""Characters above and below the line: powers of units, marks of notes, or words like any other.

A document says that `2` is raised; a text says it with the character `²` or not at all. A raised digit that is written
on the line is glued to the figure before it: 368.5³亿元 would be 368.53亿元.
"""

from __future__ import annotations

from typing import Literal

from zhibiao.matching import compiled

Raised = Literal["power", "mark", "text"]
SUPERSCRIPTS = str.maketrans("0123456789+-−–", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻")
SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
EXPONENT = compiled("[+−–-]?[0-9]{1,2}")
# What takes a power: the sign of a length or a time behind a figure, a slash, a bracket or a colon, or ten; a power below
# one, any sign of a unit.
POWERED = compiled("(?:[0-9０-９十百千万亿兆/·每(（:：] ?|^)(?:[cdkmhnμµN]?m|s|ft|in)$|(?<![0-9.])10$")
DIVIDED = compiled("[A-Za-zμµΩ]$")
NUMBER = "[0-9]{1,3}(?: ?[-–—,，、] ?[0-9]{1,3}){0,9}"
MARK = compiled(
    rf"(?:[\[［〔【(（〈] ?(?:注|note)? ?(?:{NUMBER}|[a-z*]) ?[\]］〕】)）〉])+|{NUMBER}|注 ?[0-9]{{0,2}}"
    "|[①-⑳⑴-⒇㉑-㉟❶-❿]+|[*＊†‡§#※]+"
)
REACH = 8  # characters before that tell


def raised(before: str, said: str) -> Raised:
    """What raised characters are, by the text before them.

    12500m | 2     => power
    ×10 | 5        => power
    368.5 | ①      => mark
    1.2亿 | [4]    => mark
    2025年 | 1,3   => mark
    GDP | 1        => mark
    1 | st         => text
    """
    said = said.strip()
    if EXPONENT.fullmatch(said):
        takes = POWERED if said[0].isdigit() else DIVIDED
        if takes.search(before[-REACH:]):
            return "power"
    return "mark" if MARK.fullmatch(said) else "text"


def superscript(said: str) -> str:
    """A power in characters that are above the line by themselves."""
    return said.strip().translate(SUPERSCRIPTS)


def lowered(before: str, said: str) -> str:
    """Lowered characters as text: CO|2 => CO2; behind a digit below the line, so that they are none of its."""
    return said.translate(SUBSCRIPTS) if before[-1:].isdigit() else said
