"""What speaks against two statements of one figure being one: each objection by itself, the cheap ones first."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Callable

import regex

from zhibiao.facts.aliases import stands_for
from zhibiao.facts.claims import Claim, reaches_now
from zhibiao.facts.kindred import kindred
from zhibiao.facts.owners import CN, SPACES, places_named
from zhibiao.facts.statements import (
    MUCH,
    TELLING,
    Likeness,
    Saying,
    clause_of,
    figures_of,
    held,
    next_clause_of,
    pairs_of,
)

FARTHEST_DAYS = 92  # between the days on which one statement is made again
SAME, MOSTLY = 0.8, 0.6  # of the pairs of characters of the shorter sentence that the other one holds
MANY, EXACT = 4, 6  # digits; so many no two things share
SIMILAR, LITTLE = 0.3, 0.2  # of the pairs of characters
SHARES = ("%", "百分点", "倍")  # that are the same of many things
WEEK = 7  # days
YEARS = 1000  # days of periods that may be rounded
OVERLAP, HALF = 0.95, 0.5  # the share of their days that two of one thing have in common; the same in one clause
AT_LEAST, AT_MOST = ("over", "at_least"), ("nearly", "under", "at_most")
BOUNDS = ("at_least", "at_most")
COUNT = regex.compile(r"[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?(?![0-9]*[年月日号时点届])")
NAMES = regex.compile("[、和与及]")
LEAST_NAME = 5  # characters of a short form that stand apart in the name
CLOSED = ("yoy", "sequential")
HERE = regex.compile("[全我该本](?:省|市|区|县|州|自治区)")


def one_sentence(one: Saying, other: Saying, _: Likeness) -> bool:
    """What one sentence, or one table, of an article states twice is two things."""
    same = one.claim.key == other.claim.key
    return same and (one.claim.said == other.claim.said or "table" in (one.section, other.section))


def far_apart(one: Saying, other: Saying, _: Likeness) -> bool:
    """Too many days between them; for 数十次, which is said every day anew, one."""
    if "about" in (one.claim.qualifier, other.claim.qualifier) and one.claim.print.value != one.claim.print.upper:
        return one.claim.published != other.claim.published
    a, b = one.claim.published, other.claim.published
    if not (a and b):
        return a != b
    return abs((dt.date.fromisoformat(a) - dt.date.fromisoformat(b)).days) > FARTHEST_DAYS


def otherwise_hedged(one: Saying, other: Saying, _: Likeness) -> bool:
    """超 and 近; two bases; a target and what was, but in the same words or of many digits."""
    a, b = one.claim, other.claim
    hedges = {a.qualifier, b.qualifier}
    if hedges & {*AT_LEAST} and hedges & {*AT_MOST}:
        return True
    bases = {a.basis, b.basis}
    return len(bases) == 2 and bool(bases & {*CLOSED}) and "" not in bases


def other_modality(one: Saying, other: Saying, alike: Likeness) -> bool:
    """What was, and an aim or a forecast, but a forecast in the same clause, and what one article says again in much the same words;
    a norm may be either."""
    kinds = {one.claim.modality, other.claim.modality}
    if said_again(one, other, alike) or (kinds == {"actual", "forecast"} and alike.clause >= SAME):
        return False
    return "actual" in kinds and len(kinds - {"norm"}) == 2


def said_again(one: Saying, other: Saying, alike: Likeness) -> bool:
    """Whether one article states a figure of three digits, or a sum of two, in much the same words, as headlines and first sentences do."""
    a = one.claim
    telling = alike.digits >= TELLING or (alike.digits > 1 and a.measure == "level" and a.unit not in SHARES)
    return bool(a.key == other.claim.key and telling and alike.words >= MOSTLY)


def one_pattern(one: Saying, other: Saying, alike: Likeness) -> bool:
    """Sentences of two articles, or clauses of one, that are of one pattern and hold other figures: 甲省 and 乙省 … 亿元，增长6.6%，
    比一季度加快1.9个百分点; 处以甲款154.1万元1.5倍的罚款 and 乙款12.1万元1.5倍的罚款."""
    here, there = (clause_of(s.sentence, s.claim.text) for s in (one, other))
    if one.claim.key != other.claim.key:
        if alike.digits < TELLING and alike.clause >= MOSTLY and other_figures(one, here, other, there):
            return True  # 2年期国债收益率上升1个基点至0.945%, 10年期国债收益率上升1个基点至1.655%
        pattern = alike.digits < MANY and alike.words >= SAME and not alike.beside
        return pattern and other_figures(one, one.sentence, other, other.sentence)
    if alike.digits == 1 and alike.words >= SAME:  # 2个志愿 … 6个专业, 8个志愿 or 志愿不限 … 6个专业
        counts, others = (set(COUNT.findall(numerals(s.sentence))) for s in (one, other))
        return bool(counts - others and others - counts) or (counts != others and not in_headline(one, other))
    return alike.digits < TELLING and alike.clause >= MUCH and other_figures(one, here, other, there)


def numerals(words: str) -> str:
    """Words with the digits that every article may write: ９０秒 as 90秒."""
    return unicodedata.normalize("NFKC", words)


def other_figures(one: Saying, words: str, other: Saying, others: str) -> bool:
    """Whether the words around both figures hold further ones, and none in common."""
    here, there = figures_of(words) - figures_of(one.claim.text), figures_of(others) - figures_of(other.claim.text)
    return bool(here and there and not here & there)


def in_headline(one: Saying, other: Saying) -> bool:
    """Whether one of two statements is a headline, which the text says again."""
    return "headline" in (one.section, other.section)


def two_limits(one: Saying, other: Saying, alike: Likeness) -> bool:
    """Limits of two digits in two sentences of an article, with no further figure in common and not the same words: 不超过三万元 of two
    provisions, 至少11家 in two stretches of days. A headline says a limit again."""
    a, b = one.claim, other.claim
    if a.key != b.key or alike.digits >= TELLING or alike.beside or alike.words >= SAME or in_headline(one, other):
        return False
    return all(c.qualifier in BOUNDS or c.modality == "norm" for c in (a, b)) and one.sentence != other.sentence


def goes_on_otherwise(one: Saying, other: Saying, alike: Likeness) -> bool:
    """The same clause behind which the same words hold another figure: 收于每吨1.16万元，涨幅1.44% and 收于每吨1.16万元，涨幅1.14%."""
    clause, another = (pairs_of(clause_of(s.sentence, s.claim.text)) for s in (one, other))
    if alike.digits >= MANY or held(clause, another, least=1) < SAME:
        return False
    here, there = (next_clause_of(s.sentence, s.claim.text) for s in (one, other))
    counts, others = (set(COUNT.findall(numerals(words))) for words in (here, there))
    if all(len(found) == 1 and len(min(found)) > TELLING for found in (counts, others)) and counts != others:
        return True  # 上涨0.3%，至62,230.48美元 and 上涨0.3%，报65,265.47美元
    if held(pairs_of(here), pairs_of(there), least=1) < SAME:
        return False
    return bool(counts and others and not counts & others)


def other_owner(one: Saying, other: Saying, alike: Likeness) -> bool:
    """Two known owners; one, and a name that may be its short form, which an article must say; places of which the other
    sentence knows nothing."""
    a, b = one.claim.owner, other.claim.owner
    if a.name and b.name:
        return (a.name, a.code, a.rest) != (b.name, b.code, b.rest) and not one_is_wrong(one, other, alike)
    if one.claim.subject == other.claim.subject != "":
        return False
    here, there = places_named(one.sentence), places_named(other.sentence)
    if not a.name and not b.name:
        return bool(here - {CN} and there - {CN} and not here & there)
    owner, subject, named = (a, other.claim.subject, there) if a.name else (b, one.claim.subject, here)
    if not owner.code and stands_for(SPACES.sub("", subject), owner.name):
        return bool(SPACES.sub("", subject) != owner.name.removesuffix("公司"))
    return bool(owner.code and named and owner.code not in named)


def one_is_wrong(one: Saying, other: Saying, alike: Likeness) -> bool:
    """Whether one of two owners may be a mistake, in much the same words: it is inherited and its sentence does not name it;
    or the other is a place that its sentence names, and itself an office or a work of that place (法国商务部); or a list of
    provinces or prefectures holds the figure, which is of six digits."""
    a, b = one.claim.owner, other.claim.owner
    here, there = places_named(one.sentence), places_named(other.sentence)
    if alike.digits >= EXACT and {a.code, b.code} <= here & there and a.code.endswith("00") and b.code.endswith("00"):
        return True
    if one.claim.key == other.claim.key and one_names_both(one, other, alike):
        return True
    if alike.words < MUCH or not alike.indicator:
        return False
    office = (a.code in there and not b.code) or (b.code in here and not a.code)
    inherited = not (names_owner(one, here) and names_owner(other, there))
    return inherited or (office and alike.beside > 0)


def one_names_both(one: Saying, other: Saying, alike: Likeness) -> bool:
    """Whether owners of one article are one name and its short form (教育局, 某区教育局; 某县南坪二中, 某县南坪镇第二中学), or one of two places stands in both
    sentences and the indicator is the same, of three digits."""
    a, b = one.claim, other.claim
    if not (a.owner.code or b.owner.code):
        short, long = sorted((a.owner.name, b.owner.name), key=len)
        form = len(short) >= LEAST_NAME and within(short, long)
        return form or long.endswith(short) or long.removesuffix("公司") == short
    here, there = places_named(one.sentence), places_named(other.sentence)
    return a.label == b.label and alike.digits >= TELLING and bool({a.owner.code, b.owner.code} & here & there)


def names_owner(given: Saying, places: frozenset[str]) -> bool:
    """Whether the sentence itself names the owner, if only as 全省 or 我市."""
    c = given.claim
    if c.owner.code.isdigit() and HERE.search(given.sentence):
        return True
    return c.owner.code in places or SPACES.sub("", c.subject) in SPACES.sub("", given.sentence)


def other_list(one: Saying, other: Saying, _: Likeness) -> bool:
    """Two lists of owners with other members: 广东、江苏、山东、浙江 and 山东、浙江."""
    lists = [frozenset(NAMES.split(SPACES.sub("", s.claim.subject))) for s in (one, other)]
    return min(map(len, lists)) > 1 and lists[0] != lists[1]


def parallel(one: Saying, other: Saying, alike: Likeness) -> bool:
    """Owners that differ before one head, each in its own sentence (城区学校, 农村学校), and indicators that do
    (城镇居民收入, 农村居民收入)."""
    a, b = (SPACES.sub("", s.claim.subject) for s in (one, other))
    stated = a and b and a in SPACES.sub("", one.sentence) and b in SPACES.sub("", other.sentence)
    if stated and alike.digits < MANY and differ_before_head(a, b):
        return True
    sum_again = one.claim.key == other.claim.key and alike.digits >= TELLING and one.claim.unit not in SHARES
    again = sum_again or said_again(one, other, alike)
    return not alike.indicator and not again and differ_before_head(one.claim.label, other.claim.label)


def differ_before_head(one: str, other: str) -> bool:
    return one[-2:] == other[-2:] and not within(one, other)


def within(one: str, other: str) -> bool:
    """Whether the characters of one of two names stand in the other in their order: 罗某公众号, 罗某个人公众号."""
    short, long = sorted((one, other), key=len)
    places = iter(long)
    return all(c in places for c in short)


def two_official(one: Saying, other: Saying, alike: Likeness) -> bool:
    """Two official names, but one name that is narrowed in two ways (国家标准:数据领域, 国家标准:发布数据领域), by the words of the other
    (零售额:城镇, 城镇消费品零售额), by words that are not in its sentence, or by one of two sentences of an article in much the same words (死亡人数, 死亡人数:儿童)."""
    if not (one.claim.named and other.claim.named) or one.claim.label == other.claim.label:
        return False
    if said_again(one, other, alike):
        return False
    if (":" in one.claim.label) != (":" in other.claim.label) and alike.indicator and alike.beside:
        return False
    if alike.digits >= TELLING and alike.telling and not all(map(names_narrowing, (one, other))):
        return False
    (a, *narrow), (b, *narrower) = (s.claim.label.split(":", 1) for s in (one, other))
    again = one.claim.key == other.claim.key and alike.words >= MUCH
    return a != b or not (kindred(narrow[0], narrower[0]) if narrow and narrower else again)


def names_narrowing(given: Saying) -> bool:
    """Whether the sentence names what narrows the official name, which then is not inherited."""
    narrow = given.claim.label.partition(":")[2]
    return narrow in SPACES.sub("", given.sentence)


def other_period(one: Saying, other: Saying, alike: Likeness) -> bool:
    """Two known periods, but those that reach to the days of two publications, one that is inherited, which may be wrong,
    in the same words, and in similar ones of an article one that lies in the other (今年, 今年年底), of four digits any."""
    a, b = one.claim, other.claim
    if not (a.start and b.start) or (a.start, a.end) == (b.start, b.end):
        return False
    if all(reaches_now(s.when) and s.claim.end == s.claim.published for s in (one, other)):
        return alike.digits < TELLING and alike.clause < SAME
    if spans_years(a, b, HALF if alike.clause >= SAME else OVERLAP) or (
        a.start == b.start and alike.beside and any(reaches_now(s.when) for s in (one, other))
    ):
        return False
    if one.when == other.when and near_days(a, b) and long_ago(a) and long_ago(b):
        return False  # 2年前, on two days
    count = a.measure == "level" and a.unit not in SHARES and alike.digits > 1 and a.label == b.label
    days = a.start == a.end and b.start == b.end  # what is counted day by day
    if count and not days and near_days(a, b) and any(until_published(s) for s in (one, other)):
        return False  # 截至7月21日晚，已有21个省份公布上半年数据 and 上半年，21个省份 …
    (start, end), (first, last) = ((c.start, c.end or "9999") for c in (a, b))
    holds = (start <= first and last <= end) or (first <= start and end <= last)
    stood = (a.start == a.end) != (b.start == b.end) and holds and a.owner.name and a.owner == b.owner
    if stood and alike.digits > 1 and a.measure == "level" and a.unit not in SHARES and alike.words >= SIMILAR:
        return False  # 截至2022年底 … 49个国家 and 过去十年 … 49个国家
    sums = a.measure == "level" and alike.digits > 1 and (a.unit not in SHARES or alike.words >= MUCH)
    if a.key == b.key and sums and ((holds and alike.words >= LITTLE) or alike.digits >= MANY):
        return False
    return days or alike.words < SAME or (names_period(one) and names_period(other))


def until_published(given: Saying) -> bool:
    """Whether a figure is of the day of publication, or of one that its article reached to."""
    c = given.claim
    return bool(c.end) and c.end == c.published


def near_days(one: Claim, other: Claim) -> bool:
    """Whether two articles are of one week."""
    days = [dt.date.fromisoformat(c.published) for c in (one, other) if c.published]
    return len(days) > 1 and abs((days[0] - days[1]).days) <= WEEK


def long_ago(given: Claim) -> bool:
    """Whether a period ended so long before its article that a week is no difference."""
    if not (given.end and given.published):
        return False
    return (dt.date.fromisoformat(given.published) - dt.date.fromisoformat(given.end)).days > FARTHEST_DAYS


def spans_years(one: Claim, other: Claim, overlap: float) -> bool:
    """Whether two periods of years are much the same: 过去5年 and “十四五”期间; `overlap`: the share that they have in common."""
    if not (one.end and other.end):
        return False
    (start, end), (first, last) = ((dt.date.fromisoformat(c.start), dt.date.fromisoformat(c.end)) for c in (one, other))
    both, either = min(end, last) - max(start, first), max(end, last) - min(start, first)
    return min(end - start, last - first).days >= YEARS and both >= either * overlap


def names_period(given: Saying) -> bool:
    """Whether the sentence itself names the period, and does not inherit it."""
    return SPACES.sub("", given.when) in SPACES.sub("", given.sentence)


Against = Callable[[Saying, Saying, Likeness], bool]
AGAINST: tuple[Against, ...] = (
    *(one_sentence, far_apart, otherwise_hedged, other_modality, two_official),
    *(one_pattern, two_limits, goes_on_otherwise, other_period, other_list, parallel, other_owner),
)


def contradict(one: Saying, other: Saying, alike: Likeness) -> bool:
    """Whether anything speaks against two statements of one figure being one."""
    return any(against(one, other, alike) for against in AGAINST)
