"""Bytes → characters: byte-order mark, declaration, UTF-8, then detection; never a replaced character."""

from __future__ import annotations

import codecs
import re

from zhibiao.model import UnreadableArticle
from zhibiao.reading.notes import Notes
from zhibiao.wording import phrase, say

# UTF-32's mark begins with UTF-16's, so it comes first.
MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"\x84\x31\x95\x33", "gb18030-2000"),
)
# What a page or a document says of itself: <meta charset=gbk>, <?xml … encoding="big5"?>.
DECLARED = re.compile(rb"""(?i)(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,20})""")
DECLARED_WITHIN = 4096
# The web's reading of these labels (WHATWG Encoding Standard): GB2312 and GBK are read as GB18030, Big5 with HKSCS.
LABELS = {"gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "big5": "big5hkscs", "big5-hkscs": "big5hkscs"}
EMPTY = phrase("{where}: empty file; fill it or remove it")
# Legacy encodings of Chinese text that detection chooses from.
CANDIDATES = ("gb18030", "big5hkscs")
# Encodings that no mark states, and what else is not told for certain (`encoding_of`).
GUESSED = frozenset({*CANDIDATES, "utf-16-le", "utf-16-be"})
# What pages state that are in another: those two, and the Latin ones, in which any bytes are characters.
LEGACY = (*CANDIDATES, "iso8859", "cp125", "ascii", "latin")
BEYOND = re.compile(rb"[\x80-\xff]")
THREE = re.compile(rb"[\xe3-\xe9][\x80-\xbf]{2}")  # a Chinese character in UTF-8
FEW = 8  # zero bytes: fewer than one in so many are no encoding
COMMON = -8.7  # the likelihood of common characters (natural logarithm); Greek and Cyrillic read so are rarer
TOLD_BY = 4096  # bytes; so many tell the two apart
PREFERRED = 2.0  # what Big5 must be likelier by (natural logarithm): most files are GB18030


def decode(data: bytes, where: str, markup: bool = False) -> str:
    """The text of the bytes. `markup` also believes the declaration that a page carries.

    Raises `UnreadableArticle` naming the offset of the first byte that cannot be read.
    """
    if not data.strip():
        raise UnreadableArticle(say(EMPTY, where=where))
    return told(data, where, markup)[0]


def told(data: bytes, where: str, markup: bool = False) -> tuple[str, tuple[str, ...]]:
    """The text of the bytes, and a note when their encoding was guessed."""
    encoding = encoding_of(data, where, markup)
    stated = declared(data) if markup else None
    return decoded(data, encoding, where), () if stated == encoding else guess_of(encoding, stated or "")


def guess_of(encoding: str, stated: str = "") -> tuple[str, ...]:
    """The note on an encoding that no mark states, or that is another than what a page states of itself."""
    notes = Notes()
    notes.add("encoding", encoding in GUESSED, shown(encoding))
    unlike = stated.startswith(LEGACY) and not encoding.startswith("utf-8-sig")
    notes.add("declared", unlike, f"{shown(stated)} → {shown(encoding)}")
    return notes.lines()


def decoded(data: bytes, encoding: str, where: str) -> str:
    """The text in an encoding; a byte that cannot be read is named."""
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableArticle(
            say(
                "{where}: byte {start} ({byte:#04x}) is not {encoding}; save it as UTF-8",
                where=where,
                start=error.start,
                byte=data[error.start],
                encoding=shown(encoding),
            )
        ) from error
    return text.removeprefix("\ufeff")  # a mark that the codec leaves in


def shown(encoding: str) -> str:
    """An encoding's name for a reader."""
    return {"utf-8-sig": "UTF-8", "big5hkscs": "Big5"}.get(encoding, encoding.upper())


def encoding_of(data: bytes, where: str, markup: bool = False) -> str:
    """The encoding of the bytes: by mark, by declaration, UTF-8 when they are, else the likelier legacy one."""
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return encoding
    stated = declared(data) if markup else None
    if stated and not stated.startswith("utf"):  # a page that says so of itself in single bytes is not in UTF-16
        return contradicted(data, stated) or stated
    first = unreadable(data, "utf-8")
    if b"\x00" in data[:DECLARED_WITHIN] and (first is not None or data.isascii()) and (found := wide(data, where)):
        return found
    if first is None:
        return "gb18030" if doubtful(data) else "utf-8"
    fits = [name for name in CANDIDATES if unreadable(data, name) is None]
    if not fits:
        raise UnreadableArticle(
            say(
                "{where}: byte {first} ({byte:#04x}) is neither UTF-8, nor GB18030, nor Big5; save it as UTF-8",
                where=where,
                first=first,
                byte=data[first],
            )
        )
    return fits[0] if len(fits) == 1 else likelier(data)


def contradicted(data: bytes, stated: str) -> str:
    """The encoding that the bytes of a page are in though it states another, empty where they may be in that: programs
    save a page in UTF-8 and leave what it says, and servers say Latin of everything."""
    if data.isascii() or not stated.startswith(LEGACY):
        return ""
    from zhibiao.reading.plausible import likelihood

    sample = telling(data)
    if unreadable(data, "utf-8") is None and THREE.search(data):
        if unreadable(data, stated) is not None:
            return "utf-8"
        ours, theirs = (likelihood(sample.decode(name, "ignore"), True) for name in ("utf-8", stated))
        return "utf-8" if ours > theirs else ""
    if stated in CANDIDATES or unreadable(data, "utf-8") is None:
        return ""
    found = likelier(data) if all(unreadable(data, name) is None for name in CANDIDATES) else CANDIDATES[0]
    text = sample.decode(found, "ignore")
    plausible = likelihood(text, found != CANDIDATES[0]) > COMMON * sum(c > "\x7f" for c in text)
    return found if plausible and unreadable(data, found) is None else ""


# Two bytes of UTF-8 for each character, and no Latin letter: 联通 in GBK is no less so than a Greek word.
IN_PAIRS = re.compile(rb"(?:[\xc2-\xdf][\x80-\xbf]|[\x00-\x40\x5b-\x60\x7b-\x7f])*")


def doubtful(data: bytes) -> bool:
    """Whether bytes that are UTF-8 are common characters of GB18030, and no Chinese character in UTF-8."""
    if len(data) > TOLD_BY or data.isascii() or not IN_PAIRS.fullmatch(data) or unreadable(data, "gb18030") is not None:
        return False
    from zhibiao.reading.plausible import likelihood

    text = data.decode("gb18030")
    written = sum(c > "\x7f" for c in text)
    return likelihood(text, False) > COMMON * written


def declared(data: bytes) -> str | None:
    """The encoding that the first bytes declare, if Python has it."""
    m = DECLARED.search(data[:DECLARED_WITHIN])
    if m is None:
        return None
    label = m[1].decode("ascii").lower()
    try:
        return LABELS.get(label) or codecs.lookup(label).name
    except LookupError:
        return None


def unreadable(data: bytes, encoding: str) -> int | None:
    """Offset of the first byte that is not in the encoding, or None."""
    try:
        data.decode(encoding)
    except UnicodeDecodeError as error:
        return error.start
    return None


def wide(data: bytes, where: str) -> str:
    """UTF-16 without a mark, told by its zero bytes and line ends; empty where a few zeros have strayed into a text of
    another encoding; anything else with zeros is no text."""
    sample = data[: DECLARED_WITHIN // 2 * 2]
    for encoding, low in (("utf-16-le", 0), ("utf-16-be", 1)):
        ascii_chars = sum(1 for i in range(0, len(sample) - 1, 2) if sample[i + 1 - low] == 0 and sample[i + low] >= 9)
        if ascii_chars and len(data) % 2 == 0 and unreadable(data, encoding) is None:
            text = data[:DECLARED_WITHIN].decode(encoding, "ignore")
            if printable(text):
                return encoding
    if data.count(0) * FEW < len(data) and any(unreadable(data, name) is None for name in ("utf-8", *CANDIDATES)):
        return ""
    raise UnreadableArticle(
        say("{where}: looks like a binary file, zero byte at {at}; save it as text", where=where, at=data.index(0))
    )


def printable(text: str) -> bool:
    """Whether a text has no control characters and is mostly Chinese, Latin and punctuation."""
    known = sum(1 for c in text if c in "\t\n\r" or " " <= c < "\x7f" or "\u2000" <= c < "\ua000" or c >= "\uff00")
    return bool(text) and known >= 0.95 * len(text)


def telling(data: bytes) -> bytes:
    """The bytes that tell an encoding: from the first beyond ASCII on, which in a page come late."""
    beyond = BEYOND.search(data)
    return data[beyond.start() : beyond.start() + TOLD_BY] if beyond else b""


def likelier(data: bytes) -> str:
    """The likelier of the legacy encodings that both fit, by how likely their characters are; GB18030 when it is even."""
    from zhibiao.reading.plausible import likelihood

    sample = telling(data)
    simplified, traditional = (sample.decode(name, "ignore") for name in CANDIDATES)
    return CANDIDATES[likelihood(traditional, True) > likelihood(simplified, False) + PREFERRED]
