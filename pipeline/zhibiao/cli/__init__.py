"""The command `zhibiao`; the only room that prints. One file a command: `add` states its options, the rest carries it out."""

from __future__ import annotations

import sys

from zhibiao import __version__

TYPE_CHECKING = False  # that of `typing`, which `zhibiao --version` has no need of
if TYPE_CHECKING:
    from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; answers the exit code."""
    given = sys.argv[1:] if argv is None else list(argv)
    if given == ["--version"]:  # asked by scripts, of which some wait for it; `commands.parser` knows it, too
        print(f"zhibiao {__version__}")
        return 0
    from zhibiao.limits import collect_seldom

    collect_seldom()  # also while the command is imported
    from zhibiao.cli.commands import run

    return run(given)


def entry() -> int:
    """The command as a process of its own, which ends with it."""
    code = main()
    from gc import freeze

    freeze()  # what has been loaded is not looked over for garbage once more on the way out
    return code
