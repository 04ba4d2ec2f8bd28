"""The user's own names and words put in force."""

from __future__ import annotations

from zhibiao import words
from zhibiao.lexicon.own import Choice, Own
from zhibiao.naming import gazetteer


def use(own: Own) -> None:
    """Find these names and cut these words from now on in this process, and no earlier ones.

    What the process has loaded by then is loaded again with them.
    """
    if own == Choice.own:
        return
    Choice.own = own
    for loaded in (words.cutter, words.domain_words, gazetteer.gazetteer, gazetteer.listing):
        loaded.cache_clear()
