"""How reports of a market say that a price moves: the words before the figure that `indicator` and `subject` both go by."""

from __future__ import annotations

from zhibiao.matching import compiled

QUOTED = compiled("(?:[涨跌]|[高低]开|收[高低])(?:了|近|约|达|超过?|逾|幅|至|停)*$")
FELL = compiled("(?<![上下])[涨跌](?:了|近|约|达|超过?|逾|至|停)*$")  # none but a price does: 比特币|涨, not 均价|上涨
