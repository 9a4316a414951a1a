"""The catalogue: every worksheet function by its name, in the order of the documentation."""

from collections.abc import Sequence
from types import MappingProxyType

from xlkpi.functions import answer as border
from xlkpi.functions.assurance import ASSURANCE
from xlkpi.functions.benchmark import BENCHMARK, QUARTILE, RANK
from xlkpi.functions.cells import Answer
from xlkpi.functions.change import CHANGE
from xlkpi.functions.check import CHECK
from xlkpi.functions.compare import COMPARE
from xlkpi.functions.direction import DIRECTION
from xlkpi.functions.interval import CI
from xlkpi.functions.mads import MADS
from xlkpi.functions.period import PERIOD
from xlkpi.functions.rag import RAG, RAG_WHY
from xlkpi.functions.recent_trend import RECENT_TREND, RECENT_TREND_P
from xlkpi.functions.spc import SPC
from xlkpi.functions.trend import TREND

CATALOGUE = MappingProxyType({
    definition.name: definition
    for definition in (
        RAG, RAG_WHY, DIRECTION, CHANGE, CHECK, PERIOD,
        TREND, SPC, ASSURANCE, RECENT_TREND, RECENT_TREND_P,
        RANK, BENCHMARK, QUARTILE, MADS, COMPARE, CI,
    )
})  # fmt: skip


def call(name: str, arguments: Sequence[object]) -> Answer | list[list[Answer]]:
    """Return what the function of that exact name answers; never raises for any arguments.

    Raises:
        KeyError: there is no such function.
    """
    return border.answer(CATALOGUE[name], arguments)
