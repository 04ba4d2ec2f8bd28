"""The table: its columns are the fields of `Row`. Offsets are half-open, into the article as the user gave it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, fields
from decimal import Decimal
from functools import cached_property
from typing import Any, Literal, get_args

from zhibiao.model.articles import Article, SectionKind

Measure = Literal["level", "change", "share", "ratio", "rank"]
Modality = Literal["actual", "target", "forecast", "norm"]
Qualifier = Literal["about", "nearly", "over", "under", "at_least", "at_most"]
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
