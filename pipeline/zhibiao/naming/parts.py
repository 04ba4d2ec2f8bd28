"""The parts a word may play in names, by its characters and its tag.

Most words of a sentence play none: the finders of names look at those that may play theirs, and at the words beside
them.
"""

from __future__ import annotations

from zhibiao.lexicon.own import of_own
from zhibiao.model import Word
from zhibiao.naming import stretch as s
from zhibiao.naming.aliases import heading
from zhibiao.naming.belonging import is_minister, may_belong
from zhibiao.naming.foreign import DOTS, is_likely, may_be_part
from zhibiao.naming.gazetteer import may_hold
from zhibiao.naming.lists import ends_list
from zhibiao.naming.persons import may_address, may_begin
from zhibiao.naming.places import is_place, may_abbreviate
from zhibiao.naming.stretch import may_be_glued
from zhibiao.naming.suffixes import may_end
from zhibiao.naming.things import is_edition, is_meeting, is_version


def parts(text: str, tag: str) -> int:
    """The sum of the parts that a word may play.

    市       => SUFFIXED
    的       => 0
    """
    word = Word(0, len(text), text, tag)
    foreign = may_be_part(text)
    return (
        s.LISTED * may_hold(text, tag)
        + s.PERSON * may_begin(text, tag)
        + s.ADDRESS * may_address(text)
        + s.FOREIGN * foreign
        + s.LIKELY * (foreign and is_likely(text, tag))
        + s.DOT * (text in DOTS)
        + s.PLACE * is_place(word)
        + s.ABBREVIATION * may_abbreviate(text)
        + s.SUFFIXED * may_end(text, tag)
        + s.BELONGING * may_belong(text)
        + s.MINISTER * is_minister(text)
        + s.LISTING * ends_list(text)
        + s.EDITION * is_edition(text)
        + s.MEETING * is_meeting(text)
        + s.VERSION * is_version(text)
        + s.GLUED * may_be_glued(text, tag)
        + s.HEADING * heading(word)
    )


PARTS = of_own(s.ByWord(parts))
