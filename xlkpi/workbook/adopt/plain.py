"""A heading as it is compared: letters, digits and % alone."""

import re
from functools import lru_cache

from xlkpi.terms.wording import fold

_OTHER = re.compile(r"[^0-9a-z%+]+")


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """Return a heading without case or punctuation: `Perf. Measure` as `perf measure`."""
    return " ".join(_OTHER.sub(" ", fold(text)).replace("+", " + ").split())


def shortened(text: str, most: int = 60) -> str:
    """Return a text on one line, cut where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 3]}..."
