"""`python -m zhibiao`"""

import sys

from zhibiao.cli import entry

if __name__ == "__main__":
    sys.exit(entry())
