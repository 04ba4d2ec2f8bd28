"""zhibiao browse: the whole corpus in a browser, read-only."""

from __future__ import annotations

import argparse
import webbrowser
from pathlib import Path
from secrets import token_urlsafe
from socket import gethostname

from zhibiao.cli.common import OK, Commands
from zhibiao.cli.review import ANYWHERE, missing, port
from zhibiao.model import ZhibiaoError


def add(commands: Commands) -> None:
    """The command and its options."""
    command = commands.add_parser(
        "browse", help="see all rows, facts, series and conflicts in a browser, read-only (after zhibiao facts)"
    )
    command.add_argument(
        "folder", nargs="?", default="extracted", type=Path, help="an output folder (default: extracted)"
    )
    command.add_argument(
        "--host", default="127.0.0.1", help="address to listen on (default: 127.0.0.1, this machine only)"
    )
    command.add_argument(
        "--port", default=8710, type=port, help="port to listen on; 0 takes a free one (default: 8710)"
    )
    command.add_argument("--token", action="store_true", help="ask for an access token also on this machine")
    command.add_argument("--no-browser", action="store_true", help="only print the address")
    command.set_defaults(carry_out=browse)


def browse(options: argparse.Namespace) -> int:
    """zhibiao browse"""
    try:
        from zhibiao.browse.index import indexed
        from zhibiao.browse.server import application
        from zhibiao.review import safety, server
    except ModuleNotFoundError as error:
        raise missing(error) from error

    indexed(options.folder)
    guarded = options.token or not safety.is_loopback(options.host)
    gate = safety.Gate(options.host, token_urlsafe(24) if guarded else "")

    def told(port: int) -> None:
        host = gethostname() if options.host in ANYWHERE else options.host
        host = f"[{host}]" if ":" in host else host
        address = f"http://{host}:{port}/" + (f"?token={gate.token}" if gate.token else "")
        print(f"浏览页面 browse: {address}\n按 Ctrl-C 结束 stop with Ctrl-C", flush=True)
        if not options.no_browser and safety.is_loopback(options.host):
            webbrowser.open(address)

    try:
        server.serve(application(options.folder, gate), options.host, options.port, told)
    except KeyboardInterrupt:
        pass  # the way to end it
    except SystemExit as error:
        raise ZhibiaoError(f"{options.host}:{options.port}: cannot listen there; choose another --port") from error
    return OK
