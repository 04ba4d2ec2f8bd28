"""Fairs and meetings, laws and plans, and what is named by its quotation marks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

import regex

from zhibiao.lexicon import load
from zhibiao.matching import alternation, compiled
from zhibiao.model import Entity, Word
from zhibiao.naming.cues import suffix_of, suffixes, words_of
from zhibiao.naming.leftwards import LONGEST
from zhibiao.naming.stretch import EDITION, MEETING, VERSION, Stretch

EVENT = compiled(alternation(load("names")["event"]["words"]) + "(?!上)")
BEFORE = compiled("第[0-9一二三四五六七八九十百]{1,4}届$")
WIDEST = 6  # characters of it


def events(text: str) -> list[Entity]:
    """Fairs and meetings, with the number of their edition: 第138届广交会, 本届|进博会."""
    found: list[Entity] = []
    for m in EVENT.finditer(text):
        start, end = m.span()
        if text[start - 1 : start] == "届" and (edition := BEFORE.search(text[max(0, start - WIDEST) : start])):
            start -= len(edition[0])
        found.append(Entity(start, end, text[start:end], "event", "EVENT", text[start:end]))
    return found


GENERIC = words_of("meeting")
FAR = 12  # words from the edition of a fair to its last
PLENARY = compiled("(?:中共)?[一二三四五六七八九十]{1,3}届[一二三四五六七八九]中全会")


def plenaries(text: str) -> Iterator[Entity]:
    """Plenary sessions of a party's committee: 二十届四中全会."""
    if "中全会" in text:
        for m in PLENARY.finditer(text):
            yield Entity(m.start(), m.end(), m[0], "plenary", "EVENT", m[0])


def fairs(stretch: Stretch) -> list[Entity]:
    """Fairs and meetings by their edition or year, with who holds them: 甲洋组织|第三十二次|领导人|会议, 2026|世界|海藻|大会."""
    table = suffixes()[0]
    text, words = stretch.text, stretch.words
    found: list[Entity] = []
    for i in stretch.at(EDITION):
        word = words[i]
        last = None
        for k in range(i + 1, min(i + 1 + FAR, len(words))):
            if words[k].text in HYPHENS and between_places(words, k):
                continue
            if words[k].end - word.start > LONGEST or words[k].start != words[k - 1].end or ends_phrase(words[k]):
                break
            if table.get(suffix_of(words[k].text)) == "EVENT":
                last = k
        if last is None:
            continue
        first = i
        while first and words[first - 1].end == words[first].start and words[first - 1].tag in ("ns", "nt"):
            first -= 1
        if first == i and last == i + 1 and words[last].text in GENERIC:
            continue  # 第二次|会议: any of them
        start, end = words[first].start, words[last].end
        found.append(Entity(start, end, text[start:end], "fair", "EVENT", text[start:end]))
    return found


HYPHENS = frozenset("-—–－")


def between_places(words: Sequence[Word], k: int) -> bool:
    """Whether a hyphen joins two places: 中国-东北亚."""
    return 0 < k < len(words) - 1 and words[k - 1].tag == "ns" == words[k + 1].tag


MEETINGS = words_of("unnumbered")


def is_meeting(text: str) -> bool:
    """Whether a word is a fair or a meeting that needs no edition."""
    return text in MEETINGS


def unnumbered(stretch: Stretch) -> list[Entity]:
    """Fairs and meetings without an edition, by who or what place holds them: 世界|互联网|大会."""
    data = load("names")["unnumbered"]
    text, words = stretch.text, stretch.words
    holders = {e.start for e in stretch.known if e.type == "ORG"}
    found: list[Entity] = []
    for i in stretch.at(MEETING):
        first, k = i, i
        while k and words[k - 1].end == words[k].start and words[i].end - words[k - 1].start <= LONGEST:
            k -= 1
            if ends_phrase(words[k]) or words[k].tag in ("v", "f"):
                break
            if words[k].tag in ("ns", "nt") or words[k].text in data["rank"] or words[k].start in holders:
                first = k
        if first < i - 1 or (first < i and words[i].text in data["place_only"] and words[first].tag == "ns"):
            start, end = words[first].start, words[i].end
            found.append(Entity(start, end, text[start:end], "fair", "EVENT", text[start:end]))
    return found


def is_edition(text: str) -> bool:
    """Whether a word numbers a fair or a meeting: 第八届, 2026."""
    return (text[0] == "第" and text[-1] in "届次") or (len(text) == 4 and text.isdigit() and text.startswith("20"))


def ends_phrase(word: Word) -> bool:
    """Whether a word belongs to no name of a fair."""
    return word.tag in ("p", "d", "r", "uj", "ul", "m", "t", "x", "c") or not word.text[0].isalnum()


NAME = "[\u4e00-\u9fffA-Za-z0-9·+-]{2,12}"


@cache
def quotations() -> regex.Pattern[str]:
    """A quoted name, and what stands after it that says what is named."""
    one_of = {key: alternation(words) for key, words in load("names")["quoted"].items()}
    return compiled(
        rf"[“‘](?P<policy>{NAME})[”’](?=(?:专项|三年|系列)?{one_of['policy']})"
        rf"|(?<={one_of['before']})[“‘](?P<thing>{NAME})[”’]"
        rf"|[“‘](?P<name>{NAME})[”’](?!{one_of['no_brand']}){one_of['thing']}?(?=累计|已|共|现|注册|[\u4e00-\u9fff]{{0,6}}[0-9])"
        rf"|[“‘](?P<route>{NAME})[”’](?=(?:[、和]?[“‘]{NAME}[”’])?(?:[两三四]?[大条个])?{one_of['route']})"
    )


def quoted(text: str) -> list[Entity]:
    """A quoted name that figures are stated of (“海贷通”累计授信3亿元), that a thing with a name follows (“甲乙丙”大通道),
    or a campaign (“甲乙丙丁”行动)."""
    if "“" not in text and "‘" not in text:
        return []
    found = []
    for m in quotations().finditer(text):
        group = m.lastgroup or "name"
        name = m[group]
        if group == "policy":
            found.append(Entity(m.start(group), m.end(group), name, "campaign", "POLICY", name))
        elif not name.isdigit() and not any(c in name for c in "一二三四五六七八九"):
            found.append(Entity(m.start(group), m.end(group), name, "quoted", "BRAND", name))
    return found


@cache
def titles() -> regex.Pattern[str]:
    """The title of a law or a plan between its marks, with the bracket that says which edition."""
    data = load("names")["title"]
    return compiled(
        rf"《(?P<name>(?P<bare>[^《》，。！？：\n]{{1,40}}?(?<![{data['no']}](?=法)){alternation(data['ends'])})(?:[（(][^（）()《》\n]{{1,16}}[)）])?)》"
    )


def policies(text: str) -> Iterator[Entity]:
    """Laws, plans and rules by their titles: 《甲州市以旧换新实施细则（2.0版）》."""
    if "《" in text:
        for m in titles().finditer(text):
            for group in ("name", "bare"):  # a bracket with a date is no part of it
                yield Entity(m.start(group), m.end(group), m[group], "title", "POLICY", m[group])


# Campaigns that numerals name: 千万工程, 八八战略; no count of works goes before them (第二十计划, 三千工程款).
CAMPAIGN = "[一二三四五六七八九十百千万两双](?:工程|行动|战略|计划)"
NUMBERED = compiled(
    f"(?<![第近约超逾数几0-9零一二三四五六七八九十百千万亿两双])[一二三四五六七八九十百千万两双]{{1,2}}{CAMPAIGN}(?![款师量部项书])"
)
WORK = compiled(CAMPAIGN)


def campaigns(text: str) -> list[Entity]:
    """Campaigns named by numerals, without quotation marks: 千万工程, 八八战略."""
    if not WORK.search(text):
        return []
    return [Entity(m.start(), m.end(), m[0], "campaign", "POLICY", m[0]) for m in NUMBERED.finditer(text)]


NUMBERED_WORK = compiled(r"[1-9]\.0(?:版)?(?:改革|行动|计划|战略|工程|方案)")
NOUNS = frozenset({"n", "vn", "nz", "j", "b"})


def is_version(text: str) -> bool:
    """Whether a word is a campaign's version: 2.0改革."""
    return text[1:3] == ".0" and NUMBERED_WORK.fullmatch(text) is not None


def versions(stretch: Stretch) -> list[Entity]:
    """Campaigns with their version, from the noun that the last verb before it belongs to: 深化|市场|采购|2.0改革."""
    words = stretch.words
    found: list[Entity] = []
    for i in filter(None, stretch.at(VERSION)):
        word = words[i]
        first = i - 1 if words[i - 1].tag == "v" and i > 1 and words[i - 2].tag in NOUNS else i
        while first and words[first - 1].end == words[first].start and words[first - 1].tag in NOUNS - {"j"}:
            first -= 1
        if first < i and words[i - 1].end == word.start:
            name = "".join(w.text for w in words[first : i + 1])
            found.append(Entity(words[first].start, word.end, name, "campaign", "POLICY", name))
    return found


BRACKETED = compiled(r"[（(](?P<inner>[\u4e00-\u9fff]{2,6})[)）]")


def bracketed(stretch: Stretch) -> list[Entity]:
    """A listed brand with the bracket that says which: 中欧班列(甲乙丙)."""
    text = stretch.text
    longer = []
    for e in stretch.known:
        if e.type == "BRAND" and (m := BRACKETED.match(text, e.end)):
            name = text[e.start : m.end()]
            longer.append(Entity(e.start, m.end(), name, "bracketed", "BRAND", name))
    return longer
