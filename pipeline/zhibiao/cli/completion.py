"""zhibiao completion: a script that lets a shell complete commands, options and file names."""

from __future__ import annotations

import argparse

from zhibiao.cli.common import OK, Commands
from zhibiao.model import ZhibiaoError
from zhibiao.wording import say, tell

SHELLS = ("bash", "zsh", "tcsh")
HOW = {
    "bash": 'eval "$(zhibiao completion bash)"',
    "zsh": 'eval "$(zhibiao completion zsh)"',
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

    print(shtab.complete(parser(), options.shell))
    return OK
