"""CONTRIBUTING.md, README.md and docs/ name nothing that is not there: commands and their options, targets of make, files."""

import re
from pathlib import Path

import pytest

from zhibiao.cli import main

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
FOLDERS = (".", "pipeline/zhibiao")
MADE = set(re.findall(r"make ([a-z-]+)", TEXT))
FILES = set(re.findall(r"`((?:[a-z_]+/)*[a-zA-Z_*]+\.(?:py|toml|tsv|md))[`: ]", TEXT)) | set(
    re.findall(r"\]\(([^)]+)\)", TEXT)
)


def test_something_is_named() -> None:
    assert len(MADE) >= 4
    assert len(FILES) >= 8


@pytest.mark.parametrize("target", sorted(MADE))
def test_targets(target: str) -> None:
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(), re.MULTILINE)


@pytest.mark.parametrize("name", sorted(FILES))
def test_files(name: str) -> None:
    assert any(list((ROOT / folder).glob(name)) for folder in FOLDERS) or name == "zhibiao.toml"  # a user's


PAGES = [ROOT / "CONTRIBUTING.md", ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


def commands_of(text: str) -> dict[str, set[str]]:
    """Every command that a page shows, in a block or within a line, with the options that it is shown with."""
    blocks = "\n".join(re.findall(r"^```.*?^```", text, re.MULTILINE | re.DOTALL))
    shown = [
        *re.findall(r"^(?:\$ |    )?zhibiao +([^\n]+)", blocks, re.MULTILINE),
        *re.findall(r"`zhibiao ([^`\n]+)`", text),
    ]
    found: dict[str, set[str]] = {}
    for line in shown:
        words = line.split("#")[0].split("   ")[0].split()  # what explains a command stands behind a gap
        names = [words[0], *([words[1]] if words[0] in GROUPS and len(words) > 1 else [])]
        options = {word.partition("=")[0].strip("[]") for word in words if re.match(r"\[?--?[a-z]", word)}
        found.setdefault(" ".join(names), set()).update(options)
    return found


GROUPS = {"review"}  # commands that have commands


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_commands(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each is a command, and has the options."""
    for command, options in commands_of(page.read_text("utf-8")).items():
        if command.startswith("-") or not re.fullmatch("[a-z ]+", command):
            continue
        with pytest.raises(SystemExit) as ended:
            main([*command.split(), "--help"])
        said = capsys.readouterr().out
        assert ended.value.code == 0, command
        assert [option for option in sorted(options) if option not in said] == [], command


def test_pages_show_commands() -> None:
    assert sum(len(commands_of(page.read_text("utf-8"))) for page in PAGES) > 40
