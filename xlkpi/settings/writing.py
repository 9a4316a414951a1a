"""`xlkpi.toml` written: what adopt proposes is added, and everything else stays as it was."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from os.path import relpath
from pathlib import Path
from typing import Any

import tomlkit

from xlkpi.errors import SettingsError, WorkbookError
from xlkpi.settings.section_text import Answers, comment, key, section_lines, value
from xlkpi.settings.settings import FILE_NAME
from xlkpi.workbook.adopt.proposal import Proposal, Said, SheetProposal, TableProposal
from xlkpi.workbook.edit.backup import back_up
from xlkpi.workbook.edit.safe_save import (
    Snapshot,
    refuse_if_changed,
    snapshot,
    staged,
    write_all,
)
from xlkpi.workbook.layout import BOOKS, LAYOUTS

_BEGIN, _END = "# -- adopted: {} --", "# -- end of what was adopted: {} --"
_SHIPPED = "the Register's own sheets, read as before"
_HEADER = """\
# How this council's workbooks are read. `xlkpi adopt` wrote it; every key: docs/settings.md.
# Lines that begin with # and end in a question wait for an answer: fill them and take the # away.
"""


@dataclass(frozen=True, slots=True)
class Written:
    """The settings as they are now."""

    text: str
    kept: tuple[str, ...] = ()
    """Sheets whose sections somebody wrote by hand: they stay, and nothing is added for them."""


@dataclass(frozen=True, slots=True)
class Saved:
    """The settings file after it was written."""

    path: Path
    backup: Path | None
    """The file as it was; None where there was none, or where nothing had to change."""
    kept: tuple[str, ...]
    is_new: bool = True
    """Whether anything had to change."""


def save(proposal: Proposal, folder: Path, day: date, stamp: datetime) -> Saved:
    """Return the settings file of `folder` once the proposal stands in it.

    Raises:
        SettingsError: the file cannot be read or written; then it is as it was.
    """
    path = folder / FILE_NAME
    try:
        held = snapshot(path) if path.exists() else None
        before = held.content.decode("utf-8") if held else ""
        written = with_proposal(before, proposal, folder, day)
        if held and written.text == before:
            return Saved(path, None, written.kept, is_new=False)
        backup = back_up(held, stamp) if held else None
        _put(path, written.text.encode(), held)
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        message = f"{path}: cannot be read as settings, so nothing is added to it: {error}"
        raise SettingsError(message) from error
    except (WorkbookError, OSError) as error:
        message = f"{path}: cannot be written ({error}): close it, or check the folder"
        raise SettingsError(message) from error
    return Saved(path, backup, written.kept)


def _put(path: Path, content: bytes, held: Snapshot | None) -> None:
    """Put the whole file in its place; when it changed meanwhile, leave it and nothing beside."""
    new = staged(path, lambda file: write_all(file, content))
    try:
        if held:
            refuse_if_changed(held)
        new.replace(path)
    finally:
        new.unlink(missing_ok=True)


def with_proposal(before: str, proposal: Proposal, folder: Path, day: date) -> Written:
    """Return the text of the settings with the proposal in it, everything else as it was."""
    bom, text = ("\ufeff", before[1:]) if before.startswith("\ufeff") else ("", before)
    line_end = "\r\n" if "\r\n" in text else "\n"
    text = text.replace("\r\n", "\n")
    said = tomllib.loads(text)
    books = _book_names(said.get("books", {}), proposal.tables, folder)
    answers = {}
    for sheet in proposal.sheets:
        text, old = _without_block(text, _name(sheet))
        for section in old:
            answers[sheet.path, sheet.sheet, section.get("fills", "")] = Answers.of(section)
    by_hand = _by_hand(tomllib.loads(text), books)
    files = {name: _relative(path, folder) for path, name in books.items()}
    text = _with_top(text, tuple(_missing_parts(said, proposal, files, folder, day)))
    new = {name: file for name, file in files.items() if name not in said.get("books", {})}
    text = _with_books(text, new) if new and "books" in said else text
    kept = []
    blocks = [*_shipped(text, said, proposal, folder)]
    for sheet in proposal.sheets:
        tables = [t for t in sheet.tables if (t.path, t.sheet, t.fills) not in by_hand]
        kept += [f"{t.sheet} ({t.fills})" for t in sheet.tables if t not in tables]
        lines = [
            line
            for table in tables
            for line in (
                "",
                *section_lines(
                    table,
                    books[table.path],
                    answers.get((table.path, table.sheet, table.fills), Answers()),
                ),
            )
        ]
        if lines:
            blocks.append(_block(_name(sheet), lines))
    text = "\n".join([text.rstrip("\n") + "\n", *blocks])
    tomllib.loads(text)
    return Written(bom + text.replace("\n", line_end), tuple(kept))


def _name(sheet: SheetProposal) -> str:
    return comment(f"{sheet.path.name}, {sheet.sheet}")


def _block(name: str, lines: Iterable[str]) -> str:
    return "\n".join((_BEGIN.format(name), *lines, "", _END.format(name), ""))


def _without_block(text: str, name: str) -> tuple[str, list[dict[str, Any]]]:
    """Return the text without what was adopted from a sheet before, and those sections."""
    begin, end = re.escape(_BEGIN.format(name)), re.escape(_END.format(name))
    found = re.search(rf"^{begin}\n.*?^{end}\n?\n?", text, re.MULTILINE | re.DOTALL)
    if found is None:
        return text, []
    sections = tomllib.loads(found[0]).get("tables", [])
    return text[: found.start()] + text[found.end() :], sections


def _by_hand(said: Mapping[str, Any], books: Mapping[Path, str]) -> set[tuple[Path, str, str]]:
    """Return the file, sheet and table of every section that adopt did not write."""
    files = {name: path for path, name in books.items()}
    return {
        (files[table["book"]], table.get("sheet", ""), table.get("fills", ""))
        for table in said.get("tables", [])
        if table.get("book") in files
    }


def _book_names(
    known: Mapping[str, str], tables: Sequence[TableProposal], folder: Path
) -> dict[Path, str]:
    """Return the name under `[books]` of each workbook: the one it has, else made of its own."""
    places = {(folder / file).resolve(): name for name, file in known.items()}
    names: dict[Path, str] = {}
    for path in dict.fromkeys(table.path for table in tables):
        base = re.sub(r"[^a-z0-9]+", "_", path.stem.casefold()).strip("_") or "workbook"
        taken = {*known, *names.values(), *BOOKS}
        free = (base, *(f"{base}_{number}" for number in range(2, len(taken) + 3)))
        names[path] = places.get(path.resolve()) or next(n for n in free if n not in taken)
    return names


def _with_top(text: str, parts: Sequence[str]) -> str:
    """Return the text with the parts that were missing before its first `[[tables]]`."""
    tables = re.search(r"^(?:#.*\n)*\[\[", text, re.MULTILINE)
    at = tables.start() if tables else len(text)
    pieces = (text[:at].rstrip("\n"), *(part.rstrip("\n") for part in parts), text[at:])
    return "\n\n".join(piece for piece in pieces if piece)


def _missing_parts(
    said: Mapping[str, Any], proposal: Proposal, files: Mapping[str, str], folder: Path, day: date
) -> Iterator[str]:
    """Yield `[council]`, `[run]` and `[books]` as far as the settings lack them."""
    if not said:
        yield _HEADER
    if "council" not in said:
        yield f"[council]\n{_asked('name', proposal.council, 'as papers print it')}"
    if "run" not in said:
        when = Said(day, "the day of adoption; what is supplied later is not seen")
        period = _asked("period", proposal.period, 'such as "2026/27 Q1"')
        yield f"[run]\n{period}\n{_asked('as_at', when, '')}"
    if "books" not in said:
        shipped = {name: file for name, file in BOOKS.items() if (folder / file).exists()}
        yield "\n".join(
            ("[books]", *(f"{key(n)} = {value(f)}" for n, f in {**shipped, **files}.items()))
        )


def _asked(name: str, said: Said | None, expected: str) -> str:
    if said is None:
        return f'# {name} = ""   # {expected}'
    return f"{name} = {value(said.value)}   # {comment(said.because)}"


def _with_books(text: str, new: Mapping[str, str]) -> str:
    """Return the text with workbooks added under `[books]`, right below its heading."""
    lines = "".join(f"{key(name)} = {value(file)}\n" for name, file in new.items())
    found = re.search(r"^[ \t]*\[[ \t]*books[ \t]*\].*\n", text, re.MULTILINE)
    if found:
        return text[: found.end()] + lines + text[found.end() :]
    document = tomlkit.parse(text)
    for name, file in new.items():
        document["books"][name] = file
    return tomlkit.dumps(document)


def _shipped(text: str, said: Mapping[str, Any], proposal: Proposal, folder: Path) -> Iterable[str]:
    """Yield the block that keeps reading the shipped sheets of tables which are named now.

    A table that any section names is read from sections alone.
    """
    if _BEGIN.format(_SHIPPED) in text:
        return
    books = said.get("books", BOOKS)
    named = {table.get("fills") for table in said.get("tables", [])}
    held = [
        fills
        for fills in dict.fromkeys(table.fills for table in proposal.tables)
        if fills not in named
        and (book := books.get(LAYOUTS[fills].book))
        and (folder / book).exists()
        and (folder / book).resolve() not in {t.path.resolve() for t in proposal.tables}
    ]
    if held:
        yield _block(_SHIPPED, [f"\n[[tables]]\nfills = {value(fills)}" for fills in held])


def _relative(path: Path, folder: Path) -> str:
    """Return where a workbook is, seen from the settings; another drive has no such way."""
    try:
        return Path(relpath(path.resolve(), folder.resolve())).as_posix()
    except ValueError:
        return path.resolve().as_posix()
