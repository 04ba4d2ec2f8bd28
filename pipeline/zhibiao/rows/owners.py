"""Whose a figure is: its phrase's owner, its clause's, its sentence's, its paragraph's, the headline's, in that order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from zhibiao.matching import compiled
from zhibiao.rows import names, subjects
from zhibiao.rows.actors import YIELDING
from zhibiao.rows.antecedents import COMPANY, name_of
from zhibiao.rows.cues import (
    ANAPHORS,
    NATION,
    VERBAL_NOUNS,
)
from zhibiao.rows.persons import points_at_person
from zhibiao.rows.scene import Scene
from zhibiao.rows.state import Draft
from zhibiao.rows.tokens import KEPT
from zhibiao.rows.topics import Topics

BEGUN = compiled("新[开建增设签投]")  # a verb, in one word or two: 新开工|2条线路


def owners(
    scene: Scene,
    begin: int,
    phrase: names.Phrase,
    counted: bool,
    i: int,
    sofar: Sequence[Draft],
    topics: Topics,
) -> Iterator[tuple[str, str]]:
    """The names that could own a figure and where each comes from (empty: its own clause), in the order of preference."""
    until = begin + phrase.first if phrase.first >= 0 else i
    if (name := listed_under(scene, begin, until, sofar)) and phrase.owner is None:
        yield name, "row"
    if name := subjects.described(scene.text, scene.tokens, i, scene.finishes[i]):
        yield name, "noun"
    object_of_verb = any(t.kind == "V" for t in scene.tokens[begin:until]) or reached(scene, begin, i)
    if phrase.owner is not None and not (counted and (object_of_verb or phrase.governed)):
        yield name_of(phrase.owner), ""
    if phrase.pronoun in NATION and not (counted and object_of_verb):
        yield phrase.pronoun, ""
    if phrase.pronoun and (name := topics.stands_for(phrase.pronoun)):
        yield name, ""
    if phrase.pronoun and phrase.pronoun not in ANAPHORS and (name := subjects.nation(scene.tokens, begin, until)):
        yield name, ""
    if phrase.pronoun and phrase.pronoun not in ANAPHORS and not phrase.pronoun.startswith("该"):
        yield phrase.pronoun, ""
    said = topics.here
    if said.acting:
        yield said.acting, ""
    if name := subjects.clause_owner(scene.text, scene.tokens, begin, until, topics.stands_for):
        yield name, ""
    if counted and opens_with_noun(scene, begin, i):
        yield phrase.text, ""
    if name := subjects.spoken_subject(scene.text, scene.tokens, begin, until):
        yield name, ""
    pointing = points_at_person(scene.tokens, begin, until)
    if person := topics.person if pointing else topics.person_here:
        yield person, "sentence"
    if not phrase.text and sofar and sofar[-1].clause[0] > said.at and own_subject(sofar[-1]):
        yield sofar[-1].subject, "row"  # 民营企业进出口5亿元，|占6%
    if topic := said.named if opens_with_figure(scene, begin, i) else said.topic:
        yield topic, "sentence"
    for draft in reversed(sofar):
        if draft.subject:
            yield draft.subject, "noun" if "subject:noun" in draft.inherited else "row"
    noun = topics.noun_here
    if noun and not YIELDING.search(noun):
        yield noun, "noun"
    if topic := topics.paragraph:
        yield topic, "paragraph"
    for draft in reversed(topics_rows(scene, sofar)):
        yield draft.subject, "paragraph"
    if name := subjects.noun_subject(scene.text, scene.tokens, begin, until):
        yield name, ""
    if topics.headline is not None:
        yield name_of(topics.headline), "headline"
    if noun:
        yield noun, "noun"
    if topics.noun and topics.carried not in COMPANY:  # a report on a firm goes on being its
        yield topics.noun, "noun"
    if topics.carried:
        yield topics.carried, "article"


def own_subject(draft: Draft) -> bool:
    """Whether the row's own clause names its owner."""
    return bool(draft.subject) and not any(what.startswith("subject:") for what in draft.inherited)


def listed_under(scene: Scene, begin: int, until: int, sofar: Sequence[Draft]) -> str:
    """The owner of the figure before, when this one's noun is the next item of the same list: 造林3亩、|种草2亩."""
    k = until
    while k > begin and scene.tokens[k - 1].kind not in ("Q", "PAUSE", "C"):
        k -= 1
    after = k - 2 if k > begin + 1 and scene.tokens[k - 1].kind in ("PAUSE", "C") else -1
    counted_noun = after > begin and scene.tokens[after].kind == "N" and scene.tokens[after - 1].kind == "Q"
    if after < 0 or not (scene.tokens[after].kind == "Q" or counted_noun):
        return ""
    before = [d for d in sofar if d.clause[0] == scene.tokens[begin].start]
    return before[-1].subject if before else ""


def reached(scene: Scene, begin: int, i: int) -> bool:
    """Whether a place stands right before the count as what the clause's subject reaches: 目前已通达|欧洲|26个国家."""
    if i - 1 <= begin or scene.tokens[i - 1].kind != "E":
        return False
    return any(t.kind not in ("T", "ADV", "C", "PAUSE", "QUOTE") for t in scene.tokens[begin : i - 1])


def opens_with_noun(scene: Scene, begin: int, i: int) -> bool:
    """Whether nothing but a short noun stands before a count in its clause: 装备制造业|8个行业; not 服务|8个行业."""
    run = [t for t in scene.tokens[begin:i] if t.kind not in ("T", "C", "QUOTE")]
    if all(t.text in KEPT or t.text in VERBAL_NOUNS or len(t.text) < 3 or BEGUN.match(t.text) for t in run):
        return False
    return 0 < len(run) <= 4 and all(t.kind == "N" for t in run) and len("".join(t.text for t in run)) <= 10


def opens_with_figure(scene: Scene, begin: int, i: int) -> bool:
    """Whether a count opens the clause up to token i: a clause of its own, which says nothing of an actor before it."""
    opened = next((t.kind for t in scene.tokens[begin : i + 1] if t.kind not in ("T", "ADV", "C", "X", "QUOTE")), "")
    return opened == "Q" and not any(t.kind == "V" for t in scene.tokens[begin:i])


def topics_rows(scene: Scene, sofar: Sequence[Draft]) -> list[Draft]:
    """Rows of the same paragraph that have an owner."""
    return [d for d in sofar if d.subject and d.sentence.paragraph == scene.sentence.paragraph]
