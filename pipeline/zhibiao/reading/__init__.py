"""Bytes → articles, one module a format. A bad file is a recorded failure, never the end of a batch.

`scan` looks into a file, a folder, an archive or standard input and yields articles and failures in order of name;
`read` raises at the first failure instead. Heavy readers (web pages, PDF, DOCX, Parquet) are imported when a file
needs them; the error of a missing one names the extra to install.
"""

from zhibiao.reading.encodings import decode
from zhibiao.reading.scanning import read, scan, suffixes
from zhibiao.reading.sources import Failure

__all__ = ["Failure", "decode", "read", "scan", "suffixes"]
