"""The claims of a block become facts: what is the same is joined, what differs is told apart or is a conflict.

1. Claims of one indicator and basis are taken together. A change without a basis belongs to the one basis under which
   the same figure stands.
2. Their figures fall into clusters that meet (`prints.meet`). One cluster is one fact.
3. Several clusters are a conflict, or a revision, only where the indicator tells the thing from all others, two
   independent articles differ, and neither states two such figures itself; else each cluster is a fact of its own.
4. Facts of indicators that are written differently may be one (`kindred`).
5. What articles of different days say of their 目前 is one where it is the same figure, day by day no farther apart than
   `kindred.FARTHEST_DAYS`; where it is another one, it is of another day.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from zhibiao.facts.claims import Claim, hashed
from zhibiao.facts.kindred import Alike, Part, digits, same_things
from zhibiao.facts.owners import SPACES
from zhibiao.facts.prints import Print, meet, significant
from zhibiao.lexicon import load

FARTHEST = Decimal(
    2
)  # a level that is more than so many times another one is another thing, unless its scale was misprinted
POINTS = Decimal(1)  # percent, and a third: growths that differ more are of two things
Sources = Callable[[Sequence[int]], dict[int, int]]


@dataclass(frozen=True, slots=True)
class Fact:
    """What articles state of one thing: its claims in the order of their publication, the one whose figure is taken, how
    many independent articles state it, and `single`, `agreed`, `revised` or `conflict`. `values`: the figures as printed,
    each with the number of independent articles that print it, the most frequent first."""

    id: str
    label: str
    basis: str
    claims: tuple[Claim, ...]
    taken: Claim
    articles: int
    status: str
    values: str


def facts_of(
    claims: Iterable[Claim],
    sources: Sources,
    accepted: frozenset[str] = frozenset(),
    same_words: Alike = lambda one, other: False,
) -> list[Fact]:
    """The facts of one block. `accepted`: row ids whose figure a person has chosen in a conflict. `same_words`: whether two
    claims stand in much the same sentence."""
    listed = sorted(claims, key=lambda c: c.order)
    if len(listed) == 1:  # most are
        only = listed[0]
        return [fact_of(Part(only.label, only.basis, listed), sources, accepted)]
    by_day: dict[str, list[Claim]] = defaultdict(list)
    for claim in listed:
        by_day[claim.end].append(claim)  # of several days only where articles say 目前
    parts: list[Part] = []
    for day, said in sorted(by_day.items()):
        found = parts_of(said, sources)
        parts += found if len(by_day) == 1 else [replace(part, day=day) for part in found]
    return [fact_of(part, sources, accepted) for part in same_things(parts, same_words)]


def parts_of(claims: Sequence[Claim], sources: Sources) -> list[Part]:
    """The claims of one period by their indicators and bases."""
    groups: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        groups[claim.label, claim.basis].append(claim)
    settle_bases(groups)
    return [part for key, members in sorted(groups.items()) for part in parted(*key, members, sources)]


def settle_bases(groups: dict[tuple[str, str], list[Claim]]) -> None:
    """Claims of a change that says no basis go to the only one under which the same figure stands."""
    for label, basis in sorted(groups):
        if basis or groups[label, basis][0].measure != "change":
            continue
        others = sorted(b for name, b in groups if name == label and b)
        stay: list[Claim] = []
        for claim in groups[label, ""]:
            same = [b for b in others if any(same_figure(claim, other) for other in groups[label, b])]
            (groups[label, same[0]] if len(same) == 1 else stay).append(claim)
        groups[label, ""] = stay
    for key in [key for key, members in groups.items() if not members]:
        del groups[key]


def same_figure(one: Claim, other: Claim) -> bool:
    return one.print == other.print


def parted(label: str, basis: str, claims: list[Claim], sources: Sources) -> list[Part]:
    """The claims of one indicator and basis as one part, or as several when it is not sure that they are of one thing: what
    one sentence states twice is two things (新增9只债券，增持9只债券)."""
    layers: dict[int, list[Claim]] = defaultdict(list)
    stated: dict[tuple[int, str], list[Print]] = defaultdict(list)
    for claim in claims:
        before = stated[claim.key, claim.said]
        layers[sum(meet(claim.print, other) for other in before)].append(claim)
        before.append(claim.print)
    found = layered(label, basis, layers.pop(0), sources)
    for n, again in sorted(layers.items()):
        found += [replace(part, split=f"{part.split}#{n}") for part in layered(label, basis, again, sources)]
    return found


def layered(label: str, basis: str, claims: list[Claim], sources: Sources) -> list[Part]:
    """The same of claims of which no two of one sentence meet."""
    clusters = clustered(claims)
    if len(clusters) == 1:
        return [Part(label, basis, claims)]
    together, alone = disputed(clusters, sources) if all(c.sure for c in claims) else ([], clusters)
    found = [Part(label, basis, [claim for cluster in together for claim in cluster])] if together else []
    splits: set[str] = set()
    for cluster in alone:
        first = cluster[0].print
        split = str(first.value.normalize())
        while split in splits:  # 100点, 100点以下
            split = f"{split} {first.qualifier or first.step}"
        splits.add(split)
        found.append(Part(label, basis, cluster, split))
    return found


def clustered(claims: Sequence[Claim]) -> list[list[Claim]]:
    """Claims whose figures meet, those of plain figures first: what only says 超5万亿 joins one that it meets."""
    prints: dict[Print, list[Claim]] = defaultdict(list)
    for claim in claims:
        prints[claim.print].append(claim)
    ordered = sorted(prints, key=lambda p: (not p.plain, p.step, p.value, p.upper, p.qualifier))
    clusters: list[list[Print]] = []
    for given in ordered:
        fits = [
            c
            for c in clusters
            if all(meet(given, other) for other in telling_of(c, given))
            and not any(clash(a, b) for other in c for a in prints[given] for b in prints[other])
        ]
        if fits:
            max(fits, key=lambda c: sum(len(prints[p]) for p in c)).append(given)
        else:
            clusters.append([given])
    return [[claim for given in cluster for claim in prints[given]] for cluster in clusters]


def clash(one: Claim, other: Claim) -> bool:
    """Whether one article states two figures that might be one of two articles, but are two of one: 近1000处, 其中600多处; 13.42% and
    10%以上; 3.8% and 4%. 超1万亿 beside 10094亿 is one."""
    a, b = one.print, other.print
    if one.key != other.key:
        return False
    ends = {a.qualifier, b.qualifier} & {"at_least", "at_most"}
    if (a.value, a.upper) == (b.value, b.upper):
        return "at_most" in ends and (a.plain or b.plain)  # 100点, 100点以下; of 21个 and 至少21个 one is loose
    coarse = a if a.step > b.step else b
    return bool(ends) or not (a.plain or b.plain) or (a.plain and b.plain and significant(coarse) == 1)


def telling_of(cluster: Sequence[Print], given: Print) -> Sequence[Print]:
    """The figures of a cluster that a further one must meet: the finest, when they say more than it; else all. 94675亿 and
    94676亿 both meet 94675.8亿."""
    finest = cluster[0]
    return (
        [p for p in cluster if p.plain and p.step == finest.step]
        if finest.plain and finest.step < given.step
        else cluster
    )


Clusters = list[list[Claim]]


def disputed(clusters: Clusters, sources: Sources) -> tuple[Clusters, Clusters]:
    """The clusters over which independent articles differ, and those that are of something else."""
    source = sources(in_order(claim for cluster in clusters for claim in cluster))
    states: dict[int, set[int]] = defaultdict(set)
    for n, cluster in enumerate(clusters):
        for claim in cluster:
            states[source[claim.key]].add(n)
    # An article that states two figures under this name speaks of two things.
    torn = {n for stated in states.values() if len(stated) > 1 for n in stated}
    clear = [n for n in range(len(clusters)) if n not in torn]
    chosen = [n for n in clear if any(near(clusters[n], clusters[m]) for m in clear if m != n)]
    if len(chosen) < 2:
        return [], clusters
    return [clusters[n] for n in chosen], [c for n, c in enumerate(clusters) if n not in chosen]


def near(one: Sequence[Claim], other: Sequence[Claim]) -> bool:
    """Whether two figures contradict each other as figures of one thing: they are none that loose words explain, and not of
    quite another size, as figures of two things are."""
    a, b = one[0].print, other[0].print
    if not (a.plain and b.plain) or meet(a, b, loosely=True):
        return False
    x, y = a.value, b.value
    if one[0].measure == "change" or one[0].unit in ("%", "百分点"):
        return abs(x - y) <= max(POINTS, abs(x) / 3)
    if x * y <= 0:
        return False
    greater, less = max(abs(x), abs(y)), min(abs(x), abs(y))
    return greater <= less * FARTHEST or digits(x) == digits(y)


# ------------------------------------------------------------------ what is taken


def fact_of(part: Part, sources: Sources, accepted: frozenset[str]) -> Fact:
    """The fact of claims of one thing."""
    first = part.claims[0]
    clusters = clustered(part.claims) if len(part.claims) > 1 else [part.claims]
    keys = in_order(part.claims)
    source = sources(keys) if len(keys) > 1 else dict.fromkeys(keys, keys[0])
    number = len({source[key] for key in keys})
    id_ = hashed(first.block, part.label, part.basis, part.split, *([part.day] if part.day else []))
    taken, status = verdict(clusters, number, [claim for claim in part.claims if claim.row in accepted], source)
    shown = values_of(part.claims, source)
    return Fact(id_, part.label, part.basis, tuple(part.claims), taken, number, status, shown)


def verdict(clusters: Clusters, number: int, ruled: Sequence[Claim], source: dict[int, int]) -> tuple[Claim, str]:
    """The claim whose figure is taken, and the status. `ruled`: claims whose figure a person has chosen."""
    if len(clusters) == 1:
        return finest(ruled or clusters[0]), "agreed" if number > 1 else "single"
    if ruled:
        return finest(ruled), "agreed"
    if later := revised(clusters):
        return finest(later), "revised"
    best = max(clusters, key=lambda c: (len({source[k.key] for k in c}), max(k.published for k in c), -c[0].print.step))
    return finest(best), "conflict"


def values_of(claims: Sequence[Claim], source: dict[int, int]) -> str:
    """The figures as printed with the number of independent articles: `5.23万亿元×2；超5万亿元×1`."""
    words = load("facts")["qualifiers"]
    found: dict[str, set[int]] = {}
    for claim in claims:
        said = words.get(claim.qualifier, "") + SPACES.sub("", claim.text)
        found.setdefault(said, set()).add(source[claim.key])
    ordered = sorted(found.items(), key=lambda item: -len(item[1]))  # stable: of as many, the first published
    return "；".join(f"{said}×{len(stated)}" for said, stated in ordered)


def in_order(claims: Iterable[Claim]) -> list[int]:
    """The keys of the claims' articles, first published first."""
    return list(dict.fromkeys(claim.key for claim in sorted(claims, key=lambda c: c.order)))


def finest(claims: Sequence[Claim]) -> Claim:
    """The claim that says most: plain before 超 and 近, then the smallest last digit, then the earliest."""
    return min(claims, key=lambda c: (not c.print.plain, c.print.step, c.order))


def revised(clusters: Clusters) -> list[Claim]:
    """The claims of the figure that settles the others, or none: the last published says that it was revised, or what was
    published before it was preliminary."""
    dated = [c for c in clusters if all(claim.published for claim in c)]
    if len(dated) < len(clusters):
        return []
    ordered = sorted(clusters, key=lambda c: min(claim.published for claim in c))
    earlier, last = [claim for c in ordered[:-1] for claim in c], ordered[-1]
    if min(c.published for c in last) <= min(c.published for c in earlier):
        return []
    said = any(c.hint == "revised" for c in last)
    awaited = any(c.hint == "preliminary" for c in ordered[0]) and not any(c.hint == "preliminary" for c in last)
    return last if said or awaited else []
