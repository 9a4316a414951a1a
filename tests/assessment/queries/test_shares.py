"""The cells of one row are held against each other."""

import pytest

from tests.making.asked import COMPLETE, asked
from tests.making.records import kpi, register, target
from xlkpi.register.result import Result

TARGETS = [target("2026/27", 80)]


def row(period: str, value: float, **fields: object) -> Result:
    return Result(ref="AH01", period=period, value=value, **fields)


def codes(*rows: Result, **fields: object) -> set[str]:
    one = kpi(**{**COMPLETE, "decimals": None, **fields})
    return set(asked(register(one, results=rows, targets=TARGETS)))


@pytest.mark.parametrize(
    ("value", "numerator", "denominator", "unit", "expected"),
    [
        (55, 64, 114, "%", {"share-differs"}),
        (56, 64, 114, "%", set()),
        (56.1, 64, 114, "%", set()),
        (56.14, 64, 114, "%", set()),
        (56.2, 64, 114, "%", {"share-differs"}),
        (178.1, 114, 64, "%", {"numerator-above-denominator", "outside-percent"}),
        (12.5, 25, 2000, "per 1,000 homes", set()),
        (1.25, 25, 2000, "per 1,000 homes", {"share-differs"}),
        (4.1, 820, 200, "days", set()),
        (4.5, 820, 200, "days", {"share-differs"}),
        (5, 5, 0, "days", set()),
    ],
)
def test_a_value_is_what_its_numerator_and_denominator_make(
    value: float, numerator: float, denominator: float, unit: str, expected: set[str]
) -> None:
    only = row("2026/27 Q2", value, numerator=numerator, denominator=denominator)

    assert codes(only, unit=unit) == expected


def test_a_standardised_rate_is_not_the_share_of_its_counts() -> None:
    rows = [
        row(f"2025/26 Q{q}", 200 + q, numerator=90 + q, denominator=60000) for q in (1, 2, 3, 4)
    ]

    assert codes(*rows, row("2026/27 Q2", 205, numerator=99, denominator=60000), unit="") == set()


def test_the_decimals_that_are_shown_decide() -> None:
    near = row("2026/27 Q2", 56.12, numerator=64, denominator=114)

    assert codes(near, decimals=1) == set()
    assert codes(near, decimals=2) == {"share-differs"}


def test_a_value_lies_within_its_own_limits() -> None:
    assert codes(row("2026/27 Q2", 50, lower=55, upper=60)) == {"outside-limits"}
    assert codes(row("2026/27 Q2", 55, lower=55.2, upper=60)) == set()


def test_every_row_of_the_year_is_asked_about_and_none_before() -> None:
    wrong = {"numerator": 64, "denominator": 114}
    this_year = [row("2026/27 Q1", 40, **wrong), row("2026/27 Q2", 56.1, **wrong)]
    last_year = [row("2025/26 Q4", 40, **wrong), row("2026/27 Q2", 56.1, **wrong)]

    assert codes(*this_year) == {"share-differs"}
    assert codes(*last_year) == set()
