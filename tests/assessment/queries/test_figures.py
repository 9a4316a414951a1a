"""A figure is queried for what its own history makes unlikely, once, and not for its nature."""

import pytest

from tests.making.asked import COMPLETE, asked
from tests.making.records import kpi, register, results, target
from xlkpi.register.entry import Entry

HISTORY = "2025/26 Q1 = 77.4, 2025/26 Q2 = 80.1, 2025/26 Q3 = 75.2, 2025/26 Q4 = 79.9"
LONG = (
    "2024/25 Q1 = 78.4, 2024/25 Q2 = 79.1, 2024/25 Q3 = 78.2, 2024/25 Q4 = 79.9,"
    "2025/26 Q1 = 78.6, 2025/26 Q2 = 79.4, 2025/26 Q3 = 78.5, 2025/26 Q4 = 79.6"
)
FIGURES = {
    "zero-for-missing", "stale-copy", "unusual", "outside-percent", "decimal-slip",
    "percent-scale", "sign-slip", "date-as-value",
}  # fmt: skip


def figure_codes(written: str, *entries: Entry, **fields: object) -> set[str]:
    one = kpi(**{**COMPLETE, **fields})
    record = register(one, results=results(written), targets=[target("2026/27", 80)])
    return set(asked(record, entries)) & FIGURES


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("0", "zero-for-missing"),
        ("80.3", "stale-copy"),
        ("803", "decimal-slip"),
        ("0.803", "percent-scale"),
        ("-80.3", "sign-slip"),
        ("46204", "date-as-value"),
        ("130", "outside-percent"),
    ],
)
def test_a_fault_of_the_latest_figure_has_one_code(value: str, code: str) -> None:
    written = f"{HISTORY}, 2026/27 Q1 = 80.3, 2026/27 Q2 = {value}"

    assert figure_codes(written) == {code}


def test_an_unusual_step_is_queried_and_a_trend_is_not() -> None:
    falling = ", ".join(f"20{y}/{y + 1} Q{q} = {160 - 4 * (4 * y + q)}" for y, q in _quarters())

    assert figure_codes(f"{LONG}, 2026/27 Q1 = 79, 2026/27 Q2 = 60") == {"unusual"}
    assert figure_codes(f"{LONG}, 2026/27 Q1 = 79, 2026/27 Q2 = 76") == set()
    assert figure_codes(falling, unit="days") == set()
    assert figure_codes(f"{LONG}, 2026/27 Q1 = 79, 2026/27 Q2 = 60", aggregation="Rolling") == set()


def _quarters() -> list[tuple[int, int]]:
    return [(y, q) for y in (24, 25, 26) for q in (1, 2, 3, 4) if (y, q) <= (26, 2)]


@pytest.mark.parametrize(
    "written",
    [
        f"{HISTORY}, 2026/27 Q1 = 79, 2026/27 Q2 = 81.2",
        "2025/26 Q3 = 99.1, 2025/26 Q4 = 99.4, 2026/27 Q1 = 100, 2026/27 Q2 = 100",
        "2025/26 Q3 = 4.4, 2025/26 Q4 = 4.4, 2026/27 Q1 = 4.6, 2026/27 Q2 = 4.6",
        "2025/26 Q3 = -12.1, 2025/26 Q4 = 3.4, 2026/27 Q1 = 8, 2026/27 Q2 = -2",
        "2025/26 Q3 = 0.2, 2025/26 Q4 = 0.1, 2026/27 Q1 = 0.2, 2026/27 Q2 = 0",
        "2026/27 Q2 = 81.2",
    ],
    ids=["usual", "full", "coarse", "goes below 0 by nature", "near 0", "first"],
)
def test_what_a_series_does_by_nature_is_not_queried(written: str) -> None:
    assert figure_codes(written) == set()


def test_the_slip_says_what_was_probably_meant() -> None:
    record = register(kpi(**COMPLETE), results=results(f"{HISTORY}, 2026/27 Q2 = 803"))
    (query,) = asked(record)["decimal-slip"]

    assert query.message == (
        "803% would be usual with its decimal point elsewhere (79.9% in 2025/26 Q4): if 80.3% was "
        "meant, correct it"
    )
    assert (query.found, query.expected, query.kpi) == ("803", "80.3", "AH01")


def test_a_typed_figure_is_asked_about_before_it_is_posted() -> None:
    typed = Entry(ref="AH01", period="2026/27 Q2", value=803)
    standing = Entry(ref="AH01", period="2026/27 Q1", value=80.3)

    assert figure_codes(f"{HISTORY}, 2026/27 Q1 = 80.3", typed, standing) == {"decimal-slip"}
