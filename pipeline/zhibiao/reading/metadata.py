"""What is known about an article beside its text: date, source, byline; a guess says that it is one.

`Article.published_from` names where the date comes from. A date that the input states as its own
(a record's field, a page's metadata) and one in the file's name are given; one out of a web address or a
document's properties is a guess and ends in `(guessed)`. Datelines are read with the text, where a year that
they leave out is found (`anchor_source` in articles.csv).
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from itertools import pairwise

from zhibiao.layout import lines_of
from zhibiao.matching import compiled
from zhibiao.model import Article
from zhibiao.reading.notes import CONTROLS, of_text, together

FILE_DATE = compiled(
    r"(?<![0-9])((?:19|20)[0-9]{2})([-_.]?)(0[1-9]|1[0-2])\2(0[1-9]|[12][0-9]|3[01])(?![0-9])"
    r"|(?<![0-9])((?:19|20)[0-9]{2})年(0?[1-9]|1[0-2])月(0?[1-9]|[12][0-9]|3[01])日"
)
# …/2025/11/16/…, …/2025-11/16/…, …/20251116/…, …/202511/16/…, …/202511/t20251116_5.html
URL_DATE = compiled(r"(?<![0-9])((?:19|20)[0-9]{2})[-/]?(0[1-9]|1[0-2])[-/]?(0[1-9]|[12][0-9]|3[01])(?![0-9])")
# The byline of a newspaper page, in its first lines.
BYLINE = compiled(
    r"(?m)^[ \t　]*(?:■|□|◎|●|本报(?:驻[\u4e00-\u9fff]{1,6})?(?:全媒体)?(?:首席)?(?:见习)?(?:通讯员|记者)|(?:文/)?(?:全媒体|首席|见习)?记者|作者|撰文|通讯员|文/)[ \t　:：]*"
    r"(?P<names>[\u4e00-\u9fff·]{2,5}(?:[ \t　、,，]+[\u4e00-\u9fff·]{2,4}){0,5})[ \t　]*$"
)
NAMES = r"(?P<names>[\u4e00-\u9fff·]{2,5}(?:[ \t　、,，]+[\u4e00-\u9fff·]{2,4}){0,5})"
# The same behind the source on its line, and in the brackets of a dateline: 来源：甲市日报　记者 林知远, 电（记者 高野）.
BYLINE_BEHIND = compiled(
    rf"(?m)^[^。\n]{{0,40}}(?:来源|稿源)[:：][^\n \t　]{{2,20}}[ \t　|｜]+(?:本报)?(?:记者|作者|通讯员)[ \t　:：]*{NAMES}[ \t　]*$"
    rf"|[电讯][ \t　]?[（(](?:本报|全媒体)?(?:记者|通讯员)[ \t　:：]*{NAMES}[）)]"
)
# 新华社北京11月16日电, 本报讯, 中新社广州10月1日电: who sends the report.
AGENCY = compiled(
    r"(?P<name>[\u4e00-\u9fff]{1,6}(?:社|网|报))[\u4e00-\u9fff]{0,12}?[0-9]{0,4}年?[0-9]{1,2}月[0-9]{1,2}日[电讯]"
)
STATED_SOURCE = compiled(
    r"(?m)^[ \t　]*(?:(?:发布时间[:：])?[0-9年月日/.:-]{8,11}[ \t　|｜]+(?:[0-9:]{4,8}[ \t　|｜]+)?)?(?:[（(])?(?:来源|稿源|文章来源|信息来源)[:：][ \t　]*(?P<name>[\u4e00-\u9fffA-Za-z0-9《》·]{2,20})"
)
ITSELF = ("本报", "本台", "本网", "本社")  # a paper that does not say its name
HEAD, FOOT = 600, 200
MOST_ABOVE = 4  # lines that may stand above a headline, or between it and the line of its day
SHORT = 0.6  # of a line of the text: a headline that nothing else sets off is no longer
DAY = r"(?P<year>(?:19|20)[0-9]{2})(?:年|[-/.])(?P<month>[0-9]{1,2})(?:月|[-/.])(?P<day>[0-9]{1,2})日?"
UNDER_HEADLINE = compiled(
    rf"(?m)^[ \t　]*(?:发布(?:时间|日期)[:：][ \t　]*)?{DAY}(?:[ \t　]+[0-9]{{1,2}}:[0-9]{{2}}(?::[0-9]{{2}})?)?"
    r"(?=[ \t　|｜]*$|[ \t　|｜]+(?:来源|稿源|作者|编辑|责编|记者))"
)
ENDING_DAY = compiled(rf"(?m)^[^，。；！？\n]{{2,30}}[（(]{DAY}[）)][ \t　]*$")
DAY_BEHIND = compiled(rf"[ \t　]*[（(]{DAY}[）)]$")  # no word of the headline
BLANK_LINE = compiled(r"\n[ \t　]*\r?\n")


def described(article: Article, file_name: str = "") -> Article:
    """The article with what its file's name, its address and its first lines say, where nothing better is known, and with
    the notes on what any text may hold. No offset counts in a title: it loses its control characters."""
    published, origin = article.published, article.published_from
    if published is None and (day := file_date(file_name)):
        published, origin = day, "file name"
    if published is None and (day := url_date(article.url)):
        published, origin = day, "url (guessed)"
    if published is None and (day := first_day(article.original)):
        published, origin = day, "first line"
    head = article.original[:HEAD]
    foot = article.original[HEAD:][-FOOT:]
    return replace(
        article,
        published=published,
        published_from=origin,
        source=article.source or source_in(head, foot),
        byline=article.byline or byline_in(head),
        title=CONTROLS.sub("", article.title),
        notes=together(article.notes, of_text(article.original, article.sections)),
    )


def file_date(name: str) -> dt.date | None:
    """A date in the file's name: 2025-11-16-port.txt, 20251116.txt, 2025年11月16日 头版.docx."""
    m = FILE_DATE.search(name)
    return day_of(m[1] or m[5], m[3] or m[6], m[4] or m[7]) if m else None


def url_date(url: str) -> dt.date | None:
    """A date in a web address: https://…/2025-11/16/c_1.htm."""
    m = URL_DATE.search(url)
    return day_of(*m.groups()) if m else None


def day_of(year: str, month: str, day: str) -> dt.date | None:
    """The day, or None when the calendar has none such."""
    try:
        return dt.date(int(year), int(month), int(day))
    except ValueError:
        return None


def byline_in(head: str) -> str:
    """The names of the byline, with spaces between: ■ 林知远 周牧 => 林知远 周牧."""
    m = BYLINE.search(head) or BYLINE_BEHIND.search(head)
    return " ".join(re.split(r"[\s　、,，]+", m["names"])) if m else ""


def source_in(head: str, foot: str = "") -> str:
    """The source that a line states at the beginning or the end, or the agency of the dateline."""
    m = STATED_SOURCE.search(head) or STATED_SOURCE.search(foot) or AGENCY.search(head)
    return m["name"] if m and m["name"] not in ITSELF else ""


def headline_in(text: str) -> str:
    """The headline that a plain text begins with: the first line set off from the text by a blank line, by what stands
    under headlines (a date, a source, a byline), or by being much shorter than a line of the text; "" when there is
    none. A caption and its credit may stand before it."""
    lines = [line for line in lines_of(text[:HEAD]) if line.kind != "furniture"]
    for k, (line, below) in enumerate(pairwise(lines)):
        words = text[line.start : line.end]
        if BYLINE.search(words) or UNDER_HEADLINE.search(words):
            continue
        if line.kind == "text" or k >= MOST_ABOVE:
            return ""
        if line.kind != "headline" or below.kind == "caption":
            continue
        under = text[below.start : below.end]
        apart = bool(BLANK_LINE.search(text, line.end, below.start)) or text[below.newline :][1:2] in ("　", " ", "\t")
        if apart or UNDER_HEADLINE.search(under) or BYLINE.search(under) or len(words) < SHORT * len(under):
            return str(DAY_BEHIND.sub("", words))
    return ""


def first_day(text: str) -> dt.date | None:
    """The day that one of the first lines states as its own: 2025-11-16　来源：甲市日报, 国际快讯（2025年12月3日）."""
    for line in lines_of(text[:HEAD])[: MOST_ABOVE + 1]:
        if m := UNDER_HEADLINE.search(text, line.start, line.end) or ENDING_DAY.search(text, line.start, line.end):
            return day_of(m["year"], m["month"], m["day"])
    return None
