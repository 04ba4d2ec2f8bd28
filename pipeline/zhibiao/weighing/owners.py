"""What speaks for a candidate owner: where it stands, how it is bounded, what it is called, who proposed it.

A piece of evidence is a tuple of words with a weight in `lexicon/owner_weights.tsv`. `standing` answers the aspects of a
candidate that do not depend on the figure, `relating` those that do; each aspect tells its evidence.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from zhibiao.clauses.cues import OWNERS, PEOPLE, UNOWNING, attribute, name_of
from zhibiao.model import Entity
from zhibiao.naming.media import is_media
from zhibiao.rows.relations import PART_OF_WHOLE
from zhibiao.rows.scene import Scene
from zhibiao.rows.state import Draft
from zhibiao.rows.subject.context import is_office
from zhibiao.weighing.pieces import HELD, SIGHT, Aspect, Evidence, Piece, Pieces, Placed

NAMED = "E"
FAR = 4  # clauses; farther ones weigh alike


class About(NamedTuple):
    """What all figures of an article share: its title; how often each name stands in it and of what kind it is; the names
    in one string; those that stand most often; what has been asked about it."""

    title: str
    counts: Counter[str]
    kinds: Mapping[str, str]
    joined: str
    main: tuple[str, ...]
    answers: dict[Any, Any]


class Near(NamedTuple):
    """What stands around a figure outside its sentence: names of the sentence before in its paragraph, and of the
    paragraph's first; the owner of the row before."""

    before: tuple[str, ...]
    opening: tuple[str, ...]
    previous: str


class Owner(NamedTuple):
    """A candidate: the name, empty for nobody; its nearest piece before the figure; where else it comes from."""

    name: str
    piece: Piece | None
    tags: tuple[str, ...]


def about(scenes: Sequence[Scene], title: str) -> About:
    """What all figures of an article share."""
    names = [e for scene in scenes for e in scene.page.names(scene.k)]
    counts = Counter(map(name_of, names))
    kinds = {name_of(e): e.type for e in reversed(names)}
    return About(title, counts, kinds, "|".join(counts), tuple(name for name, _ in counts.most_common(2)), {})


def candidates(draft: Draft, i: int, here: Pieces, near: Near, about: About) -> Iterator[Owner]:
    """The owners that the figure, token i of its sentence, may have; each name once."""
    tags: dict[str, list[str]] = {"": ["nobody"]}
    tags.setdefault(draft.subject, []).append("proposed")
    tags.setdefault(near.previous, []).append("of the row before")
    for name in dict.fromkeys(near.before):
        tags.setdefault(name, []).append("in the sentence before")
    for name in dict.fromkeys(near.opening):
        tags.setdefault(name, []).append("in the paragraph's first sentence")
    for k, name in enumerate(about.main):
        tags.setdefault(name, []).append(f"main {k}")
    for k, name in here.once(named):
        if i < k < i + SIGHT:
            tags.setdefault(name, []).append("behind")
    stands_for = dict(draft.pointers)
    pieces: dict[str, Piece] = {}
    end = among_whom(i, here) if draft.measure == "rank" else i
    for piece in before(i, here):
        if piece.first >= end:
            continue
        for name in (piece.text, stands_for.get(piece.text, piece.text)):
            pieces[name] = piece
    for name in stands_for.values():
        tags.setdefault(name, []).append("pointed at")
    if draft.sources == PART_OF_LIST:
        pieces = {name: piece for name, piece in pieces.items() if name in about.kinds}
    for name in dict.fromkeys((*tags, *pieces)):
        if name == draft.subject or not (no_owner(name, draft) or name in here.tellers):
            yield Owner(name, pieces.get(name), tuple(tags.get(name, ())))


def among_whom(i: int, here: Pieces) -> int:
    """Where the verb stands before what a rank, token i, is one among: 居|全国沿海港口|第9位; i where no verb stands before it."""
    first = i
    while first and here.kinds[first - 1] in "EN":
        first -= 1
    return first - 1 if first and here.kinds[first - 1] == "V" else i


def before(i: int, here: Pieces) -> Iterator[Piece]:
    """The pieces before token i that can name an owner; of farther clauses only those with a border at both ends."""
    begin, sight = here.scene.opens[i], i - SIGHT
    yield from here.once(bounded_names).within(sight, begin)
    for piece in here.once(names).within(max(begin, sight), i):
        if piece.after <= i:
            yield piece


def names(here: Pieces) -> Placed:
    """The pieces of a sentence that can name an owner."""
    return Placed.of(here.names)


def bounded_names(here: Pieces) -> Placed:
    """Those with a border at both ends."""
    return Placed.of(piece for piece in here.names if bounded(here, piece))


def named(here: Pieces) -> list[tuple[int, str]]:
    """The tokens of a sentence that are names, with what they name."""
    return [(k, name_of(t.span)) for k, t in enumerate(here.tokens) if t.kind == NAMED and isinstance(t.span, Entity)]


def no_owner(name: str, draft: Draft) -> bool:
    """Whether a name cannot own the figure: it is what is measured, or who says so, or a newspaper."""
    moved = draft.sources[0] == MOVED and name in draft.indicator
    return bool(name) and (name == draft.indicator or moved or name in draft.attribution or is_media(name))


PART_OF_LIST = (PART_OF_WHOLE, "")  # the sources of a kind among others, whose words are no owner
MOVED = "moved_growth"  # the source of what is moved, in which its growth is named whole: 影响总指数上涨


def bounded(here: Pieces, piece: Piece) -> bool:
    """Whether a piece ends where no noun goes on, and stands behind a border."""
    after, before = piece.after, piece.first - 1
    ends = after >= len(here.kinds) or here.kinds[after] != "N" or not here.inside[after]
    return ends and (before < 0 or here.kinds[before] not in "VCQ")


def standing(name: str, piece: Piece | None, here: Pieces, side: str, about: About) -> Iterator[Aspect]:
    """What a candidate is, and how its piece is bounded. `side`: `own` for the figure's clause, `far` for another."""
    if not name:
        return
    kind = about.kinds.get(name, "")
    if kind:
        yield known, name[-1], kind, about.counts[name], is_office(name)
    else:
        yield called, name
    yield in_article, len(name), bool(about.title) + (name in about.title), about.joined.count(name) > bool(kind)
    if piece is None:
        yield (elsewhere,)
        return
    first, after = piece.first, piece.after
    kinds, begin = here.kinds[first:after], here.scene.opens[first]
    goes_on = after < len(here.kinds) and here.kinds[after] in "NE" and here.inside[after]
    named = "named" if NAMED in kinds else "behind a name" if NAMED in here.kinds[begin:first] else "no name"
    yield bounded_by, side, here.edge(first - 1), here.edge(after), goes_on
    yield made_of, side, here.edges[first], here.edges[after - 1], kinds
    yield opened_by, side, here.kinds[begin:first], named
    yield beside_words, side, here.word(first - 1), here.word(after)


def known(last: str, kind: str, times: int, office: bool) -> Iterator[Evidence]:
    """Of a name."""
    if office:
        yield ("an office",)
    yield "name", kind
    yield "name ends", last
    yield "stands", str(min(times, 5))


def called(name: str) -> Iterator[Evidence]:
    """Of words that are no known name."""
    yield "ends", name[-1]
    yield "ends", name[-2:]
    yield "begins", name[0]
    yield "class", class_of(name)


def in_article(length: int, titled: int, part: bool) -> Iterator[Evidence]:
    """`titled`: 0 for an article without a title, 2 for a title that has the name."""
    yield "length", str(min(length, 12))
    if titled:
        yield "title", "has it" if titled > 1 else "lacks it"
    if part:
        yield ("part of a name",)


def elsewhere() -> Iterator[Evidence]:
    yield ("stands elsewhere",)


def bounded_by(side: str, left: str, right: str, goes_on: bool) -> Iterator[Evidence]:
    yield side, "after", left
    yield side, "before", right
    yield side, left, right
    if goes_on:
        yield side, "goes on"


def made_of(side: str, first: str, last: str, kinds: Sequence[str]) -> Iterator[Evidence]:
    yield "first", first
    yield "last", last
    yield side, "as", " ".join(kinds[:5])
    yield "words", str(min(len(kinds), 6))
    for kind in HELD:
        if kind in kinds:
            yield "holds", kind


def beside_words(side: str, left: str, right: str) -> Iterator[Evidence]:
    """The words of grammar beside a piece; empty where other words stand there."""
    if left:
        yield "after word", left
        yield side, "after word", left
    if right:
        yield "before word", right
        yield side, "before word", right


def opened_by(side: str, kinds: Sequence[str], named: str) -> Iterator[Evidence]:
    """`kinds`: those of the tokens between the beginning of the clause and the piece."""
    yield side, "behind", " ".join(kinds) if len(kinds) < 4 else "much"
    yield side, named


def class_of(name: str) -> str:
    """What the last word of a name says of it, by the lexicon's lists."""
    if UNOWNING.search(name):
        return "nothing that owns"
    if name.endswith(OWNERS):
        return "who owns"
    if name.endswith(PEOPLE):
        return "people"
    return "an attribute" if attribute(name) else "other"


def relating(owner: Owner, draft: Draft, i: int, here: Pieces, about: About) -> Iterator[Aspect]:
    """What a candidate is to the figure, token i of its sentence."""
    name, piece, noun, proposed = owner.name, owner.piece, draft.indicator, draft.subject
    if owner.tags:
        yield tagged, owner.tags
    source = draft.sources[1] or "nobody"
    if name == proposed:
        yield as_proposed, source, draft.stated
    if not name:
        yield nobody, source, draft.stated, draft.measure, draft.quantity.unit
        return
    shared = shared_with(name, noun) if noun else ""
    yield measured, name in about.kinds, draft.measure, shared
    if proposed and name != proposed and (how := shared_with(name, proposed)):
        yield beside, how
    if piece is not None:
        figures = between(here.before("Q"), piece.after, i, 2)
        follows = followed(noun, piece, i, here) if noun and not figures else ""
        beyond = here.semicolons[i] > here.semicolons[piece.after]
        names = between(here.before("E"), piece.after, i, 3)
        clauses, tokens = min(here.clauses[i] - piece.clause, FAR), min(i - piece.after, 8)
        yield away, clauses, tokens, names, figures, follows, beyond
        opening = here.scene.begins[i] - 1
        if opening >= piece.after and here.kinds[opening] == "OPEN":
            names = between(here.before("E"), piece.after, opening, 2)
            yield bracketed, min(opening - piece.after, 3), names


def between(counts: Sequence[int], start: int, end: int, most: int) -> int:
    """How many of a kind stand between two tokens, of many as many as weigh."""
    return min(counts[end] - counts[start], most)


def tagged(tags: Sequence[str]) -> Iterator[Evidence]:
    return ((tag,) for tag in tags)


def as_proposed(source: str, rule: str) -> Iterator[Evidence]:
    yield "proposed by", source
    yield "proposed in", rule


def nobody(source: str, rule: str, measure: str, unit: str) -> Iterator[Evidence]:
    yield "nobody", measure
    yield "nobody in", unit
    yield "nobody in", rule
    yield "nobody by", source


def measured(named: bool, measure: str, shared: str) -> Iterator[Evidence]:
    yield "name" if named else "words", measure
    if shared:
        yield shared, "measured"


def beside(how: str) -> Iterator[Evidence]:
    yield how, "proposed"


def away(clauses: int, tokens: int, names: int, figures: int, follows: str, beyond: bool) -> Iterator[Evidence]:
    """How far before the figure a piece stands, each at most as far as it weighs, and what follows it."""
    yield "figures between", str(figures), str(min(clauses, 1))
    yield "clauses back", str(clauses)
    yield "tokens back", str(tokens)
    yield "names between", str(names), str(min(clauses, 1))
    if follows:
        yield (follows,)
    if beyond:
        yield ("beyond a semicolon",)


def bracketed(tokens: int, names: int) -> Iterator[Evidence]:
    """Of a figure in a bracket: 甲市（增长9.7%）. `tokens`, `names`: how many stand between the piece and the
    bracket, of many as many as weigh."""
    yield "bracket", "tokens back", str(tokens)
    yield "bracket", "names between", str(names)


def followed(noun: str, piece: Piece, i: int, here: Pieces) -> str:
    """How what is measured follows a piece; empty where it does not."""
    text, at = here.scene.text, here.tokens[piece.after].start
    if text.startswith(noun, at):
        return "before what is measured"
    if text.startswith("的" + noun, at):
        return "before 的 and what is measured"
    return "what is measured follows" if text.find(noun, at, here.tokens[i].start) >= 0 else ""


def shared_with(name: str, other: str) -> str:
    """How a name lies in another, or holds it; empty for neither."""
    if name in other:
        return "begins" if other.startswith(name) else "in"
    if other in name:
        return "ends in" if name.endswith(other) else "holds"
    return ""
