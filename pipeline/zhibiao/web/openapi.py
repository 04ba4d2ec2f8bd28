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
    post = {
        "summary": "Extract the indicator table of a text or a file",
        "operationId": "extract",
        "parameters": parameters(),
        "requestBody": {"required": True, "content": bodies()},
        "responses": responses(),
    }
    return {
        "openapi": "3.1.0",
        "info": {"title": "zhibiao", "version": __version__, "license": {"name": "MIT", "identifier": "MIT"}},
        "paths": {"/extract": {"post": post}},
        "components": {"schemas": schemas()},
    }


def parameters() -> list[dict[str, Any]]:
    """What is asked in the address."""
    name = "the file's name; its suffix says the format"
    known = [queried(name, TEXT, description=told) for name, told in KNOWN.items()]
    return [queried("name", TEXT, description=name), *known, queried("format", {"enum": ["json", "csv"]})]


def queried(name: str, schema: dict[str, Any], **told: str) -> dict[str, Any]:
    return {"name": name, "in": "query", "required": False, "schema": schema, **told}


def bodies() -> dict[str, Any]:
    """What may be sent."""
    return {
        **content("application/json", referred("Text")),
        **content("text/plain", TEXT),
        **content("application/octet-stream", {**TEXT, "contentMediaType": "application/octet-stream"}),
    }


def responses() -> dict[str, Any]:
    """What comes back, by its status."""
    refused = {
        "400": "no JSON, or fields that are none",
        "403": "refused: another site, or no access token",
        "411": "the length of the request is not stated",
        "413": f"more than {LARGEST} bytes, {MOST_ARTICLES} articles, or {SECONDS} s of processor time",
        "422": "nothing that can be read",
    }
    rows = {**content("application/json", referred("Extraction")), **content("text/csv", TEXT)}
    error = content("application/json", referred("Error"))
    return {
        "200": {"description": "the rows, an article after the other", "content": rows},
        **{status: {"description": told, "content": error} for status, told in refused.items()},
    }


def content(kind: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {kind: {"schema": schema}}


def referred(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


def schemas() -> dict[str, Any]:
    """What goes in and out."""
    row = {f.name: column(f.name, f.metadata) for f in fields(Row)}
    article = {
        **dict.fromkeys(("id", "title", "source", "url", "byline"), TEXT),
        "published": TYPES["date"],
        "anchor": {**TYPES["date"], "description": "the day that relative times count from"},
        "notes": {"type": "array", "items": TEXT},
        "rows": {"type": "array", "items": referred("Row")},
        "numerals": {"type": "array", "items": referred("Numeral")},
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
            "properties": {"articles": {"type": "array", "items": referred("Article")}},
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
