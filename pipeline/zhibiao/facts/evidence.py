"""What speaks for two statements of one figure being one: each reason by itself, the surest first."""

from __future__ import annotations

from itertools import pairwise

from zhibiao.clauses.cues import ANAPHORS
from zhibiao.facts.objections import (
    BOUNDS,
    CLOSED,
    EXACT,
    LITTLE,
    MANY,
    MOSTLY,
    SAME,
    SHARES,
    SIMILAR,
    near_days,
    said_again,
    within,
)
from zhibiao.facts.odds import ENOUGH, UNLIKE, odds, shared
from zhibiao.facts.owners import SPACES, places_named
from zhibiao.facts.statements import MUCH, TELLING, Likeness, Saying, clause_of, pairs_of

SOME = 0.4  # of the pairs of characters of the shorter sentence that the other one holds
UNIQUE = 8  # digits that nothing else in the world has
LEAST_SURE = 10  # what is weighed comes behind all reasons
NOUN = 2  # characters behind a figure that say what is counted
LIST = 3  # further figures that two sentences do not both hold by chance
LEAST_NAME = 3  # characters of a name that two articles hardly give to two things


def evidence(one: Saying, other: Saying, alike: Likeness) -> float:
    """How much speaks for two statements of one figure that do not contradict each other being one; 0 for too little."""
    if alike.digits >= UNIQUE or any(same(one, other, alike) for same in (same_sentence, clause_again, said_again)):
        return 5 + alike.words
    if akin(one, other, alike):
        for strength, speaks in FOR:
            if speaks(one, other, alike):
                return strength + alike.words
        if may_be_weighed(one, other, alike):
            weight = odds(one, other, alike)
            return weight / LEAST_SURE if weight > ENOUGH else 0
    return 0


def may_be_weighed(one: Saying, other: Saying, alike: Likeness) -> bool:
    """Whether two statements are of two articles, of no two owners, though one be inherited, and of no two indicators; and no limit
    beside what was (罚款1万元 and 一万元以下罚款)."""
    a, b = one.claim, other.claim
    owners = a.owner.name and b.owner.name and a.owner != b.owner
    limit = (a.qualifier in BOUNDS) != (b.qualifier in BOUNDS)
    if a.key == b.key or owners or limit or not related(one, other):
        return False
    return not two_things(one, other, alike) and not two_actors(one, other)


def two_actors(one: Saying, other: Saying) -> bool:
    """Whether each clause names whose its figure is, and the names are two: 原油主力合约跌超13%, 液化气跌超13%."""
    names = [SPACES.sub("", s.claim.subject) for s in (one, other)]
    here = (SPACES.sub("", clause_of(s.sentence, s.claim.text)) for s in (one, other))
    return all(name and name in clause for name, clause in zip(names, here, strict=True)) and not within(*names)


def two_things(one: Saying, other: Saying, alike: Likeness) -> bool:
    """Whether each sentence names its indicator, and neither says all that the other says: 进口, 出口."""
    return not alike.indicator and all(
        s.claim.label and s.claim.label in SPACES.sub("", s.sentence) for s in (one, other)
    )


def same_sentence(one: Saying, other: Saying, alike: Likeness) -> bool:
    same = alike.words >= SAME and alike.clause >= SOME
    return same and related(one, other) and not two_things(one, other, alike)


def clause_again(one: Saying, other: Saying, alike: Likeness) -> bool:
    """A sum of three digits, or with a hedge, that one article states twice in much the same clause, whoever acts:
    致某中心损失180余万元."""
    a, b = one.claim, other.claim
    again = a.key == b.key and alike.clause >= MOSTLY and alike.indicator and a.unit not in SHARES and not ranges(one)
    return again and (alike.digits >= TELLING or (alike.digits > 1 and a.qualifier == b.qualifier != ""))


def related(one: Saying, other: Saying) -> bool:
    """Whether the indicators may be of one thing: they share a character, or one of them says little."""
    a, b = one.claim, other.claim
    return bool(set(a.label) & set(b.label)) or not (a.sure and b.sure)


def telling_indicator(one: Saying, other: Saying, alike: Likeness) -> bool:
    """An indicator that tells the thing from others, and three digits or much the same words."""
    if not (alike.indicator and one.claim.sure and other.claim.sure):
        return False
    return alike.digits >= TELLING or (alike.words >= MUCH and alike.clause >= SOME)


def six_digits(one: Saying, other: Saying, alike: Likeness) -> bool:
    return alike.digits >= EXACT and (alike.indicator or not (one.claim.sure and other.claim.sure))


def figures_beside(one: Saying, other: Saying, alike: Likeness) -> bool:
    """Another figure that both sentences hold, for a single digit two or much the same clause."""
    if not alike.beside:
        return False
    if alike.indicator and alike.words >= SOME:
        several = alike.beside > 1 or alike.clause >= MOSTLY
        return alike.digits > 1 or (several and one.claim.key != other.claim.key)
    hedged = one.claim.qualifier and one.claim.qualifier == other.claim.qualifier
    return alike.digits > 1 and alike.words >= (SOME if hedged else MUCH) and related(one, other)


def several_beside(one: Saying, other: Saying, alike: Likeness) -> bool:
    """Two further figures that both sentences hold, in one article beside one of the same subject and indicator; or a figure of three digits beside one of three; whatever the words."""
    if alike.digits == 1 or not alike.words or not related(one, other):
        return False
    a, b = one.claim, other.claim
    several = alike.beside > 1 and (a.key != b.key or (a.subject, a.label) == (b.subject, b.label))
    return several or (alike.digits >= TELLING and alike.telling)


def one_release(one: Saying, other: Saying, alike: Likeness) -> bool:
    """The same official indicator against the same basis, of one owner as far as is known, in one article or within a week,
    where nothing says another period."""
    a, b = one.claim, other.claim
    same = a.named and b.named and a.label == b.label and a.basis == b.basis in CLOSED
    near = a.key == b.key or (a.owner.name and a.owner == b.owner and near_days(a, b))
    return bool(same and near and alike.digits > 1 and alike.words >= LITTLE)


def one_sum(one: Saying, other: Saying, alike: Likeness) -> bool:
    """A figure of three digits that one article states twice, of one owner and period or of indicators that have a word in common."""
    a, b = one.claim, other.claim
    if a.key != b.key or alike.digits < TELLING or ranges(one) or alike.words < LITTLE:
        return False
    if a.owner.name and a.owner == b.owner and (a.start, a.end) == (b.start, b.end):
        return len(set(a.label) & set(b.label)) > 1
    return a.unit not in SHARES and bool(words_of(a.label) & words_of(b.label))


def one_day(one: Saying, other: Saying, alike: Likeness) -> bool:
    """A figure of three digits of subjects of one name and of one period, which two articles of a week state; of a name that is no
    place two digits, on one day."""
    a, b = one.claim, other.claim
    same = min(len(a.subject), len(b.subject)) >= LEAST_NAME and within(a.subject, b.subject)
    if alike.digits > 1 and a.published == b.published and a.unit == b.unit and not a.owner.code and a.key != b.key:
        return same and related(one, other) and a.unit not in SHARES and not ranges(one)
    when = (a.start, a.end) == (b.start, b.end) != ("", "") and near_days(a, b)
    return (
        same and when and alike.digits >= TELLING and a.unit not in SHARES and related(one, other) and not ranges(one)
    )


def same_sum(one: Saying, other: Saying, alike: Likeness) -> bool:
    """A sum in 万 or 亿 of one actor under indicators that have half of their characters in common, in two articles whose sentences
    name the actor: 中兴 … 10亿美元的罚金 and 中兴公司 … 10亿美金的罚款. Of a place there are many such sums."""
    a, b = one.claim, other.claim
    if (
        a.key == b.key
        or a.owner.code
        or b.owner.code
        or a.unit != b.unit
        or {a.qualifier, b.qualifier} - {a.qualifier, "about"}
    ):
        return False
    if a.unit in SHARES or ranges(one) or not a.print.scaled:
        return False
    short, long = sorted((SPACES.sub("", c.subject) for c in (a, b)), key=len)
    named = short and all(short in SPACES.sub("", s.sentence) for s in (one, other))
    return bool(
        named
        and short not in ANAPHORS
        and long.removesuffix("公司") == short.removesuffix("公司")
        and shared(a.label, b.label) >= UNLIKE
    )


def same_thing(one: Saying, other: Saying, alike: Likeness) -> bool:
    """A size of two digits of one owner under one indicator in similar sentences, also one that says little (国家和地区); or of a
    subject that both sentences name."""
    a, b = one.claim, other.claim
    if (
        alike.digits == 1
        or a.measure != "level"
        or a.unit in SHARES
        or ranges(one)
        or a.label != b.label
        or not a.label
    ):
        return False
    if a.owner.name and a.owner == b.owner:
        return alike.words >= SIMILAR and (near_days(a, b) or bool(a.start and b.start))
    same = len(a.subject) >= LEAST_NAME and a.subject == b.subject and a.unit == b.unit
    return same and all(a.subject in s.sentence for s in (one, other))


def many_beside(one: Saying, other: Saying, alike: Likeness) -> bool:
    """Three further figures that two articles hold beside one of two digits, whatever is said of it."""
    return alike.beside >= LIST and alike.digits > 1 and one.claim.key != other.claim.key


def same_noun(one: Saying, other: Saying, alike: Likeness) -> bool:
    """A count of two digits before the same noun in much the same clause of two articles of a week, whatever the indicators: 美国…提出的
    28点|新计划."""
    a, b = one.claim, other.claim
    if alike.digits == 1 or alike.clause < MOSTLY or a.key == b.key or a.measure != "level" or ranges(one):
        return False
    return near_days(a, b) and bool(nouns_behind(one) & nouns_behind(other))


def nouns_behind(given: Saying) -> frozenset[str]:
    """The characters right behind each place of a figure in its sentence."""
    behind = (piece[:NOUN] for piece in given.sentence.split(given.claim.text)[1:])
    return frozenset(piece for piece in behind if len(piece) == NOUN and piece.isalpha())


def words_of(label: str) -> frozenset[str]:
    """The pairs of characters of an indicator."""
    return frozenset(map("".join, pairwise(label)))


def same_clause(one: Saying, other: Saying, alike: Likeness) -> bool:
    """Four digits in similar sentences, or two in much the same clause; not 数十."""
    if not alike.indicator or ranges(one):
        return False
    return (alike.digits >= MANY and alike.words >= SOME) or (alike.digits > 1 and alike.clause >= MOSTLY)


def counted(one: Saying, other: Saying, alike: Likeness) -> bool:
    """What is counted, not a share: in one article in similar words; in two if owner or subject are the same, or the figure
    has three digits."""
    a, b = one.claim, other.claim
    if not alike.indicator or ranges(one) or a.measure != "level":
        return False
    if a.key == b.key:
        if a.unit in SHARES:
            return alike.digits > 1 and alike.words >= LITTLE and a.subject == b.subject != ""
        same = a.label == b.label != "" and (alike.words >= SIMILAR or a.subject == b.subject != "")
        if alike.digits == 1 and not a.subject and not b.subject and only_the_noun(one, other):
            return False
        return alike.words >= LITTLE and (alike.digits > 1 or alike.clause >= SOME or same)
    if alike.digits == 1 or alike.words < LITTLE:
        return alike.digits >= TELLING and a.unit not in SHARES and near_days(a, b)
    if alike.beside and a.unit not in SHARES:
        return True
    sure = a.sure and b.sure
    if sure and a.owner.name and b.owner.name:
        return True
    return a.unit not in SHARES and (alike.digits >= TELLING or (sure and same_name(a.subject, b.subject)))


def only_the_noun(one: Saying, other: Saying) -> bool:
    """Whether two sentences have nothing in common but the noun that is counted: 另外2篇文章40分钟, 写作：2篇文章。"""
    noun = pairs_of(f"{one.claim.unit}{one.claim.label}")
    return not (pairs_of(one.sentence) & pairs_of(other.sentence)) - noun


def same_row(one: Saying, other: Saying, alike: Likeness) -> bool:
    """The same subject and indicator in one article; a share of one digit many things have."""
    a, b = one.claim, other.claim
    same = a.key == b.key and a.subject == b.subject != "" and a.label == b.label != ""
    return same and alike.words > 0 and not ranges(one) and (alike.digits > 1 or a.unit not in SHARES)


def same_row_again(one: Saying, other: Saying, alike: Likeness) -> bool:
    """The same subject, indicator and hedge in two articles of a week, in similar sentences: 魏则西花费20多万医疗费."""
    a, b = one.claim, other.claim
    same = len(a.subject) >= LEAST_NAME and a.subject == b.subject and a.label == b.label and a.qualifier == b.qualifier
    stated = same and len(a.label) >= LEAST_NAME and any(a.subject in s.sentence for s in (one, other))
    return stated and a.unit not in SHARES and alike.words >= LITTLE and near_days(a, b)


FOR = (
    (4, telling_indicator),
    (4, six_digits),
    (3, several_beside),
    (3, many_beside),
    (3, figures_beside),
    (3, one_release),
    (3, same_clause),
    (3, same_noun),
    (2, one_sum),
    (2, same_sum),
    (2, same_thing),
    (2, one_day),
    (2, counted),
    (1, same_row),
    (1, same_row_again),
)


def stands(given: Saying) -> bool:
    """Whether the subject of a statement stands in its sentence."""
    return SPACES.sub("", given.claim.subject) in SPACES.sub("", given.sentence)


def ranges(given: Saying) -> bool:
    return given.claim.print.value != given.claim.print.upper


def same_name(one: str, other: str) -> bool:
    """Whether one of two subjects is the other with words before or behind it (高承勇, 被告人高承勇)."""
    short, long = sorted((SPACES.sub("", one), SPACES.sub("", other)), key=len)
    return len(short) >= LEAST_NAME and short in long


def akin(one: Saying, other: Saying, alike: Likeness) -> bool:
    """Whether two statements are of one owner, as far as is known: nothing else is said, or the words of one's subject
    stand in the other's subject or sentence; beside a further figure in common a subject that only one sentence inherits says nothing."""
    a, b = one.claim, other.claim
    if a.owner.name and b.owner.name:
        return True  # two owners contradict each other
    code, sentence = (a.owner.code, other.sentence) if a.owner.code else (b.owner.code, one.sentence)
    if code and code in places_named(sentence):
        return True
    subject, another = (SPACES.sub("", c.subject) for c in (a, b))
    if alike.beside and alike.indicator and not (stands(one) and stands(other)):
        return True
    if not subject or not another or {subject, another} & ANAPHORS:
        return True
    if len(subject) >= LEAST_NAME <= len(another) and within(subject, another):
        return True
    return subject in another + SPACES.sub("", other.sentence) or another in subject + SPACES.sub("", one.sentence)
