"""zhibiao completion: a script that lets a shell complete commands, options and file names."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from zhibiao.cli.common import OK, Commands
from zhibiao.model import ZhibiaoError
from zhibiao.wording import say, tell

SHELLS = ("bash", "zsh", "tcsh")
PATHS = ("output", "corpus", "articles", "compare")  # options that are given a file or a folder
HOW = {
    "bash": 'eval "$(zhibiao completion bash)"',
    "zsh": 'autoload -Uz compinit && compinit; eval "$(zhibiao completion zsh)"',
    "tcsh": "zhibiao completion tcsh > ~/.zhibiao.tcsh; source ~/.zhibiao.tcsh",
}


def add(commands: Commands) -> None:
    """The command and its options."""
    command = commands.add_parser(
        "completion",
        help=tell("print a script that completes commands and options in a shell"),
        epilog="\n".join([tell("put into the shell's own file:"), *(f"  {shell}: {HOW[shell]}" for shell in SHELLS)]),
    )
    command.add_argument("shell", choices=SHELLS)
    command.set_defaults(carry_out=completion)


def completion(options: argparse.Namespace) -> int:
    """zhibiao completion"""
    try:
        import shtab
    except ModuleNotFoundError as error:
        raise ZhibiaoError(say("completion: needs shtab: pip install shtab")) from error
    from zhibiao.cli.commands import parser

    whole = parser()
    for action in [*actions_of(whole)]:
        if takes_path(action):
            action.complete = shtab.FILE  # type: ignore[attr-defined]
    print(shtab.complete(whole, options.shell))
    return OK


def actions_of(given: argparse.ArgumentParser) -> Iterator[argparse.Action]:
    """The options and arguments of a parser and of its commands."""
    for action in given._actions:
        yield action
        if isinstance(action, argparse._SubParsersAction):
            for command in action.choices.values():
                yield from actions_of(command)


def takes_path(action: argparse.Action) -> bool:
    """Whether it is given a file or a folder."""
    if action.nargs == 0 or action.choices:
        return False
    return action.dest in PATHS if action.option_strings else action.dest != "row"
