"""Zeros that may be blank cells: LibreOffice hands both over as 0 where no range is asked for.

Such an argument is first given as a word that no rule accepts. Where the answer is the same, the
argument is not judged; where it is refused for that word, blank and 0 are both tried. Where those
differ the formula itself is looked at, and where that does not say either, the cell says so: an
answer from a false zero would be a false rating.
"""

from collections.abc import Callable, Sequence

from xlkpi.functions.cells import REFUSED, Answer
from xlkpi.functions.definition import Definition, Holds
from xlkpi.host.libreoffice.inside.one_call import Answers, answered

MARK = "\N{EMPTY SET}"

LookUp = Callable[[int], bool | None]
"""Says of an argument by its place whether it is a blank cell; None is not known."""


def settled(
    definition: Definition, cells: list[object], loose: Sequence[int], look_up: LookUp
) -> Answers:
    """Return what a function answers.

    Args:
        definition: the function.
        cells: its arguments as they were handed over.
        loose: the places of arguments in which a blank cell looks like 0.
        look_up: finds out what it was.
    """
    doubtful = False
    for place in loose:
        if place < len(cells) and cells[place] == 0.0:
            # -- 0 is no word: it was a blank --
            is_word = definition.arguments[place].holds is Holds.WORD
            cells[place] = None if is_word else f"{MARK}{place}{MARK}"
            doubtful = doubtful or not is_word
    return _settled(definition, cells, look_up) if doubtful else answered(definition, cells)


def _settled(definition: Definition, cells: Sequence[object], look_up: LookUp) -> Answers:
    found = answered(definition, cells)
    place = _judged(found)
    if place is None:
        return found
    blank, zero = list(cells), list(cells)
    blank[place], zero[place] = None, 0.0
    if_blank = _settled(definition, blank, look_up)
    if_zero = _settled(definition, zero, look_up)
    if if_blank == if_zero:
        return if_blank
    known = look_up(place)
    if known is None:
        return _agreed(if_blank, if_zero, definition.arguments[place].name)
    return if_blank if known else if_zero


def _judged(found: Answers) -> int | None:
    """Return the place of an argument that was refused for the mark, or None."""
    for row in found if isinstance(found, list) else [[found]]:
        for cell in row:
            if isinstance(cell, str) and MARK in cell and cell.startswith(REFUSED):
                return int(cell.split(MARK)[1])
    return None


def _agreed(blank: Answers, zero: Answers, name: str) -> Answers:
    """Return the answer on which both readings agree, cell by cell; a refused 0 was a blank."""
    if isinstance(blank, list) and isinstance(zero, list):
        return [
            [_one(b, z, name) for b, z in zip(blanks, zeros, strict=True)]
            for blanks, zeros in zip(blank, zero, strict=True)
        ]
    if isinstance(blank, list) or isinstance(zero, list):
        return _doubt(name)
    return _one(blank, zero, name)


def _one(blank: Answer, zero: Answer, name: str) -> Answer:
    is_refused = isinstance(zero, str) and zero.startswith(REFUSED)
    return blank if blank == zero or is_refused else _doubt(name)


def _doubt(name: str) -> str:
    return (
        f"{REFUSED}{name} is 0 or a blank cell, which LibreOffice hands over alike, and the answer "
        f"depends on it: give it as a range of one cell, such as F2:F2"
    )
