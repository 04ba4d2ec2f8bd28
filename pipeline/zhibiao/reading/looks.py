"""What a style says of a text, in the words of CSS: crossed out, hidden, raised, of which colour and on which."""

from __future__ import annotations

import re

LINE_THROUGH = re.compile("line-through", re.IGNORECASE)
SHIFTED = re.compile(r"vertical-align\s*:\s*(super|sub)\b", re.IGNORECASE)
SHOWN = re.compile(r"(?<![\w-])(display|(?:content-)?visibility)\s*:\s*([a-z-]+)(\s*!\s*important)?", re.IGNORECASE)
# Seen through, beside the page or cut off, for programs that read aloud: so is all that is inside.
GONE = re.compile(
    r"(?<![\w-])(?:opacity\s*:\s*0(?:\.0*)?(?![.\d])|(?:left|top|right|text-indent|margin-left)\s*:\s*-\s*[0-9]{3,7}(?:px|em|pt|rem)"
    r"|clip\s*:\s*rect\(\s*[01](?:px)?[\s,)]|clip-path\s*:\s*inset\(\s*(?:50|100)%|transform\s*:\s*scale\(\s*0\s*[,)])",
    re.IGNORECASE,
)
# Of a block: pages let blocks fade in and slide in, but none from so far.
FAR = re.compile(
    r"(?<![\w-])(?:left|top|right|text-indent|margin-left)\s*:\s*-\s*[0-9]{4,7}(?:px|em|pt|rem)", re.IGNORECASE
)
# Without a size; what is inside may have one of its own.
SIZE = re.compile(
    r"(?<![\w-])font-size\s*:\s*(?:0+(?:\.0*)?(?![.\d])|(?:0?\.[0-9]{1,9}|1(?:\.0*)?)\s*p[xt])", re.IGNORECASE
)
COLOUR = re.compile(r"(?<![\w-])color\s*:\s*([^;!]{1,60})", re.IGNORECASE)
GROUND = re.compile(r"(?<![\w-])background(?:-color|-image)?\s*:\s*([^;!]{1,60})", re.IGNORECASE)
CUT_OUT = re.compile(r"background-clip\s*:\s*text", re.IGNORECASE)  # letters that show their background
TELLING = (LINE_THROUGH, SHIFTED, SHOWN, GONE, FAR, SIZE, COLOUR, GROUND)

Shade = tuple[int, int, int]  # red, green, blue, of 255
WHITE: Shade = (255, 255, 255)
NAMED = {"white": WHITE, "snow": (255, 250, 250), "ivory": (255, 255, 240), "whitesmoke": (245, 245, 245)}
HEX = re.compile("#([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})(?![0-9a-f])")
RGB = re.compile(r"rgba?\(\s*([0-9]{1,3})[\s,]+([0-9]{1,3})[\s,]+([0-9]{1,3})\s*(?:[,/]\s*([0-9.]{1,9})\s*)?\)")
CLEAR = "clear"  # through which the ground is seen
ALIKE = 8  # of 255: nobody tells two shades apart that differ by less


def hidden(look: str) -> bool:
    """Whether what is said of an element takes it off the page; the last word holds, and before it an important one."""
    last: dict[str, str] = {}
    weighty = set()
    for m in SHOWN.finditer(look):
        name = m[1].lower()
        if m[3] or name not in weighty:
            last[name] = m[2].lower()
        if m[3]:
            weighty.add(name)
    empty = {last.get("visibility"), last.get("content-visibility")} & {"hidden", "collapse"}
    return last.get("display") == "none" or bool(empty)


def unseen(look: str, bare: bool) -> bool:
    """Whether an element inside a line is not to be seen. `bare`: nothing is said of what is inside it."""
    return (
        hidden(look) or GONE.search(look) is not None or (bare and (SIZE.search(look) is not None or see_through(look)))
    )


def see_through(look: str) -> bool:
    """Whether letters have no colour of their own."""
    return shade(last_of(COLOUR, look)) == CLEAR and not CUT_OUT.search(look)


def white_alone(look: str) -> bool:
    """Whether letters are white and nothing is said of what is behind them."""
    return shade(last_of(COLOUR, look)) == WHITE and not GROUND.search(look)


def last_of(pattern: re.Pattern[str], look: str) -> str:
    """The last value that a look gives a property, empty for none."""
    said = ""
    for m in pattern.finditer(look):
        said = m[1]
    return said


def shade(said: str) -> Shade | str:
    """A colour as CSS writes it; `CLEAR` for one that is none, empty for what is not known (a picture, a variable)."""
    said = said.strip().lower()
    if said == "transparent":
        return CLEAR
    if m := HEX.search(said):
        digits = m[1] if len(m[1]) > 4 else "".join(c * 2 for c in m[1])
        red, green, blue, *solid = (int(digits[k : k + 2], 16) for k in range(0, len(digits), 2))
        return CLEAR if solid == [0] else (red, green, blue)
    if m := RGB.search(said):
        clear = m[4] is not None and m[4].strip("0.") == ""
        return CLEAR if clear else (int(m[1]), int(m[2]), int(m[3]))
    return NAMED.get(said.partition(" ")[0], "")


def alike(one: Shade | str, other: Shade | str) -> bool:
    """Whether two colours look the same."""
    if isinstance(one, str) or isinstance(other, str):
        return False
    return all(abs(a - b) < ALIKE for a, b in zip(one, other, strict=True))
