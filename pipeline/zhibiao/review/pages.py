"""The templates of the review pages and the files beside them."""

from __future__ import annotations

from jinja2 import Environment

from zhibiao.web import templating


def templates() -> Environment:
    """The page templates; every value is escaped, a missing one is an error."""
    return templating.templates("zhibiao.review")


def static(name: str) -> str:
    """The text of a file of the pages: theirs, or one that all pages share."""
    return templating.static("zhibiao.web" if name == "look.css" else "zhibiao.review", name)
