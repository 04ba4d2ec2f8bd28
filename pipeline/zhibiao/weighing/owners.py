"""What speaks for a candidate owner: where it stands, how it is bounded, what it is called, who proposed it.

Each piece of evidence is a short name with a weight in `lexicon/owner_weights.tsv`. `standing` tells what does not
depend on the figure, `relating` what does.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from zhibiao.clauses.borders import MANNER
from zhibiao.clauses.nouns import NO_SUBJECT, OWNERS, PEOPLE, UNOWNING, attribute, name_of
from zhibiao.model import Entity
from zhibiao.rows.scene import Scene
from zhibiao.rows.state import Draft
from zhibiao.weighing.pieces import Piece, Pieces

NAMED = "E"
FAR = 4  # clauses; farther ones weigh alike


class About(NamedTuple):
    """What all figures of an article share: its title, how often each name stands in it and of what kind it is, the names
    that stand most often."""

    title: str
    counts: Counter[str]
    kinds: dict[str, str]
    main: tuple[str, ...]


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
    return About(title, counts, kinds, tuple(name for name, _ in counts.most_common(2)))


def candidates(draft: Draft, i: int, here: Pieces, near: Near, about: About) -> Iterator[Owner]:
    """The owners that the figure, token i of its sentence, may have; each name once."""
    tags: dict[str, list[str]] = {"": ["nobody"]}
    tags.setdefault(draft.subject, []).append("proposed")
    tags.setdefault(near.previous, []).append("of the row before")
    for name in near.before:
        tags.setdefault(name, []).append("in the sentence before")
    for name in near.opening:
        tags.setdefault(name, []).append("in the paragraph's first sentence")
    for k, name in enumerate(about.main):
        tags.setdefault(name, []).append(f"main {k}")
    pieces: dict[str, Piece] = {}
    own = here.clauses[i]
    for piece in here.all:
        if piece.after > i:
            if piece.first >= i:
                break
            continue
        if named(here, piece) and (piece.clause == own or bounded(here, piece)):
            pieces[piece.text] = piece
    for token in here.tokens[i + 1 :]:
        if isinstance(token.span, Entity):
            tags.setdefault(name_of(token.span), []).append("behind")
    for name in dict.fromkeys((*tags, *pieces)):
        if name and name == draft.indicator != draft.subject:
            continue  # what is measured is nobody
        yield Owner(name, pieces.get(name), tuple(dict.fromkeys(tags.get(name, ()))))


# What no owner begins and ends with: prepositions, conjunctions, adverbs and links before a noun; verbs, particles, 上 and 中.
NO_BEGINNING = ("P ", "C ", "X ", "ADV adverb", "ADV connective", "ADV light", "V connective", "R connective")
NO_END = ("V ", "X ", "F localiser", "N light", "N localiser", "N quantifier", "R connective")


def named(here: Pieces, piece: Piece) -> bool:
    """Whether a piece can be the name of an owner."""
    if len(piece.text) < 2 or piece.text in NO_SUBJECT or here.tokens[piece.after - 1].text in MANNER:
        return False
    return not (
        here.edges[piece.first].startswith(NO_BEGINNING) or here.edges[piece.after - 1].startswith(NO_END)
    )


def bounded(here: Pieces, piece: Piece) -> bool:
    """Whether a piece ends where no noun goes on, and stands behind a border: of farther clauses only such count."""
    after, before = piece.after, piece.first - 1
    ends = after >= len(here.kinds) or here.kinds[after] != "N" or not here.inside[after]
    return ends and (before < 0 or here.kinds[before] not in "VCQ")


def standing(name: str, piece: Piece | None, here: Pieces, near: str, about: About) -> Iterator[str]:
    """What a candidate is, and how its piece is bounded. `near`: `own` for the figure's clause, `far` for another."""
    kind = about.kinds.get(name, "")
    yield f"length {min(len(name), 12)}"
    if kind:
        yield f"name {kind}"
        yield f"name ends {name[-1]}"
        yield f"stands {min(about.counts[name], 5)} times"
    else:
        yield f"ends {name[-1]}"
        yield f"ends {name[-2:]}"
        yield f"begins {name[0]}"
        if UNOWNING.search(name):
            yield "nothing that owns"
        elif name.endswith(OWNERS):
            yield "who owns"
        elif name.endswith(PEOPLE):
            yield "people"
        elif attribute(name):
            yield "an attribute"
    if about.title:
        yield "in the title" if name in about.title else "not in the title"
    if any(name != other and name in other for other in about.counts):
        yield "part of a name"
    if any(name != other and other in name for other in about.counts if len(other) > 1):
        yield "holds a name"
    if piece is None:
        yield "stands elsewhere"
        return
    first, after = piece.first, piece.after
    left, right = here.edge(first - 1), here.edge(after)
    kinds = here.kinds[first:after]
    begin = here.opens[first]
    before = " ".join(here.kinds[begin:first]) if first - begin < 4 else "much"
    yield f"{near} after {left}"
    yield f"{near} before {right}"
    yield f"{near} between {left}, {right}"
    yield f"{near} as {' '.join(kinds[:5])}"
    yield f"{near} behind {before}"
    yield f"first {here.edges[first]}"
    yield f"last {here.edges[after - 1]}"
    yield f"words {min(after - first, 6)}"
    if after < len(here.kinds) and here.kinds[after] in "NE" and here.inside[after]:
        yield f"{near} goes on"
    named = NAMED in kinds
    clause_named = NAMED in here.kinds[begin:first] or named
    yield f"{near} {'named' if named else 'unnamed'}{'' if clause_named else ', no name before'}"


def relating(owner: Owner, draft: Draft, i: int, here: Pieces, about: About) -> Iterator[str]:
    """What a candidate is to the figure, token i of its sentence."""
    name, piece, noun = owner.name, owner.piece, draft.indicator
    yield from owner.tags
    source = draft.sources[1] or "nobody"
    if "proposed" in owner.tags:
        yield f"proposed by {source}"
        yield f"proposed, {draft.rule}"
    if not name:
        yield f"nobody, {draft.measure}"
        yield f"nobody, in {draft.quantity.unit}"
        yield f"nobody, {draft.rule}"
        yield f"nobody, by {source}"
        return
    yield f"{'name' if name in about.kinds else 'words'} of a {draft.measure}"
    if noun:
        if noun.startswith(name):
            yield "begins what is measured"
        elif name in noun:
            yield "in what is measured"
        if name.endswith(noun):
            yield "ends in what is measured"
        elif noun in name:
            yield "holds what is measured"
    if name != draft.subject and draft.subject:
        if name in draft.subject:
            yield "part of the proposed"
        elif draft.subject in name:
            yield "holds the proposed"
    if piece is None:
        return
    yield f"clauses back {min(here.clauses[i] - piece.clause, FAR)}"
    yield f"tokens back {min(i - piece.after, 8)}"
    if noun:
        text = here.scene.text
        at = here.tokens[piece.after].start if piece.after < len(here.tokens) else len(text)
        if text.startswith(noun, at):
            yield "stands before what is measured"
        elif text.startswith("的" + noun, at):
            yield "stands with 的 before what is measured"
        elif text.find(noun, at, here.tokens[i].start) >= 0:
            yield "what is measured follows"
    if any(here.tokens[k].text in "；;" for k in range(piece.after, i)):
        yield "beyond a semicolon"
