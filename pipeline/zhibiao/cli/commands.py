"""The commands: each is imported when it is asked for, and its errors are one line."""

from __future__ import annotations

import argparse
import gc
import io
import os
import sys
from collections.abc import Sequence
from importlib import import_module

from zhibiao import __version__, cache
from zhibiao.cli.common import OK, UNUSABLE
from zhibiao.limits import within_time
from zhibiao.model import ZhibiaoError

COMMANDS = (
    *("add", "run", "watch", "status", "review", "report", "export"),
    *("facts", "series", "browse", "extract", "explain", "evaluate"),
)
# New objects that may live before cyclic garbage is looked for. Tables and patterns are never garbage: to go through
# them at every 700th new object, as Python does unasked, takes a tenth of a command on one article.
GARBAGE = 200_000
EXAMPLES = """examples:
  zhibiao add news.zip page.html --source 甲市日报     into corpus/, each once
  zhibiao run                                   corpus/ → extracted/
  zhibiao run news/ -o table/                   another folder
  zhibiao run news/ -o table/ --format xlsx     a workbook too
  zhibiao watch                                 run again whenever articles arrive
  zhibiao status table/                         what is there, what is due
  zhibiao export table/ -o out/ --where "measure = 'change'" --header zh --excel
  zhibiao facts table/                          the same figure in several articles: agreed, revised, in conflict
  zhibiao series table/ --subject 厦门市 --indicator 出口总额 --by month
  zhibiao browse table/                         search and filter all of it in a browser
  zhibiao extract page.txt --published 2025-11-16
  cat page.txt | zhibiao extract - --format csv > page.csv
  zhibiao explain page.txt                      each numeral: its row, or why it is none
  zhibiao review                                see, accept, correct rows in a browser
  zhibiao report                                one HTML file to send to others
  zhibiao evaluate extracted/indicators.csv tests/gold/corpus.jsonl

exit codes: 0 all well, 1 some articles failed (see articles.csv), 2 the command could not be carried out
"""


def parser(names: Sequence[str] = COMMANDS) -> argparse.ArgumentParser:
    """The command line, with the commands of these names: each brings what it imports."""
    top = argparse.ArgumentParser(
        prog="zhibiao",
        description="指标：中文新闻 → 指标表。Chinese news in, a structured indicator table out.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    top.add_argument("--version", action="version", version=f"zhibiao {__version__}")
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name in names:
        import_module(f"zhibiao.cli.{name}").add(commands)
    return top


def run(given: Sequence[str]) -> int:
    """Run the command of these words; answers the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a console of another encoding shows the rest
    gc.set_threshold(GARBAGE)
    options = parser([name for name in COMMANDS if name in given[:1]] or COMMANDS).parse_args(given)
    if not getattr(options, "limited", False):
        return carried_out(options)
    code = within_time(options.time_limit, lambda: carried_out(options))
    if code is None:
        print(
            f"zhibiao: {options.file}: 超过 {options.time_limit} 秒，请拆开或放宽 "
            f"(over {options.time_limit} s of processor time; split it or raise --time-limit)",
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
        print(f"zhibiao: {error}", file=sys.stderr)
        return UNUSABLE
    except BrokenPipeError:
        give_up_output()
        return OK
    except OSError as error:
        give_up_output()
        where = f"{error.filename}: " if error.filename else "输出 output: "
        print(f"zhibiao: {where}{error.strerror or error}", file=sys.stderr)
        return UNUSABLE
    except KeyboardInterrupt:
        print(
            "zhibiao: 已中断，已抽取的都在，重跑即续 (interrupted; what was extracted is kept, run again to go on)",
            file=sys.stderr,
        )
        return 130


def give_up_output() -> None:
    """Nobody takes what is still to be written: the interpreter must not try again when it ends (its own docs, signal)."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
