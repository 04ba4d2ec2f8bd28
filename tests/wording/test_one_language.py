"""What the commands print is of one language, whichever it is; what stands in an article is of the article."""

import re
from contextlib import suppress
from pathlib import Path

import pytest

from zhibiao.cli import main
from zhibiao.cli.commands import COMMANDS

HAN = re.compile("[\u4e00-\u9fff]+")
PROSE = re.compile(r"\b[a-z]+(?:,? [a-z]+){2,}\b")
ARTICLE = "甲市今年1—8月出口额达4718亿元，同比增长16.7%，占全省的3成。第3届论坛举行。全年目标6000亿元。"
# Chinese that an English help quotes: what a user may write.
QUOTED = {"甲市日报", "正文", "发布日期", "公顷", "亿元", "厦门市", "厦门", "中国", "出口总额"}


@pytest.fixture
def page(tmp_path: Path) -> Path:
    page = tmp_path / "page.txt"
    page.write_text(ARTICLE, "utf-8")
    return page


def said(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> str:
    here = ["--time-limit", "0"] if arguments[:1] in (("extract",), ("explain",)) else []  # in this process
    with suppress(SystemExit):
        main([*map(str, arguments), *here])
    return "".join(capsys.readouterr())


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help(command: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    asked = [*filter(None, [command]), "--help"]
    english, chinese = (said(capsys, *asked, "--lang", language) for language in ("en", "zh"))
    assert set(HAN.findall(english)) <= QUOTED
    prose = re.sub(r"'[^']*'|\"[^\"]*\"|zhibiao [a-z]+ [^，；\u4e00-\u9fff]*|\[[^\]]*\]|\{[^}]*\}", "", chinese)
    assert not PROSE.search(prose)
    named = re.sub(r"--?[\w-]+|\{[^}]*\}|zhibiao( [a-z]+)?", "", chinese.partition("\n\n")[0])
    assert not re.search("[A-Za-z]", named), named  # what options take has a name in Chinese, too
    assert not re.search("[\u4e00-\u9fff]:", chinese)


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize(
    "arguments",
    [("extract", "none.txt"), ("run", "none"), ("extract",), ("extract", "PAGE", "--published", "soon"), ("extract", "PAGE", "--unit", "蒲团"), ("export", "none"), ("run", "--workers", "-2"), ("run", "--memory-limit", "10"), ("review", "--port", "99999"), ("status", "none"), ("explain", "PAGE", "99"), ("report", "none"), ("nonsense",), ("add", "none.txt"), ("extract", "--format", "xml", "PAGE"), ("run", "--nonsense"), ("evaluate", "PAGE", "none.jsonl"), ("review", "import", "none.xlsx"), ("export", "FOLDER", "--where", "foo = 1"), ("export", "FOLDER", "--where", "measure ="), ("add", "ftp://none.test/a"), ("review", "export", "/dev/null/x.csv")],
)  # fmt: skip
def test_errors(language: str, arguments: tuple[str, ...], page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = said(capsys, *(page if a == "PAGE" else a for a in arguments), "--lang", language)
    told = "\n".join(line for line in told.splitlines() if "zhibiao" in line or "错误" in line)
    told = re.sub(r"(usage|用法)[^\n]*", "", told)
    assert told.strip()
    if language == "en":
        assert set(HAN.findall(told)) <= {"蒲团", "正文"}
    else:
        assert HAN.search(told)
        assert not PROSE.search(re.sub(r"zhibiao run [^，；]*", "", told))
        assert "Errno" not in told


def test_what_is_told_of_an_article(page: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Beside the article's own words there is no Chinese in English, and no English sentence in Chinese."""
    for asked in (("extract", page), ("explain", page), ("explain", page, "2")):
        english = said(capsys, *asked, "--lang", "en")
        assert not {word for word in HAN.findall(english) if word not in ARTICLE and word != "出口总额"}, english
        chinese = said(capsys, *asked, "--lang", "zh")
        assert not PROSE.search(chinese)
    assert "第 2 行" in chinese
    for language in ("en", "zh"):
        out = tmp_path / language
        told = said(capsys, "run", page, "-o", out, "--workers", "1", "--lang", language)
        told += said(capsys, "status", out, "--lang", language) + said(capsys, "export", out, "--lang", language)
        assert bool(HAN.search(told)) == (language == "zh"), told
        assert language == "en" or not PROSE.search(told), told
