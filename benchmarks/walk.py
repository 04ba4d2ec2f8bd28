"""How far a figure walks through the house: rooms entered, calls made, and climbs back up, seen by `sys.setprofile`.

    python benchmarks/walk.py [FILE…]        the nine broadcasts of ../shared/gold unless files are named

A room is what has a place of its own in the contract of `pyproject.toml`: a package, or a module of the top level; the packages within
`rows/` are told apart in the second line. Counted is all that is called while `read_figure` turns one figure into a row or
a rejection. `calls` are calls of functions of the package (a generator that goes on is one, an expression within a function
is none). A `climb` is a call from a room into one above it: something that was handed down, or is found only when it is asked
for. Our own articles are read before, so that what is loaded or compiled on the way is not counted.
"""

from __future__ import annotations

import statistics
import sys
import tomllib
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import Any

import zhibiao
from zhibiao.extraction import extract_article
from zhibiao.model import Article
from zhibiao.reading import read
from zhibiao.rows import assemble

ROOT = Path(__file__).parents[1]
BROADCASTS = ROOT.parent / "shared" / "gold" / "articles"
HOUSE = f"{Path(zhibiao.__file__).parent}/"
WITHIN = ("<genexpr>", "<listcomp>", "<setcomp>", "<dictcomp>")
WARM = ROOT / "corpus"
GOALS = {"rooms": 8, "climbs": 4}


@dataclass(slots=True)
class Walk:
    """What one figure took."""

    text: str
    modules: set[str] = field(default_factory=set)
    calls: int = 0
    climbs: Counter[str] = field(default_factory=Counter)

    def numbers(self) -> dict[str, int]:
        """The lines of the table."""
        apart = {m.rpartition("/")[0] or m if m.startswith("rows/") else room_of(m) for m in self.modules}
        return {
            "rooms": len({room_of(m) for m in self.modules}),
            "rooms, those within rows apart": len(apart),
            "modules": len(self.modules),
            "calls": self.calls,
            "climbs": self.climbs.total(),
        }


def floors() -> dict[str, int]:
    """The floor of each room: 0 is the top of the contract."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    (layers,) = (c["layers"] for c in contracts if c["name"] == "one way")
    return {room: k for k, line in enumerate(layers) for room in line.replace("|", ":").replace(" ", "").split(":")}


def module_of(frame: FrameType | None) -> str:
    """The module of a function as a path in the house, empty for one that is no part of it."""
    name = frame.f_code.co_filename if frame else ""
    return name[len(HOUSE) : -len(".py")].removesuffix("/__init__") if name.startswith(HOUSE) else ""


def room_of(module: str) -> str:
    return module.partition("/")[0]


class Watcher:
    """The profile function: it keeps the walk of the figure that is being read."""

    def __init__(self) -> None:
        self.floor = floors()
        self.walks: list[Walk] = []
        self.reading: FrameType | None = None
        self.figure = assemble.read_figure.__code__

    def __call__(self, frame: FrameType, event: str, _: Any) -> None:
        if self.reading is None:
            if event == "call" and frame.f_code is self.figure:
                self.reading = frame
                scene, i = frame.f_locals["scene"], frame.f_locals["i"]
                self.walks.append(Walk(scene.tokens[i].text))
            return
        if event == "return" and frame is self.reading:
            self.reading = None
        elif event == "call" and (module := module_of(frame)):
            walk, name = self.walks[-1], frame.f_code.co_name
            walk.calls += name not in WITHIN
            walk.modules.add(module)
            caller = frame.f_back
            while caller is not None and not module_of(caller):
                caller = caller.f_back  # a function of a library that was handed one of ours
            above, below = room_of(module), room_of(module_of(caller))
            if self.floor[above] < self.floor[below]:
                walk.climbs[f"{module_of(caller)} → {module}.{name}"] += 1


def walks_of(articles: list[Article]) -> list[Walk]:
    """The walk of every figure of the articles."""
    watcher = Watcher()
    for article in read(WARM):
        extract_article(article)
    for article in articles:
        sys.setprofile(watcher)
        try:
            extract_article(article)
        finally:
            sys.setprofile(None)
    return watcher.walks


def main() -> int:
    """Print the table; exit code 1 when the median of rooms or climbs is over its goal."""
    files = [Path(name) for name in sys.argv[1:]] or sorted(BROADCASTS.glob("*.json"))
    if not files:
        raise SystemExit("walk.py: ../shared/gold is missing; name articles")
    walks = walks_of([article for file in files for article in read(file)])
    print(
        f"{len(walks)} figures of {len(files)} articles\n\n| a figure | median | 95 % | maximum | at |\n|---|---|---|---|---|"
    )
    kept = True
    for name in walks[0].numbers():
        counts = [walk.numbers()[name] for walk in walks]
        farthest = max(walks, key=lambda walk: walk.numbers()[name])
        middle, most = statistics.median(counts), sorted(counts)[len(counts) * 95 // 100]
        kept &= middle <= GOALS.get(name, middle)
        print(f"| {name} | {middle:g} | {most} | {max(counts)} | {farthest.text} |")
    entered = Counter(room for walk in walks for room in {room_of(m) for m in walk.modules})
    print("\nrooms by figures:", ", ".join(f"{room} {n}" for room, n in entered.most_common()))
    climbs = sum((walk.climbs for walk in walks), Counter())
    print("climbs:", "; ".join(f"{what} {n}" for what, n in climbs.most_common(12)) or "none")
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
