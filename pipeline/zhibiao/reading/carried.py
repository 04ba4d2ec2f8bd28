"""Control characters carried through parsers that drop them.

Trees of XML hold no control characters, and a parser of pages drops them: `36\\x168.5亿元` would come out as one figure.
Each is stood in for by a private-use character from the page to the article, so that every format says the same of it.
"""

from __future__ import annotations

import re

STANDS_FOR = 0x10FE00  # and the code: at the end of the last private-use plane, where no font has a character
CODES = [*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), *range(0x7F, 0xA0)]
AWAY = {code: STANDS_FOR + code for code in CODES} | {0xFFFE: STANDS_FOR + 0xFE, 0xFFFF: STANDS_FOR + 0xFF}
BACK = {stand_in: code for code, stand_in in AWAY.items()}
# As pages and XML write them in ASCII. Those from 128 on are other characters there, and 0 is a lost one (HTML, 13.2.5.80).
REFERENCE = re.compile("&#(?:0*([0-9]{1,3})|[xX]0*([0-9a-fA-F]{1,2}));")


def carry(page: str) -> str:
    """The page with a stand-in for each control character."""
    return REFERENCE.sub(carried, page).translate(AWAY)


def carried(reference: re.Match[str]) -> str:
    """What stands for a reference: itself, unless it is one to a control character."""
    code = int(reference[1]) if reference[1] else int(reference[2], 16)
    return chr(code) if 0 < code < 0x80 and code in AWAY else reference[0]


def restored(text: str) -> str:
    """The text with the control characters that its stand-ins stand for."""
    return text.translate(BACK)
