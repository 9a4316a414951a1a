"""No sheet, heading or column of an officer's file is left out without a word."""

from pathlib import Path

import pytest

from tests.making.books import problems, read, register_folder
from xlkpi.errors import SettingsError
from xlkpi.settings.settings import read_settings
from xlkpi.workbook.layout import LAYOUTS
from xlkpi.workbook.layout import OPTIONAL as MAY_BE_MISSING

NO_NOTE = '[[tables]]\nfills = "results"\nheadings = { note = "" }\n'

OPTIONAL = [
    (table, field)
    for table, layout in LAYOUTS.items()
    for field in layout.headings
    if not layout.record.model_fields[field].is_required() and field != "value"
]


@pytest.mark.parametrize(("table", "field"), OPTIONAL)
def test_a_renamed_heading_is_a_problem(tmp_path: Path, table: str, field: str) -> None:
    heading = LAYOUTS[table].headings[field]
    found = problems(register_folder(tmp_path, named={f"{table}.{field}": "Zzz"}))

    assert len(found) == 1 or field == "mode", "no tolerance is believed without its mode"
    assert found[0].endswith(
        f"{LAYOUTS[table].sheet}: no column is headed '{heading}': add it, or say in xlkpi.toml "
        f'under [[tables]] with fills = "{table}" headings = {{ {field} = "" }} that your file '
        f"has none"
    )


def test_several_missing_headings_are_one_line(tmp_path: Path) -> None:
    named = {"targets.tolerance": "T", "targets.mode": "M"}
    (line,) = problems(register_folder(tmp_path, named=named))

    assert "no column is headed 'Tolerance' or 'Tolerance mode': add them" in line
    assert 'headings = { tolerance = "", mode = "" }' in line


def test_a_heading_can_be_said_to_be_absent_without_naming_the_sheet(tmp_path: Path) -> None:
    said = '[[tables]]\nfills = "targets"\nheadings = { profile = "", source = "Where from" }\n'
    named = {"targets.profile": "Zzz", "targets.source": "Where from"}

    assert len(read(register_folder(tmp_path, named=named, said=said)).targets) == 4


def test_a_heading_that_settings_name_must_be_there(tmp_path: Path) -> None:
    said = '[[tables]]\nfills = "targets"\nsheet = "Targets"\nheadings = { source = "Origin" }\n'
    (line,) = problems(register_folder(tmp_path, said=said))

    assert line == (
        "KPI Supporting Information.xlsx, Targets: no column is headed 'Origin': correct the "
        "heading of source in xlkpi.toml"
    )


def test_a_needed_heading_cannot_be_said_to_be_absent(tmp_path: Path) -> None:
    said = '[[tables]]\nfills = "targets"\nheadings = { period = "" }\n'

    assert 'period = "" under headings' in problems(register_folder(tmp_path, said=said))[0]


@pytest.mark.parametrize("table", [table for table in LAYOUTS if table not in MAY_BE_MISSING])
def test_a_renamed_sheet_is_a_problem(tmp_path: Path, table: str) -> None:
    found = problems(register_folder(tmp_path, named={table: "Zzz"}))

    assert f"there is no sheet '{LAYOUTS[table].sheet}': it has " in found[0]
    assert f'fills = "{table}", or say sheet = ""' in found[0]


def test_a_table_can_be_said_to_be_kept_nowhere(tmp_path: Path) -> None:
    said = '[[tables]]\nfills = "commentary"\nsheet = ""\n'

    assert read(register_folder(tmp_path, named={"commentary": "Zzz"}, said=said)).kpis


def test_no_register_is_without_results(tmp_path: Path) -> None:
    said = '[[tables]]\nfills = "results"\nsheet = ""\n'
    with pytest.raises(SettingsError, match="no Register is without it"):
        read_settings(register_folder(tmp_path, said=said))


def test_two_columns_with_one_heading_are_a_problem_that_names_both(tmp_path: Path) -> None:
    (line,) = problems(register_folder(tmp_path, named={"results.note": "value "}, said=NO_NOTE))

    assert "2 columns could hold the value, 'Value' (E) and 'value' (M): rename" in line


def test_two_spellings_of_one_field_are_a_problem_that_names_both(tmp_path: Path) -> None:
    (line,) = problems(register_folder(tmp_path, named={"results.note": "Actual"}, said=NO_NOTE))

    assert "2 columns could hold the value, 'Value' (E) and 'Actual' (M): rename" in line


def test_settings_can_say_which_of_two_spellings_counts(tmp_path: Path) -> None:
    said = NO_NOTE.replace('note = ""', 'note = "", value = "Value"')

    assert read(register_folder(tmp_path, named={"results.note": "Actual"}, said=said)).results


def test_a_value_column_of_a_wide_sheet_that_stands_twice_is_a_problem(tmp_path: Path) -> None:
    said = (
        '[[tables]]\nfills = "results"\nsheet = "Results"\n'
        '[tables.columns."Qtr 1"]\nperiod = "2026/27 Q1"\n'
    )
    named = {"results.value": "Qtr 1", "results.numerator": "Qtr 1"}
    found = problems(register_folder(tmp_path, named=named, said=said))

    assert "'Qtr 1' (E) and 'Qtr 1' (F)" in found[0]


@pytest.mark.parametrize("table", MAY_BE_MISSING)
def test_a_table_that_not_every_council_keeps_may_be_missing(tmp_path: Path, table: str) -> None:
    folder = register_folder(tmp_path, named={table: "Zzz"})

    assert problems(folder) == []
    assert getattr(read(folder), table) == ()
