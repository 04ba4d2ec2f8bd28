"""The page templates and the files beside them."""

from __future__ import annotations

from importlib import resources

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape


def templates() -> Environment:
    """The page templates; every value is escaped, a missing one is an error."""
    return Environment(
        loader=PackageLoader("zhibiao.review"), autoescape=select_autoescape(default=True), undefined=StrictUndefined
    )


def static(name: str) -> str:
    """The text of a file of the page."""
    return resources.files("zhibiao.review").joinpath("static", name).read_text("utf-8")
