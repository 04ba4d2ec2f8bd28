"""What the commands that serve pages share: where they listen, who may come, and that they say so."""

from __future__ import annotations

import argparse
import webbrowser
from secrets import token_urlsafe
from socket import gethostname
from typing import TYPE_CHECKING

from zhibiao.cli.common import OK
from zhibiao.model import ZhibiaoError
from zhibiao.wording import say, tell

if TYPE_CHECKING:
    from starlette.applications import Starlette

    from zhibiao.web.safety import Gate

ANYWHERE = ("0.0.0.0", "::")  # to listen on all addresses; none to go to


def listening_options(command: argparse.ArgumentParser, usual: int = 8700) -> None:
    """Where to listen and whom to let in."""
    command.add_argument(
        "--host", default="127.0.0.1", help=tell("address to listen on (default: 127.0.0.1, this machine only)")
    )
    command.add_argument(
        "--port",
        default=usual,
        type=port,
        help=tell("port to listen on; 0 takes a free one (default: {port})", port=usual),
    )
    command.add_argument("--token", action="store_true", help=tell("ask for an access token also on this machine"))
    command.add_argument("--no-browser", action="store_true", help=tell("only print the address"))


def port(text: str) -> int:
    """A port of the command line."""
    if not text.isascii() or not text.isdigit() or int(text) > 65535:
        raise argparse.ArgumentTypeError(say("{text!r} is no port; give 0 to 65535", text=text))
    return int(text)


def gate_of(options: argparse.Namespace) -> Gate:
    """Who is let in: off this machine nobody without a token."""
    from zhibiao.web.safety import Gate, is_loopback

    guarded = options.token or not is_loopback(options.host)
    return Gate(options.host, token_urlsafe(24) if guarded else "")


def listen(app: Starlette, gate: Gate, options: argparse.Namespace, said: str) -> int:
    """Serve until interrupted; `said` is told with the address once the server listens. Raises `ZhibiaoError`."""
    from zhibiao.web.application import serve
    from zhibiao.web.safety import is_loopback

    def told(port: int) -> None:
        host = gethostname() if options.host in ANYWHERE else options.host
        host = f"[{host}]" if ":" in host else host
        address = f"http://{host}:{port}/" + (f"?token={gate.token}" if gate.token else "")
        print(tell(said, address=address), flush=True)
        if not options.no_browser and is_loopback(options.host):
            webbrowser.open(address)

    try:
        serve(app, options.host, options.port, told)
    except KeyboardInterrupt:
        pass  # the way to end it
    except SystemExit as error:
        raise ZhibiaoError(
            say("{host}:{port}: cannot listen there; choose another --port", host=options.host, port=options.port)
        ) from error
    return OK
