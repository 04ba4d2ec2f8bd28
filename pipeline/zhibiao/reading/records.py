"""Records → articles: which field holds what, whatever the collection calls it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, cast, get_args

from zhibiao.matching import compiled
from zhibiao.model import Article, Section, SectionKind, UnreadableArticle
from zhibiao.reading.encodings import decode
from zhibiao.reading.markup import skipped
from zhibiao.reading.metadata import day_of, described
from zhibiao.reading.notes import Notes, together
from zhibiao.reading.plain import measured
from zhibiao.reading.sources import whole
from zhibiao.wording import say

# Names under which collections carry the fields of an article, tried in order, whatever their case.
KNOWN: dict[str, tuple[str, ...]] = {
    "content": ("content", "text", "body", "article", "正文", "内容", "全文", "文本"),
    "title": ("title", "headline", "标题", "题目", "题名"),
    "date": (
        "date", "published", "publish_date", "pub_date", "pubdate", "published_at", "publish_time", "datetime", "time",
        "发布日期", "发布时间", "日期", "时间",
    ),
    "source": ("source", "media", "site", "publisher", "来源", "媒体", "报纸"),
    "byline": ("byline", "author", "authors", "作者", "记者"),
    "id": ("id", "guid", "编号", "文章编号"),
    "url": ("url", "link", "网址", "链接"),
}  # fmt: skip
DATE = compiled(
    r"\s*([12][0-9]{3})(?:[-/.年](0?[1-9]|1[0-2])[-/.月](0?[1-9]|[12][0-9]|3[01])|(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01]))(?![0-9])"
)


class Fields:
    """A field mapping: our names → the collection's; what is not mapped is known by common names.

    A name with dots looks into nested records: `data.body`. Raises `UnreadableArticle` for a name that is not ours.
    """

    def __init__(self, given: Mapping[str, str] | None = None) -> None:
        self.given = dict(given or {})
        for name in self.given:
            if name not in KNOWN:
                raise UnreadableArticle(say("{name}: no such field; give {known}", name=name, known=", ".join(KNOWN)))

    def require(self, columns: Sequence[str], where: str) -> None:
        """Raise `UnreadableArticle` when a table has no column for the text: once, not for each line."""
        if self.of(dict.fromkeys(columns, "-"), "content") is None:
            raise UnreadableArticle(
                say(
                    "{where}: no column holds the text (there are {columns}); name it with --field content=NAME",
                    where=where,
                    columns="、".join(columns)[:200],
                )
            )

    def of(self, record: Mapping[str, Any], name: str) -> Any:
        """The value of one of our fields in a record, or None."""
        if wanted := self.given.get(name):
            return nested(record, wanted)
        folded = {str(key).strip().lower(): value for key, value in record.items()}
        return next((folded[k] for k in KNOWN[name] if folded.get(k) not in (None, "")), None)


def nested(record: Any, path: str) -> Any:
    """The value under a dotted name."""
    if isinstance(record, Mapping) and path in record:
        return record[path]
    for part in path.split("."):
        if not isinstance(record, Mapping):
            return None
        record = record.get(part)
    return record


def article_of(record: Any, fields: Fields, where: str, name: str) -> Article:
    """The article of a record; a text is needed, the rest is optional. A date that cannot be read stands in
    `published_from`, and so in the `anchor_source` of articles.csv."""
    wanted = fields.given.get("content", "content")
    content = fields.of(record, "content") if isinstance(record, Mapping) else None
    content = decode(content, where) if isinstance(content, bytes) else content
    if not isinstance(content, str) or not content.strip():
        raise UnreadableArticle(
            say("{where}: needs a text field `{wanted}`; name it with --field content=NAME", where=where, wanted=wanted)
        )
    assert isinstance(record, Mapping)
    given, day, unread = fields.of(record, "id"), fields.of(record, "date"), ""
    try:
        published = date_of(day, where)
    except UnreadableArticle:  # a date less is no article less
        published, unread = None, say("date unreadable: {day!r}", day=str(day)[:40])
    notes = Notes()
    notes.add("date", bool(unread), repr(str(day)[:40]))
    for unused in unused_fields(record, fields):
        notes.add("fields", what=unused)
    sections = sections_of(record.get("sections"), len(content)) or skipped(content, notes)
    article = Article(
        whole(str(given)) if given is not None else name,
        measured(content, where),
        title=measured(str(fields.of(record, "title") or ""), where),
        published=published,
        sections=sections,
        source=whole(str(fields.of(record, "source") or "")),
        byline=whole(joined(fields.of(record, "byline"))),
        url=whole(str(fields.of(record, "url") or "")),
        published_from="" if published is None else str(record.get("date_from") or "metadata"),
        notes=together(notes_of(record.get("notes")), notes.lines()),
    )
    article = described(article, Path(name.partition("#")[0]).name)
    return replace(article, published_from="; ".join(filter(None, (article.published_from, unread))))


# Fields of our own records (`feeding`), beside those of `KNOWN`.
OURS = frozenset({"sections", "notes", "origin", "date_from"})
AGAIN = compiled(r" \([0-9]{1,9}\)$")  # behind a name that a table has for another column, too
LONG = 30  # characters: a field of so many may be text that belongs to the article


def unused_fields(record: Mapping[str, Any], fields: Fields) -> list[str]:
    """The names of fields that hold text of some length, or more fields, and are taken for nothing."""
    used = [value for name in KNOWN if (value := fields.of(record, name)) is not None]
    opened = {path.partition(".")[0] for path in fields.given.values()} | OURS
    found = []
    for name, value in record.items():
        big = isinstance(value, list | dict) and bool(value)
        if isinstance(value, str):
            rival = AGAIN.sub("", str(name).strip().lower()) in KNOWN["content"]  # of which one is read
            big = len(value) >= LONG or (rival and bool(value.strip()) and value not in used)
        if big and str(name) not in opened and not any(value is taken for taken in used):
            found.append(str(name)[:40])
    return found


def notes_of(given: Any) -> tuple[str, ...]:
    """The notes that a kept article carries."""
    return tuple(note for note in given if isinstance(note, str)) if isinstance(given, list) else ()


def joined(names: Any) -> str:
    """Names as one string."""
    return " ".join(map(str, names)) if isinstance(names, list) else str(names or "")


KINDS = get_args(SectionKind)


def sections_of(given: Any, length: int) -> tuple[Section, ...]:
    """The sections that a kept article carries: [[kind, start, end], …]; what does not fit the text is left out."""
    if not isinstance(given, list):
        return ()
    fitting = []
    for item in given:
        match item:
            case [str(kind), int(start), int(end)] if kind in KINDS and 0 <= start < end <= length:
                fitting.append(Section(cast(SectionKind, kind), start, end))
    return tuple(fitting)


def date_of(given: Any, where: str) -> dt.date | None:
    """The day of a date, a date-time or seconds since 1970, or None when none is given."""
    if given is None or given == "" or given != given:  # NaN and NaT, which tables have for nothing
        return None
    if isinstance(given, dt.datetime):
        return given.date()
    if isinstance(given, dt.date):
        return given
    if m := DATE.match(str(given)):
        day = day_of(m[1], m[2] or m[4], m[3] or m[5])
        if day is not None:
            return day
    if isinstance(given, int | float) and not isinstance(given, bool) and 0 < given < 1e13:
        return dt.datetime.fromtimestamp(given / 1000 if given > 1e11 else given, dt.UTC).date()
    raise UnreadableArticle(say("{where}: {given!r} is no date; write it as 2025-11-16", where=where, given=given))
