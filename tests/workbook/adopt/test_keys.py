"""The keys that let a layout be read as it is; without them every cell is as strict as before."""

from pathlib import Path

import pytest

from tests.making.books import problems, read, register_folder, small_tables
from tests.making.foreign import workbook
from xlkpi.errors import SettingsError
from xlkpi.workbook.columns import joined
from xlkpi.workbook.own_words import is_left_out, number_in

TARGETS = """
[[tables]]
fills = "targets"
book = "ours"
sheet = "Targets"
"""
BOOKS = """
[books]
data_record = "KPI Data Record.xlsx"
supporting_information = "KPI Supporting Information.xlsx"
ours = "ours.xlsx"
"""
ROWS = (
    (None, "For the year", None),
    ("KPI ref", "Target", "Tolerance", "Tolerance mode"),
    ("Housing",),
    ("GR01", "1,095", "5%", "pts"),
    ("Total", 1095),
    ("Note: agreed in March",),
    ("Nobody reads this", 1),
)


def folder_with(tmp_path: Path, said: str) -> Path:
    tables = small_tables()
    folder = register_folder(tmp_path, tables, said=f"{BOOKS}{TARGETS}{said}")
    workbook(folder / "ours.xlsx", {"Targets": ROWS})
    return folder


def test_rows_texts_and_words_of_ones_own_are_read_where_settings_say_so(tmp_path: Path) -> None:
    folder = folder_with(
        tmp_path,
        'header_row = 2\nheader_rows = 2\nleave_out = ["Housing", "Total*"]\nends_at = "Note*"\n'
        'numbers_as_text = true\nwords = { mode = { PTS = "points" } }\nvalues.period = "2026/27"\n'
        'headings = { value = "For the year Target", tolerance = "For the year Tolerance", '
        'mode = "For the year Tolerance mode" }\n',
    )
    (target,) = read(folder).targets

    assert (target.value, target.allowance and target.allowance.value) == (1095, 5)
    assert target.allowance is not None
    assert target.allowance.mode.value == "points"


def test_without_them_each_is_a_problem(tmp_path: Path) -> None:
    folder = folder_with(tmp_path, 'header_row = 2\nvalues.period = "2026/27"\n')
    found = problems(folder)

    assert any("'1,095', a number stored as text" in line for line in found)
    assert any("mode 'pts' is not one of" in line for line in found)
    assert any("there is no KPI Housing" in line for line in found)
    assert any("there is no KPI Note: agreed in March" in line for line in found)


def test_two_header_rows_need_their_place(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="header_rows = 2 without header_row"):
        read(folder_with(tmp_path, "header_rows = 2\n"))


def test_a_group_reaches_to_the_next_and_a_title_beside_it_is_its_own() -> None:
    above = ("Ref", None, "Qtr 1", None, "Qtr 2", None, "Note")
    below = (None, "Name", "Actual", "Target", "Actual", "Target", None)

    assert joined(above, below) == [
        "Ref", "Name", "Qtr 1 Actual", "Qtr 1 Target", "Qtr 2 Actual", "Qtr 2 Target", "Note",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1,234", 1234), ("77.4%", 77.4), ("-3", -3), ("£5.50", 5.5), (".5", 0.5), ("12,34", None),
        ("", None), ("%", None), ("5 days", None), ("1.2.3", None),
    ],
)  # fmt: skip
def test_a_text_is_a_number_only_when_all_of_it_is(text: str, number: float | None) -> None:
    assert number_in(text) == number


def test_a_row_is_left_out_by_its_whole_first_cell_or_by_its_beginning() -> None:
    assert is_left_out(("Total*",), "TOTAL for housing")
    assert not is_left_out(("Total",), "Total for housing")
    assert is_left_out(("Housing ",), "housing")
    assert not is_left_out((), "Housing")
