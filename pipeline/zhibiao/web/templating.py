"""The page templates and the files beside them, of all rooms that have pages."""

from __future__ import annotations

from importlib import resources

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined, select_autoescape


def templates(*packages: str) -> Environment:
    """The page templates of these packages and ours; every value is escaped, a missing one is an error."""
    return Environment(
        loader=ChoiceLoader([PackageLoader(package) for package in (*packages, __package__)]),
        autoescape=select_autoescape(default=True),
        undefined=StrictUndefined,
    )


def static(package: str, name: str) -> str:
    """The text of a file of a page."""
    return resources.files(package).joinpath("static", name).read_text("utf-8")
