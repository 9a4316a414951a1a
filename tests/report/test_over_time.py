"""The lines under a chart: computed, in words, and left out where there is nothing to say."""

from tests.making.records import group, peers
from tests.report.chart.charts import STEADY, charted
from xlkpi.register.result import Result
from xlkpi.terms.period_text import read_period


def test_the_benchmark_line_has_place_median_and_period() -> None:
    tables = {
        "comparator_values": peers("2026/27 Q2", LEEDS=1, A=40, B=60, C=62),
        "groups": group("A", "B", "C", "LEEDS"),
    }
    found = charted([*STEADY[:-1], 50], tables=tables, benchmark_group="Core Cities").shown

    assert found.benchmark_line == (
        "Core Cities, 2026/27 Q2: 3rd of 4, where 1st is best; the median of the others is 60.0%."
    )


def test_the_gap_line_says_how_far_and_whether_it_widened() -> None:
    rows = [
        Result(ref="AH01", period=p, breakdown="Deprivation", category="Deprived areas", value=v)
        for p, v in (("2025/26 Q2", 46), ("2026/27 Q2", 40))
    ]
    found = charted([*STEADY[:-1], 50], tables={"results": rows}).shown

    assert found.gap_line == (
        "Deprived areas, 2026/27 Q2: 40.0%, 10.0 points below the figure of 50.0% for all. "
        "The gap has widened from 5.0 points in 2025/26 Q2."
    )


def test_the_covid_line_says_that_the_year_is_in_neither_mean() -> None:
    found = charted([50 if n < 5 else 60 for n in range(30)]).shown

    assert found.covid_line == (
        "Before and after Covid-19: 50.0% on average over the 4 quarters to 2019/20 Q4; "
        "60.0% over the 22 quarters since 2021/22 Q1. 2020/21 is in neither."
    )


def test_an_earlier_figure_of_2020_21_is_no_silent_comparison() -> None:
    old = charted(
        [50, *[None] * 23, 52, 51],
        comparator_type="Baseline",
        baseline_period=read_period("2020/21 Q1"),
    ).shown

    assert old.covid_line == (
        "The earlier figure is that of 2020/21 Q1, no normal year to compare with."
    )


def test_what_there_is_nothing_to_say_of_is_left_out() -> None:
    found = charted().shown

    assert (found.benchmark_line, found.gap_line, found.covid_line) == (None, None, None)


def test_the_source_line_explains_only_what_is_drawn() -> None:
    plain = charted([50, 52, 51, 52], source="Case system").shown
    full = charted([*STEADY, "Not available", 30], source="Case system.").shown

    assert plain.chart_source == "Source: Case system."
    assert full.chart_source == (
        "Source: Case system. Dotted lines: the range expected from normal variation. Orange "
        "diamonds differ by more than chance, for the worse; blue diamonds differ by more than "
        "chance, for the better. No figure for 2026/27 Q1 (not available)."
    )


def test_provisional_limits_say_so() -> None:
    assert "provisional as results are few" in (charted(STEADY[:8]).shown.chart_source or "")


def test_the_year_earlier_stands_beside_the_latest() -> None:
    found = charted([50, 52, 51, 49, 53]).shown

    assert (found.year_ago, found.year_ago_period) == ("50.0%", "2025/26 Q2")
    assert charted([50, 52]).shown.year_ago_period == "No earlier figure"
