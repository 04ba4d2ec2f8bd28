"""The commands: each is imported when it is asked for, and its errors are one line."""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Sequence
from importlib import import_module

from zhibiao import __version__, cache
from zhibiao.cli.common import OK, UNUSABLE
from zhibiao.cli.speech import Parser, chosen_language, examples
from zhibiao.limits import within_time
from zhibiao.model import ZhibiaoError
from zhibiao.wording import foreign, phrase, spoken, tell, using

COMMANDS = (
    "demo",
    "add",
    "run",
    "watch",
    "status",
    "review",
    "serve",
    "report",
    "export",
    "facts",
    "series",
    "browse",
    "extract",
    "explain",
    "evaluate",
    "completion",
)
EXAMPLES = (
    ("zhibiao demo", phrase("two short articles through every step, in a folder of their own")),
    ("zhibiao add news.zip page.html", phrase("into corpus/, each once")),
    ("zhibiao add https://example.com/feed.xml", phrase("the articles of a feed, a sitemap or a page")),
    ("zhibiao run", phrase("corpus/ → extracted/")),
    ("zhibiao run news/ -o table/ --format xlsx", phrase("another folder, and a workbook")),
    ("zhibiao watch", phrase("run again whenever articles arrive")),
    ("zhibiao status table/", phrase("what is there, what is due")),
    (
        phrase("zhibiao export table/ -o out/ --where \"measure = 'change'\" --excel"),
        phrase("a selection for Excel or WPS"),
    ),
    ("zhibiao facts table/", phrase("the same figure in several articles: agreed, revised, in conflict")),
    ("zhibiao series table/ --subject 厦门市 --indicator 出口总额 --by month", phrase("one thing over time")),
    ("zhibiao browse table/", phrase("search and filter all of it in a browser")),
    ("zhibiao extract page.txt --published 2025-11-16", phrase("the table of one article")),
    ("zhibiao explain page.txt", phrase("each numeral: its row, or why it is none")),
    ("zhibiao review", phrase("see, accept, correct rows in a browser")),
    ("zhibiao serve", phrase("paste a text into a page and see its table")),
    ("zhibiao report", phrase("one HTML file to send to others")),
)


def parser(names: Sequence[str] = COMMANDS) -> Parser:
    """The command line, with the commands of these names: each brings what it imports."""
    top = Parser(
        prog="zhibiao",
        description=tell("Chinese news in, a structured indicator table out."),
        epilog=examples(EXAMPLES)
        + "\n"
        + tell(
            "exit codes: 0 all well, 1 some articles failed (see articles.csv), 2 the command could not be carried out"
        ),
    )
    top.add_argument("--version", action="version", version=f"zhibiao {__version__}", help=tell("show the version"))
    commands = top.add_subparsers(
        dest="command", required=True, metavar=tell("COMMAND"), title=tell("commands"), parser_class=Parser
    )
    for name in names:
        import_module(f"zhibiao.cli.{name}").add(commands)
    for command in commands.choices.values():
        command.name_values()
    return top


def run(words: Sequence[str]) -> int:
    """Run the command of these words; answers the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a console of another encoding shows the rest
    language, given = chosen_language(words)
    with using(language):
        asked = parser([name for name in COMMANDS if name in given[:1]] or COMMANDS)
        if not given:
            asked.print_help()
            return UNUSABLE
        options = asked.parse_args(given)
        if not getattr(options, "limited", False):
            return carried_out(options)
        code = within_time(options.time_limit, lambda: carried_out(options))
        if code is None:
            print(
                tell(
                    "zhibiao: {file}: over {seconds} s of processor time; split it or raise --time-limit",
                    file=" ".join(options.files) if "files" in options else options.file,
                    seconds=options.time_limit,
                ),
                file=sys.stderr,
            )
        return UNUSABLE if code is None else code


def carried_out(options: argparse.Namespace) -> int:
    """Carry the command out; an error is one line."""
    try:
        code = int(options.carry_out(options))
        if sys.stdout:
            sys.stdout.flush()
        cache.disk_cache().write()
        return code
    except ZhibiaoError as error:
        print(f"zhibiao: {spoken(str(error))}", file=sys.stderr)
        return UNUSABLE
    except BrokenPipeError:
        give_up_output()
        return OK
    except OSError as error:
        give_up_output()
        where = error.filename or tell("output")
        print(f"zhibiao: {where}: {spoken(foreign(error.strerror or error))}", file=sys.stderr)
        return UNUSABLE
    except KeyboardInterrupt:
        print(
            tell("zhibiao: interrupted; what was extracted is kept, run again to go on"),
            file=sys.stderr,
        )
        return 130


def give_up_output() -> None:
    """Nobody takes what is still to be written: the interpreter must not try again when it ends (its own docs, signal)."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
