"""What a style says of a text, in the words of CSS: crossed out, hidden, raised, of which colour and on which."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from zhibiao.matching import compiled

LINE_THROUGH = compiled("(?i)line-through")
SHIFTED = compiled(r"(?i)vertical-align\s*:\s*(super|sub)\b")
SAID = compiled(
    r"(?i)(?<![\w-])(?P<name>display|filter|order|float|position|flex-direction|unicode-bidi|(?:content-)?visibility|opacity|font-size|left|top|right|text-indent|margin-left|clip|clip-path|transform"
    r"|color|background(?:-color|-image)?|(?:-webkit-)?background-clip)\s*:\s*(?P<value>[^;!\"']{1,80})(?P<weighty>!\s*important)?",
)
CONTENT = compiled(r"(?i)(?<![\w-])content\s*:\s*([^;]{1,400})")  # put before or behind an element
TELLING = (LINE_THROUGH, SHIFTED, SAID, CONTENT)
# Seen through, beside the page or cut off, for programs that read aloud: so is all that is inside.
BESIDE = compiled(r"-\s*[0-9]{3,7}(?:\.[0-9]*)?(?:px|em|pt|rem)")
FAR = compiled(r"-\s*[0-9]{4,7}(?:\.[0-9]*)?(?:px|em|pt|rem)")  # of a block: some slide in, but none from so far
GONE = {
    "opacity": compiled(r"(?:0+(?:\.0*)?|\.0+)%?\s*\Z"),
    "clip": compiled(r"rect\(\s*[01](?:px)?[\s,)]"),
    "clip-path": compiled(r"inset\(\s*(?:50|100)%"),
    "transform": compiled(r"scale\(\s*0\s*[,)]|translate(?:x|y|3d)?\([^)]{0,20}-\s*[0-9]{3,7}(?:px|em|rem)"),
    "filter": compiled(r"opacity\(\s*(?:0+(?:\.0*)?|\.0+)%?\s*\)"),
    **dict.fromkeys(("left", "top", "right", "text-indent", "margin-left"), BESIDE),
}
# Without a size; what is inside may have one of its own.
TINY = compiled(r"(?:(?:0+(?:\.0*)?|\.0+)(?:px|pt|em|rem|%)?|(?:0?\.[0-9]{1,9}|1(?:\.0*)?)\s*p[xt])\s*\Z")

Shade = tuple[int, int, int]  # red, green, blue, of 255
WHITE: Shade = (255, 255, 255)
NAMED = {"white": WHITE, "snow": (255, 250, 250), "ivory": (255, 255, 240), "whitesmoke": (245, 245, 245)}
HEX = compiled("#([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})(?![0-9a-f])")
HSL = compiled(
    r"hsla?\(\s*[0-9.]{1,9}(?:deg)?[\s,]+[0-9.]{1,9}%[\s,]+([0-9]{1,3})(?:\.[0-9]*)?%\s*(?:[,/]\s*([0-9.]{1,9})\s*)?\)"
)
RGB = compiled(r"rgba?\(\s*([0-9]{1,3})[\s,]+([0-9]{1,3})[\s,]+([0-9]{1,3})\s*(?:[,/]\s*([0-9.]{1,9})\s*)?\)")
CLEAR = "clear"  # through which the ground is seen
ALIKE = 8  # of 255: nobody tells two shades apart that differ by less


@lru_cache(maxsize=4096)
def values(look: str) -> Mapping[str, str]:
    """The value of each property that tells something: the last, but an important one before it."""
    said: dict[str, str] = {}
    weighty = set()
    for m in SAID.finditer(look):
        name = m["name"].lower()
        if m["weighty"] or name not in weighty:
            said[name] = m["value"].strip().lower()
        if m["weighty"]:
            weighty.add(name)
    return said


def hidden(look: str) -> bool:
    """Whether what is said of an element takes it off the page."""
    said = values(look)
    empty = {said.get("visibility"), said.get("content-visibility")} & {"hidden", "collapse"}
    return said.get("display") == "none" or bool(empty)


def gone(look: str) -> bool:
    """Whether an element is seen through, stands beside the page, or is cut off."""
    return any(name in GONE and GONE[name].match(value) is not None for name, value in values(look).items())


def far(look: str) -> bool:
    """Whether an element stands farther beside the page than what slides in."""
    return any(GONE.get(name) is BESIDE and FAR.match(value) is not None for name, value in values(look).items())


def unseen(look: str, bare: bool) -> bool:
    """Whether an element inside a line is not to be seen. `bare`: nothing is said of what is inside it."""
    size = values(look).get("font-size")
    faint = size is not None and TINY.match(size) is not None
    return hidden(look) or gone(look) or (bare and (faint or see_through(look)))


def reordered(look: str) -> bool:
    """Whether what is inside an element is shown in another order, or another place, than it is written in."""
    said = values(look)
    return (
        said.get("unicode-bidi") in ("bidi-override", "isolate-override")
        or said.get("flex-direction", "").endswith("reverse")
        or said.get("order", "0") != "0"
        or said.get("float") in ("left", "right")
        or said.get("position") in ("absolute", "fixed")
    )


def see_through(look: str) -> bool:
    """Whether letters have no colour of their own; some show their background (`background-clip: text`)."""
    cut_out = any(name.endswith("background-clip") and value == "text" for name, value in values(look).items())
    return shade(values(look).get("color", "")) == CLEAR and not cut_out


def white_alone(look: str) -> bool:
    """Whether letters are white and nothing is said of what is behind them."""
    return shade(values(look).get("color", "")) == WHITE and not ground(look)


def ground(look: str) -> str:
    """What is said of what is behind the letters, empty for nothing; a picture before a colour."""
    said = values(look)
    told = (said.get(name, "") for name in ("background-image", "background", "background-color"))
    return next((value for value in told if value not in ("", "none", "inherit", "initial", "unset")), "")


def shade(said: str) -> Shade | str:
    """A colour as CSS writes it; `CLEAR` for one that is none, empty for what is not known (a picture, a variable)."""
    said = said.strip().lower()
    if said == "transparent":
        return CLEAR
    if "url(" in said or "gradient(" in said:
        return ""
    if m := HEX.search(said):
        digits = m[1] if len(m[1]) > 4 else "".join(c * 2 for c in m[1])
        red, green, blue, *solid = (int(digits[k : k + 2], 16) for k in range(0, len(digits), 2))
        return CLEAR if solid == [0] else (red, green, blue)
    if m := RGB.search(said):
        clear = m[4] is not None and m[4].strip("0.") == ""
        return CLEAR if clear else (int(m[1]), int(m[2]), int(m[3]))
    if (m := HSL.search(said)) and (m[2] is None or m[2].strip("0.")) and m[1] in ("0", "100"):  # else by the hue
        return WHITE if m[1] == "100" else (0, 0, 0)
    return NAMED.get(said.partition(" ")[0], "")


def alike(one: Shade | str, other: Shade | str) -> bool:
    """Whether two colours look the same."""
    if isinstance(one, str) or isinstance(other, str):
        return False
    return all(abs(a - b) < ALIKE for a, b in zip(one, other, strict=True))
