"""Windows, Covid and gaps within the city: what may be compared with what."""

from datetime import date

import pytest

from tests.making.records import kpi, register, results
from xlkpi.assessment.assess import Question, assess
from xlkpi.assessment.assessment import Assessment
from xlkpi.assessment.covid import covid_reading, is_in_covid
from xlkpi.assessment.sub_city import sub_city_gap
from xlkpi.assessment.window import window_of
from xlkpi.register.result import Result
from xlkpi.terms.period_text import read_period

ASKED = Question(read_period("2026/27 Q2"), date(2026, 10, 23))


def assessed(rows: str, *categories: Result, **fields: object) -> Assessment:
    record = register(kpi(**fields), results=[*results(rows), *categories])
    (found,) = assess(record, ASKED)
    return found


def part(period: str, value: float | None, of: str = "Deprivation", name: str = "Most deprived 10%",
         **fields: object) -> Result:  # fmt: skip
    return Result(ref="AH01", period=period, breakdown=of, category=name, value=value, **fields)


@pytest.mark.parametrize(
    ("period", "is_in"),
    [
        ("2020/21", True),
        ("2020/21 Q1", True),
        ("2019/20 Q4", False),
        ("2021/22 Q1", False),
        ("2020-04", True),
        ("2020-03", False),
        ("2020", True),
        ("2021", False),
        ("2020/21 academic", True),
        ("2019/20 academic", False),
        ("2021/22 academic", False),
        ("12 months to 2020-09", True),
        ("12 months to 2020-08", False),
        ("12 months to 2021-09", True),
        ("12 months to 2021-10", False),
    ],
)
def test_a_period_half_of_which_lies_in_2020_21_is_of_covid(period: str, is_in: bool) -> None:  # noqa: FBT001
    assert is_in_covid(read_period(period)) is is_in


YEARS = "2016/17=40\n2017/18=41\n2018/19=42\n2019/20=43\n2020/21=10\n2021/22=50\n2022/23=52"
AFTER = f"{YEARS}\n2023/24=54"


def test_2020_21_is_in_neither_mean() -> None:
    found = covid_reading(assessed(AFTER, frequency="annual"))
    assert found is not None

    assert (found.before.mean, found.before.results) == (41.5, 4)
    assert (found.after.mean, found.after.results) == (52, 3)
    assert (found.before.last.name, found.after.first.name) == ("2019/20", "2021/22")


def test_two_years_after_make_no_mean() -> None:
    assert covid_reading(assessed(YEARS, frequency="annual")) is None


@pytest.mark.parametrize("aggregation", ["Rolling", "Cumulative year to date"])
def test_results_that_overlap_or_run_up_have_no_means(aggregation: str) -> None:
    assert covid_reading(assessed(AFTER, frequency="annual", aggregation=aggregation)) is None


def test_a_window_ends_with_the_last_figure_and_keeps_gaps() -> None:
    found = window_of(assessed("2025/26 Q1=1\n2025/26 Q2=2\n2025/26 Q4=4\n2026/27 Q1=Suppressed"))

    assert [p.name for p in found.periods][-1] == "2025/26 Q4"
    assert found.values == (1, 2, None, 4)


def test_the_gap_of_deprived_areas_is_absolute_and_has_its_change() -> None:
    rows = "2025/26 Q2=42\n2026/27 Q2=44"
    found = sub_city_gap(
        one := assessed(
            rows,
            part("2025/26 Q2", 33),
            part("2026/27 Q2", 34),
            part("2026/27 Q2", 10, "Sex", "Men"),
        ),
        one.categories,
    )
    assert found is not None

    assert (found.category, found.gap, found.earlier_gap) == ("Most deprived 10%", -10, -9)
    assert found.earlier == read_period("2025/26 Q2")


def test_without_deprivation_it_is_the_category_furthest_away() -> None:
    one = assessed(
        "2026/27 Q2=44",
        part("2026/27 Q2", 40, "Sex", "Men"),
        part("2026/27 Q2", 54, "Sex", "Women"),
    )
    found = sub_city_gap(one, one.categories)
    assert found is not None

    assert (found.category, found.gap, found.earlier) == ("Women", 10, None)


def test_what_is_withheld_or_without_a_headline_makes_no_gap() -> None:
    hidden = part("2026/27 Q2", None, gap_reason="Suppressed")
    one = assessed("2026/27 Q2=44", hidden, part("2026/27 Q1", 40))

    assert sub_city_gap(one, one.categories) is None


def test_a_revised_category_and_one_of_a_later_period() -> None:
    rows = "2026/27 Q2=44\n2026/27 Q3=45"
    one = assessed(
        rows,
        part("2026/27 Q2", 40),
        part("2026/27 Q2", 41, revision=1),
        part("2026/27 Q3", 42),
    )
    found = sub_city_gap(one, one.categories)
    assert found is not None

    assert (found.value, found.period.name) == (41, "2026/27 Q2")
