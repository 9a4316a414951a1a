"""What is wrong with a Register is found in one pass, and each line says where and what to do."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.making.books import Tables, register_folder, small_tables
from xlkpi.errors import RegisterError
from xlkpi.settings.settings import read_settings
from xlkpi.workbook.read import read_register


def problems_of(folder: Path, spoil: Callable[[Tables], object]) -> list[str]:
    tables = small_tables()
    spoil(tables)
    settings = read_settings(register_folder(folder, tables))
    with pytest.raises(RegisterError) as caught:
        read_register(settings.sources)
    return [str(problem) for problem in caught.value.problems]


def test_a_sound_register_is_read_whole(tmp_path: Path) -> None:
    register = read_register(read_settings(register_folder(tmp_path)).sources)

    assert [kpi.ref for kpi in register.kpis] == ["GR01", "AM01", "RE01", "TR01"]
    assert len(register.results) == 16
    assert register.kpis[2].boards == (
        "Environment, Housing and Communities",
        "Strategy and Resources",
    )
    place = register.results[0].place
    assert place is not None
    assert str(place) == "KPI Data Record.xlsx, Results row 5"


def test_text_where_a_number_belongs_is_located_by_cell_heading_and_kpi(tmp_path: Path) -> None:
    found = problems_of(tmp_path, lambda tables: tables["results"][1].update(value="tbc"))

    (line,) = found
    assert line == (
        "KPI Data Record.xlsx, Results!E6 (Value): GR01 2025/26 Q4: found the text 'tbc' where a "
        "number belongs: type the number, or leave the cell blank and give the reason for the gap"
    )


def test_a_number_stored_as_text_is_not_converted(tmp_path: Path) -> None:
    found = problems_of(tmp_path, lambda tables: tables["results"][1].update(value="94.9"))

    assert "Results!E6 (Value)" in found[0]
    assert "a number stored as text" in found[0]


def test_a_kpi_without_polarity_is_refused_not_guessed(tmp_path: Path) -> None:
    found = problems_of(tmp_path, lambda tables: tables["kpis"][0].update(polarity=None))

    assert found[0].startswith("KPI Supporting Information.xlsx, KPIs!")
    assert (
        "(Polarity): GR01: polarity is blank: choose one of Higher, Lower, Within, None"
        in (found[0])
    )


def test_a_result_for_an_unknown_kpi_names_the_reference(tmp_path: Path) -> None:
    found = problems_of(tmp_path, lambda tables: tables["results"][0].update(ref="gr01"))

    (line,) = found
    assert line == (
        "KPI Data Record.xlsx, Results!A5 (KPI ref): gr01 2025/26 Q3: there is no KPI gr01 in the "
        "list of KPIs: did you mean GR01?"
    )


def test_two_results_for_one_kpi_and_period_name_both_rows(tmp_path: Path) -> None:
    def spoil(tables: Tables) -> None:
        tables["results"].append({"ref": "GR01", "period": "2026-27 Q2", "value": 1})

    found = problems_of(tmp_path, spoil)

    assert len(found) == 1
    assert "Results!B21 (Period): GR01 2026/27 Q2: a second result" in found[0]
    assert "as row 8" in found[0]


def test_a_revision_beside_its_first_figure_is_no_repeat_and_stands(tmp_path: Path) -> None:
    tables = small_tables()
    tables["results"].append({"ref": "GR01", "period": "2026/27 Q2", "value": 96.1, "revision": 1})
    register = read_register(read_settings(register_folder(tmp_path, tables)).sources)

    assert register.results_of("GR01")[-1].value == 96.1


@pytest.mark.parametrize("period", ["Q2 26", "Q5 2026/27", "2026/28", "soon"])
def test_a_period_that_cannot_be_read_is_refused(tmp_path: Path, period: str) -> None:
    found = problems_of(tmp_path, lambda tables: tables["results"][0].update(period=period))

    assert "Results!B5 (Period): GR01" in found[0]
    assert period in found[0]


def test_a_period_of_another_kind_than_the_kpi_is_refused(tmp_path: Path) -> None:
    found = problems_of(tmp_path, lambda tables: tables["results"][0].update(period="2026-09"))

    assert "period 2026-09 is a month, but GR01 is recorded by quarter" in found[0]


def test_a_tolerance_without_its_mode_is_refused(tmp_path: Path) -> None:
    found = problems_of(tmp_path, lambda tables: tables["targets"][0].update(mode=None))

    assert "GR01 2026/27: tolerance 2 has no mode: say percent" in found[0]


def test_a_floor_beyond_its_target_is_refused_at_its_row(tmp_path: Path) -> None:
    def spoil(tables: Tables) -> None:
        tables["targets"][0].update(mode="floor", tolerance=99)

    found = problems_of(tmp_path, spoil)

    assert "Targets!C5 (Target): GR01 2026/27: floor 99 is above the target 95" in found[0]


def test_a_cumulative_kpi_cannot_be_compared_with_the_quarter_before(tmp_path: Path) -> None:
    def spoil(tables: Tables) -> None:
        tables["kpis"][0].update(aggregation="Cumulative year to date")

    found = problems_of(tmp_path, spoil)

    assert "choose Same period last year" in found[0]


def test_every_problem_in_every_workbook_is_found_in_one_pass(tmp_path: Path) -> None:
    def spoil(tables: Tables) -> None:
        tables["kpis"][0].update(polarity="sideways")
        tables["kpis"][1].update(frequency="fortnight")
        tables["targets"][2].update(value="lots")
        tables["results"][9].update(period="Q2 26")
        tables["results"][11].update(value=True)

    found = problems_of(tmp_path, spoil)

    for words in ("'sideways'", "'fortnight'", "'lots'", "'Q2 26'", "found TRUE"):
        assert any(words in line for line in found), words
    assert len(found) == 5, "a faulty KPI does not make its results unknown"
    assert all("\n" not in line for line in found)


def test_the_shorthand_for_a_missing_value_names_the_reason(tmp_path: Path) -> None:
    tables = small_tables()
    tables["results"][3].update(value="[c]")
    register = read_register(read_settings(register_folder(tmp_path, tables)).sources)
    last = register.results_of("GR01")[-1]

    assert last.value is None
    assert last.gap_reason is not None
    assert last.gap_reason.value == "Suppressed"
