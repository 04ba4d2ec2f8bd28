"""How a numeral that is no quantity is written as a label: the shortest form that spares the rows people kept.

24小时 rejected in 24小时便利店 and 24小时便利点         24小时(?=便利)      when other rows of 24小时 stand
3号 and 12号 rejected in 3号仓 and 12号仓               {n}号(?=仓)
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product, takewhile

import regex

from zhibiao.model import Row
from zhibiao.script import simplified

NUMBER = regex.compile(r"[0-9０-９]+(?:[.．][0-9０-９]+)?|[零〇一二两三四五六七八九十百千]+")
WHOLE = regex.compile(r"[0-9０-９]{1,20}|[零〇一二两三四五六七八九十百千]{1,12}")
AROUND = 6  # characters on each side that a label may ask for
STOP = regex.compile(r"[\p{P}\p{S}\s\p{N}]")


@dataclass(frozen=True, slots=True)
class Spot:
    """A figure as it stands in its sentence: what is before it, the figure, what is after it, within `AROUND`."""

    before: str
    text: str
    after: str
    sentence: str


def spot(text: str, sentence: str) -> Spot:
    """The figure's surroundings up to the next punctuation, space or number; none where it stands more than once."""
    figure = simplified("".join(text.split()))
    if sentence.count(figure) != 1:
        return Spot("", figure, "", sentence)
    before, _, after = sentence.partition(figure)
    left = STOP.split(before[-AROUND:])[-1]
    return Spot(left, figure, STOP.split(after[:AROUND])[0], sentence)


def shape(text: str) -> str:
    """The figure with its first number left open: 12号 => {n}号; a figure without one as it is."""
    return str(NUMBER.sub("{n}", text, count=1))


@dataclass(frozen=True, slots=True)
class Form:
    """A label: its figure (`{n}` for an open number) and what must stand before and after it."""

    figure: str
    before: str = ""
    after: str = ""

    @property
    def pattern(self) -> bool:
        return bool(self.before or self.after) or "{n}" in self.figure

    @property
    def written(self) -> str:
        """As `labels` of a `zhibiao.toml` has it."""
        if not self.pattern:
            return self.figure
        figure = str(regex.escape(self.figure)).replace(r"\{n\}", "{n}")
        left = f"(?<={regex.escape(self.before)})" if self.before else ""
        return left + figure + (f"(?={regex.escape(self.after)})" if self.after else "")

    def fits(self, at: Spot) -> bool:
        """Whether the label would take this figure."""
        figure = shape(at.text) if "{n}" in self.figure else at.text
        return figure == self.figure and at.before.endswith(self.before) and at.after.startswith(self.after)


def forms(spots: Sequence[Spot]) -> list[Form]:
    """The labels that take all of these figures, from bare to what all of them have around them."""
    texts = {at.text for at in spots}
    if len(texts) > 1 and not all((m := NUMBER.match(text)) and WHOLE.fullmatch(m[0]) for text in texts):
        return []
    figure = texts.pop() if len(texts) == 1 else shape(spots[0].text)
    after, before = shared([at.after for at in spots]), shared([at.before[::-1] for at in spots])[::-1]
    return [Form(figure, left, right) for left, right in dict.fromkeys(product(("", before), ("", after)))]


def shared(texts: Sequence[str]) -> str:
    """What all the texts begin with."""
    alike = takewhile(lambda column: len(set(column)) == 1, zip(*texts, strict=False))
    return "".join(column[0] for column in alike)


def best(spots: Sequence[Spot], rows: Iterable[Row]) -> Form | None:
    """The label for these rejected figures: it takes no row that a person kept, then the fewest rows that nobody has
    looked at, then asks for the least around it, rather behind the figure, where the noun stands. None when every label
    would take a row that was kept."""
    standing = [(spot(row.text, row.sentence), bool(row.status)) for row in rows if row.status != "rejected"]

    def cost(form: Form) -> tuple[int, int, bool, int]:
        taken = [kept for at, kept in standing if form.fits(at)]
        return sum(taken), len(taken), bool(form.before), len(form.before) + len(form.after)

    found = min(forms(spots), key=cost, default=None)
    return found if found and not cost(found)[0] else None
