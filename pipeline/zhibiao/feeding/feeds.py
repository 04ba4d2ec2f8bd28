"""The addresses that a corpus is fed from: the table `[feeds]` of its `zhibiao.toml`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from zhibiao.lexicon import own
from zhibiao.model import LexiconError
from zhibiao.wording import say

WEB = ("http://", "https://")
KEYS = ("addresses", "minutes", "source")


@dataclass(frozen=True, slots=True)
class Feeds:
    """Addresses, how many minutes lie between two looks at them, and the source of all that is found there, if not its
    own."""

    addresses: tuple[str, ...] = ()
    minutes: int = 30
    source: str = ""


def feeds_of(corpus: Path) -> Feeds:
    """What the corpus is fed from; no address when it says nothing. Raises `LexiconError` naming file and key."""
    file, table = str(own.place_of(corpus)), own.settings(corpus, "feeds")
    if unknown := sorted(set(table) - set(KEYS)):
        raise LexiconError(file, f"feeds.{unknown[0]}", say("no such key; the keys are {known}", known=" ".join(KEYS)))
    addresses, minutes, source = table.get("addresses", []), table.get("minutes", 30), table.get("source", "")
    if not isinstance(addresses, list) or not all(isinstance(a, str) and a.lower().startswith(WEB) for a in addresses):
        raise LexiconError(file, "feeds.addresses", say('must be a list like ["https://example.com/rss.xml"]'))
    if not isinstance(minutes, int) or isinstance(minutes, bool) or minutes < 1:
        raise LexiconError(file, "feeds.minutes", say("must be a whole number of minutes from 1 on"))
    if not isinstance(source, str):
        raise LexiconError(file, "feeds.source", say('must be a name like "正文"'))
    return Feeds(tuple(addresses), minutes, source)
