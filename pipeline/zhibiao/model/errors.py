"""Errors that a user can cause and mend."""

from __future__ import annotations


class ZhibiaoError(Exception):
    """Base of every error a user can cause and mend; its message is one line fit to print."""


class UnreadableArticle(ZhibiaoError):
    """A file (or one record of it) that cannot be read as an article."""


class LexiconError(ZhibiaoError):
    """A data file whose entry is wrong: names the file and the key."""

    def __init__(self, file: str, key: str, why: str) -> None:
        super().__init__(f"{file}: [{key}] {why}")
        self.file, self.key = file, key


class UnitError(ZhibiaoError):
    """A unit that is unknown, or that cannot be given in another one."""
