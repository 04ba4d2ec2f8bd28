"""The types that flow through the house, from an article to its rows.

All are frozen and slotted. Values are `Decimal`, dates are `datetime.date`, offsets are half-open.
Spans found in text (`Span` and its children) are offsets into `Text.mended`; only `Row` and `Mention`
carry offsets into the article as the user gave it.
"""

from __future__ import annotations

import datetime as dt
from array import array
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, fields
from decimal import Decimal
from functools import cached_property
from typing import Any, Literal, NamedTuple, get_args

SectionKind = Literal["headline", "body", "caption", "table", "furniture", "skipped"]
Measure = Literal["level", "change", "share", "ratio", "rank"]
Modality = Literal["actual", "target", "forecast", "norm"]
Qualifier = Literal["about", "nearly", "over", "under", "at_least", "at_most"]
EntityKind = Literal["ORG", "LOC", "PER", "FAC", "BRAND", "POLICY", "EVENT"]


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


# ------------------------------------------------------------------ article and text


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of the original text of one kind; offsets into `Article.original`. `furniture` is what a page repeats
    (running heads, page numbers): kept in the text, read for nothing. So is what is `skipped`, which may stand inside a
    line: crossed-out words, note marks, tags."""

    kind: SectionKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Article:
    """One document as the user gave it. `original` is what every row's `start:end` slices.

    `published_from` says where the date comes from when the user did not give it: `metadata`, `file name`, or a guess
    that says so (`url (guessed)`); and a date in the input that could not be read. `sections` are stretches that the format itself tells apart.
    `notes` names each construct that its reader skipped, guessed or could not read (`reading.notes`).
    """

    id: str
    original: str
    title: str = ""
    published: dt.date | None = None
    sections: tuple[Section, ...] = ()
    source: str = ""
    byline: str = ""
    url: str = ""
    published_from: str = ""
    notes: tuple[str, ...] = ()


class Sentence(NamedTuple):
    """A sentence of `Text.mended` with its place in the layout; a tuple, because there are so many."""

    start: int
    end: int
    paragraph: int
    kind: SectionKind = "body"


@dataclass(frozen=True, slots=True)
class Table:
    """A table of `Text.mended`: rows of cells as half-open offsets. `heads`: how many rows stand above a rule, 0 when
    there is none. `above`: the two blocks before it, where its title and its unit may stand."""

    rows: tuple[tuple[tuple[int, int], ...], ...]
    heads: int
    above: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Text:
    """An article's text with its newspaper lines mended.

    `origin` has one entry more than `mended`: `origin[i]` is the original offset of mended character i,
    and the last entry is the length of the original. The only place where offsets are translated.
    `repeated`: so many characters at the beginning stand in an earlier portion of the article, too (`portions`).
    """

    mended: str
    origin: array[int]
    sentences: tuple[Sentence, ...]
    tables: tuple[Table, ...] = ()
    repeated: int = 0

    def original_span(self, start: int, end: int) -> tuple[int, int]:
        """Half-open original offsets of the mended span; characters dropped at either edge stay outside."""
        if end <= start:
            return self.origin[start], self.origin[start]
        return self.origin[start], self.origin[end - 1] + 1


# ------------------------------------------------------------------ spans


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


# ------------------------------------------------------------------ the table


Giver = Literal["rules", "article", "review"]


def column(
    description: str,
    dtype: str = "str",
    of: Giver = "rules",
    editable: bool = False,
    choices: tuple[str, ...] = (),
    **options: Any,
) -> Any:
    """A dataclass field that is a column of a table.

    `description` begins with its Chinese name; `of` says what gives its cells: the rules, the article they stand in or
    a reviewer. `editable`: a reviewer may change it. `choices`: the values it may take beside the empty one, if few.
    The database, the exports, the review page and its spreadsheet know a column from this and nothing else.
    """
    told = {"description": description, "dtype": dtype, "of": of, "editable": editable, "choices": choices}
    return field(metadata=told, **options)


@dataclass(frozen=True, slots=True)
class Row:
    """One stated quantity of an article: a row of the indicator table.

    A column more is a line here and the function that fills it; README.md lists it, which a test demands.
    """

    row: str = column("行号：同文同位置恒同 stable id of this text and span")
    article: str = column("文章编号 article id: path inside the corpus or the id it carries", of="article")
    title: str = column("标题 headline", of="article", default="")
    published: dt.date | None = column("发布日期 publication date", of="article", dtype="date", default=None)
    source: str = column("来源 who published the article", of="article", default="")
    url: str = column("网址 where it was published", of="article", default="")
    byline: str = column("作者 who wrote it", of="article", default="")
    subject: str = column("主体 whose figure it is", editable=True, default="")
    indicator: str = column("指标 what is counted or measured", editable=True, default="")
    measure: str = column(
        "度量 level, change, share, ratio or rank",
        dtype="category",
        choices=get_args(Measure),
        editable=True,
        default="level",
    )
    value: Decimal | None = column("数值 exact value, scale applied", dtype="decimal", editable=True, default=None)
    value_to: Decimal | None = column("上限 upper end of a range", dtype="decimal", editable=True, default=None)
    unit: str = column("单位 canonical unit without scale", editable=True, default="")
    dimension: str = column("量纲 dimension of the unit", dtype="category", editable=True, default="other")
    qualifier: str = column(
        "限定 about, nearly, over, under, at_least, at_most", choices=get_args(Qualifier), editable=True, default=""
    )
    basis: str = column("对比基准 what a change or ratio is measured against", editable=True, default="")
    modality: str = column(
        "语态 actual, target, forecast or norm",
        dtype="category",
        choices=get_args(Modality),
        editable=True,
        default="actual",
    )
    attribution: str = column("出处 who says so", editable=True, default="")
    period_text: str = column("时期原文 the words that give the period", editable=True, default="")
    period_start: dt.date | None = column("时期起 first day", dtype="date", editable=True, default=None)
    period_end: dt.date | None = column("时期止 last day", dtype="date", editable=True, default=None)
    part_of: str = column("其中 row of the whole", editable=True, default="")
    same_as: str = column("等于 row of the same amount in another unit", editable=True, default="")
    section: str = column(
        "版面 headline, body, caption or table", dtype="category", choices=get_args(SectionKind), default="body"
    )
    text: str = column("原文 the quantity as written", default="")
    start: int = column("起 offset of the first character in the original", dtype="int", default=0)
    end: int = column("止 offset after the last character", dtype="int", default=0)
    sentence: str = column("句子 the sentence, lines mended", default="")
    confidence: float = column("置信度 0 to 1", dtype="float", default=0.0)
    rule: str = column("规则 the rule that made the row", default="")
    indicator_std: str = column(
        "规范指标 official name of the indicator, what narrows it after a colon", editable=True, default=""
    )
    checks: str = column("核对 contradictions with other rows of the article, separated by ；", default="")
    status: str = column("审核 reviewer's: accepted, corrected or rejected", of="review", default="")
    note: str = column("备注 reviewer's note", of="review", default="")


COLUMNS: tuple[str, ...] = tuple(f.name for f in fields(Row))
OF_RULES: tuple[str, ...] = tuple(f.name for f in fields(Row) if f.metadata["of"] == "rules")
OF_ARTICLE: tuple[str, ...] = tuple(f.name for f in fields(Row) if f.metadata["of"] == "article")
EDITABLE: tuple[str, ...] = tuple(f.name for f in fields(Row) if f.metadata["editable"])


@dataclass(frozen=True, slots=True)
class Mention:
    """One line of `mentions.csv`: every number, quantity, time and entity, and each numeral's fate."""

    article: str = column("文章编号 article id")
    kind: str = column("类别 quantity, time, entity or rejected")
    type: str = column("细类 dimension, kind of time, entity type or the reason of the rejection")
    text: str = column("原文 as written")
    start: int = column("起 offset in the original", dtype="int")
    end: int = column("止 offset after the last character", dtype="int")
    value: str = column("规范值 normalised value: number and unit, ISO 8601 date, range or duration, full name")
    row: str = column("行号 the row it became, if any", default="")
    rule: str = column("规则 the rule that found it", default="")


MENTION_COLUMNS: tuple[str, ...] = tuple(f.name for f in fields(Mention))


@dataclass(frozen=True)
class Result:
    """What one article became. `anchor` is the day relative times were read from, `anchor_source` its origin.

    `mentions` are listed when they are first asked for: they need the words and names of every sentence, rows do not.
    """

    article: Article
    rows: tuple[Row, ...]
    listing: Callable[[], tuple[Mention, ...]]
    anchor: dt.date | None = None
    anchor_source: str = ""

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """Every number, quantity, time and entity of the article, in order of place."""
        return self.listing()

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def __reduce__(self) -> tuple[Any, ...]:
        """Between processes a result travels with its mentions listed."""
        return Result, (self.article, self.rows, Listed(self.mentions), self.anchor, self.anchor_source)


@dataclass(frozen=True, slots=True)
class Listed:
    """Mentions that are listed already."""

    mentions: tuple[Mention, ...]

    def __call__(self) -> tuple[Mention, ...]:
        return self.mentions
