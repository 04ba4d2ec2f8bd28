"""`python -m zhibiao.cli`"""

import sys

from zhibiao.cli import entry

sys.exit(entry())
