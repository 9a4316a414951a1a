"""A sheet as far as it can be understood by itself: its headings, columns and records."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from xlkpi.register.cell import is_blank, text_of
from xlkpi.terms.period import Period
from xlkpi.terms.wording import fold
from xlkpi.workbook.adopt.header import Header, header_of
from xlkpi.workbook.adopt.naming import Named, named
from xlkpi.workbook.adopt.rows import Body, body_of
from xlkpi.workbook.adopt.seen import Seen


@dataclass(frozen=True)
class Understood:
    """One sheet with what was made of it; no headings when it holds no table."""

    seen: Seen
    header: Header | None = None
    columns: tuple[Named, ...] = ()
    body: Body = field(default_factory=lambda: Body(()))

    def one(self, meaning: str) -> Named | None:
        """Return the column that holds a meaning for the row as a whole, or None."""
        return next(
            (
                column
                for column in self.columns
                if column.meaning and column.meaning.name == meaning and column.timed is None
            ),
            None,
        )

    def of_periods(self, meaning: str) -> tuple[Named, ...]:
        """Return the columns that hold a meaning period by period."""
        return tuple(
            column
            for column in self.columns
            if column.timed and column.meaning and column.meaning.name == meaning
        )

    def cells(self, column: Named) -> Iterator[tuple[int, object]]:
        """Yield the filled cells of a column in the records, each with its row counted from 0."""
        for row in self.body.records:
            cells = self.seen.rows[row]
            if column.index < len(cells) and not is_blank(cells[column.index]):
                yield row, cells[column.index]

    def text(self, column: Named | None, row: int) -> str:
        """Return the text of one cell; blank without a column."""
        cells = self.seen.rows[row]
        return text_of(cells[column.index]) if column and column.index < len(cells) else ""

    @cached_property
    def refs(self) -> dict[str, int]:
        """The references of the records, each with its first row, counted from 0."""
        column = self.one("ref")
        found: dict[str, int] = {}
        for row in self.body.records if column else ():
            found.setdefault(self.text(column, row), row)
        found.pop("", None)
        return found

    @cached_property
    def titles(self) -> dict[str, str]:
        """The references with the names of their KPIs."""
        column = self.one("title")
        return {ref: self.text(column, row) for ref, row in self.refs.items()}

    @property
    def repeats_refs(self) -> bool:
        """Whether a reference has more than one row."""
        return bool(self.refs) and len(self.refs) < len(self.body.records)

    @cached_property
    def headed_twice(self) -> frozenset[str]:
        """The folded headings that more than one column has."""
        counts = Counter(fold(column.heading) for column in self.columns)
        return frozenset(heading for heading, many in counts.items() if many > 1)

    @cached_property
    def last_figures(self) -> Period | None:
        """The latest period of a value column that holds any figure."""
        found = [
            column.timed.period
            for column in self.of_periods("actual")
            if column.timed and column.timed.period and any(True for _ in self.cells(column))
        ]
        return max(found, default=None)


def understood(seen: Seen) -> Understood:
    """Return what can be made of a sheet by itself."""
    header = None if seen.is_chart else header_of(seen)
    if header is None:
        return Understood(seen)
    width = len(header.headings)
    below = seen.rows[header.row + 1 :]
    cells: list[list[object]] = [
        [row[index] if index < len(row) else None for row in below] for index in range(width)
    ]
    columns = named(header.headings, cells, header.context)
    body = body_of(seen.rows, header, columns)
    if body.left:  # -- totals and notes do not tell what a column holds --
        records = [seen.rows[row] for row in body.records]
        cells = [[r[i] if i < len(r) else None for r in records] for i in range(width)]
        columns = named(header.headings, cells, header.context)
        body = body_of(seen.rows, header, columns)
    return Understood(seen, header, columns, body)
