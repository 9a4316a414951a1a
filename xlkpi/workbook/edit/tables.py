"""The tables of a sheet: where they lie and what their columns are called."""

from collections.abc import Iterator
from dataclasses import dataclass

from xlkpi.workbook.edit.address import Area, read_area
from xlkpi.workbook.parts import Parts, parsed


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column of a table; `formula` is what fills each of its cells, None without one."""

    heading: str
    formula: str | None
    is_array: bool


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a sheet."""

    part: str
    name: str
    area: Area
    header_rows: int
    totals_rows: int
    columns: tuple[TableColumn, ...]

    @property
    def first_data_row(self) -> int:
        """The number of the first row under the heading."""
        return self.area.first.row + self.header_rows


def tables_of(parts: Parts, sheet: str) -> Iterator[Table]:
    """Yield the tables of the sheet that is held in a part."""
    for part in parts.referred(sheet, "table"):
        root = parsed(parts.read(part))
        columns = tuple(
            TableColumn(
                _heading(str(column.get("name"))),
                column.findtext("{*}calculatedColumnFormula"),
                column.find("{*}calculatedColumnFormula[@array]") is not None,
            )
            for column in root.iterfind("{*}tableColumns/{*}tableColumn")
        )
        yield Table(
            part,
            str(root.get("displayName") or root.get("name")),
            read_area(str(root.get("ref"))),
            int(root.get("headerRowCount") or 1),
            int(root.get("totalsRowCount") or 0),
            columns,
        )


def _heading(name: str) -> str:
    """Return a column's name on one line."""
    return " ".join(name.replace("_x000a_", " ").replace("_x000d_", " ").split())
