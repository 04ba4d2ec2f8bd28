"""zhibiao review: a page on this machine where a person accepts, corrects and rejects rows; tables out and back."""

from __future__ import annotations

import argparse
import datetime as dt
import getpass
import sys
import webbrowser
from pathlib import Path
from secrets import token_urlsafe

from zhibiao.cli.common import OK, Commands
from zhibiao.model import ZhibiaoError

FORMS = """forms:
  zhibiao review [DIR]                  serve the rows of DIR (default: extracted) to a browser on this machine
"""


def add(commands: Commands) -> None:
    """The command and its options."""
    command = commands.add_parser(
        "review",
        help="see, accept, correct and reject rows in a browser",
        epilog=FORMS,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    command.add_argument("words", nargs="*", metavar="DIR", help="an output folder of `zhibiao run`; see the forms below")
    command.add_argument("--who", default="", help="the reviewer's name (default: the user of this machine)")
    command.add_argument("--host", default="127.0.0.1", help="address to listen on (default: 127.0.0.1, this machine only)")
    command.add_argument("--port", default=8700, type=int, help="port to listen on; 0 takes a free one (default: 8700)")
    command.add_argument("--token", action="store_true", help="ask for an access token also on this machine")
    command.add_argument("--no-browser", action="store_true", help="only print the address")
    command.set_defaults(carry_out=review)


def review(options: argparse.Namespace) -> int:
    """zhibiao review"""
    words: list[str] = options.words
    return serve(Path(words[0] if words else "extracted"), options)


def serve(folder: Path, options: argparse.Namespace) -> int:
    """Serve the page until interrupted."""
    try:
        from zhibiao.review import safety, server
    except ModuleNotFoundError as error:
        raise missing(error) from error

    guarded = options.token or not safety.is_loopback(options.host)
    gate = safety.Gate(options.host, token_urlsafe(24) if guarded else "")
    app = server.application(folder, gate, now, options.who or user())

    def told(port: int) -> None:
        host = f"[{options.host}]" if ":" in options.host else options.host
        address = f"http://{host}:{port}/" + (f"?token={gate.token}" if gate.token else "")
        print(f"审核页面 review page: {address}\n按 Ctrl-C 结束 stop with Ctrl-C", flush=True)
        if not options.no_browser and safety.is_loopback(options.host):
            webbrowser.open(address)

    try:
        server.serve(app, options.host, options.port, told)
    except SystemExit as error:
        raise ZhibiaoError(f"{options.host}:{options.port}: cannot listen there; choose another --port") from error
    return OK


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
