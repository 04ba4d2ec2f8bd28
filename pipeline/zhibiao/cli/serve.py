"""zhibiao serve: a page where one pastes a text or drops a file, and `POST /extract` for programs."""

from __future__ import annotations

import argparse
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from zhibiao.cli.common import Commands
from zhibiao.cli.listening import gate_of, listen, listening_options
from zhibiao.model import ZhibiaoError
from zhibiao.wording import phrase, say, tell


def add(commands: Commands) -> None:
    """The command and its options."""
    command = commands.add_parser(
        "serve",
        help=tell("a page to paste a text into, and POST /extract for programs (described at /openapi.json)"),
    )
    listening_options(command)
    command.set_defaults(carry_out=serve)


def serve(options: argparse.Namespace) -> int:
    """zhibiao serve"""
    try:
        from starlette.applications import Starlette

        from zhibiao.web.application import application
        from zhibiao.web.paste import Paste
    except ModuleNotFoundError as error:
        raise ZhibiaoError(
            say("{name} is not installed; install it with: pip install 'zhibiao[review]'", name=error.name)
        ) from error
    gate, paste = gate_of(options), Paste()

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        yield
        paste.extractor.close()

    app = application(paste.routes("/"), gate, lifespan=lifespan)
    return listen(app, gate, options, phrase("paste page: {address}\nstop with Ctrl-C"))
