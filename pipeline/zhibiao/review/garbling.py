"""Signs that a table was saved in one encoding and read in another: one is enough to trust no cell of the file.

A cell is compared with what it was when it left the house. Its bytes in one encoding, read in another, share characters
with what came back even where programs put question marks or nothing for what they could not read; a person's
correction does not.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

WRITTEN = ("utf-8", "gb18030", "big5hkscs", "utf-16-le")
# What programs take a file for, by the language of the machine: of each script the encodings of Windows, DOS and Mac.
READ = (
    "gb18030", "big5hkscs", "utf-8", "utf-16-le", "shift_jis", "cp932", "euc_kr", "cp949",
    "cp1252", "latin-1", "iso8859-15", "cp437", "cp850", "mac-roman", "cp1250", "iso8859-2", "cp852", "mac-latin2",
    "cp1251", "koi8-r", "iso8859-5", "cp866", "mac-cyrillic", "cp1253", "iso8859-7", "mac-greek", "cp1254", "iso8859-9", "mac-turkish",
    "cp1255", "cp1256", "cp1257", "cp1258", "cp874",
)  # fmt: skip
ENOUGH = 0.6  # of the characters that a garbled cell would have
LOST = "\ufffd"
LOST_SIGNS = re.compile("\ufffd|锟斤|ï¿½")  # also as its own bytes look in GBK and in Latin


def garbled(before: str, text: str) -> bool:
    """Whether a cell's text is what it was, garbled: its bytes read in another encoding, or its characters lost to one."""
    if before == text or before.isascii() or not text:
        return False
    if LOST_SIGNS.search(text) and not LOST_SIGNS.search(before):
        return True
    return questioned(before, text) or mistaken(before, text)


def questioned(before: str, text: str) -> bool:
    """Whether question marks stand for characters that an encoding does not have: as many as there were, or two for one
    of the rarer ones. A character is lost everywhere or nowhere."""
    if text.count("?") <= before.count("?"):
        return False
    lost = {c for c in set(before) - set(text) if not c.isascii()}
    for width in (1, 2):
        marked = "".join("?" * (width if ord(c) > 0xFFFF else 1) if c in lost else c for c in before)
        if lost and marked == text:
            return True
    return False


def mistaken(before: str, text: str) -> bool:
    """Whether the text is made of the characters that the bytes of `before` are in another encoding."""
    found = Counter(c for c in text if not c.isascii())
    number = found.total()
    return any(
        # They share no more than the shorter has, which is counted at once.
        min(size, number) >= ENOUGH * max(size, number) and (seen & found).total() >= ENOUGH * max(size, number)
        for size, seen in readings(before)
    )


@cache
def readings(before: str) -> tuple[tuple[int, Counter[str]], ...]:
    """What the characters of a text beyond ASCII become in each wrong encoding, those aside that it has itself; with
    their number."""
    return tuple((seen.total(), seen) for seen in misread(before) if seen)


def misread(before: str) -> Iterator[Counter[str]]:
    """The new characters of each wrong reading, and of the same mistake made twice."""
    own = set(before) | {LOST}
    for written in WRITTEN:
        for read in READ:
            if read != written:
                once = before.encode(written, "replace").decode(read, "replace")
                yield Counter(c for c in once if not c.isascii() and c not in own)
                if written == "utf-8":
                    twice = once.encode(written).decode(read, "replace")
                    yield Counter(c for c in twice if not c.isascii() and c not in own)
