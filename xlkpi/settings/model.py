"""What `xlkpi.toml` may say. Every key is here, with what it means; docs/settings.md shows them."""

from datetime import date
from difflib import get_close_matches
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from xlkpi.register.fields import PeriodField
from xlkpi.terms.wording import fold
from xlkpi.workbook.layout import BOOKS, LAYOUTS

DEFAULT_TEMPLATES = "docx_templates"

NEEDED = ("kpis", "results", "targets")
"""The tables without which there is no Register."""


class Section(BaseModel):
    """A table of the settings file: strict about its keys, never changed."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)


class CouncilSettings(Section):
    """`[council]`: whose Register it is."""

    name: str
    area_code: str = ""
    """Our own GSS code, so that we are not our own peer in a benchmark."""
    notice: str | None = None
    """Words printed on every page and sheet, such as that this is a demonstration."""


class RunSettings(Section):
    """`[run]`: which period the main job reports, and as at which day."""

    period: PeriodField
    as_at: date
    out: str = "out"


class MarkingSettings(Section):
    """`[papers.markings]`: who may read a kind of paper, in the council's words."""

    clt: str = ""
    dmt: str = ""
    scrutiny: str = ""
    annual: str = ""
    briefing: str = ""
    kpi: str = ""


class PaperSettings(Section):
    """`[papers]`: the Word side."""

    templates: str = DEFAULT_TEMPLATES
    """The folder of the council's templates."""
    markings: MarkingSettings = MarkingSettings()


class ColumnSettings(Section):
    """`[tables.columns."Heading"]`: one value column of a wide sheet."""

    model_config = ConfigDict(frozen=True, extra="allow")
    __pydantic_extra__: dict[str, str]

    period: str


def _with_reason(each: Any) -> Any:  # noqa: ANN401 -- settings as they come
    """Refuse something said of one KPI without its reason."""
    if isinstance(each, dict):
        for ref, fields in each.items():
            if not (isinstance(fields, dict) and str(fields.get("because", "")).strip()):
                message = f'{ref} gives no reason: add because = "..."'
                raise ValueError(message)
    return each


class TableSettings(Section):
    """`[[tables]]`: a sheet that fills one of the Register's tables."""

    fills: str
    book: str = ""
    """Blank is the one that the table ships in."""
    sheet: str | None = None
    """None is the shipped one with its headings; blank says that no such table is kept."""
    header_row: Annotated[int, Field(ge=1)] | None = None
    header_rows: Annotated[int, Field(ge=1, le=2)] = 1
    """How many rows make the headings; `header_row` is the last of them."""
    headings: dict[str, str] = {}
    values: dict[str, Any] = {}
    each: Annotated[dict[str, dict[str, Any]], BeforeValidator(_with_reason)] = {}
    words: dict[str, dict[str, str]] = {}
    numbers_as_text: bool = False
    leave_out: tuple[str, ...] = ()
    ends_at: str = ""
    columns: dict[str, ColumnSettings] = {}

    @model_validator(mode="after")
    def _names_the_last_of_its_header_rows(self) -> "TableSettings":
        """Refuse headings of several rows that nothing places."""
        if self.header_rows > 1 and self.header_row is None:
            message = f"header_rows = {self.header_rows} without header_row: name the last of them"
            raise ValueError(message)
        return self

    @model_validator(mode="after")
    def _names_known_fields(self) -> "TableSettings":
        """Refuse a table or field that the Register does not have."""
        if self.fills not in LAYOUTS:
            message = f"fills = '{self.fills}' is not one of {', '.join(LAYOUTS)}"
            raise ValueError(message)
        if self.is_kept_nowhere and self.fills in NEEDED:
            message = f"sheet = \"\" with fills = '{self.fills}': no Register is without it"
            raise ValueError(message)
        known = LAYOUTS[self.fills].headings
        said = {*self.headings, *self.values, *self.words}
        said |= {field for own in self.each.values() for field in own}
        for columns in self.columns.values():
            said |= set(columns.__pydantic_extra__ or {})
        for field in sorted(said - set(known) - {"because"}):
            message = f"{self.fills} has no field '{field}': it has {', '.join(known)}"
            raise ValueError(message)
        return self

    @property
    def in_book(self) -> str:
        """The name under `[books]` of the workbook that holds the table."""
        return self.book or LAYOUTS[self.fills].book

    @property
    def is_kept_nowhere(self) -> bool:
        """Whether the council keeps no such table."""
        return self.sheet is not None and not self.sheet.strip()


class SettingsFile(Section):
    """The whole of `xlkpi.toml`."""

    council: CouncilSettings
    run: RunSettings
    books: dict[str, str] = dict(BOOKS)
    tables: tuple[TableSettings, ...] = ()
    papers: PaperSettings = PaperSettings()

    @model_validator(mode="after")
    def _tables_are_in_known_books(self) -> "SettingsFile":
        """Refuse a table in a workbook that `[books]` does not list."""
        for table in self.tables:
            if table.in_book not in self.books and not table.is_kept_nowhere:
                message = f"book = '{table.in_book}' is not listed under [books]"
                raise ValueError(message)
        return self

    @model_validator(mode="after")
    def _every_book_is_read(self) -> "SettingsFile":
        """Refuse a workbook of which nothing would be read."""
        for book in sorted(set(self.books) - set(BOOKS) - {table.book for table in self.tables}):
            near = get_close_matches(fold(book).replace("_", ""), BOOKS, n=1)
            advice = (
                f"did you mean {near[0]}?"
                if near
                else f"use one of {', '.join(BOOKS)}, or add a [[tables]] section that reads it"
            )
            message = f"books.{book}: no table is read from it: {advice}"
            raise ValueError(message)
        return self

    @model_validator(mode="after")
    def _has_what_a_register_needs(self) -> "SettingsFile":
        """Refuse a Register of which nothing fills the KPIs, the results or the targets."""
        said = {table.fills for table in self.tables}
        for name in NEEDED:
            book = LAYOUTS[name].book
            if name not in said and book not in self.books:
                message = (
                    f"books: no workbook holds the {name}: add {book}, or a [[tables]] section "
                    f'with fills = "{name}"'
                )
                raise ValueError(message)
        return self
