"""The words of an Excel formula: values, references, names and signs, each with its place."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from xlkpi.errors import RefusalError
from xlkpi.terms.wording import quoted

_BOOK_OR_SHEET = r"(?:'(?:[^']|'')*'|\[\d+\](?:[\w.]+(?::[\w.]+)?)?|[\w.]+(?::[\w.]+)?)!"
_NAME = r"(?:[^\W\d]|\\)[\w.?\\]*"
_CELL = r"\$?[A-Za-z]{1,3}\$?\d{1,7}"
_AREA = rf"(?:{_CELL}(?::{_CELL})?|\$?[A-Za-z]{{1,3}}:\$?[A-Za-z]{{1,3}}|\$?\d{{1,7}}:\$?\d{{1,7}})"
_BRACKETS = r"\[(?:'.|[^\[\]']|\[(?:'.|[^\[\]'])*\])*\]"
"""What stands in the brackets of a table; an apostrophe takes the meaning from a bracket."""


class Sort(Enum):
    """What sort of word it is."""

    SPACE = r"\s+"
    TEXT = r'"(?:[^"]|"")*"'
    ERROR = r"#[A-Za-z_]+(?:/[A-Za-z0]+)?[!?]?"
    FUNCTION = rf"(?:{_BOOK_OR_SHEET})?{_NAME}(?=\s*\()"
    REFERENCE = (
        rf"(?:{_BOOK_OR_SHEET})?(?:{_AREA}(?![\w.(\[])#?|#REF!)"
        rf"|{_BOOK_OR_SHEET}{_NAME}#?(?![\w.?\\\[])"
        rf"|(?:{_BOOK_OR_SHEET})?(?:{_NAME})?{_BRACKETS}"
    )
    NUMBER = r"(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?"
    NAME = rf"{_NAME}#?"
    SIGN = r"<=|>=|<>|[-+*/^%(){},;&=<>@:]"
    END = r"\Z"


WORDS = re.compile("|".join(f"(?P<{sort.name}>{sort.value})" for sort in Sort), re.DOTALL)


@dataclass(frozen=True, slots=True)
class Word:
    """One word; `place` counts characters from 1."""

    sort: Sort
    text: str
    place: int


def words(formula: str) -> Iterator[Word]:
    """Yield the words of a formula without its equals sign, the end last.

    Raises:
        RefusalError: a character that is no part of a formula, or a text without its end.
    """
    place = 0
    while True:
        found = WORDS.match(formula, place)
        if found is None:
            raise _unreadable(formula, place)
        sort = Sort[found.lastgroup or "END"]
        if sort is not Sort.SPACE:
            yield Word(sort, found.group(), place + 1)
        if sort is Sort.END:
            return
        place = found.end()


def _unreadable(formula: str, place: int) -> RefusalError:
    found = formula[place]
    if found == '"':
        return RefusalError(f'the text that begins at character {place + 1} has no closing "')
    if found in "\N{LEFT DOUBLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}":
        return RefusalError(
            f'character {place + 1} is a curly quotation mark: use straight ones, "'
        )
    if found == "'":
        return RefusalError(
            f'character {place + 1} is a single quotation mark: write texts in double ones, "'
        )
    return RefusalError(f"{quoted(found)} at character {place + 1} is no part of a formula")
