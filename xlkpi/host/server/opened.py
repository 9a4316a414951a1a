"""The workbook that stands open in an officer's Excel: which of the Register's it is."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path, PurePath
from typing import Any

from xlkpi.host.sent_book import SentBook, read_book
from xlkpi.settings.settings import Settings


def opened(sent: Mapping[str, Any], settings: Settings) -> tuple[SentBook, bool]:
    """Return the open workbook, and whether it is one of the Register's, known by its name.

    Excel on the web tells a workbook's name and no folder. A macro-enabled copy stands for the
    workbook that it was made from.

    Raises:
        WorkbookError: what was sent is no workbook.
    """
    book = read_book(sent)
    name = PurePath(str(book.path)).name
    named = [one.path for one in (*settings.sources, *settings.entries)]
    path = next((path for path in named if is_same(path, name)), None)
    return (book, False) if path is None else (replace(book, path=path), True)


def is_same(path: Path, name: str) -> bool:
    """Return whether a workbook of the Register is open under this name."""
    spelt = {path.name.casefold()}
    if path.suffix.casefold() == ".xlsx":
        spelt.add(path.with_suffix(".xlsm").name.casefold())
    return name.casefold() in spelt


def note_of(book: SentBook, settings: Settings) -> str:
    """Return what an officer should know who has another workbook open."""
    return (
        f"{book.path.name} is no workbook of the Register that {settings.path.name} names: the "
        f"Register's own were read as they were last saved."
    )
