"""What depends on what: the order, circles, old results, and what follows from a change."""

from pathlib import Path

import pytest

from tests.making.formulas import Stored, formula_book
from xlkpi.workbook.formulas.book import FormulaBook
from xlkpi.workbook.formulas.recalculated import recalculated
from xlkpi.workbook.formulas.recalculation import Recalculation

RAG = 'KPI_RAG(A1,80,"Higher")'


def recalculation(folder: Path, cells: dict[str, object], **options: object) -> Recalculation:
    sheets: dict[str, dict[str, object]] = {"S": cells, "Other": {"A1": 1}}
    return recalculated(FormulaBook(formula_book(folder, sheets, **options)))  # type: ignore[arg-type]


def changes(found: Recalculation) -> dict[str, object]:
    return {one.cell: one.computed for one in found.changes}


def reasons(found: Recalculation) -> dict[str, str]:
    return {one.cell: one.reason for one in found.unknown}


def test_a_function_that_reads_another_is_worked_out_after_it(tmp_path: Path) -> None:
    cells: dict[str, object] = {
        "A1": 90,
        "B1": Stored('KPI_RANK(C1,{1,5},"Lower")', 9),
        "C1": Stored('KPI_RANK(D1,{1,2},"Lower")', 9),
        "D1": Stored('KPI_RANK(A1,{95,99},"Lower")', 9),
    }

    found = recalculation(tmp_path, cells)

    assert changes(found) == {"B1": 1.0, "C1": 1.0, "D1": 1.0}
    assert found.is_complete


def test_what_follows_is_worked_out_through_any_chain(tmp_path: Path) -> None:
    cells: dict[str, object] = {
        "A1": 90,
        "B1": Stored(RAG, "Red"),
        "C1": Stored('IF(B1="Green",1,0)', 0),
        "C2": Stored("C1*100", 0),
        "D1": Stored('KPI_RAG(C2,80,"Higher")', "Red"),
        "E1": Stored('"Rated "&D1', "Rated Red"),
    }

    found = recalculation(tmp_path, cells)

    assert changes(found) == {"B1": "Green", "C1": 1, "C2": 100, "D1": "Green", "E1": "Rated Green"}
    assert [one.is_kpi for one in found.changes] == [True, False, True, False, False]
    assert not found.unknown
    assert found.is_complete


def test_what_follows_and_cannot_be_worked_out_is_listed(tmp_path: Path) -> None:
    cells: dict[str, object] = {
        "A1": 90,
        "B1": Stored(RAG, "Red"),
        "C1": Stored('COUNTIF(B:B,"Green")', 0),
        "C2": Stored("C1*100", 0),
        "D1": Stored('KPI_RAG(C2,80,"Higher")', "Red"),
        "E1": Stored("SUM(A1:A1)", 90),
        "F1": Stored('KPI_RAG(E1,80,"Higher")', "Red"),
    }

    found = recalculation(tmp_path, cells)

    assert changes(found) == {"B1": "Green", "F1": "Green"}
    assert list(reasons(found)) == ["C1", "D1", "C2"] or set(reasons(found)) == {"C1", "C2", "D1"}
    assert reasons(found)["C1"].startswith("function 'COUNTIF' is not computed here")
    assert reasons(found)["D1"] == (
        'it depends on S!C1 (=COUNTIF(B:B,"Green")), which is not computed here'
    )
    assert not found.is_complete


def test_nothing_follows_where_nothing_changed(tmp_path: Path) -> None:
    cells: dict[str, object] = {
        "A1": 90,
        "B1": Stored(RAG, "Green"),
        "C1": Stored('COUNTIF(B:B,"Green")', 1),
        "D1": Stored('KPI_RAG(C1,80,"Higher")', "Red"),
    }

    found = recalculation(tmp_path, cells)

    assert (changes(found), reasons(found), found.is_complete) == ({}, {}, True)


def test_a_function_is_not_worked_out_from_a_result_that_is_missing(tmp_path: Path) -> None:
    cells: dict[str, object] = {
        "A1": Stored("SUM(A5:A9)"),
        "A2": Stored("3*30"),
        "B1": Stored(RAG, "Red"),
        "B2": Stored('KPI_RAG(A2,80,"Higher")', "Red"),
    }

    found = recalculation(tmp_path, cells)

    assert changes(found) == {"A2": 90, "B2": "Green"}
    assert reasons(found) == {"B1": "it depends on S!A1 (=SUM(A5:A9)), which may be old"}
    assert not found.is_complete


def test_results_are_old_where_the_workbook_is_to_be_calculated(tmp_path: Path) -> None:
    cells: dict[str, object] = {
        "A1": Stored("SUM(A5:A9)", 90),
        "A2": 90,
        "B1": Stored(RAG, "Red"),
        "B2": Stored('KPI_RAG(A2,80,"Higher")', "Red"),
        "C1": Stored("SUM(A5:A6)", 0),
    }

    found = recalculation(tmp_path, cells, is_due=True)

    assert changes(found) == {"B2": "Green"}
    assert list(reasons(found)) == ["B1"]
    assert recalculation(tmp_path, cells).is_complete


@pytest.mark.parametrize(
    "cells",
    [
        {"B1": Stored('KPI_RAG(B1,80,"Higher")', "Red")},
        {"B1": Stored('KPI_RANK(1,A:C,"Higher")', "Red")},
        {"B1": Stored("KPI_RAG(C1,80)", "Red"), "C1": Stored("B1&1", "Red1")},
        {
            "B1": Stored("KPI_RAG(C1,80)", "Red"),
            "C1": Stored("SUM(D1:D9)", 1),
            "D5": Stored("B1&1", "Red1"),
        },
    ],
)
def test_a_circle_is_named_and_left(cells: dict[str, object], tmp_path: Path) -> None:
    found = recalculation(tmp_path, {"A1": 1, **cells})

    assert not found.results
    assert "it refers to itself, through S!" in reasons(found)["B1"]


def test_a_circle_without_kpi_functions_keeps_its_results(tmp_path: Path) -> None:
    cells: dict[str, object] = {
        "A1": Stored("ROW(A1)*90", 90),
        "B1": Stored(RAG, "Red"),
    }

    assert changes(recalculation(tmp_path, cells)) == {"B1": "Green"}


@pytest.mark.parametrize("formula", ['INDIRECT("A"&1)', "OFFSET(A1,0,0)", "SUM(A1:INDEX(A:A,1))"])
def test_what_reads_anywhere_is_believed_only_where_nothing_changed(
    formula: str, tmp_path: Path
) -> None:
    cells: dict[str, object] = {
        "A1": 90,
        "C1": Stored(formula, 90),
        "D1": Stored('KPI_RAG(C1,80,"Higher")', "Green"),
    }
    assert reasons(recalculation(tmp_path, cells)) == {}

    found = recalculation(tmp_path, {**cells, "E1": Stored(RAG, "Red")})

    assert changes(found) == {"E1": "Green"}
    assert set(reasons(found)) == {"C1", "D1"}
    assert "may read cells that have changed" in reasons(found)["D1"]
    assert not found.is_complete


@pytest.mark.parametrize(
    ("formula", "names"),
    [
        ("SUM(S:Other!B1)", {}),
        ("SUM(Total)", {"Total": "=SUM(S!$B$1:$B$2)"}),
        ("SUM(Total)", {"Total": "=OtherTotal+1", "OtherTotal": "=S!$B$1"}),
        ("SUM(B1:B9)", {}),
        ("SUM(S!B:B)", {}),
        ("SUM($1:$1)", {}),
        ("LEN(B1:B2 B1:C1)", {}),
        ("LET(x,B1,LEN(x))", {}),
    ],
)
def test_a_formula_depends_on_all_that_it_names(
    formula: str, names: dict[str, str], tmp_path: Path
) -> None:
    cells: dict[str, object] = {"A1": 90, "B1": Stored(RAG, "Red"), "C5": Stored(formula, 0)}

    assert "C5" in reasons(recalculation(tmp_path, cells, names=names))


def test_the_cells_that_an_array_fills_stand_for_its_formula(tmp_path: Path) -> None:
    cells: dict[str, object] = {
        "A1": 90,
        "A2": 70,
        "B1": Stored('KPI_RAG(A1:A2,80,"Higher")', "old", area="B1:B2"),
        "C1": Stored('IF(B2="Red",1,0)', 0),
    }

    assert changes(recalculation(tmp_path, cells)) == {"B1": "Green", "B2": "Red", "C1": 1}


def test_a_chain_may_be_as_long_as_a_sheet(tmp_path: Path) -> None:
    cells: dict[str, object] = {"A1": 90}
    for row in range(2, 4001):
        cells[f"A{row}"] = Stored(f'IF(KPI_RAG(A{row - 1},80,"Higher")="Green",A{row - 1},0)', 1)

    found = recalculation(tmp_path, cells)

    assert len(found.changes) == 3999
    assert found.changes[-1].computed == 90


def test_results_that_print_alike_are_alike(tmp_path: Path) -> None:
    mean = 'KPI_SPC({0.1,0.2,0.4},"mean")'
    cells: dict[str, object] = {
        "A1": "#VALUE!",
        "B1": Stored(mean, "0.233333333333333"),
        "B2": Stored('KPI_RAG(A1,80,"Higher")', "#VALUE!"),
        "B3": Stored('KPI_SPC({1,2},"flag")', ""),
        "B4": Stored('KPI_RAG(A9,80,"Higher")="No data"', True),  # noqa: FBT003
    }

    found = recalculation(tmp_path, cells)

    assert "B2" not in changes(found)
    assert "B4" not in changes(found)


def test_a_workbook_that_is_calculated_by_hand_is_noted(tmp_path: Path) -> None:
    def by_hand(parts: dict[str, bytes]) -> None:
        parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(
            b"<calcPr", b'<calcPr calcMode="manual"'
        )

    found = recalculation(tmp_path, {"A1": 1, "B1": Stored(RAG, "Green")}, change=by_hand)

    assert "calculated by hand" in found.notes[0]
