"""The KPI Data Record as something to write into: a row a result, or a column a period."""

from collections.abc import Mapping

from xlkpi.register.cell import text_of
from xlkpi.register.raw import Column
from xlkpi.register.result import Result
from xlkpi.terms.period import Period
from xlkpi.terms.period_text import read_period
from xlkpi.workbook.columns import own_columns
from xlkpi.workbook.edit.change import AnyEdit, Edit
from xlkpi.workbook.record_sheet import RecordSheet
from xlkpi.workbook.source import ValueColumn
from xlkpi.workbook.table_sheet import written


class DataRecord(RecordSheet):
    """One sheet of results."""

    def column_of(self, period: Period) -> ValueColumn | None:
        """Return the column of a wide sheet that holds a period's values, or None."""
        return next((c for c in self.source.columns if read_period(c.period) == period), None)

    def takes(self, result: Result) -> bool:
        """Whether the sheet has a place for a result."""
        if not self.source.columns:
            return True
        return self.column_of(result.period) is not None and self._row_of(result.ref) is not None

    def edits(self, result: Result) -> list[AnyEdit]:
        """Return the edits that put a result into the sheet: a new row, or a wide sheet's cells."""
        column = self.column_of(result.period)
        if column is not None:
            return self._wide(result, own_columns(column, self.headings))
        return self.new_row({name: getattr(result, name) for name in self.source.layout.headings})

    def _wide(self, result: Result, own: Mapping[str, Column]) -> list[AnyEdit]:
        """Return the edits of a period's cells; a reason for a gap stands in the value's cell."""
        cells = {name: written(getattr(result, name)) for name in own}
        if result.value is None:
            cells["value"] = written(result.gap_reason)
        row = self._row_of(result.ref)
        return [
            Edit(self.sheet, f"{column.letter}{row}", cells[name])
            for name, column in own.items()
            if name != "rating_shown" and (name == "value" or cells[name] is not None)
        ]

    def _row_of(self, ref: str) -> int | None:
        """Return the number of a KPI's row in a wide sheet; the first one counts."""
        column = self.columns.get("ref")
        below = self.rows[self.header + 1 :]
        for number, row in enumerate(below, start=self.header + 2):
            if column and column.index < len(row) and text_of(row[column.index]) == ref:
                return number
        return None
