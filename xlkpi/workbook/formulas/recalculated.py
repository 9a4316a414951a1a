"""Working out the KPI functions of a workbook, and what follows from them, in their order."""

from collections.abc import Sequence
from dataclasses import replace

from xlkpi.errors import RefusalError
from xlkpi.functions.formula import evaluated
from xlkpi.functions.formula_name import calls_kpi_function
from xlkpi.functions.formula_tree import Node, parsed
from xlkpi.functions.formula_value import Scalar
from xlkpi.workbook.edit.address import Address
from xlkpi.workbook.formulas.book import FormulaBook
from xlkpi.workbook.formulas.filled import alike, filled
from xlkpi.workbook.formulas.order import in_order
from xlkpi.workbook.formulas.outcome import KNOWN, Outcome, merged
from xlkpi.workbook.formulas.place import Located, Places
from xlkpi.workbook.formulas.precedents import Dependence
from xlkpi.workbook.formulas.recalculation import (
    Recalculation,
    Result,
    Unknown,
    named,
    short,
)
from xlkpi.workbook.formulas.resolver import CellResolver, Ranges
from xlkpi.workbook.formulas.sheet_cells import FormulaCell, Place


def recalculated(book: FormulaBook) -> Recalculation:
    """Return what the KPI functions of a workbook answer, and what follows; nothing is written."""
    if not book.may_call:
        return Recalculation((), (), (), is_complete=True)
    work = _Work(book, trusts_open=True)
    work.run()
    if work.dependence.open and any(one.is_changed for one in work.outcomes.values()):
        # -- what INDIRECT read may be among the changes: begin again without believing it --
        work.undo()
        work = _Work(book, trusts_open=False)
        work.run()
    return work.finished()


class _Work:
    """The state of one recalculation."""

    def __init__(self, book: FormulaBook, *, trusts_open: bool) -> None:
        self.book, self.trusts_open = book, trusts_open
        self.places = Places(book)
        self.ranges = Ranges(book)
        self.dependence = Dependence(book, self.places)
        self.outcomes: dict[FormulaCell | Located, Outcome] = {}
        self.stored: dict[tuple[str, Place], Scalar] = {}
        self.worked_out: list[FormulaCell] = []
        self.kpi: dict[FormulaCell, None] = {}
        self.is_needed = True
        """Whether the formula whose turn it is stands before some KPI function."""
        self.shapes: dict[str, bool] = {}
        self.trees: dict[str, Node] = {}

    def run(self) -> None:
        """Settle every formula of the workbook, each after those that it depends on."""
        sheets = self.book.with_formulas.values()
        roots = [cell for sheet in sheets for cell in sheet.formulas.values()]
        self.kpi = dict.fromkeys(one for one in roots if self.calls(one.scan().shape))
        if not self.kpi:
            return
        # -- all that the functions depend on comes before the last of them --
        nodes: list[FormulaCell | Located] = [*self.kpi, *roots]
        left = set(self.kpi)
        for group in in_order(nodes, self.dependence.on):
            self.is_needed = bool(left)
            left.difference_update(group)
            if len(group) > 1 or group[0] in self.dependence.on(group[0]):
                self.settle_circle(group)
            elif isinstance(group[0], Located):
                self.outcomes[group[0]] = self.before(group[0])
            else:
                self.outcomes[group[0]] = self.settled(group[0])

    def calls(self, shape: str) -> bool:
        """Return whether formulas of a shape call a KPI function."""
        if shape not in self.shapes:
            self.shapes[shape] = calls_kpi_function(shape)
        return self.shapes[shape]

    def tree(self, cell: FormulaCell) -> Node:
        """Return the tree of a formula's shape."""
        shape = cell.scan().shape
        if shape not in self.trees:
            try:
                self.trees[shape] = parsed(shape)
            except RefusalError:
                # -- the formula itself says at which of its own characters --
                parsed(cell.text)
                raise
        return self.trees[shape]

    def before(self, node: FormulaCell | Located) -> Outcome:
        """Return what is known of all that a formula depends on."""
        return merged(self.outcomes[one] for one in self.dependence.on(node))

    def settled(self, cell: FormulaCell) -> Outcome:
        """Return what is known of a formula once its turn has come."""
        before, is_kpi = self.before(cell), cell in self.kpi
        if before.reason:
            return replace(before, is_moved=before.is_moved or (is_kpi and before.is_old))
        is_old = self.book.is_due or not cell.has_value
        if not self.trusts_open and cell in self.dependence.open:
            reason = f"{named(cell)}, which may read cells that have changed"
            return Outcome(reason, is_moved=True)
        if not (is_kpi or before.is_changed):
            if not is_old:
                return KNOWN
            if not self.is_needed:
                return Outcome(f"{named(cell)}, which may be old", is_old=True)
        try:
            return Outcome(is_changed=self.work_out(cell))
        except RefusalError as error:
            refusal = str(error)
        except (ValueError, ArithmeticError, RecursionError, LookupError, TypeError):
            refusal = "it cannot be computed here"
        is_old = is_old and not is_kpi
        reason = named(cell) + (", which may be old" if is_old else ", which is not computed here")
        return Outcome(reason, refusal, is_moved=before.is_changed, is_old=is_old)

    def work_out(self, cell: FormulaCell) -> bool:
        """Put the answer of a formula into its cells; return whether any of them changed."""
        answer = evaluated(self.tree(cell), CellResolver(cell, self.places, self.ranges))
        values = self.book.sheet(cell.sheet).values
        is_changed = False
        for place, new in filled(cell, answer).items():
            old = values.get(place)
            self.stored[cell.sheet, place] = old
            is_first = place == cell.place
            is_new = not alike(old, new) and (is_first or (old, new) != (None, ""))
            if is_new or (is_first and not cell.has_value):
                is_changed = True
                values[place] = new
        self.worked_out.append(cell)
        return is_changed

    def settle_circle(self, group: Sequence[FormulaCell | Located]) -> None:
        """Settle formulas that refer to one another in a circle."""
        cells = [one for one in group if isinstance(one, FormulaCell)]
        outside = [n for one in group for n in self.dependence.on(one) if n in self.outcomes]
        before = merged(self.outcomes[one] for one in outside)
        trail = ", ".join(cell.where for cell in cells[:4])
        if not any(one in self.kpi for one in cells) and not (before.is_changed or before.reason):
            outcome = KNOWN
        else:
            is_moved = before.is_changed or before.is_moved
            reason = f"{named(cells[0])}, which goes in a circle"
            refusal = f"it refers to itself, through {trail}"
            outcome = Outcome(before.reason or reason, refusal, is_moved=is_moved)
        for one in group:
            self.outcomes[one] = outcome

    def undo(self) -> None:
        """Put back the stored values."""
        for (sheet, place), value in self.stored.items():
            values = self.book.sheet(sheet).values
            if value is None:
                values.pop(place, None)
            else:
                values[place] = value

    def finished(self) -> Recalculation:
        """Return what came of it all, in the order of sheets and cells."""
        tabs = {name: number for number, name in enumerate(self.book.tabs)}

        def by_place(cell: FormulaCell) -> tuple[int, Place]:
            return tabs[cell.sheet], cell.place

        results = [one for cell in sorted(self.worked_out, key=by_place) for one in self.of(cell)]
        cells = sorted((one for one in self.outcomes if isinstance(one, FormulaCell)), key=by_place)
        unknown = [found for cell in cells if (found := self.unknown(cell))]
        is_complete = not any(
            one.reason and one.is_moved for one in self.outcomes.values()
        ) and not any(cell.is_resized and cell.is_dynamic for cell in self.worked_out)
        return Recalculation(tuple(results), tuple(unknown), tuple(self.notes()), is_complete)

    def of(self, cell: FormulaCell) -> Sequence[Result]:
        """Return the cells that a formula fills; of a formula of Excel's own those that change."""
        sheet, is_kpi = self.book.sheet(cell.sheet), cell in self.kpi
        bottom = max(sheet.last[0], cell.place[0])
        found = []
        for place in cell.places_within(bottom, max(sheet.last[1], cell.place[1])):
            stored, computed = self.stored[cell.sheet, place], sheet.values.get(place)
            if place == cell.place and not cell.has_value:
                stored = None
            address = str(Address(*place))
            one = Result(cell.sheet, address, cell.text, stored, computed, is_kpi)
            if is_kpi or one.differs:
                found.append(one)
        return found

    def unknown(self, cell: FormulaCell) -> Unknown | None:
        """Return what is to be said of a formula that could not be worked out."""
        outcome, is_kpi = self.outcomes[cell], cell in self.kpi
        if not outcome.reason or not (is_kpi or outcome.is_moved):
            return None
        reason = outcome.refusal or f"it depends on {outcome.reason}"
        return Unknown(cell.sheet, cell.address, cell.text, reason, is_kpi)

    def notes(self) -> list[str]:
        """Return what an officer should know beside."""
        found = [
            f"{cell.sheet}!{cell.area}: ={short(cell.text)} answers another number of cells than "
            f"it fills; the rest is #N/A, or left out"
            for cell in self.worked_out
            if cell.is_resized
        ]
        if self.book.is_by_hand:
            found.append("the workbook is calculated by hand: press F9 in Excel to refresh it")
        return found
