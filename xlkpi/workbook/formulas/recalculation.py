"""What came of working out the formulas of a workbook, cell by cell."""

from dataclasses import dataclass

from xlkpi.functions.formula_value import Scalar
from xlkpi.workbook.formulas.filled import alike
from xlkpi.workbook.formulas.sheet_cells import FormulaCell

MOST_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Result:
    """One cell that a formula fills: the result that is stored and the one that was worked out."""

    sheet: str
    cell: str
    formula: str
    """Without its equals sign; in every cell that an array formula fills, that formula."""
    stored: Scalar
    computed: Scalar
    is_kpi: bool
    """Whether the formula itself calls a KPI function."""

    @property
    def differs(self) -> bool:
        """Whether the stored result is not what the formula answers."""
        return not alike(self.stored, self.computed)


@dataclass(frozen=True, slots=True)
class Unknown:
    """A formula whose result could not be worked out and was left as it is."""

    sheet: str
    cell: str
    formula: str
    reason: str
    is_kpi: bool

    def __str__(self) -> str:
        """Return one line for an officer."""
        return f"{self.sheet}!{self.cell}: ={short(self.formula)} was left as it is: {self.reason}"


@dataclass(frozen=True, slots=True)
class Recalculation:
    """What the formulas of a workbook answer."""

    results: tuple[Result, ...]
    """Of every KPI function that could be worked out, and of every other formula that changes."""
    unknown: tuple[Unknown, ...]
    """KPI functions that could not, and formulas that depend on a change and could not."""
    notes: tuple[str, ...]
    is_complete: bool
    """Whether, with the results stored, Excel has nothing left to calculate on their account."""

    @property
    def changes(self) -> tuple[Result, ...]:
        """The cells whose stored result is not what the formula answers."""
        return tuple(one for one in self.results if one.differs)


def named(cell: FormulaCell) -> str:
    """Return a cell with its formula, for a message."""
    return f"{cell.where} (={short(cell.text)})"


def short(formula: str) -> str:
    """Return a formula on one line, cut where it is long."""
    line = " ".join(formula.split())
    return line if len(line) <= MOST_SHOWN else f"{line[: MOST_SHOWN - 3]}..."
