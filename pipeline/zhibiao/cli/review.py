"""zhibiao review: a page on this machine where a person accepts, corrects and rejects rows; tables out and back."""

from __future__ import annotations

import argparse
import datetime as dt
import getpass
import sys
import webbrowser
from pathlib import Path
from secrets import token_urlsafe
from socket import gethostname

from zhibiao.cli.common import OK, SOME_FAILED, Commands
from zhibiao.model import ZhibiaoError

FORMS = """forms:
  zhibiao review [DIR]                  serve the rows of DIR (default: extracted) to a browser on this machine
  zhibiao review export FILE [DIR]      write the rows to FILE, .xlsx or .csv, for a spreadsheet
  zhibiao review import FILE [DIR]      carry out what was edited in FILE; damaged cells are told, never applied
  zhibiao review teach [DIR]            show the lines for zhibiao.toml that repeated corrections propose, with their effect
  zhibiao review teach [DIR] --accept ID [--as TYPE]   write such a line
"""
EXTRACTED = "extracted"
ANYWHERE = ("0.0.0.0", "::")  # to listen on all addresses; none to go to


def add(commands: Commands) -> None:
    """The command and its options."""
    command = commands.add_parser(
        "review",
        help="see, accept, correct and reject rows in a browser",
        epilog=FORMS,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    command.add_argument(
        "words", nargs="*", metavar="WORD", help="an output folder of `zhibiao run`; see the forms below"
    )
    command.add_argument("--who", default="", help="the reviewer's name (default: the user of this machine)")
    command.add_argument(
        "--host", default="127.0.0.1", help="address to listen on (default: 127.0.0.1, this machine only)"
    )
    command.add_argument(
        "--port", default=8700, type=port, help="port to listen on; 0 takes a free one (default: 8700)"
    )
    command.add_argument("--token", action="store_true", help="ask for an access token also on this machine")
    command.add_argument("--no-browser", action="store_true", help="only print the address")
    command.add_argument("--only", choices=("accepted", "reviewed", "open"), help="export only such rows")
    command.add_argument("--dry-run", action="store_true", help="import: say what would be done, and do nothing")
    teaching = command.add_argument_group("teach")
    teaching.add_argument(
        "--accept", action="append", default=[], metavar="ID", help="write this proposal (repeatable)"
    )
    teaching.add_argument(
        "--as", dest="key", default="", metavar="TYPE", help="another type of a name, reason of a label"
    )
    teaching.add_argument(
        "--least", type=int, default=2, metavar="N", help="sentences that must say the same (default: 2)"
    )
    teaching.add_argument(
        "--corpus", type=Path, metavar="DIR", help="where the corpus is, if it has moved since the run"
    )
    command.set_defaults(carry_out=review)


def port(text: str) -> int:
    """A port of the command line."""
    if not text.isascii() or not text.isdigit() or int(text) > 65535:
        raise argparse.ArgumentTypeError(f"{text!r} 不是端口 (is no port; give 0 to 65535)")
    return int(text)


def review(options: argparse.Namespace) -> int:
    """zhibiao review"""
    words: list[str] = options.words
    if words and words[0] == "teach":
        return teach(words[1:], options)
    form = FORMS_BY_NAME.get(words[0] if words else "")
    if form is None:
        if len(words) > 1:
            raise ZhibiaoError(f"review: one folder, or export/import and a file; got {' '.join(words)}")
        return serve(Path(words[0] if words else EXTRACTED), options)
    if not 2 <= len(words) <= 3:
        raise ZhibiaoError(f"review {words[0]}: give a file, as: zhibiao review {words[0]} reviewed.xlsx")
    try:
        return form(Path(words[1]), Path(words[2] if words[2:] else EXTRACTED), options)
    except ModuleNotFoundError as error:
        raise missing(error) from error


def teach(words: list[str], options: argparse.Namespace) -> int:
    """zhibiao review teach"""
    if len(words) > 1:
        raise ZhibiaoError(f"review teach: one folder; got {' '.join(words)}")
    try:
        from zhibiao.cli import teach as teaching
    except ModuleNotFoundError as error:
        raise missing(error) from error
    return teaching.teach(Path(words[0] if words else EXTRACTED), options, options.who or user(), now())


def serve(folder: Path, options: argparse.Namespace) -> int:
    """Serve the page until interrupted."""
    try:
        from zhibiao.review import safety, server
    except ModuleNotFoundError as error:
        raise missing(error) from error

    guarded = options.token or not safety.is_loopback(options.host)
    gate = safety.Gate(options.host, token_urlsafe(24) if guarded else "")
    app = server.application(folder, gate, now, options.who or user(), options.corpus)

    def told(port: int) -> None:
        host = gethostname() if options.host in ANYWHERE else options.host
        host = f"[{host}]" if ":" in host else host
        address = f"http://{host}:{port}/" + (f"?token={gate.token}" if gate.token else "")
        print(f"审核页面 review page: {address}\n按 Ctrl-C 结束 stop with Ctrl-C", flush=True)
        if not options.no_browser and safety.is_loopback(options.host):
            webbrowser.open(address)

    try:
        server.serve(app, options.host, options.port, told)
    except KeyboardInterrupt:
        pass  # the way to end it
    except SystemExit as error:
        raise ZhibiaoError(f"{options.host}:{options.port}: cannot listen there; choose another --port") from error
    return OK


def write_out(file: Path, folder: Path, options: argparse.Namespace) -> int:
    """zhibiao review export"""
    from zhibiao.exports.select import ONLY
    from zhibiao.review.workbook import write
    from zhibiao.store import Store

    wanted = {**ONLY, "open": ("",)}.get(options.only)
    with Store.open(folder) as store:
        rows = (row for article in store.articles() for row in store.reviewed(article.key).rows)
        n = write(file, (row for row in rows if wanted is None or row.status in wanted))
    print(f"{file}：{n} 行 rows")
    return OK


def read_back(file: Path, folder: Path, options: argparse.Namespace) -> int:
    """zhibiao review import"""
    from zhibiao.review.desk import Desk
    from zhibiao.review.merging import merge
    from zhibiao.review.workbook import TableError, read
    from zhibiao.store import Store

    Store.open(folder).close()
    table = read(file)
    with Store.open(folder, write=not options.dry_run) as store:
        if options.dry_run:
            store.rehearse()
        try:
            merged = merge(Desk(store, now), table, options.who or user())
        except TableError as error:
            raise TableError(f"{file}: {error}") from error
    for remark in table.remarks:
        print(f"{file}: {remark}")
    for line, row, column, before, after in merged.changes:
        print(f"第{line}行 line {line}，{column}：{before or '∅'} → {after or '∅'}（{row}）")
    for trouble in merged.troubles:
        cell = f"，{trouble.column}：{trouble.cell!r}" if trouble.column else ""
        was = f"，原为 was {trouble.before!r}" if trouble.before else ""
        print(f"未应用 not applied：第{trouble.line}行 line {trouble.line}{cell}{was}：{trouble.why}")
    n = merged.counts
    print(
        f"接受 {n['accepted']}，修正 {n['corrected']}，拒绝 {n['rejected']}，补录 {n['added']}；未变 {n['unchanged']}，表中没有 {n['absent']}"
    )
    print(
        f"accepted {n['accepted']}, corrected {n['corrected']}, rejected {n['rejected']}, added {n['added']}; "
        f"unchanged {n['unchanged']}, not in the table {n['absent']}"
    )
    print(
        "试运行：未作改动 dry run: nothing was changed"
        if options.dry_run
        else f"{len(merged.troubles)} 处未应用 not applied"
    )
    return SOME_FAILED if merged.troubles else OK


FORMS_BY_NAME = {"export": write_out, "import": read_back}


def now() -> str:
    """The time with its offset, for the record of a decision."""
    return dt.datetime.now().astimezone().isoformat(timespec="seconds")


def user() -> str:
    """The name of this machine's user."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        print("zhibiao: this machine names no user; give --who", file=sys.stderr)
        return "reviewer"


def missing(error: ModuleNotFoundError) -> ZhibiaoError:
    return ZhibiaoError(f"{error.name} is not installed; install it with: pip install 'zhibiao[review]'")
