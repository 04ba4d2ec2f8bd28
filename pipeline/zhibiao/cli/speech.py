"""The command line in one language: which one, argparse's own words in it, and help that fits the terminal."""

from __future__ import annotations

import argparse
import re
import shutil
import sys
from collections.abc import Iterable, Sequence
from typing import Any

from zhibiao.wording import LANGUAGES, messages, padded, spoken, tell, width
from zhibiao.wording import language as language_in_force

# Where a line of help may be broken: at blanks, and before any wide character that does not close something.
BREAK = r"\s+|(?<=[^\s（“「《])(?=[\u2e80-\u9fff（“「《])|(?<=[\u2e80-\u9fff，。；：、）”」》])(?=[^\s，。；：、？！）”」》])"
NAMED = r"( +\S.*?)( {2,})(?=\S)"  # an option and the blanks before what it does


def chosen_language(given: Sequence[str]) -> tuple[str, list[str]]:
    """The language that `--lang` asks for, wherever it stands before a `--`, and the command line without it; empty
    when none is asked for."""
    left, chosen, rest = [], "", list(given)
    while rest:
        word = rest.pop(0)
        if word == "--":
            left += [word, *rest]
            break
        if word == "--lang" and rest and rest[0] in LANGUAGES:
            chosen = rest.pop(0)
        elif word.startswith("--lang=") and word[7:] in LANGUAGES:
            chosen = word[7:]
        else:
            left.append(word)
    return chosen, left


def examples(listed: Iterable[tuple[str, str]]) -> str:
    """Command lines with what each is for, one under the other where they do not fit side by side."""
    lines = [tell("examples:")]
    for given, purpose in listed:
        command = tell(given)  # its columns and values in the language, too
        lines.append(
            f"  {padded(command, 42)}  {tell(purpose)}"
            if width(command) <= 42
            else f"  {command}\n{'':46}{tell(purpose)}"
        )
    return "\n".join(lines) + "\n"


class Help(argparse.RawDescriptionHelpFormatter):
    """Help whose lines are broken by the columns that they take, Chinese without blanks, too."""

    def __init__(self, *given: Any, **options: Any) -> None:
        columns = min(shutil.get_terminal_size().columns, 120) - 2
        super().__init__(*given, **{**options, "width": columns, "max_help_position": 26})

    def _split_lines(self, text: str, room: int) -> list[str]:
        """argparse's own way to change how help is broken into lines (its documentation of formatter classes)."""
        lines, line = [], ""
        at = 0
        for m in [*re.finditer(BREAK, text), None]:
            piece, at, gap = (text[at : m.start()], m.end(), m[0]) if m else (text[at:], len(text), "")
            if line and width(line + piece) > room:
                lines.append(line.rstrip())
                line = ""
            line += piece + (" " if gap else "")
        return [*lines, line.rstrip()]

    def _format_action(self, action: argparse.Action) -> str:
        """What an option does, in its column: argparse counts characters, of which wide ones take two places."""
        first, *rest = super()._format_action(action).splitlines(keepends=True)
        if (m := re.match(NAMED, first)) and (wide := width(m[1]) - len(m[1])):
            first = m[1] + " " * max(2, len(m[2]) - wide) + first[m.end() :]
        return "".join([first, *rest])

    def format_help(self) -> str:
        """The help, its headings with the colon of the language (argparse writes its own)."""
        told = super().format_help()
        return re.sub(r"(?m)^(\S.*[\u4e00-\u9fff]):$", r"\1：", told) if language_in_force() == "zh" else told


class Parser(argparse.ArgumentParser):
    """A parser that speaks the language in force, argparse's own sentences included."""

    def __init__(self, **options: Any) -> None:
        for name, translate in (
            ("_", translated),
            ("ngettext", translated_number),
        ):  # as gettext would, without its files
            setattr(argparse, name, translate)
        super().__init__(**{"formatter_class": Help, **options})
        self.add_argument(
            "--lang",
            choices=LANGUAGES,
            default=argparse.SUPPRESS,
            help=tell("language of all that is said (default: the locale's)"),
        )

    def name_values(self) -> None:
        """Name what each option and argument takes in the language in force: DATE, 日期."""
        for action in self._actions:
            shown = action.metavar or (action.dest if not action.option_strings else action.dest.upper())
            if action.nargs != 0 and not action.choices:
                action.metavar = translated(shown) if isinstance(shown, str) else tuple(map(translated, shown))

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """As argparse does; a word that a command does not know is told with the usage of that command."""
        known, rest = super().parse_known_args(args, namespace)
        if rest:
            self.error(translated("unrecognized arguments: %s") % " ".join(rest))
        return known, rest

    def _print_message(self, message: str, file: Any = None) -> None:
        super()._print_message(spoken(message), file or sys.stderr)


def translated(text: str) -> str:
    """A sentence of argparse in the language in force."""
    return messages().get(text, text) if language_in_force() == "zh" else text


def translated_number(one: str, many: str, n: int) -> str:
    return translated(one if n == 1 else many)
