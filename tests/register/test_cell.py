"""A reference is the same text wherever it stands, whatever the cell's format."""

from pathlib import Path

import pytest

from tests.making.books import Tables, problems, read, register_folder, small_tables
from xlkpi.register.cell import text_of


def numbered(ref: object) -> Tables:
    """Return the small Register with another reference for its first KPI."""
    tables = small_tables()
    for rows in tables.values():
        for row in rows:
            row["ref"] = ref if row["ref"] == "GR01" else row["ref"]
    return tables


@pytest.mark.parametrize(
    ("found", "text"),
    [
        (101, "101"),
        (101.0, "101"),
        (1.5, "1.5"),
        (0.1 + 0.2, "0.3"),
        (True, "TRUE"),
        (" 101 ", "101"),
        (None, ""),
        (float("inf"), "inf"),
    ],
)
def test_a_cell_is_read_as_it_shows(found: object, text: str) -> None:
    assert text_of(found) == text


def test_a_reference_that_is_a_number_is_one_reference_everywhere(tmp_path: Path) -> None:
    register = read(register_folder(tmp_path, numbered(101)))

    assert register.kpis[0].ref == "101"
    assert len(register.results_of("101")) == 4


def test_settings_can_speak_of_a_reference_that_is_a_number(tmp_path: Path) -> None:
    said = (
        '[[tables]]\nfills = "kpis"\n[tables.each.101]\ntitle = "Another"\nbecause = "a better"\n'
    )
    register = read(register_folder(tmp_path, numbered(101), said=said))

    assert register.kpis[0].title == "Another"


def test_a_problem_names_a_reference_that_is_a_number_as_it_shows(tmp_path: Path) -> None:
    tables = numbered(101)
    tables["results"][0].update(value="tbc")
    (line,) = problems(register_folder(tmp_path, tables))

    assert "Results!E5 (Value): 101 2025/26 Q3: found the text 'tbc'" in line
