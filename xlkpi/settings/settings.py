"""Settings: `xlkpi.toml` read, checked and turned into what the rooms below take."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pydantic import ValidationError

from xlkpi.assessment.assess import Question
from xlkpi.errors import SettingsError
from xlkpi.register.entry import Entry
from xlkpi.settings.model import SettingsFile, TableSettings
from xlkpi.terms.period import Period
from xlkpi.terms.wording import quoted
from xlkpi.workbook.layout import LAYOUTS
from xlkpi.workbook.source import TableSource, ValueColumn

FILE_NAME = "xlkpi.toml"


@dataclass(frozen=True, slots=True)
class Settings:
    """A council's settings; every path is absolute or relative to where the command runs."""

    path: Path
    """The settings file itself."""
    council: str
    area_code: str
    notice: str | None
    period: Period
    as_at: date
    out: Path
    templates: Path
    markings: Mapping[str, str]
    """The council's marking of each kind of paper, blank where it says none."""
    sources: tuple[TableSource, ...]
    """The Register's tables."""
    entries: tuple[TableSource, ...]
    """The sheets in which a quarter is entered."""

    @property
    def question(self) -> Question:
        """What these settings ask of the record."""
        return Question(self.period, self.as_at, self.area_code)


def read_settings(where: Path) -> Settings:
    """Return the settings in `where`: an `xlkpi.toml`, or a folder that holds one.

    Raises:
        SettingsError: the file is missing, is not TOML, or says something it cannot mean.
    """
    path = where / FILE_NAME if where.is_dir() else where
    try:
        said = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError as error:
        message = (
            f"{path}: there is no such file: run xlkpi in the folder that holds {FILE_NAME}, "
            f"or name that folder with --register"
        )
        raise SettingsError(message) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        message = f"{path}: cannot be read as settings: {error}"
        raise SettingsError(message) from error
    try:
        file = SettingsFile.model_validate(said)
    except ValidationError as error:
        message = f"{path}: {'; '.join(_messages(error))}"
        raise SettingsError(message) from error
    return _settings(path, file)


def _settings(path: Path, file: SettingsFile) -> Settings:
    folder = path.parent
    sources = tuple(_sources(folder, file))
    _refuse_one_name(path, {source.path for source in sources})
    return Settings(
        path=path,
        council=file.council.name,
        area_code=file.council.area_code,
        notice=file.council.notice,
        period=file.run.period,
        as_at=file.run.as_at,
        out=Path(file.run.out),
        templates=folder / file.papers.templates,
        markings=file.papers.markings.model_dump(),
        sources=tuple(source for source in sources if source.fills != Entry.table),
        entries=tuple(source for source in sources if source.fills == Entry.table),
    )


def _refuse_one_name(settings: Path, books: set[Path]) -> None:
    """Refuse two workbooks of one file name: a message could not tell them apart."""
    names = [path.name.casefold() for path in books]
    for path in sorted(books):
        if names.count(path.name.casefold()) > 1:
            message = (
                f"{settings}: two workbooks under [books] are called {path.name}, in different "
                f"folders: give one of them another name"
            )
            raise SettingsError(message)


def _sources(folder: Path, file: SettingsFile) -> Iterator[TableSource]:
    """Yield each table's source: as the council says, else as the Register ships."""
    said = [table.fills for table in file.tables]
    for layout in LAYOUTS.values():
        name = layout.record.table
        if layout.book in file.books and name not in said:
            path = folder / file.books[layout.book]
            yield TableSource(name, path, layout.sheet, follows_layout=True)
    for table in file.tables:
        if not table.is_kept_nowhere:
            yield _source(folder / file.books[table.in_book], table)


def _source(path: Path, table: TableSettings) -> TableSource:
    columns = (
        ValueColumn(heading, column.period, column.__pydantic_extra__ or {})
        for heading, column in table.columns.items()
    )
    each = {
        ref: {field: value for field, value in own.items() if field != "because"}
        for ref, own in table.each.items()
    }
    return TableSource(
        fills=table.fills,
        path=path,
        sheet=table.sheet or LAYOUTS[table.fills].sheet,
        header_row=table.header_row,
        header_rows=table.header_rows,
        headings=table.headings,
        values=table.values,
        each=each,
        words=table.words,
        numbers_as_text=table.numbers_as_text,
        leave_out=table.leave_out,
        ends_at=table.ends_at,
        columns=tuple(columns),
        follows_layout=table.sheet is None,
    )


EXPECTED = {
    "string_type": "write text in quotation marks",
    "date_from_datetime_inexact": "write the day without a time, as 2026-10-23",
    "date_from_datetime_parsing": "write the day as 2026-10-23",
    "date_parsing": "write the day as 2026-10-23",
    "date_type": "write the day as 2026-10-23",
    "int_type": "write a whole number",
    "int_parsing": "write a whole number",
    "int_from_float": "write a whole number",
    "greater_than_equal": "write a number of 1 or more",
    "bool_type": "write true or false",
    "bool_parsing": "write true or false",
    "dict_type": "write a section of keys, such as [council]",
    "model_type": "write a section of keys, such as [council]",
    "tuple_type": "write a section for each table, headed [[tables]]",
}
"""What a key of each sort must hold, by pydantic's name of the fault."""


def _messages(error: ValidationError) -> Iterator[str]:
    """Yield each fault with its key, such as `run.period: period 'Q2 26' does not say ...`."""
    for detail in error.errors(include_url=False):
        key, kind = ".".join(str(part) for part in detail["loc"]), detail["type"]
        if kind == "missing":
            text = "is missing: add it"
        elif kind == "extra_forbidden":
            text = "is not a key that xlkpi knows: correct its spelling"
        elif kind == "value_error":
            text = str(detail["ctx"]["error"])
        else:
            expected = EXPECTED.get(kind) or detail["msg"].lower()
            text = f"found {quoted(detail['input'])}: {expected}"
        yield f"{key}: {text}" if key else text
