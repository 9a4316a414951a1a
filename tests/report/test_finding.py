"""Findings: what a paper says first, in plain words."""

from dataclasses import replace

import pytest

from tests.report.making import assessment, kpi
from xlkpi.assessment.assessment import Assessment
from xlkpi.assessment.finding import (
    counted,
    headline,
    in_words,
    listed,
    movement_sentence,
    rating_sentence,
    red_sentence,
)
from xlkpi.assessment.scorecard import Counts
from xlkpi.register.result import Result
from xlkpi.register.target import TargetRow
from xlkpi.terms.period import Period
from xlkpi.terms.rag import RATED, UNRATED, Rag

NOW, BEFORE = Period.quarter(2026, 2), Period.quarter(2026, 1)


def counts(green: int = 0, amber: int = 0, red: int = 0, tracker: int = 0) -> Counts:
    every = dict.fromkeys((*RATED, *UNRATED), 0)
    return Counts(every | {Rag.GREEN: green, Rag.AMBER: amber, Rag.RED: red, Rag.TRACKER: tracker})


def moved(
    now: float | None, before: float | None, target: object = None, **of: object
) -> Assessment:
    """Return the assessment of a KPI that moved from one figure to another."""
    one = kpi(1, **{"title": "Average time to re-let homes", **of})

    def result(period: Period, value: float | None) -> Result | None:
        if value is None:
            return None
        return Result.model_validate({"ref": one.ref, "period": period, "value": value})

    row = TargetRow.model_validate({"ref": one.ref, "period": NOW, "value": target})
    return replace(
        assessment(1),
        kpi=one,
        latest=result(NOW, now),
        comparator=result(BEFORE, before),
        target=row,
    )


@pytest.mark.parametrize(
    ("number", "words"),
    [(0, "none"), (1, "one"), (13, "thirteen"), (20, "twenty"), (41, "forty-one"), (100, "100")],
)
def test_numbers_are_words_below_a_hundred(number: int, words: str) -> None:
    assert in_words(number) == words


def test_a_sentence_that_counts_begins_with_words_that_agree() -> None:
    found = [counted(number, "KPI was", "KPIs were") for number in (0, 1, 21, 120)]

    assert found == ["No KPIs were", "One KPI was", "Twenty-one KPIs were", "120 KPIs were"]
    assert counted(0, "of 3 is", "of 3 are", none="None") == "None of 3 are"


def test_a_list_in_a_sentence_ends_with_and() -> None:
    assert [listed(parts) for parts in (["a"], ["a", "b"], ["a", "b", "c"])] == [
        "a",
        "a and b",
        "a, b and c",
    ]


@pytest.mark.parametrize(
    ("found", "sentence"),
    [
        (counts(41, 25, 22), "Forty-one of 88 rated KPIs are Green, 25 are Amber and 22 are Red."),
        (
            counts(1, 0, 0, 1),
            "One of 1 rated KPI is Green, none are Amber and none are Red. One more has no rating.",
        ),
        (counts(0, 1, 1), "None of 2 rated KPIs are Green, one is Amber and one is Red."),
        (counts(tracker=3), "None of the 3 KPIs is rated."),
        (counts(), "There are no KPIs."),
    ],
)
def test_the_ratings_are_said_in_a_sentence(found: Counts, sentence: str) -> None:
    assert rating_sentence(found) == sentence


@pytest.mark.parametrize(
    ("before", "sentence"),
    [
        (counts(4, 4, 4), "Since Q1, two more are Green, one fewer is Amber and one fewer is Red."),
        (counts(6, 3, 3), "The counts are those of Q1."),
        (counts(), ""),
    ],
)
def test_the_movement_of_the_counts_is_said_in_a_sentence(before: Counts, sentence: str) -> None:
    assert movement_sentence(counts(6, 3, 3), before, "Q1") == sentence


def test_few_reds_are_named_and_many_are_left_to_the_table() -> None:
    reds = [replace(assessment(n), rag=Rag.RED) for n in (1, 2, 3, 4)]

    assert red_sentence(reds[:2]) == (
        "Red: Average time to re-let council homes; Households in temporary accommodation."
    )
    assert red_sentence(reds) == red_sentence([]) == ""


@pytest.mark.parametrize(
    ("found", "finding"),
    [
        (moved(34.2, 33.4, 28), "rose to 34.2 days, 6.2 days above target"),
        (moved(27.5, 33.4, 28), "fell to 27.5 days, 0.5 days below target"),
        (moved(28.0, 28.0, 28), "stayed at 28.0 days, on target"),
        (moved(28.01, 30.0, 28), "fell to 28.0 days, just above target"),
        (moved(34.2, None, "Decrease"), "was 34.2 days"),
        (moved(34.16, 34.24), "stayed at 34.2 days"),
        (moved(34.24, 34.26), "fell to 34.2 days"),
        (moved(None, 33.4, 28), "has no result"),
    ],
)
def test_a_headline_has_the_figure_and_its_distance_from_target(
    found: Assessment, finding: str
) -> None:
    assert headline(found) == f"Average time to re-let homes {finding}"


def test_a_headline_does_not_say_the_unit_twice() -> None:
    found = moved(275, 261, unit="homes", decimals=0, title="Empty homes")

    assert headline(found) == "Empty homes rose to 275"
