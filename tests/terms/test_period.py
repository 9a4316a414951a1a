"""Periods: one name, one order, and every usual spelling."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlkpi.errors import RefusalError
from xlkpi.terms.period import Frequency, Period
from xlkpi.terms.period_text import read_period

PERIODS = st.one_of(
    st.builds(Period.month, st.integers(1901, 2198), st.integers(1, 12)),
    st.builds(Period.quarter, st.integers(1901, 2198), st.integers(1, 4)),
    *[
        st.builds(Period, st.just(kind), st.integers(1901, 2198))
        for kind in (Frequency.YEAR, Frequency.CALENDAR_YEAR, Frequency.ACADEMIC_YEAR)
    ],
    st.builds(Period, st.just(Frequency.ROLLING_YEAR), st.integers(1902 * 12, 2198 * 12)),
)


@given(PERIODS)
def test_a_name_is_read_back_as_its_period(period: Period) -> None:
    assert read_period(period.name, period.frequency) == period


@given(PERIODS, st.integers(-50, 50))
def test_shifting_there_and_back_changes_nothing(period: Period, by: int) -> None:
    assert period.shift(by).shift(-by) == period


@given(PERIODS)
def test_a_period_begins_the_day_after_the_one_before_unless_it_rolls(period: Period) -> None:
    if period.frequency is not Frequency.ROLLING_YEAR:
        assert (period.start - period.shift(-1).end).days == 1


@given(PERIODS)
def test_the_first_and_last_day_lie_within_the_period(period: Period) -> None:
    assert Period.containing(period.end, period.frequency) == period
    if period.frequency is not Frequency.ROLLING_YEAR:
        assert Period.containing(period.start, period.frequency) == period


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("2024/25", date(2024, 4, 1), date(2025, 3, 31)),
        ("2024/25 Q4", date(2025, 1, 1), date(2025, 3, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2024-12", date(2024, 12, 1), date(2024, 12, 31)),
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("2024/25 academic", date(2024, 9, 1), date(2025, 8, 31)),
        ("12 months to 2024-09", date(2023, 10, 1), date(2024, 9, 30)),
    ],
)
def test_a_period_has_its_first_and_last_day(name: str, first: date, last: date) -> None:
    period = read_period(name)
    assert (period.start, period.end) == (first, last)


def test_a_quarter_comes_before_the_year_that_it_ends() -> None:
    names = ["2024/25", "2024/25 Q4", "2025-03", "2024/25 Q3", "2024"]
    ordered = sorted(map(read_period, names), key=lambda period: period.sort_key)
    assert [p.name for p in ordered] == ["2024/25 Q3", "2024", "2025-03", "2024/25 Q4", "2024/25"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("FY2024/25", "2024/25"),
        ("2024 to 2025", "2024/25"),
        ("2024\N{EN DASH}25", "2024/25"),
        ("1999/00", "1999/00"),
        ("academic year 2023/24", "2023/24 academic"),
        ("2023/24 (academic)", "2023/24 academic"),
        ("Q22024/25", "2024/25 Q2"),
        ("Jul-Sep 2024", "2024/25 Q2"),
        ("January to March 2025", "2024/25 Q4"),
        ("Sept 2024", "2024-09"),
        ("rolling 12 months to Sep 2024", "12 months to 2024-09"),
        ("year to September 2024", "12 months to 2024-09"),
        ("2024-04-01/P12M", "2024/25"),
    ],
)
def test_usual_spellings_are_read(text: str, name: str) -> None:
    assert read_period(text).name == name


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Q2 26", "does not say which financial year"),
        ("2024 Q2", "does not say which financial year"),
        ("2009-10", "is a month and a year"),
        ("2024/26", "not two consecutive years: expected 2024/25"),
        ("2024/25 Q5", "no quarter 5"),
        ("Sep-24", "does not say which year"),
        ("24/25", "does not say which year"),
        ("sepia 2024", "names no month"),
        ("Jan to Feb 2025", "is not a quarter"),
        ("2024-05-01/P3M", "does not start and last"),
        ("2024-02-30", "is not a date in the calendar"),
        ("2024-04-01", "is a date: say which frequency"),
        ("1850", "outside the years 1900 to 2199"),
        ("12 months to 2024/25", "is a year, not a month"),
        ("", "is blank"),
        (True, "expected a period such as 2024/25"),
        (2024, "is a bare number"),
    ],
)
def test_the_ambiguous_and_the_impossible_are_refused(text: object, message: str) -> None:
    with pytest.raises(RefusalError, match=message):
        read_period(text)


@pytest.mark.parametrize(
    ("frequency", "name"),
    [
        (Frequency.MONTH, "2025-03"),
        (Frequency.QUARTER, "2024/25 Q4"),
        (Frequency.YEAR, "2024/25"),
        (Frequency.CALENDAR_YEAR, "2025"),
        (Frequency.ACADEMIC_YEAR, "2024/25 academic"),
        (Frequency.ROLLING_YEAR, "12 months to 2025-03"),
    ],
)
def test_a_date_and_its_serial_number_are_read_with_a_frequency(
    frequency: Frequency, name: str
) -> None:
    moment = datetime(2025, 3, 31, 23)  # noqa: DTZ001 -- a sheet's dates have no zone
    spellings = [date(2025, 3, 31), moment, 45747, 45747.9, "31/03/2025", "31 March 2025"]
    assert {read_period(found, frequency).name for found in spellings} == {name}


def test_a_year_earlier_is_the_same_season() -> None:
    names = ["2024/25 Q2", "2024-09", "2024/25", "12 months to 2024-09"]
    earlier = [read_period(name).year_earlier().name for name in names]
    assert earlier == ["2023/24 Q2", "2023-09", "2023/24", "12 months to 2023-09"]


@given(st.text(max_size=20))
def test_no_text_does_worse_than_a_refusal(text: str) -> None:
    try:
        period = read_period(text)
    except RefusalError:
        return
    assert read_period(period.name, period.frequency) == period
