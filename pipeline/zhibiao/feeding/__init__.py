"""Articles into a corpus: under stable names, each once; reprints told from new articles."""

from zhibiao.feeding.adding import Kept, Refused, add

__all__ = ["Kept", "Refused", "add"]
