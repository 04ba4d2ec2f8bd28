"""Media: who brings the news and owns no figure of it. Known by a list and by how their names end.

新华社, 第一财经               listed
甲州日报, 乙都市报, 丙晚报     a newspaper's suffix
丁社, 戊网                     an agency's or a website's, before what only a reporter does
甲州日报全媒体记者, 己财经     with what its people are called
"""

from __future__ import annotations

from functools import cache, lru_cache

from zhibiao.lexicon import load
from zhibiao.lexicon.own import of_own
from zhibiao.matching import alternation, compiled
from zhibiao.model import Entity
from zhibiao.naming.gazetteer import listing

SHORTEST, LONGEST = 3, 14  # characters of a name
HAN = "[\u4e00-\u9fffA-Za-z0-9]"


@cache
def media() -> tuple[frozenset[str], tuple[str, ...], tuple[str, ...]]:
    """The listed media, the suffixes of media, and what may stand behind a name and is of the medium."""
    data = load("names")["media"]
    listed = frozenset(load("organisations")["listed"]["media"])
    return listed, tuple(data["ends"]), tuple(data["people"])


@of_own
@lru_cache(maxsize=1 << 13)
def is_media(text: str) -> bool:
    """Whether the name of an entity is that of a medium, with what its people or its service are called or without.

    新华社             => True
    甲州晚报           => True
    甲州日报全媒体记者 => True
    每经AI快讯         => True
    甲州铁路           => False
    互联网             => False
    """
    if named_so(text):
        return True
    _, _, people = media()
    for _ in range(3):  # 甲州日报|全媒体|记者
        if not text.endswith(people):
            break
        text = next((text.removesuffix(p) for p in people if text.endswith(p) and len(text) > len(p) + 1), text)
    return named_so(text)


def named_so(text: str) -> bool:
    """Whether a name is listed as a medium's or ends as media's do; the longest ending decides (财联社, but not 联社)."""
    listed, suffixes, _ = media()
    if text in listed:
        return True
    if not text.endswith(suffixes) or text in listing()["ORG"] or len(text) < SHORTEST or text in suffixes:
        return False
    longest = max((len(s) for s in suffixes if text.endswith(s)), default=0)
    return longest > max((len(s) for s in NO_MEDIUM if text.endswith(s)), default=0)


# What ends as media do and is none.
NO_MEDIUM = tuple(load("names")["media"]["no"])
# A name in the place of one who brings the news: before 记者 or 讯, behind 来源：, before its date and 电.
BRINGS = compiled(
    rf"(?:(?<=^)|(?<=[。！？\n，,；（(：:”\s据]))(?P<name>{HAN}{{1,10}}{alternation(load('names')['media']['ends'])})"
    rf"(?={alternation(load('names')['media']['people'])}|讯|[^。！？\n]{{0,8}}[0-9]{{1,2}}日(?:电|讯|消息|报道)|报道|消息|[（(]记者|[（(]www)"
)
SOURCE = compiled(rf"(?:来源|转自|稿源|原载)[：:丨|]\s?《?(?P<name>{HAN}{{2,12}})")
RUBRIC = compiled(r"^(?P<name>[\u4e00-\u9fff]{1,4}(?:AI)?快讯)(?=[，,：:])", 0)
EVERYDAY = compiled("[你我他她它]|互联|电信|官方|本报|本网|该|有关|多家|媒体|记者|据|的|在|由|对")


def proper(name: str) -> str:
    """The listed medium that a run of characters ends with, else the run: 摄|澎湃新闻."""
    listed, _, _ = media()
    return next((name[k:] for k in range(1, len(name) - 1) if name[k:] in listed), name)


def bringing(text: str) -> list[Entity]:
    """The media of a text by the place in which their names stand, whatever words they are made of."""
    found: list[Entity] = []
    if any(mark in text for mark in ("记者", "讯", "电", "报道", "消息", "来源", "转自")):
        for pattern in (BRINGS, SOURCE):
            for m in pattern.finditer(text):
                name = proper(m["name"])
                if SHORTEST <= len(name) <= LONGEST and is_media(name) and not EVERYDAY.search(name):
                    found.append(Entity(m.end("name") - len(name), m.end("name"), name, "media", "ORG", name))
    if m := RUBRIC.match(text):
        found.append(Entity(m.start("name"), m.end("name"), m["name"], "media", "ORG", m["name"]))
    return found
