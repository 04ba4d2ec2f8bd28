"""What markets trade, by the ends of its names: indices, goods, shares (`lexicon/markets.toml`)."""

from __future__ import annotations

from zhibiao.lexicon import load
from zhibiao.matching import alternation, compiled

LISTS: dict[str, list[str]] = {role: entry["words"] for role, entry in load("markets").items()}


def either(*roles: str) -> str:
    """A non-capturing alternation of the words of the named roles, longest first."""
    return alternation(word for role in roles for word in LISTS[role])


NO_INDEX = "".join(f"(?<!{word})" for word in LISTS["no_index"])
SESSION = f"(?:{either('session')})*"
INDEX_NAME = (
    f"(?:[一-鿿A-Za-z0-9]{{0,8}}{either('family')}[一-鿿A-Z0-9]{{0,8}}指数?(?:期货)?"
    f"|[一-鿿A-Za-z]{{2,6}}{either('index_kind')}指数(?:期货)?"
    f"|(?:[一-鿿]{{2,4}})?[A-Z][A-Za-z&]*(?<!CPI|PPI|PMI|PCE|GDP|HPI)[一-鿿0-9]{{0,8}}{NO_INDEX}指数(?:期货)?)"
)
# An index of a market, which owns its points and moves; what is measured of somebody is none: 核心PCE价格指数.
MARKET_INDEX = compiled(f"(?:{INDEX_NAME}|[一-鿿]{{2,5}}[综成]指)")
# The same at the end of a phrase: 沪指, 深成指.
INDEX = compiled(f"(?:{INDEX_NAME}|[一-鿿A-Z]{{1,6}}{either('index_short')}?指)$")
# What is traded, but shares; and with them, whatever of the day stands behind.
GOODS = compiled(f"(?:{NO_INDEX}指数?|{either('goods')})$")
TRADED = compiled(f"(?:指数?|{either('goods')}|(?<!控){either('share')}){SESSION}$")
SESSIONS = compiled(f"(?:{either('session')})+$")
# What is left of a traded name behind its market's: 布伦特|原油期货.
LISTED = compiled(
    f"(?:[A-Za-z]*(?:{either('index_kind', 'index_short')}|股)?指数?|{either('metal')}|天然气)(?:期货|现货)?(?:主力)?(?:合约)?"
)
COMMODITY = compiled(f"{either('metal')}(?:期货)?$")
