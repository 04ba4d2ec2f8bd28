"""Office documents are archives of XML: what they unpack to and how far their cells reach is looked at before a library
builds a tree of it."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import PurePosixPath

from zhibiao.model import UnreadableArticle
from zhibiao.reading.archives import BOMB_RATIO, BOMB_SIZE, DAMAGED
from zhibiao.reading.sources import LARGEST_DOCUMENT
from zhibiao.wording import say

MOST_PARTS = 10_000
LARGEST_XML = 100_000_000  # bytes of all XML together: a tree of it takes ten times as much memory
WIDEST = 1_000  # columns that one cell of a table covers: Word has 63
SPAN = re.compile(rb"""<w:grid(?:Span|Before|After)\b[^<>]{0,200}?val\s*=\s*["']\s*\+?0*([0-9]+)""")
CHUNK = 1_000_000


def check_package(data: bytes, where: str) -> None:
    """Raise `UnreadableArticle` for a document whose parts, taken together or one by one, are out of proportion, and for
    cells that cover more columns than a table has. Bytes that are no archive are left to the reader's own error."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = package.infolist()
            check_sizes(parts, len(data), where)
            for part in parts:
                if PurePosixPath(part.filename).suffix == ".xml" and part.filename.startswith("word/"):
                    check_spans(package, part, where)
    except (OSError, ValueError, RuntimeError, *DAMAGED):
        return


def check_sizes(parts: list[zipfile.ZipInfo], packed: int, where: str) -> None:
    """The number of parts and what they say they unpack to; several may share their bytes."""
    xml = sum(part.file_size for part in parts if part.filename.endswith((".xml", ".rels")))
    unpacked = sum(part.file_size for part in parts)
    if len(parts) > MOST_PARTS or xml > LARGEST_XML or unpacked > max(BOMB_SIZE, BOMB_RATIO * packed, LARGEST_DOCUMENT):
        raise UnreadableArticle(
            say(
                "{where}: {n} parts that unpack to {size} MB, out of proportion; save the text of it",
                where=where,
                n=len(parts),
                size=unpacked // 1000000,
            )
        )


def check_spans(package: zipfile.ZipFile, part: zipfile.ZipInfo, where: str) -> None:
    """The columns that the cells of a part cover, looked at piece by piece."""
    before = b""
    with package.open(part) as stream:
        while piece := stream.read(CHUNK):
            widest = max((wide(m[1]) for m in SPAN.finditer(before + piece)), default=0)
            if widest > WIDEST:
                raise UnreadableArticle(
                    say(
                        "{where}: a table cell spans {widest} columns, which cannot be; mend it in Word or save the text of it",
                        where=where,
                        widest=widest,
                    )
                )
            before = piece[-300:]


def wide(digits: bytes) -> int:
    """A number of columns; one of many digits is too many anyway."""
    return int(digits[:9])
