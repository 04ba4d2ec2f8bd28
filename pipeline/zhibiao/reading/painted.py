"""What of a PDF's text is painted so that it is seen: not over by something opaque, not in white, not at all.

A figure that was blacked out or covered with white, and another set upon it, are both in the file; PDFium gives the
characters of both, one between the other.
"""

from __future__ import annotations

import ctypes
from collections import defaultdict
from collections.abc import Sequence
from itertools import islice
from typing import Any

PALE = 248  # of 255: each of the colours of white letters
MOST_OBJECTS = 50_000  # of a page that are looked at
BAND, MOST_COVERS = 20.0, 100  # points of height that are looked at together; covers in each
LOOSE = 1.5  # points by which letters reach out of what covers them
SEGMENTS = range(4, 7)  # of a rectangle
TALL = 4.0  # points: a line covers nothing

Box = tuple[float, float, float, float]  # left, bottom, right, top


def things_on(page: Any) -> list[Any]:
    """The objects of a page, and of the forms on it."""
    return [*islice(page.get_objects(max_depth=3), MOST_OBJECTS)]


def painted_over(raw: Any, things: Sequence[Any]) -> frozenset[int]:
    """The addresses of the pieces of text, of all things on a page, upon which an opaque rectangle is painted later."""
    covers: dict[int, list[Box]] = defaultdict(list)
    found = set()
    for thing in reversed(things):
        if thing.level or thing.type not in (raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_TEXT):
            continue  # what stands inside a form has another place on the page
        if thing.type == raw.FPDF_PAGEOBJ_PATH and not opaque(raw, thing):
            continue
        if thing.type == raw.FPDF_PAGEOBJ_TEXT and not covers:
            continue
        try:
            box: Box = thing.get_bounds()
        except Exception:
            continue
        if thing.type == raw.FPDF_PAGEOBJ_TEXT:
            near = covers[int((box[1] + box[3]) / 2 // BAND)]
            if any(within(box, cover) for cover in near):
                found.add(address(thing.raw))
        elif box[3] - box[1] > TALL:
            for band in islice(range(int(box[1] // BAND), int(box[3] // BAND) + 1), 1000):
                if len(covers[band]) < MOST_COVERS:
                    covers[band].append(box)
    return frozenset(found)


def opaque(raw: Any, path: Any) -> bool:
    """Whether a path is a filled rectangle through which nothing is seen."""
    if raw.FPDFPath_CountSegments(path.raw) not in SEGMENTS or raw.FPDFPageObj_HasTransparency(path.raw):
        return False
    filled, stroked = ctypes.c_int(), ctypes.c_int()
    return (
        bool(raw.FPDFPath_GetDrawMode(path.raw, filled, stroked)) and filled.value != 0 and colour(raw, path)[3] == 255
    )


def within(box: Box, cover: Box) -> bool:
    """Whether a box lies in another, or hardly out of it."""
    left, bottom, right, top = cover
    return left - LOOSE <= box[0] and bottom - LOOSE <= box[1] and box[2] <= right + LOOSE and box[3] <= top + LOOSE


def colour(raw: Any, thing: Any) -> tuple[int, int, int, int]:
    """Red, green and blue of what fills a thing, and how solid it is, of 255; black where the file says nothing."""
    parts = [ctypes.c_uint() for _ in range(4)]
    if not raw.FPDFPageObj_GetFillColor(thing.raw, *parts):
        return 0, 0, 0, 255
    red, green, blue, solid = (part.value for part in parts)
    return red, green, blue, solid


def pale(raw: Any, text: Any) -> bool:
    """Whether a piece of text is white, seen through or not painted (as that of a scan which a program has read)."""
    if raw.FPDFTextObj_GetTextRenderMode(text.raw) in (raw.FPDF_TEXTRENDERMODE_INVISIBLE, raw.FPDF_TEXTRENDERMODE_CLIP):
        return True
    *shades, solid = colour(raw, text)
    return min(shades) >= PALE or solid == 0


def address(thing: Any) -> int:
    """Where PDFium keeps a thing, by which it is known."""
    return ctypes.cast(thing, ctypes.c_void_p).value or 0
