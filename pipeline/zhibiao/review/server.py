"""The review server: a page, its files, and what it asks for as JSON. Reads the store and its own files, no others."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from zhibiao.decisions import Decision
from zhibiao.model import EDITABLE, ZhibiaoError
from zhibiao.review.agreement import agreements, differences
from zhibiao.review.charts import overview
from zhibiao.review.columns import CHOICES, suggestions
from zhibiao.review.counter import Counter
from zhibiao.review.desk import Changed, Desk
from zhibiao.review.drafting import draft
from zhibiao.review.gold import gold_lines
from zhibiao.review.pages import templates
from zhibiao.review.school import School, reviewer
from zhibiao.review.wording import words
from zhibiao.store import Store, StoreError
from zhibiao.teaching.teacher import Teacher
from zhibiao.teaching.trial import TrialError
from zhibiao.web import application as web
from zhibiao.web.answers import AsciiJSON, language_of, page_answer, refusal
from zhibiao.web.application import MALFORMED, asked, malformed
from zhibiao.web.paste import Paste
from zhibiao.web.pieces import pieces
from zhibiao.web.safety import Gate
from zhibiao.wording import ENUMERATED, say, spoken

Answer = Callable[[Request], Awaitable[Response]]
DIFFERING = 200  # rows that the overview lists of two reviewers


def application(
    folder: Path, gate: Gate, clock: Callable[[], str], who: str, corpus: Path | None = None, alone: bool = False
) -> Starlette:
    """The server of an output folder. `clock` gives ISO 8601 times; `who` is the reviewer unless the page says so;
    `corpus` is where the corpus is, if not where the last run found it. `alone`: the reviewer is `who` whatever the page
    says, and sees nobody else's decisions.

    Raises `StoreError` when the folder has no database.
    """
    Store.open(folder).close()
    pages, paste = templates(), Paste(home="/")
    school = School(folder, Teacher(folder, corpus), clock)

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        app.state.counter = Counter(folder, clock, who if alone else "")
        yield
        await run_in_threadpool(app.state.counter.close)
        paste.extractor.close()

    def page(request: Request, name: str, **values: Any) -> Response:
        language = language_of(request)
        html = pages.get_template(name).render(
            t=words(language), language=language, csrf=gate.csrf, who=who, alone=alone, folder=folder.name, **values
        )
        return page_answer(html, request)

    async def front(request: Request) -> Response:
        fixed = {"choices": CHOICES, "editable": EDITABLE, "who": who, "alone": alone, **suggestions()}
        return page(request, "review.html", fixed=fixed, sections=ENUMERATED["section"])

    async def summary(request: Request) -> Response:
        found = await request.app.state.counter.ask(summed)
        failed = [replace(a, error=spoken(a.error, language_of(request))) for a in found.pop("failed")]
        return page(request, "overview.html", failed=failed, **found)

    async def teaching(request: Request) -> Response:
        return page(request, "teach.html", **await run_in_threadpool(school.page, language_of(request)))

    routes = [
        Route("/", front),
        Route("/overview", summary),
        Route("/gold.jsonl", gold),
        *(Route(f"/api/{place}", answered(ask), methods=[method]) for method, place, ask in API),
        *paste.routes(),
    ]
    if not alone:  # proposals quote everybody's decisions
        routes += [Route("/teach", teaching), *of_school(school)]
    return web.application(routes, gate, ("zhibiao.review",), lifespan, {StoreError: unreadable})


def of_school(school: School) -> list[Route]:
    """What the page of proposals asks for."""
    asked_for = (("effect", school.effect), ("accept", school.accept))
    return [Route(f"/api/teach/{name}", told(ask), methods=["POST"]) for name, ask in asked_for]


def summed(desk: Desk) -> dict[str, Any]:
    """What the overview shows."""
    rows = [row for sheet in desk.sheets.values() for row in sheet.rows]
    failed = [s.article for s in desk.sheets.values() if s.article.status == "error"]
    agreed = [
        (a, [(pair, differences(pair)) for pair in a.differing[:DIFFERING]]) for a in agreements(desk.store.history())
    ]
    decisions = {"lost": desk.lost(), "followed": desk.followed(), "agreed": agreed}
    return {"charts": overview(rows), "failed": failed, "decided": any(row.status for row in rows), **decisions}


async def gold(request: Request) -> Response:
    """The decisions as annotated rows, a file for `zhibiao evaluate`."""
    found = await request.app.state.counter.ask(lambda desk: list(gold_lines(desk.store, [])))
    lines = "".join(json.dumps(line, ensure_ascii=True) + "\n" for line in found)
    headers = {"Content-Disposition": 'attachment; filename="gold.jsonl"'}
    return Response(lines, media_type="application/jsonl", headers=headers)


async def unreadable(request: Request, error: Exception) -> Response:
    """The page of a database that cannot be read now: what is the matter, and to load it again."""
    said = say("The database cannot be read now; nothing was changed. Load this page again.")
    return refusal(request, 503, f"{said}\n\n{error}", {"Retry-After": "5"})


def answered(ask: Callable[[Desk, Request, dict[str, Any]], Any]) -> Answer:
    """An endpoint that answers JSON; what a user can mend comes back as its message."""

    async def endpoint(request: Request) -> Response:
        try:
            given = asked(await request.body()) if request.method == "POST" else {}
            if only := request.app.state.counter.only:
                given["who"] = only
            return AsciiJSON(await request.app.state.counter.ask(lambda desk: ask(desk, request, given)))
        except (ZhibiaoError, *MALFORMED) as error:
            return refused(error, request)

    return endpoint


def refused(error: Exception, request: Request) -> Response:
    """A request that was not carried out, and why, as JSON."""
    if not isinstance(error, ZhibiaoError):
        return AsciiJSON({"error": spoken(malformed(error), language_of(request))}, 400)
    if isinstance(error, StoreError):
        return AsciiJSON({"error": spoken(str(error), language_of(request))}, 503)
    said = spoken(str(error), language_of(request))
    return AsciiJSON({"error": said}, 409 if isinstance(error, Changed | TrialError) else 400)


def told(ask: Callable[[dict[str, Any]], Any]) -> Answer:
    """An endpoint that takes its time: answered in a thread of its own, so that the page goes on meanwhile."""

    async def endpoint(request: Request) -> Response:
        try:
            language = language_of(request)
            found = await run_in_threadpool(ask, {**asked(await request.body()), "language": language})
            return AsciiJSON(found | {"failed": [spoken(f, language) for f in found.get("failed", ())]})
        except (ZhibiaoError, *MALFORMED) as error:
            return refused(error, request)

    return endpoint


def rows(desk: Desk, request: Request, given: dict[str, Any]) -> Any:
    return desk.listing()


def article(desk: Desk, request: Request, given: dict[str, Any]) -> Any:
    """The article's text in pieces, its own cells, and the decisions that found no place in it."""
    sheet = desk.sheet(request.path_params["key"])
    key = sheet.article.key
    cut = pieces(desk.store.text(key), sheet.rows, desk.store.mentions(key))
    return {
        "id": sheet.article.id,
        "title": sheet.article.title,
        "published": sheet.article.published or "",
        "error": spoken(sheet.article.error, language_of(request)),
        "pieces": [[p.start, p.text, p.kind, p.type, p.row, p.value] for p in cut],
        "lost": [decision_line(d) for d in sheet.stranded],
    }


def history(desk: Desk, request: Request, given: dict[str, Any]) -> Any:
    return [decision_line(d) for d in desk.store.history(row=request.path_params["row"])]


def drafted(desk: Desk, request: Request, given: dict[str, Any]) -> Any:
    return draft(desk.store.text(int(given["key"])), int(given["start"]), int(given["end"]))


def decide(desk: Desk, request: Request, given: dict[str, Any]) -> Any:
    key, row, kind = int(given["key"]), str(given["row"]), given["kind"]
    note, seen = str(given.get("note", "")), str(given.get("seal", ""))
    desk.decide(key, row, kind, strings(given.get("changes", {})), note, reviewer(given), seen)
    return desk.concerned((desk.sheet(key).article.id, row))


def add(desk: Desk, request: Request, given: dict[str, Any]) -> Any:
    key, start, end = int(given["key"]), int(given["start"]), int(given["end"])
    desk.add(key, start, end, strings(given.get("changes", {})), str(given.get("note", "")), reviewer(given))
    article = desk.sheet(key).article
    row = f"{article.digest}-{start}-{end}"
    return {"row": row, **desk.concerned((article.id, row))}


def accept(desk: Desk, request: Request, given: dict[str, Any]) -> Any:
    """Accept the rows that a page shows."""
    picked = [(int(key), str(row), str(seen)) for key, row, seen in given["rows"]]
    made = desk.accept(picked, reviewer(given), int(given.get("together", 0)))
    told = {"accepted": len(made.rows), "missed": made.missed, "together": made.together}
    return {**told, **desk.concerned(*made.rows)}


def undo(desk: Desk, request: Request, given: dict[str, Any]) -> Any:
    taken = desk.undo(reviewer(given))
    if not taken:
        return {"undone": None}
    concerned = desk.concerned(*((d.article, d.row) for d in taken))
    return {"undone": decision_line(taken[0]), "count": len(taken), **concerned}


def decision_line(d: Decision) -> dict[str, Any]:
    """A decision as JSON, its cells only where they differ."""
    changed = {k: [d.before.get(k, ""), v] for k, v in d.after.items() if d.before.get(k, "") != v}
    changed |= {k: [v, ""] for k, v in d.before.items() if d.after and k not in d.after}
    return {**asdict(d), "before": dict(d.before), "after": dict(d.after), "text": d.text, "changed": changed}


def strings(given: Any) -> dict[str, str]:
    return {str(name): str(cell) for name, cell in dict(given).items()}


# What the page asks for as JSON: how, where under /api, and what answers.
API = (
    ("GET", "rows", rows),
    ("GET", "articles/{key:int}", article),
    ("GET", "history/{row}", history),
    ("POST", "draft", drafted),
    ("POST", "decide", decide),
    ("POST", "add", add),
    ("POST", "accept", accept),
    ("POST", "undo", undo),
)
