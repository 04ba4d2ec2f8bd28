"""What a row of one article claims, in the words that all articles share: whose, what, against what, when, how much.

Rows with the same owner, measure, kind of unit, modality and period are a *block*; only within one are they compared. A
row without an owner, an indicator or a period is joined only with the same row of the very same sentence.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from functools import cache, lru_cache

import regex

from zhibiao.clauses.cues import ANAPHORS, GROWTH_NOUNS
from zhibiao.conversion import aliases, expression, registered
from zhibiao.facts.owners import (
    NOBODY,
    SPACES,
    Owner,
    is_nation,
    names_part,
    owner_of,
    owners,
    place_before,
    told_apart,
)
from zhibiao.facts.prints import Print, print_of, significant
from zhibiao.lexicon import load
from zhibiao.lexicon.own import of_own
from zhibiao.matching import alternation, compiled
from zhibiao.model import UnitError
from zhibiao.rows.standard import bare
from zhibiao.times import periods

# The columns of a row that a claim is made of.
READ = (
    "row subject indicator measure value value_to unit dimension qualifier basis modality attribution "
    "period_start period_end period_text text sentence indicator_std start"
).split()
GROWTH = compiled(f"(?:的)?(?:同比|环比)?(?:{alternation(GROWTH_NOUNS)}|涨幅|降幅|跌幅)$")
EDGES = regex.compile(r"^(?:累计|共计|总计|合计|共|实现|完成|达到?|为|的)+|(?:同比|环比|累计|合计|达到?|为|的)+$")
NOTHING_MORE = regex.compile(":?累计")  # the period says so
TELLING_DIGITS = 4
DISTINCT_DIGITS = 5  # of a figure that joins rows of one owner and period although one of them does not say of what
LEAST_CHARACTERS = 4  # of an indicator without an official name that tells two things apart
LEAST_SENTENCE = 20  # characters of a sentence that two articles do not both write by chance
PUNCTUATION = regex.compile(r"[\W_]+")
CLOCK = regex.compile(r"^\s*[0-9]{1,2}[:：][0-9]{2}(?![0-9])")  # that a ticker sets before its sentences
OUR_UNIT = regex.compile("zhibiao_[0-9]+")
PERSONS = ("名", "位")  # counted in these or in 人, people are the same people
BODIES = ("户", "个")  # firms and the like, counted in these or in 家


@dataclass(frozen=True, slots=True)
class Claim:
    """One row's claim. `article` is the article's id, `key` that of the store. `label` is the indicator under its
    shared name, `sure` whether it tells this thing from all others. `hint`: preliminary, revised or empty. `twin`: what
    two claims share that are of one thing although one of them names no owner; empty when it might be chance. `figure`: what
    all claims of the same figure share, of whatever
    (`restated`). `named`: whether its indicator has an official name.
    `said`: what the rows of one sentence share."""

    key: int
    article: str
    row: str
    block: str
    owner: Owner
    subject: str
    label: str
    sure: bool
    measure: str
    basis: str
    modality: str
    start: str
    end: str
    value: Decimal
    value_to: Decimal | None
    unit: str
    qualifier: str
    print: Print
    text: str
    published: str
    hint: str
    status: str
    place: int
    twin: str = ""
    official: bool = False
    figure: str = ""
    named: bool = False
    said: str = ""

    @property
    def joinable(self) -> bool:
        """Whether owner, indicator and period are known."""
        return bool(self.owner.name and self.label and self.start and self.end)

    @property
    def order(self) -> tuple[str, str, int, str]:
        """First published first; the same for any order in which articles came."""
        return self.published or "9999", self.article, self.place, self.row


@dataclass(frozen=True, slots=True)
class Setting:
    """What a claim needs of its article: key and id, publication date, digest of the text, title with the subjects of
    all rows (what tells divisions of one name apart), and whom a name stands for."""

    key: int
    article: str
    published: str
    digest: str
    context: str
    alias: Callable[[str], Owner | None] = lambda name: None


def claim_of(cells: Mapping[str, str | None], setting: Setting) -> Claim | None:
    """The claim of a row's cells (`READ` and `status`); None for one without a value or that a reviewer rejected."""
    given = {name: str(cell) for name, cell in cells.items() if cell is not None}
    if given.get("status") == "rejected" or not given.get("value"):
        return None
    try:
        value = Decimal(given["value"])
        value_to = Decimal(given["value_to"]) if given.get("value_to") else None
    except InvalidOperation:
        return None
    subject, sentence = given.get("subject", ""), given.get("sentence", "")
    measure, unit, indicator = given.get("measure", "level"), given.get("unit", ""), given.get("indicator", "")
    owner = owner_in(subject, sentence, setting) if subject else place_before(indicator)
    label, sure = label_of(indicator, given.get("indicator_std", ""), owner, subject, measure, unit)
    sure = sure and not names_part(owner, sentence)
    start, end = given.get("period_start", ""), given.get("period_end", "")
    kind, factor = kind_of(unit, given.get("dimension", "other"))
    basis = basis_of(given.get("basis", ""), start, end, setting.published)
    modality, text, qualifier = given.get("modality", "actual"), given.get("text", ""), given.get("qualifier", "")
    printed = print_of(value, value_to, text, qualifier, factor)
    until = measure == "level" and end == setting.published and reaches_now(given.get("period_text", ""))
    when = (start if start < end else "", "now") if until and end else (start, end)
    frame = measure, kind, modality, *when
    if owner.name and start and end and (label or significant(printed) >= DISTINCT_DIGITS):
        block = hashed(owner.name, owner.code, *frame)
    else:  # only the very same sentence says the very same
        said = PUNCTUATION.sub("", CLOCK.sub("", sentence))
        where = said if len(said) >= LEAST_SENTENCE else f"{setting.digest} {SPACES.sub('', subject)}"
        block = hashed(where, label, text, *frame)
    official = bool(given.get("indicator_std") and sure and start and end)
    official = official and printed.plain and bool(owner.name or not subject or subject in ANAPHORS)
    twin = twin_of(label, measure, basis, modality, start, end, unit, printed) if official and telling(printed) else ""
    return Claim(
        setting.key,
        setting.article,
        given["row"],
        block if owner.name or not twin else twin,
        *(owner, subject, label, sure, measure, basis, modality, start, end),
        *(value, value_to, unit, qualifier, printed),
        *(text, setting.published, hint_of(sentence + given.get("attribution", "")), given.get("status", "")),
        *(int(given.get("start", 0)), twin, official),
        figure=figure_of(measure, kind, printed),
        named=bool(given.get("indicator_std")),
        said=hashed(sentence, given.get("copy", "")),
    )


def figure_of(measure: str, kind: str, given: Print) -> str:
    """What claims of the same figure share; nothing of 0, which says too little."""
    if not given.value:
        return ""
    # A unit's factor may have no end: so many digits tell figures apart.
    return hashed("figure", measure, kind, f"{given.value:.12E}", f"{given.upper:.12E}")


def twin_of(*parts: str | Print) -> str:
    """What claims share that state the same figure of one thing, whoever's it is."""
    return hashed("twin", *(p if isinstance(p, str) else str(p.value.normalize()) for p in parts))


def twinned(claims: Sequence[Claim]) -> list[Claim]:
    """The claims of an article; those of a growth of few digits with the twin that its level helps to (7月份，社会消费品零售总额
    36761亿元，同比增长2.5%), and those that one sentence states twice of two (甲局10家，乙局10家) apart."""
    nth: Counter[str] = Counter()
    levels = {(c.label, c.start, c.end, c.owner): c for c in claims if c.twin and c.measure == "level"}
    found = []
    for claim in claims:
        nth[claim.block] += 1
        if not claim.joinable and nth[claim.block] > 1 and not claim.twin:
            claim = replace(claim, block=hashed(claim.block, str(nth[claim.block])))
        level = levels.get((claim.label, claim.start, claim.end, claim.owner))
        if level and claim.official and not claim.twin:
            parts = claim.label, claim.measure, claim.basis, claim.modality, claim.start, claim.end, claim.unit
            twin = twin_of(*parts, claim.print, level.print)
            claim = replace(claim, twin=twin, block=claim.block if claim.owner.name else twin)
        found.append(claim)
    return found


def telling(given: Print) -> bool:
    """Whether a figure has so many digits that two things hardly share it by chance."""
    return given.plain and significant(given) >= TELLING_DIGITS


@lru_cache(maxsize=1 << 12)
def reaches_now(words: str) -> bool:
    """Whether a period lasts until the day of publication because its words say so: 目前, 截至目前, “十四五”以来. Another article
    says the same of another day; 今天 and 8日 are days of their own."""
    return SPACES.sub("", words) in load("facts")["periods"]["now"] or words.endswith("以来")


def hashed(*parts: str) -> str:
    """A short name of the parts, the same on every machine."""
    return hashlib.blake2b("\x1f".join(parts).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def owner_in(subject: str, sentence: str, setting: Setting) -> Owner:
    """The owner that a subject means in its sentence and article."""
    if not subject:
        return NOBODY
    if said := setting.alias(subject):
        return said
    found = owner_of(subject)
    if found.reason == "nation" and not is_nation(subject, sentence):
        return NOBODY
    if not found.name:
        return told_apart(subject, setting.context)
    return found


# ------------------------------------------------------------------ what is measured


@of_own
@lru_cache(maxsize=1 << 16)
def label_of(indicator: str, std: str, owner: Owner, subject: str, measure: str, unit: str) -> tuple[str, bool]:
    """The indicator under its shared name, with what narrows it, and whether that tells it from all others.

    社零总额, 社会消费品零售总额        => 社会消费品零售总额, True
    货物吞吐量 of 我国|港口             => 港口货物吞吐量, True
    GDP of 江苏                         => 地区生产总值, True
    增速, 项目                          => 增速, False
    """
    percent = measure == "change" and unit == "%"
    label = SPACES.sub("", std) or normal(indicator, owner, subject)
    label = NOTHING_MORE.sub("", label) or label
    if owner.code.isdigit():  # of a division of China: of the country it is called by another name
        label = label.replace("国内生产总值", "地区生产总值")
    if percent:  # the growth of a thing is a change of the thing, however it is called
        label = GROWTH.sub("", label).rstrip(":的")
    if owner.rest and owner.rest not in label and not (std and owner.rest in owners()["aside"]):
        label = f"{label}:{owner.rest}" if std else owner.rest + label
    generic = label in generic_names()
    sure = not generic and (bool(std) or len(label) >= LEAST_CHARACTERS)
    return label, sure and not label.endswith(("增速", "占比", "比重"))


def normal(indicator: str, owner: Owner, subject: str) -> str:
    """An indicator without official name, without what says nothing about it."""
    phrase = SPACES.sub("", indicator)
    for name in (SPACES.sub("", subject), owner.name):
        phrase = phrase.removeprefix(name) if name and phrase != name else phrase
    return str(EDGES.sub("", bare(phrase, ""))) or phrase


def says_nothing(claim: Claim) -> bool:
    """Whether the indicator of a claim says nothing of what the figure is: none, 项目, 增速 of a sum."""
    rate = (
        claim.measure == "level"
        and claim.unit not in ("%", "百分点")
        and GROWTH.search(claim.label.removesuffix("最高"))
    )
    return not claim.label or claim.label in generic_names() or bool(rate)


def says_little(claim: Claim) -> bool:
    """Whether it says nothing, or is too short to tell two things apart: 梯队."""
    return not claim.sure or says_nothing(claim)


@cache
def generic_names() -> frozenset[str]:
    """Indicators that alone say too little."""
    return frozenset(load("facts")["indicators"]["generic"])


# ------------------------------------------------------------------ in what, against what


@of_own
@cache
def kind_of(unit: str, dimension: str) -> tuple[str, Decimal]:
    """What a unit can be compared with, and what it is in base units: 吨 and 公斤 are of one kind, 元 and 美元 are not,
    nor 人 and 人次."""
    if unit in ("%", "百分点", "") or dimension in ("temperature", "percent"):
        return unit, Decimal(1)
    if unit in PERSONS:
        return "人", Decimal(1)
    if unit in BODIES:
        return "家", Decimal(1)
    try:
        scale, source = expression(unit)
        base = registered().Quantity(scale, source).to_base_units()
    except UnitError:
        return unit, Decimal(1)
    own = {alias: name for name, alias in aliases().items()}
    kind = OUR_UNIT.sub(lambda m: own[m[0]], str(base.units))  # the number of a unit may be another one tomorrow
    return kind, Decimal(base.magnitude)


@lru_cache(maxsize=1 << 16)
def basis_of(basis: str, start: str, end: str, published: str) -> str:
    """The basis in closed form: `yoy`, `sequential`, the days of a period (2020-01-01/2020-12-31), else the thing.

    2023年 of a figure for 2024 => yoy       上半年 of one for 2024 => 2024-01-01/2024-06-30       传统模式 => 传统模式
    """
    name = str(SPACES.sub("", basis))
    if name in ("", "yoy", "sequential"):
        return name
    anchor = dt.date.fromisoformat(published) if published else None
    found = periods.find(name.removesuffix("同期"), anchor)
    if len(found) != 1 or found[0].text != name.removesuffix("同期") or found[0].open:
        return name
    first, last = found[0].begin, found[0].finish
    if start and end:
        begin, finish = dt.date.fromisoformat(start), dt.date.fromisoformat(end)
        if same_day_before(first, begin) and same_day_before(last, finish):
            return "yoy"
        if last == begin - dt.timedelta(1) and abs((last - first).days - (finish - begin).days) <= 3 and begin < finish:
            return "sequential"
    return f"{first}/{last}"


def same_day_before(first: dt.date, day: dt.date) -> bool:
    """Whether a day is the same one a year before; the last of February is the last of February."""
    return (
        first.year == day.year - 1
        and first.month == day.month
        and (first.day == day.day or (first.month == 2 and min(first.day, day.day) == 28))
    )


def hint_of(said: str) -> str:
    """What the words around a figure say of its being settled: `revised`, `preliminary` or nothing."""
    words = load("facts")["revisions"]
    for kind in ("revised", "preliminary"):
        if any(word in said for word in words[kind]):
            return kind
    return ""
