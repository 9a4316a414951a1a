"""KPI_ASSURANCE."""

from collections.abc import Sequence

from xlkpi.functions.cells import Cell
from xlkpi.functions.definition import (
    BASELINE,
    SCREEN,
    VALUES,
    Argument,
    Definition,
    Example,
    Holds,
    Judge,
    Kind,
    polarity_of,
)
from xlkpi.functions.rag import WORDS
from xlkpi.functions.reading import number, numbers, polarity, switch, whole
from xlkpi.rules.assurance import assurance, refuse_polarity
from xlkpi.terms.wording import fold

WAYS = "Higher or Lower"


def _prepare(target: Cell, way: Cell, baseline: Cell, screen: Cell) -> Judge:
    found, first = polarity(way, WAYS), whole(baseline, "baseline")
    screens = switch(screen, "screen", default=True)
    # -- a target cell may hold the words that KPI_RAG reads; they name no value to reach --
    is_word = isinstance(target, str) and fold(target) in WORDS
    aim = None if is_word else number(target, "target")
    refuse_polarity(found)

    def judge(values: Sequence[Cell]) -> str:
        return assurance(numbers(values, "values"), aim, found, first, screen=screens).value

    return judge


ASSURANCE = Definition(
    name="KPI_ASSURANCE",
    kind=Kind.SERIES,
    summary="Whether the process, left as it is, will meet its target: Consistently passing, "
    "Consistently failing, Hit and miss; or No target, Too few points.",
    arguments=(
        VALUES,
        Argument(
            "target", Holds.TARGET, "The target to reach. A blank is No target.", is_rule=True
        ),
        polarity_of(WAYS),
        BASELINE,
        SCREEN,
    ),
    prepare=_prepare,
    examples=(
        Example('=KPI_ASSURANCE({10,12,11,9,10,12}, 20, "Higher")', "Consistently failing"),
        Example('=KPI_ASSURANCE({10,12,11,9,10,12}, 20, "Lower")', "Consistently passing"),
        Example('=KPI_ASSURANCE({10,12,11,9,10,12}, 11, "Higher")', "Hit and miss"),
    ),
    method="The target is held against the process limits of KPI_SPC: beyond both on the good side "
    "it fails, on the bad side it passes, between them chance decides. Without variation the "
    "values themselves answer. None and Within are refused.",
    source="NHS England, Making Data Count; NHSRplotthedots.",
)
