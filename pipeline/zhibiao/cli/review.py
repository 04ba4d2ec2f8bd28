"""zhibiao review: a page on this machine where a person accepts, corrects and rejects rows; tables out and back."""

from __future__ import annotations

import argparse
import datetime as dt
import getpass
import sys
from pathlib import Path

from zhibiao.cli.common import OK, SOME_FAILED, Commands
from zhibiao.cli.listening import listening_options
from zhibiao.model import ZhibiaoError
from zhibiao.wording import cell_word, phrase, say, spoken, tell, word

FORMS = (
    ("zhibiao review [DIR]", phrase("serve the rows of DIR (default: extracted) to a browser on this machine")),
    ("zhibiao review export FILE [DIR]", phrase("write the rows to FILE, .xlsx or .csv, for a spreadsheet")),
    (
        "zhibiao review import FILE [DIR]",
        phrase("carry out what was edited in FILE; damaged cells are told, never applied"),
    ),
    (
        "zhibiao review gold FILE [DIR]",
        phrase("write what was accepted, corrected and added as annotated rows, JSONL, for `zhibiao evaluate`"),
    ),
    ("zhibiao review agreement [DIR]", phrase("show how far reviewers agree on the rows that they both decided on")),
    (
        "zhibiao review teach [DIR]",
        phrase("show the lines for zhibiao.toml that repeated corrections propose, with their effect"),
    ),
    ("zhibiao review teach [DIR] --accept ID [--as TYPE]", phrase("write such a line")),
)
EXTRACTED = "extracted"
LONGEST_SHOWN = 100  # characters of a cell in a message


def add(commands: Commands) -> None:
    """The command and its options."""
    command = commands.add_parser(
        "review",
        help=tell("see, accept, correct and reject rows in a browser"),
        epilog=tell("forms:") + "\n" + "\n".join(f"  {form}\n      {tell(told)}" for form, told in FORMS),
    )
    command.add_argument(
        "words", nargs="*", metavar="WORD", help=tell("an output folder of `zhibiao run`; see the forms below")
    )
    command.add_argument("--who", default="", help=tell("the reviewer's name (default: the user of this machine)"))
    command.add_argument(
        "--alone", action="store_true", help=tell("see nobody else's decisions: for a second, independent review")
    )
    listening_options(command)
    command.add_argument("--only", choices=("accepted", "reviewed", "open"), help=tell("export only such rows"))
    command.add_argument("--dry-run", action="store_true", help=tell("import: say what would be done, and do nothing"))
    teaching = command.add_argument_group(tell("teach"))
    teaching.add_argument(
        "--accept", action="append", default=[], metavar="ID", help=tell("write this proposal (repeatable)")
    )
    teaching.add_argument(
        "--as", dest="key", default="", metavar="TYPE", help=tell("another type of a name, reason of a label")
    )
    teaching.add_argument(
        "--least", type=int, default=2, metavar="N", help=tell("sentences that must say the same (default: 2)")
    )
    teaching.add_argument(
        "--corpus", type=Path, metavar="DIR", help=tell("where the corpus is, if it has moved since the run")
    )
    command.set_defaults(carry_out=review)


def review(options: argparse.Namespace) -> int:
    """zhibiao review"""
    words: list[str] = options.words
    if words and words[0] == "teach":
        return teach(words[1:], options)
    if words and words[0] == "agreement":
        from zhibiao.cli.annotated import tell_agreement

        if len(words) > 2:
            raise ZhibiaoError(say("review agreement: one folder; got {words}", words=" ".join(words[1:])))
        return tell_agreement(Path(words[1] if words[1:] else EXTRACTED))
    form = FORMS_BY_NAME.get(words[0] if words else "")
    if form is None:
        if len(words) > 1:
            raise ZhibiaoError(
                say("review: one folder, or export/import/gold and a file; got {words}", words=" ".join(words))
            )
        return serve(Path(words[0] if words else EXTRACTED), options)
    if not 2 <= len(words) <= 3:
        raise ZhibiaoError(say("review {words}: give a file, as: zhibiao review {words} reviewed.xlsx", words=words[0]))
    try:
        return form(Path(words[1]), Path(words[2] if words[2:] else EXTRACTED), options)
    except ModuleNotFoundError as error:
        raise missing(error) from error


def teach(words: list[str], options: argparse.Namespace) -> int:
    """zhibiao review teach"""
    if len(words) > 1:
        raise ZhibiaoError(say("review teach: one folder; got {words}", words=" ".join(words)))
    try:
        from zhibiao.cli import teach as teaching
    except ModuleNotFoundError as error:
        raise missing(error) from error
    return teaching.teach(Path(words[0] if words else EXTRACTED), options, options.who or user(), now())


def serve(folder: Path, options: argparse.Namespace) -> int:
    """Serve the page until interrupted."""
    try:
        from zhibiao.cli.listening import gate_of, listen
        from zhibiao.review import server
    except ModuleNotFoundError as error:
        raise missing(error) from error

    gate = gate_of(options)
    app = server.application(folder, gate, now, options.who or user(), options.corpus, options.alone)
    return listen(app, gate, options, phrase("review page: {address}\nstop with Ctrl-C"))


def write_out(file: Path, folder: Path, options: argparse.Namespace) -> int:
    """zhibiao review export"""
    from zhibiao.exports.select import ONLY
    from zhibiao.review.workbook import write
    from zhibiao.store import Store

    wanted = {**ONLY, "open": ("",)}.get(options.only)
    with Store.open(folder) as store:
        rows = (row for article in store.articles() for row in store.reviewed(article.key).rows)
        n = write(file, (row for row in rows if wanted is None or row.status in wanted))
    print(tell("{file}: {n} rows", file=file, n=n))
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
        print(f"{file}: {spoken(remark)}")
    for line, row, column, before, after in merged.changes:
        print(
            tell(
                "line {line}, {column}: {before} → {after} ({row})",
                line=line,
                column=word(column),
                before=brief(cell_word(column, before)) or "∅",
                after=brief(cell_word(column, after)) or "∅",
                row=row,
            )
        )
    for trouble in merged.troubles:
        column = trouble.column
        cell = tell(", {column}: {cell!r}", column=word(column), cell=brief(trouble.cell)) if column else ""
        was = tell(", was {before!r}", before=brief(cell_word(column, trouble.before))) if trouble.before else ""
        why = spoken(trouble.why)
        print(tell("not applied: line {line}{cell}{was}: {why}", line=trouble.line, cell=cell, was=was, why=why))
    n = merged.counts
    print(
        tell(
            "accepted {accepted}, corrected {corrected}, rejected {rejected}, added {added}; "
            "unchanged {unchanged}, not in the table {absent}",
            **{name: n[name] for name in ("accepted", "corrected", "rejected", "added", "unchanged", "absent")},
        )
    )
    if options.dry_run:
        print(tell("dry run: nothing was changed"))
    else:
        print(tell("{n} not applied", n=len(merged.troubles)))
    return SOME_FAILED if merged.troubles else OK


def write_gold(file: Path, folder: Path, options: argparse.Namespace) -> int:
    """zhibiao review gold"""
    from zhibiao.cli.annotated import write_gold

    return write_gold(file, folder)


FORMS_BY_NAME = {"export": write_out, "import": read_back, "gold": write_gold}


def brief(cell: str) -> str:
    """A cell as a message shows it: a damaged one may be as long as a book."""
    return cell if len(cell) <= LONGEST_SHOWN else f"{cell[:LONGEST_SHOWN]}… ({len(cell)})"


def now() -> str:
    """The time with its offset, for the record of a decision."""
    return dt.datetime.now().astimezone().isoformat(timespec="seconds")


def user() -> str:
    """The name of this machine's user."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        print(tell("zhibiao: this machine names no user; give --who"), file=sys.stderr)
        return "reviewer"


def missing(error: ModuleNotFoundError) -> ZhibiaoError:
    return ZhibiaoError(say("{name} is not installed; install it with: pip install 'zhibiao[review]'", name=error.name))
