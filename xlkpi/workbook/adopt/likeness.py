"""Which known names a heading contains or resembles, found once for all meanings together.

A sheet may have thousands of headings, and each is held against every name that is known.
"""

from collections import defaultdict
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import cache

from xlkpi.workbook.adopt.vocabulary import MEANINGS

CLOSE = 0.85
"""The likeness of two names from which on one resembles the other."""
SHORTEST_WORD = 4
"""A shorter name says something of a longer heading only at its beginning."""
ROUNDING = 1e-9

NAMES = frozenset(name for meaning in MEANINGS for name in meaning.names)


@cache
def names_inside(heading: str) -> frozenset[str]:
    """Return the known names that stand in a heading as words of their own, or begin it."""
    words = heading.split()
    ends = range(1, len(words) + 1)
    phrases = {" ".join(words[first:end]) for end in ends for first in range(end)}
    return frozenset(
        one for one in phrases & NAMES if len(one) >= SHORTEST_WORD or heading.startswith(f"{one} ")
    )


@cache
def close_names(heading: str) -> frozenset[str]:
    """Return the known names that a heading resembles."""
    return frozenset(one for one in _possible(heading) if _is_close(heading, one))


def _possible(heading: str) -> Iterator[str]:
    """Yield the names of about that length which lack few of the heading's letters."""
    letters, length = _letters(heading), len(heading)
    for many, names in _by_length().items():
        shared = CLOSE * (length + many) / 2 - ROUNDING
        for one, others in names if shared <= min(length, many) else ():
            foreign, lacking = letters & ~others, others & ~letters
            if foreign.bit_count() + shared <= length and lacking.bit_count() + shared <= many:
                yield one


def _is_close(heading: str, one: str) -> bool:
    matcher = SequenceMatcher(None, heading, one)
    return matcher.quick_ratio() >= CLOSE and matcher.ratio() >= CLOSE


@cache
def _by_length() -> dict[int, list[tuple[str, int]]]:
    """Return the names that are long enough, with their letters, by their length."""
    found: defaultdict[int, list[tuple[str, int]]] = defaultdict(list)
    for name in sorted(NAMES):
        if len(name) >= SHORTEST_WORD:
            found[len(name)].append((name, _letters(name)))
    return dict(found)


def _letters(text: str) -> int:
    """Return the characters that a plain text has, each as a bit."""
    found = 0
    for character in text:
        found |= 1 << (ord(character) & 127)
    return found
