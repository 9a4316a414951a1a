"""The references of a formula, and its shape, which formulas filled down a column share."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from xlkpi.functions.formula_name import function_name
from xlkpi.functions.formula_text import Sort

_OPEN = ("INDIRECT", "OFFSET")
"""Functions that read cells which no formula names."""
_SORTS = (Sort.TEXT, Sort.ERROR, Sort.FUNCTION, Sort.REFERENCE, Sort.NUMBER, Sort.NAME)
_TOKEN = re.compile("|".join([*(f"(?P<{s.name}>{s.value})" for s in _SORTS), ":"]), re.DOTALL)
_LOST = "#REF!"
STAND_IN = "_xlkpi."
"""With its number behind it this stands for a reference, and could be a name but never is."""


@dataclass(frozen=True, slots=True)
class Scanned:
    """What a formula names, in the order in which it does."""

    shape: str
    """The formula with a stand-in for each of its references, in their order."""
    references: Sequence[str]
    names: Sequence[str]
    """Its words that are neither functions nor references, such as defined names."""
    is_open: bool
    """Whether it may read cells that it does not name."""


def scanned(formula: str) -> Scanned:
    """Return what a formula names, whether or not it can be worked out here."""
    pieces: list[str] = []
    references: list[str] = []
    names: list[str] = []
    is_open, done = False, 0
    for found in _TOKEN.finditer(formula):
        sort = found.lastgroup
        if sort == "REFERENCE":
            text = found[0]
            if text.endswith(_LOST):
                continue
            references.append(text.removesuffix("#"))
            mark = "#" if text.endswith("#") else ""
            pieces += [formula[done : found.start()], f"{STAND_IN}{len(references)}{mark}"]
            done = found.end()
        elif sort == "NAME":
            names.append(found[0].removesuffix("#"))
        elif sort is None or (sort == "FUNCTION" and function_name(found[0]) in _OPEN):
            is_open = True
    pieces.append(formula[done:])
    return Scanned("".join(pieces), references, names, is_open)


def number_in_shape(stand_in: str) -> int:
    """Return which reference a stand-in of the shape is, counted from 0."""
    return int(stand_in.removeprefix(STAND_IN)) - 1
