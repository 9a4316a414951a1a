"""Sentences of the papers: each says of the KPIs what the tables beside it say."""

from dataclasses import replace

import pytest

from tests.report.finished import annual, clt, finished
from tests.report.making import BOARDS, assessment, board_scorecard, edition, rated
from tests.report.reading import said
from xlkpi.assessment.assessment import Assessment
from xlkpi.assessment.scorecard import Audience, AudienceKind, Scorecard
from xlkpi.register.target import TargetRow
from xlkpi.report.annual import annual_contents
from xlkpi.report.counts_table import age_sentence
from xlkpi.report.notes import notes_on
from xlkpi.report.scrutiny import ScrutinyContents, scrutiny_contents
from xlkpi.terms.direction import Direction
from xlkpi.terms.rag import Rag

BOARD = Audience(AudienceKind.BOARD, BOARDS[4])


def held_to(target: object, number: int = 0) -> Assessment:
    """Return an assessment with this in its target's cell, of an illustrative source."""
    found = assessment(number)
    row = {"ref": found.kpi.ref, "period": found.period, "value": target, "source": "illustrative"}
    return replace(found, target=TargetRow.model_validate(row))


def scrutiny(*assessments: Assessment) -> ScrutinyContents:
    """Return the contents of a board's report on these KPIs."""
    card = Scorecard(BOARD, board_scorecard(BOARD, 0).period, assessments, ())
    return scrutiny_contents(card, edition(1))


def test_only_a_target_that_is_set_can_be_illustrative() -> None:
    found = [held_to(target) for target in (95, "Increase", "Tracker", None)]

    assert "the targets of 2 are illustrative" in (notes_on(found).illustrative or "")


@pytest.mark.parametrize(
    ("targets", "sentence"),
    [
        ((95, 96), "All 2 KPIs in the scorecard have a target to measure success by;"),
        ((95, "Tracker"), "One of the 2 KPIs in the scorecard has a target to measure"),
        (("Tracker", None), "None of the 2 KPIs in the scorecard have a target to measure"),
        ((95,), "The one KPI has a target to measure success by; the list"),
        ((), "There are no KPIs in the scorecard to measure success by."),
    ],
)
def test_a_tracker_measures_no_success(targets: tuple[object, ...], sentence: str) -> None:
    found = scrutiny(*(held_to(target) for target in targets)).measured

    assert found.startswith(sentence)


@pytest.mark.parametrize(
    ("ages", "sentence"),
    [
        ((0, 13, 54), "For Q2, two of 3 ratings rest on a figure more than 12 months old."),
        ((12, 13), "For Q2, one of 2 ratings rests on a figure more than 12 months old."),
        ((0, 3), "For Q2, none of 2 ratings rest on a figure more than 12 months old."),
        ((), None),
    ],
)
def test_the_counts_say_how_many_ratings_rest_on_old_figures(
    ages: tuple[int, ...], sentence: str | None
) -> None:
    found = [replace(rated(n, Rag.RED), months_old=age) for n, age in enumerate(ages)]
    watched = replace(rated(9, Rag.TRACKER), months_old=54)

    assert age_sentence([*found, watched], "Q2") == sentence


def test_every_counts_table_has_the_age_of_its_figures_under_it() -> None:
    papers = (clt(), annual(), list(finished().values())[1])

    assert [len(said(paper, "age_sentence@SERVICE")) for paper in papers] == [1, 1, 1]


def test_one_kpi_is_one_kpi_in_every_sentence() -> None:
    found = scrutiny(held_to(95))

    assert found.list_sentence == "One KPI is within the Board\u2019s remit."
    assert "the latest results of the 1 KPI within" in found.scope


def test_a_selection_of_one_is_said_in_the_singular() -> None:
    good = replace(rated(0, Rag.GREEN), direction=Direction.IMPROVED)
    card = Scorecard(BOARD, board_scorecard(BOARD, 0).period, (good, rated(1, Rag.AMBER)), ())
    found = annual_contents(card, edition(1))

    assert [s.list_sentence for s in found.went_well] == ["One of 2 KPIs is Green and improved."]
    assert [s.list_sentence for s in found.redouble] == [
        "None of 2 KPIs are Red, or Amber and worsened."
    ]
