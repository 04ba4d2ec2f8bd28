"""CONTRIBUTING.md names nothing that is not there: commands, targets of make, files, code."""

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
COMMANDS = {tuple(line.split("#")[0].split()) for line in re.findall(r"zhibiao ([a-z]+ [^`\n]*)", TEXT)}


def test_something_is_named() -> None:
    assert len(MADE) >= 4
    assert len(FILES) >= 8
    assert len(COMMANDS) >= 3


@pytest.mark.parametrize("target", sorted(MADE))
def test_targets(target: str) -> None:
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(), re.MULTILINE)


@pytest.mark.parametrize("name", sorted(FILES))
def test_files(name: str) -> None:
    assert any(list((ROOT / folder).glob(name)) for folder in FOLDERS) or name == "zhibiao.toml"  # a user's


@pytest.mark.parametrize("command", sorted(COMMANDS), ids=" ".join)
def test_commands(command: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    """Each is a command, and has the options."""
    with pytest.raises(SystemExit):
        main([command[0], "--help"])
    said = capsys.readouterr().out
    assert all(option in said for option in command if option.startswith("-"))
