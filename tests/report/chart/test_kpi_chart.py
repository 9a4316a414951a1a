"""What a chart shows: gaps as gaps, steps as steps, limits where they are allowed, events."""

import pytest

from tests.making.records import group, peers, target
from tests.report.chart.charts import STEADY, charted
from xlkpi.register.kpi import Change
from xlkpi.report.chart.chart import Role
from xlkpi.terms.period import Period
from xlkpi.terms.period_text import read_period


def test_a_missing_value_is_a_gap() -> None:
    found = charted([50, 52, "Not available", 51, None, 50])

    assert found.only(Role.RESULT).values == (50, 52, None, 51, None, 50)
    assert found.chart.periods[2] == "2025/26 Q3"


def test_limits_are_drawn_with_the_average() -> None:
    found = charted()

    drawn = {role: set(found.only(role).values) for role in (Role.UPPER, Role.AVERAGE, Role.LOWER)}

    assert drawn == {Role.UPPER: {54.47}, Role.AVERAGE: {50.92}, Role.LOWER: {47.38}}


@pytest.mark.parametrize("aggregation", ["Rolling", "Cumulative year to date"])
def test_results_that_overlap_or_run_up_have_no_limits(aggregation: str) -> None:
    found = charted(aggregation=aggregation)

    assert not found.lines(Role.UPPER)
    assert not found.lines(Role.AVERAGE)
    assert "normal variation" not in (found.shown.chart_source or "")


def test_too_few_results_have_no_limits_and_two_have_no_chart() -> None:
    assert not charted([50, 52, 51, 50]).lines(Role.UPPER)
    assert charted([50, 52]).shown.chart is None
    assert charted([50, 52]).shown.chart_title is None


@pytest.mark.parametrize(
    ("polarity", "role"),
    [("Higher", Role.WORSE), ("Lower", Role.BETTER), ("None", Role.UNUSUAL)],
)
def test_a_special_cause_stands_in_a_series_of_its_own(polarity: str, role: Role) -> None:
    found = charted([*STEADY, 30], polarity=polarity)

    assert found.only(role).values[-1] == 30
    assert found.only(Role.RESULT).values[-1] == 30


def test_each_target_is_a_series_so_that_a_step_is_a_step() -> None:
    targets = [target("2024/25", 55), target("2025/26", 60), target("2026/27", 60)]
    found = charted(targets=targets)
    first, last = found.lines(Role.TARGET)

    assert first.name == "Target until 2024/25 Q4"
    assert [v for v in first.values if v] == [55] * 4
    assert last.name == "Target"
    assert [v for v in last.values if v] == [60] * 6
    assert last.label
    assert not first.label


def test_a_target_that_holds_for_one_period_is_a_mark() -> None:
    targets = [target(f"{2024 + n // 4}/{25 + n // 4} Q{n % 4 + 1}", 50 + n) for n in range(10)]
    found = charted(targets=targets, aggregation="Cumulative year to date")
    line = found.only(Role.TARGET)

    assert line.is_points
    assert [v for v in line.values if v] == [50 + n for n in range(10)]


def test_a_band_has_two_lines() -> None:
    found = charted(targets=[target("2026/27", 45, upper=55)], polarity="Within")

    assert [line.name for line in found.lines(Role.TARGET)] == ["Target from", "Target to"]


def test_the_median_of_the_others_is_drawn_where_limits_would_be_provisional() -> None:
    others = [
        row
        for quarter in ("2025/26 Q4", "2026/27 Q1", "2026/27 Q2")
        for row in peers(quarter, LEEDS=50, A=60, B=62)
    ]
    tables = {"comparator_values": others, "groups": group("A", "B", "LEEDS")}
    few = charted(STEADY[:7], tables=tables, benchmark_group="Core Cities")
    many = charted(STEADY, tables=tables, benchmark_group="Core Cities")

    assert few.only(Role.MEDIAN).values == (None, None, None, None, 61, 61, 61)
    assert not few.lines(Role.UPPER)
    assert not many.lines(Role.MEDIAN)
    assert "the median of the others in Core Cities" in (few.shown.chart_source or "")


def test_the_years_of_covid_are_a_band() -> None:
    found = charted([50 + n % 3 for n in range(30)])
    band = found.only(Role.COVID)
    held = [p for p, v in zip(found.chart.periods, band.values, strict=True) if v is not None]

    assert held == ["2020/21 Q1", "2020/21 Q2", "2020/21 Q3", "2020/21 Q4"]
    assert set(band.values) == {None, found.chart.axis.high}


def test_a_new_definition_is_a_line_where_it_began() -> None:
    change = Change.model_validate(
        {"ref": "AH01", "field": "Definition", "old": "a", "new": "b", "effective": "2025/26"}
    )
    other = Change.model_validate({"ref": "AH01", "field": "Target", "effective": "2025/26"})
    later = Change.model_validate({"ref": "AH01", "field": "Scope", "effective": "2027/28"})
    found = charted(tables={"changes": [change, other, later]})
    line = found.only(Role.BREAK)

    assert line.name == "New definition"
    assert [p for p, v in zip(found.chart.periods, line.values, strict=True) if v] == ["2025/26 Q1"]
    assert "new definition from 2025/26 Q1" in (found.shown.chart_source or "")


def test_a_survey_of_every_third_year_has_no_gaps_between() -> None:
    rows = [50, None, None, 52, None, None, 51]
    found = charted(
        rows, last=read_period("2025/26"), frequency="annual", every=3, aggregation="Last"
    )

    assert found.chart.periods == ("2019/20", "2022/23", "2025/26")
    assert found.only(Role.RESULT).values == (50, 52, 51)


def test_a_long_series_is_cut_and_the_last_period_has_its_name() -> None:
    found = charted([50 + n % 3 for n in range(22)], last=Period.quarter(2026, 2))

    assert len(found.chart.periods) == 21
    assert [n.replace("\n", " ") for n in found.chart.names if n] == [
        f"Q2 {year}\u2044{year + 1}" for year in range(21, 27)
    ]
    assert found.chart.names[-1]


def test_words_say_start_end_target_gaps_and_finding_in_250_characters() -> None:
    found = charted(
        [*STEADY, "Not available", 30], targets=[target("2026/27", 60)], title="A long name " * 30
    )

    assert len(found.chart.alternative) <= 250
    for said in (
        "50.0% in 2023/24 Q4"[:5],
        "30.0% in 2026/27 Q2",
        "target 60.0%",
        "1 quarter without",
    ):
        assert said in found.chart.alternative
    assert found.chart.alternative.endswith(f"{found.shown.chart_title}.")


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ([*STEADY, 30], "Latest result below the range expected from normal variation"),
        ([*STEADY, 53, 53, 53, 53, 53], "Above its 18-quarter average for five quarters"),
        ([50, 51, 52, 53, 54, 55, 56], "Rising for seven quarters"),
        ([50, 52, 51, 52], "Between 50.0% and 52.0% over four quarters"),
        ([50, 52, 51, 50, 49], "Fell in each of the last three quarters"),
    ],
)
def test_a_title_says_the_strongest_thing(values: list[float], said: str) -> None:
    assert charted(values).shown.chart_title == said


@pytest.mark.parametrize(
    ("goal", "said"),
    [
        (60, "Missed its target in all four quarters"),
        (45, "Met its target in all four quarters"),
    ],
)
def test_a_title_says_how_long_a_target_was_met_or_missed(goal: float, said: str) -> None:
    years = [target("2025/26", goal), target("2026/27", goal)]

    assert charted([50, 52, 51, 52], targets=years).shown.chart_title == said


def test_a_cumulative_series_is_compared_with_the_year_before() -> None:
    found = charted([10, 20, 30, 40, 11, 21, 31, 41, 12, 22], aggregation="Cumulative year to date")

    assert found.shown.chart_title == "Above the same quarter a year before for six quarters"


def test_the_unit_stands_in_the_title_or_at_the_axis() -> None:
    assert (charted(unit="days").shown.chart_title or "").endswith(" (days)")
    assert charted().chart.axis.number_format == '0"%"'
    money = charted(unit="£ million").chart.axis
    assert money.label_format == '"£"#,##0.0"m";-"£"#,##0.0"m"'
