"""What `POST /extract` takes and gives, in OpenAPI 3.1: made of the columns of the table, so that it cannot lag behind."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from zhibiao import __version__
from zhibiao.model import Row
from zhibiao.web.extracting import LARGEST, MOST_ARTICLES, SECONDS
from zhibiao.wording import ENUMERATED

TYPES: dict[str, dict[str, Any]] = {
    "decimal": {"type": ["string", "null"], "pattern": r"^-?[0-9]+(\.[0-9]+)?$"},
    "date": {"type": ["string", "null"], "format": "date"},
    "int": {"type": "integer"},
    "float": {"type": "number"},
}
TEXT = {"type": "string"}
KNOWN = {
    "title": "headline: names whose figures they are when the text does not",
    "published": "day of publication, 2025-11-16: what 今年 and 上月 count from",
    "source": "who published it",
    "url": "where it was published",
}


def description() -> dict[str, Any]:
    """The document."""
    known = [
        {"name": name, "in": "query", "required": False, "description": told, "schema": TEXT}
        for name, told in KNOWN.items()
    ]
    name = {
        "name": "name",
        "in": "query",
        "required": False,
        "schema": TEXT,
        "description": "the file's name; its suffix says the format",
    }
    form = {"name": "format", "in": "query", "required": False, "schema": {"enum": ["json", "csv"]}}
    answers = {
        "200": {
            "description": "the rows, an article after the other",
            "content": {
                "application/json": {"schema": {"$ref": "#/components/schemas/Extraction"}},
                "text/csv": {"schema": TEXT},
            },
        },
        **{
            status: {
                "description": told,
                "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}},
            }
            for status, told in (
                ("400", "no JSON, or fields that are none"),
                ("413", f"more than {MOST_ARTICLES} articles, or more than {SECONDS} s of processor time"),
                ("422", "nothing that can be read"),
            )
        },
        "403": {"description": f"refused: another site, no access token, or more than {LARGEST} bytes"},
    }
    body = {
        "required": True,
        "content": {
            "application/json": {"schema": {"$ref": "#/components/schemas/Text"}},
            "text/plain": {"schema": TEXT},
            "application/octet-stream": {"schema": {"type": "string", "contentMediaType": "application/octet-stream"}},
        },
    }
    post = {
        "summary": "Extract the indicator table of a text or a file",
        "operationId": "extract",
        "parameters": [name, *known, form],
        "requestBody": body,
        "responses": answers,
    }
    return {
        "openapi": "3.1.0",
        "info": {"title": "zhibiao", "version": __version__, "license": {"name": "MIT", "identifier": "MIT"}},
        "paths": {"/extract": {"post": post}},
        "components": {"schemas": schemas()},
    }


def schemas() -> dict[str, Any]:
    """What goes in and out."""
    row = {f.name: column(f.name, f.metadata) for f in fields(Row)}
    article = {
        **dict.fromkeys(("id", "title", "source", "url", "byline"), TEXT),
        "published": TYPES["date"],
        "anchor": {**TYPES["date"], "description": "the day that relative times count from"},
        "notes": {"type": "array", "items": TEXT},
        "rows": {"type": "array", "items": {"$ref": "#/components/schemas/Row"}},
        "numerals": {"type": "array", "items": {"$ref": "#/components/schemas/Numeral"}},
        "pieces": {
            "type": "array",
            "items": {"type": "array"},
            "description": "the text again, cut into [text, kind, type, row]",
        },
    }
    numeral = {"text": TEXT, "start": TYPES["int"], "end": TYPES["int"], "row": TEXT, "time": TEXT, "reason": TEXT}
    text = {"text": TEXT, **{name: {**TEXT, "description": told} for name, told in KNOWN.items()}}
    return {
        "Text": {"type": "object", "required": ["text"], "properties": text, "additionalProperties": False},
        "Extraction": {
            "type": "object",
            "required": ["articles"],
            "properties": {"articles": {"type": "array", "items": {"$ref": "#/components/schemas/Article"}}},
        },
        "Article": {"type": "object", "properties": article},
        "Row": {"type": "object", "required": list(row), "properties": row},
        "Numeral": {
            "type": "object",
            "description": "its row, its time, or the reason why it is neither",
            "properties": numeral,
        },
        "Error": {"type": "object", "required": ["error"], "properties": {"error": TEXT}},
    }


def column(name: str, told: Any) -> dict[str, Any]:
    """The schema of a column."""
    kind = dict(TYPES.get(told["dtype"], TEXT))
    if told["choices"]:
        kind["enum"] = [*ENUMERATED[name], ""] if name == "qualifier" else list(told["choices"])
    return {**kind, "description": told["description"].partition(" ")[2] or told["description"]}
