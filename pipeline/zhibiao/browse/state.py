"""What is looked at as an address, and back: every view can be sent to others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from zhibiao.browse.index import FACETS

SORTS = ("published", "-published", "number", "-number", "confidence", "-confidence", "period_end", "-period_end")
VIEWS = ("", "doubtful")
PAGE = 50
LONGEST_QUERY = 100  # characters


@dataclass(frozen=True, slots=True)
class State:
    """Words that are looked for, one value for each facet that is chosen, the order, the page from 1."""

    q: str = ""
    facets: Mapping[str, str] = field(default_factory=dict)
    sort: str = ""
    page: int = 1
    view: str = ""

    def address(self, **changes: object) -> str:
        """The query of the address of this view, or of one that differs in some things."""
        return replace(self, **{"page": 1, **changes}).written() if changes else self.written()  # type: ignore[arg-type]

    def written(self) -> str:
        parts = {
            "q": self.q,
            "view": self.view,
            **self.facets,
            "sort": self.sort,
            "page": str(self.page) if self.page > 1 else "",
        }
        return urlencode({name: value for name, value in parts.items() if value or name in self.facets})

    def with_facet(self, name: str, value: str) -> str:
        return self.address(facets={**self.facets, name: value})

    def without_facet(self, name: str) -> str:
        return self.address(facets={n: v for n, v in self.facets.items() if n != name})


def state_of(given: Mapping[str, str]) -> State:
    """The view of the query of an address; what it does not know it leaves out."""
    page = given.get("page", "1")
    sort, view = given.get("sort", ""), given.get("view", "")
    return State(
        given.get("q", "").strip()[:LONGEST_QUERY],
        {name: given[name] for name in FACETS if name in given},
        sort if sort in SORTS else "",
        min(int(page), 10_000) if page.isascii() and page.isdigit() and 0 < len(page) < 8 else 1,
        view if view in VIEWS else "",
    )
