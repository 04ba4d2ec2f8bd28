"""What is found in a text: offsets are half-open, into `Text.mended`. Values are `Decimal`, days `datetime.date`."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal, NamedTuple

EntityKind = Literal["ORG", "LOC", "PER", "FAC", "BRAND", "POLICY", "EVENT"]


@dataclass(frozen=True, slots=True)
class Span:
    """Characters of the mended text and the rule that found them."""

    start: int
    end: int
    text: str
    rule: str


@dataclass(frozen=True, slots=True)
class Numeral(Span):
    """A number as written. `value_to` only for a range or a vague number (`数十` = 20..90).

    `qualifier` is what the numeral itself says (`十余` over, `数十` about).
    """

    value: Decimal
    value_to: Decimal | None = None
    qualifier: str = ""


@dataclass(frozen=True, slots=True)
class Unit:
    """A canonical unit. `code` is ISO 4217 for money, UCUM where one exists, `%`, else empty; `definition` is in
    pint's syntax (`hectare / 15`), empty for a unit that converts to no other."""

    name: str
    dimension: str
    code: str = ""
    definition: str = ""


@dataclass(frozen=True, slots=True)
class Quantity(Span):
    """A numeral with its unit and qualifier, e.g. `10多个` = 10 over 个.

    `start:end` runs from the numeral (with `第` of a rank) through the unit; qualifier words outside of it
    (`超…`, `…左右`) are covered by `lead:trail`. `measure` is set where the figure itself says what it is
    (`第3位` rank, `翻一番` change, `三分之一` share); else empty and the clause decides.
    """

    value: Decimal
    value_to: Decimal | None = None
    unit: str = ""
    code: str = ""
    dimension: str = "other"
    qualifier: str = ""
    measure: str = ""
    lead: int = -1
    trail: int = -1


@dataclass(frozen=True, slots=True)
class TimeExpr(Span):
    """A time expression, unresolved: what it says, without a clock.

    `kind` names its reader in `times/`; `parts` are that reader's arguments.
    """

    kind: str
    parts: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True)
class Label(Span):
    """A numeral that is no quantity, with the reason (`date`, `ordinal`, `name`, `idiom`, `code`, …)."""

    reason: str


@dataclass(frozen=True, slots=True)
class Period:
    """Inclusive days. An as-of time has both equal. Of one that has only begun (自2023年8月28日起), `open`, nobody says the
    last day: `finish` is then as far as the text can know."""

    begin: dt.date
    finish: dt.date
    text: str = ""
    start: int = -1
    end: int = -1
    open: bool = False


class Word(NamedTuple):
    """A word of the segmenter; a tuple, because there are so many. `tag` is jieba's part of speech of the dictionary entry, `m` for a mark."""

    start: int
    end: int
    text: str
    tag: str = ""


@dataclass(frozen=True, slots=True)
class Entity(Span):
    """A named entity. `name` is its full name in this article (an alias is linked to it)."""

    type: EntityKind
    name: str = ""


@dataclass(frozen=True, slots=True)
class Marks:
    """All that is found on characters, in order of `start`, without overlaps between the three."""

    quantities: tuple[Quantity, ...] = ()
    times: tuple[TimeExpr, ...] = ()
    labels: tuple[Label, ...] = ()


@dataclass(frozen=True, slots=True)
class Rejection:
    """A numeral that made no row, with the reason."""

    span: Span
    reason: str
