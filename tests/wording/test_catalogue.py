"""The catalogue has no gap: all that the code says is in it in both languages, and it holds nothing that nobody says."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from string import Formatter
from typing import get_args

import pytest

import zhibiao
from zhibiao import model, wording
from zhibiao.reading.notes import KINDS
from zhibiao.wording import ENUMERATED, LANGUAGES, catalogue, cell_value, cell_word, labels, messages, say, spoken, tell

PACKAGE = Path(zhibiao.__file__).parent
HAN = re.compile("[\u4e00-\u9fff]")
# A sentence of English: three words one after the other. Names of commands, columns and formats are none.
PROSE = re.compile(r"\b[a-z]+(?:,? [a-z]+){2,}\b")


@cache
def trees() -> dict[str, ast.Module]:
    """Every module of the package, by its path."""
    return {path.relative_to(PACKAGE).as_posix(): ast.parse(path.read_text("utf-8")) for path in PACKAGE.rglob("*.py")}


@cache
def nodes(file: str) -> tuple[ast.Call | ast.Raise | ast.ClassDef, ...]:
    """What is called, raised and declared in a module."""
    return tuple(n for n in ast.walk(trees()[file]) if isinstance(n, ast.Call | ast.Raise | ast.ClassDef))


def called(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")


def calls(*names: str) -> Iterator[tuple[str, ast.Call]]:
    for file in trees():
        yield from ((file, n) for n in nodes(file) if isinstance(n, ast.Call) and called(n) in names)


def fields_of(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name}


def test_all_that_is_said_is_in_the_catalogue_and_nothing_else_is() -> None:
    said = {
        call.args[0].value
        for _, call in calls("say", "tell", "phrase")
        if call.args and isinstance(call.args[0], ast.Constant)
    }
    of_argparse = set(catalogue("messages.toml")["argparse"])
    assert said - set(messages()) == set()
    assert set(messages()) - of_argparse - said == set()


def test_a_message_is_of_both_languages_and_fills_in_the_same() -> None:
    for english, chinese in messages().items():
        assert fields_of(english) == fields_of(chinese), english
        assert HAN.search(chinese) or not re.search("[a-z]{3} [a-z]{2}", english), english
        assert not PROSE.search(re.sub(r"`[^`]*`|\{[^}]*\}|[\w./-]*zhibiao[^，。；]*|pip [^，。；]*", "", chinese)), (
            chinese
        )


def test_every_message_is_given_its_values() -> None:
    for file, call in calls("say", "tell"):
        if isinstance(call.args[0], ast.Constant) and all(k.arg for k in call.keywords):
            assert fields_of(call.args[0].value) == {k.arg for k in call.keywords}, (file, call.lineno)


def strings(node: ast.AST) -> Iterator[str]:
    """The constant parts of strings below a node that do not go through the catalogue."""
    if isinstance(node, ast.Call) and called(node) in ("say", "tell", "word", "cell_word", "label", "catalogue"):
        return
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    for below in ast.iter_child_nodes(node):
        yield from strings(below)


def errors() -> set[str]:
    """The names of what is raised to the user."""
    return {"ZhibiaoError", "Busy"} | {
        node.name
        for file in trees()
        for node in nodes(file)
        if isinstance(node, ast.ClassDef) and any("Error" in ast.unparse(base) for base in node.bases)
    }


# What only a developer reads: a rule that is wrong, a score.
INSIDE = re.compile("^(matching|rules|lexicon/units|rows/standard|spans/labels|times|components)")


def test_no_error_is_of_one_language() -> None:
    known, found = errors(), []
    for file in trees():
        for node in nodes(file) if not INSIDE.match(file) else ():
            if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call) and called(node.exc) in known:
                found.append((file, node.lineno, "".join(strings(node.exc))))
    assert len(found) > 50
    assert [said for said in found if PROSE.search(said[2]) or HAN.search(said[2])] == []


def test_nothing_is_printed_in_one_language() -> None:
    found = [(file, call.lineno, "".join(strings(call))) for file, call in calls("print") if file.startswith("cli/")]
    assert len(found) > 20
    assert [said for said in found if PROSE.search(said[2]) or HAN.search(said[2])] == []


def test_words_are_of_both_languages() -> None:
    for key, pair in catalogue("words.toml").items():
        assert len(pair) == len(LANGUAGES), key
        assert all(pair) or key == "", key
        assert not HAN.search(pair[1]) or key in ("language", "reason indefinite"), key


def test_the_enumerations_are_those_of_the_table() -> None:
    allowed = {
        "measure": get_args(model.Measure),
        "qualifier": get_args(model.Qualifier),
        "modality": get_args(model.Modality),
    }
    for column, values in allowed.items():
        assert set(ENUMERATED[column]) == set(values)
    for column, listed in ENUMERATED.items():
        for language in LANGUAGES:
            spelled = [cell_word(column, value, language) for value in listed]
            assert len(set(spelled)) == len(spelled)
            assert [cell_value(column, word) for word in spelled] == list(listed)


def test_what_the_rules_say_in_chinese_has_an_english_form() -> None:
    tree = trees()["rows/checks.py"]
    codes = {
        node.elts[1].value
        for node in ast.walk(tree)
        if isinstance(node, ast.Tuple) and len(node.elts) == 2 and isinstance(node.elts[1], ast.Constant)
        if isinstance(node.elts[1].value, str) and len(HAN.findall(node.elts[1].value)) > 2
    }
    assert codes
    assert codes <= set(labels())
    lost = {
        text
        for text in strings(next(n for n in trees()["rows/trace.py"].body if getattr(n, "name", "") == "times"))
        if HAN.search(text) and not PROSE.search(text)
    }
    for text in lost:
        for chinese, english in labels().items():
            text = text.replace(chinese, english)
        assert not HAN.search(text), text


def test_a_message_within_a_message() -> None:
    inner = say("a formula")
    outer = f"甲.csv: {inner}"
    assert spoken(outer, "en") == "甲.csv: a formula"
    assert spoken(outer, "zh") == "甲.csv: 公式"
    nested = say("{path}: {strerror}; choose another file with -o", path="甲", strerror=inner)
    assert spoken(nested, "en") == "甲: a formula; choose another file with -o"
    assert spoken(nested, "zh") == "甲: 公式，请用 -o 另选文件"
    assert "公式" in nested  # it still reads where nobody has chosen
    assert "a formula" in nested


@pytest.mark.parametrize(
    ("environment", "language"),
    [({}, "en"), ({"LANG": "zh_CN.UTF-8"}, "zh"), ({"LC_ALL": "C", "LANG": "zh_CN.UTF-8"}, "en"), ({"LANG": "en_US.UTF-8", "LANGUAGE": "zh_TW:en"}, "zh"), ({"LANG": "C", "LANGUAGE": "zh"}, "en"), ({"LC_MESSAGES": "zh_HK", "LANG": "de_DE"}, "zh")],
)  # fmt: skip
def test_the_language_of_the_locale(
    environment: dict[str, str], language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE"):
        monkeypatch.delenv(name, raising=False)
        if name in environment:
            monkeypatch.setenv(name, environment[name])
    assert wording.language() == language
    with wording.using("zh"):
        assert tell("a formula") == "公式"
    assert wording.language() == language


def test_every_note_is_a_message() -> None:
    assert set(KINDS.values()) <= set(messages())
