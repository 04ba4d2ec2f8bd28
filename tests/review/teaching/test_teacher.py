"""The whole way: reviewed corpus → proposals → effect → `zhibiao.toml` → new extraction."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhibiao.batch import Options, run
from zhibiao.lexicon.own import parsed
from zhibiao.model import LexiconError, Row
from zhibiao.store import Store
from zhibiao.teaching.effect import Effect, compared
from zhibiao.teaching.lines import Line, added, has, readable, shown
from zhibiao.teaching.teacher import Teacher
from zhibiao.teaching.trial import Trial, TrialError

from .conftest import SETTINGS

WHEN = "2025-11-24T09:00:00+08:00"


def rows(folder: Path) -> dict[str, list[tuple[str, str, str, str]]]:
    with Store.open(folder) as store:
        return {
            a.id: [(r.text, r.subject, r.unit, r.status) for r in store.reviewed(a.key).rows]
            for a in list(store.articles())
        }


def extracted_rows(folder: Path) -> dict[str, list[Row]]:
    with Store.open(folder) as store:
        return {a.id: store.rows(a.key) for a in list(store.articles())}


def test_proposals_effects_and_a_new_extraction(folder: Path) -> None:
    teacher = Teacher(folder)
    found = {lesson.line.kind: lesson for lesson in teacher.lectern().lessons}
    assert {kind: (lesson.line.key, lesson.line.word) for kind, lesson in found.items()} == {
        "units": ("柜次", "柜次"),
        "indicators": ("社会消费品零售总额", "社零额"),
        "names": ("ORG", "禾通"),
        "labels": ("name", "45度(?=空间)"),
    }
    settings = teacher.corpus / "zhibiao.toml"
    effects = {kind: teacher.trial(lesson.line.id).effect for kind, lesson in found.items()}
    assert settings.read_text("utf-8") == SETTINGS  # nothing is written before acceptance
    told = {
        kind: [(c.how, c.row.article, c.row.text) for c in effect.changes if "text" in c.cells or c.how != "changed"]
        for kind, effect in effects.items()
    }
    assert told["units"] == [
        ("changed", f"{k}.txt", t) for k, t in (("a", "300柜次"), ("b", "120柜次"), ("c", "85柜次"))
    ]
    assert told["labels"] == [("lost", "a.txt", "45度"), ("lost", "b.txt", "45度")]
    assert {kind: len(effect.learned) for kind, effect in effects.items()} == {
        "units": 3, "indicators": 2, "names": 2, "labels": 2,
    }  # fmt: skip
    assert all(not effect.harmed and not effect.failed for effect in effects.values())
    # every row that carries the official name now, also those that nobody looked at
    assert [c.row.text for c in effects["indicators"].changes] == ["50亿元", "8亿元", "3%"]

    for kind, key in (("units", ""), ("names", "BRAND"), ("labels", "")):
        line = found[kind].line.id
        teacher.accept(line, key, "李\n[x]", WHEN, teacher.trial(line, key).effect.seal)
    written = settings.read_text("utf-8")
    assert written.startswith(SETTINGS.rstrip())
    assert '"禾通", # 2025-11-24 李 [x]: 2 decisions' in written
    assert tomllib.loads(written) == {
        "names": {"ORG": ["甲州港集团"], "BRAND": ["禾通"]},
        "units": {"柜次": ["柜次"]},
        "labels": {"name": {"patterns": ["45度(?=空间)"]}},
    }
    assert [lesson.line.kind for lesson in teacher.lectern().lessons] == ["indicators"]

    run(teacher.corpus, folder, Options(workers=1))
    now = rows(folder)
    assert now["a.txt"][0] == ("300柜次", "明川港", "柜次", "corrected")  # the decision moved along, once
    assert [text for text, *_ in now["b.txt"]] == ["120柜次", "8亿元", "2家", "45度"]
    assert ("4%", "禾通", "%", "") in now["e.txt"]
    assert "d2" in now
    assert [lesson.line.kind for lesson in teacher.lectern().lessons] == ["indicators"]
    assert teacher.lectern().repeats == ()


def test_an_effect_is_that_of_a_whole_new_extraction(folder: Path) -> None:
    """Only articles with the word are tried; extracting all of them anew finds the very same changes."""
    teacher = Teacher(folder)
    for lesson in teacher.lectern().lessons[::3]:  # a unit and a label
        before = extracted_rows(folder)
        effect = teacher.trial(lesson.line.id).effect
        teacher.accept(lesson.line.id, "", "李", WHEN, effect.seal)
        run(teacher.corpus, folder, Options(workers=1))
        after = extracted_rows(folder)
        found = [change for name in before for change in compared(before[name], after[name])]
        assert sorted(map(repr, found)) == sorted(map(repr, effect.changes))
        assert found


def test_nothing_else_than_what_was_seen_is_accepted(folder: Path) -> None:
    teacher = Teacher(folder)
    line = teacher.lectern().lessons[0].line.id
    seal = teacher.trial(line).effect.seal
    with pytest.raises(TrialError, match="look at it again"):
        teacher.accept(line, "", "李", WHEN, "another")
    with pytest.raises(TrialError, match="choose one of"):
        teacher.trial(line, "TOOL")
    settings = teacher.corpus / "zhibiao.toml"
    settings.write_text('[units]\n"柜次" = { dimension = "mass" }\n', encoding="utf-8")
    with pytest.raises(TrialError, match="no such proposal"):
        teacher.accept(line, "", "李", WHEN, seal)
    settings.write_text("[units", encoding="utf-8")
    with pytest.raises(LexiconError, match="no valid TOML"):
        teacher.lectern()
    os.rename(teacher.corpus, teacher.corpus.with_name("moved"))
    with pytest.raises(TrialError, match="--corpus"):
        teacher.lectern()
    assert (folder.parent / "moved" / "zhibiao.toml").read_text("utf-8") == "[units"


@pytest.mark.parametrize(
    ("before", "line", "after"),
    [
        ("", Line("names", "ORG", "甲乙"), {"names": {"ORG": ["甲乙"]}}),
        ("[names]\nORG = ['丙丁']\n", Line("names", "ORG", "甲乙"), {"names": {"ORG": ["丙丁", "甲乙"]}}),
        ("names = { ORG = ['丙丁'] }\n", Line("names", "ORG", "甲乙"), {"names": {"ORG": ["丙丁", "甲乙"]}}),
        ("", Line("units", "吨", "公袋"), {"units": {"吨": ["公袋"]}}),
        ("", Line("units", "箱时", "箱时", "time"), {"units": {"箱时": {"surfaces": ["箱时"], "dimension": "time"}}}),
        ("[units.箱时]\ndimension = 'time'\n".replace("箱时", '"箱时"'), Line("units", "箱时", "柜时", "time"), {"units": {"箱时": {"dimension": "time", "surfaces": ["柜时"]}}}),
        ("", Line("indicators", "云播指数", ""), {"indicators": {"云播指数": []}}),
        ("[fields]\ntext = '正文'", Line("labels", "name", r"3\.5号(?=库)", pattern=True), {"fields": {"text": "正文"}, "labels": {"name": {"patterns": [r"3\.5号(?=库)"]}}}),
        ("[labels.code]\nwords = ['99']\n", Line("labels", "name", "45度"), {"labels": {"code": {"words": ["99"]}, "name": {"words": ["45度"]}}}),
    ],
)  # fmt: skip
def test_lines_are_added_to_what_is_there(before: str, line: Line, after: object) -> None:
    text = added("# 头\n" + before, line, "注", "zhibiao.toml")
    assert tomllib.loads(text) == after
    assert text.startswith("# 头\n")
    assert ("# 注" in text) == bool(line.word)
    assert has(parsed(text, Path("zhibiao.toml")), line)
    assert has(parsed(shown(line), Path("zhibiao.toml")), line)


@pytest.mark.parametrize("before", ["names = 3", "[names]\nORG = 3", "[[names]]\n", "[names"])
def test_a_file_that_takes_no_line(before: str) -> None:
    with pytest.raises(LexiconError, match="cannot be added"):
        added(before, Line("names", "ORG", "甲乙"), "", "zhibiao.toml")


def test_patterns_for_readers() -> None:
    label = Line("labels", "name", r"(?<=开){n}\.5号(?=库)", pattern=True)
    assert (readable(label, "zh"), readable(label, "en")) == ("开【某数.5号】库", "开【any number.5号】库")
    assert readable(Line("labels", "name", "45度")) == "45度"
    assert readable(Line("indicators", "云播指数", "")) == "云播指数"


def test_the_command(command: Callable[..., CompletedProcess[str]], folder: Path) -> None:
    line = Line("names", "ORG", "禾通").id
    done = command("review", "teach", folder, "--who", "王", "--accept", line, "--as", "BRAND")
    assert done.returncode == 0
    for said in ('[names] BRAND = ["禾通"]', "changed 3", "agrees with 2", "zhibiao run"):
        assert said in done.stdout
    written = (folder.parent / "corpus" / "zhibiao.toml").read_text("utf-8")
    assert tomllib.loads(written)["names"]["BRAND"] == ["禾通"]
    assert "# 不动" in written
    assert "王: 2 decisions\n" in written  # in the language of the command


def test_a_line_without_effect_is_not_proposed(
    command: Callable[..., CompletedProcess[str]], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    teacher = Teacher(folder)
    line = teacher.lectern().lessons[0].line
    idle = Trial(line, Effect(1, ()), SETTINGS)
    monkeypatch.setattr(Teacher, "trial", lambda *_: idle)
    with pytest.raises(TrialError, match="nothing to accept"):
        teacher.accept(line.id, "", "李", WHEN, idle.effect.seal)
    done = command("review", "teach", folder)
    assert "[units]" not in done.stdout
    assert "more lines would change no row" in done.stdout
    assert "--accept" not in done.stdout


@settings(max_examples=30)
@given(st.text(min_size=2, max_size=12), st.text(max_size=12))
def test_whatever_the_articles_hold_stays_text(word: str, who: str) -> None:
    """A word or a reviewer's name never becomes TOML of its own, and a comment stays on its line."""
    line = Line("names", "ORG", word)
    before = '[names]\nBRAND = ["甲乙"]\n'
    tables = tomllib.loads(added(before, line, f"{who}：1", "zhibiao.toml"))
    assert tables == {"names": {"BRAND": ["甲乙"], "ORG": [word]}}
