"""Articles into a corpus: under stable names, each once; reprints told from new articles; from files and from the web."""

from zhibiao.feeding.adding import Kept, Refused, Web, add

__all__ = ["Kept", "Refused", "Web", "add"]
