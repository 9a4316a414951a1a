"""KPI_CHANGE."""

from xlkpi.functions.cells import Answer, Cell
from xlkpi.functions.definition import (
    Argument,
    Definition,
    Example,
    Holds,
    Judge,
    Kind,
    polarity_of,
)
from xlkpi.functions.reading import number, polarity, unit
from xlkpi.rules.change import change, refuse_polarity
from xlkpi.terms.outcome import Outcome

WAYS = "Higher, Lower or None"


def _prepare(way: Cell, unit_: Cell) -> Judge:
    found, counted_in = polarity(way, WAYS), unit(unit_)
    refuse_polarity(found)

    def judge(actual: Cell, previous: Cell) -> Answer:
        moved = change(number(actual, "actual"), number(previous, "previous"), found, counted_in)
        return moved.value if isinstance(moved, Outcome) else moved

    return judge


CHANGE = Definition(
    name="KPI_CHANGE",
    kind=Kind.ROW,
    summary="The change, signed so that positive is better: in points for unit %, otherwise a "
    "fraction of the earlier value; or No data, No comparator, Not calculable.",
    arguments=(
        Argument("actual", Holds.VALUE, "The value now."),
        Argument("previous", Holds.VALUE, "The earlier value."),
        polarity_of(WAYS),
        Argument(
            "unit",
            Holds.WORD,
            "%, for figures such as 77.4 (not 0.774): the difference in points. "
            "Anything else, or blank: a fraction of the earlier value, to be formatted "
            "as a percentage.",
            is_optional=True,
            is_rule=True,
        ),
    ),
    prepare=_prepare,
    examples=(
        Example('=KPI_CHANGE(95, 97, "Higher", "%")', -2.0),
        Example('=KPI_CHANGE(190, 200, "Lower")', 0.05),
        Example('=KPI_CHANGE(210, 200, "None")', 0.05),
        Example('=KPI_CHANGE(5, 0, "Higher")', "Not calculable"),
    ),
    method="Unit %: actual - previous. Otherwise (actual - previous)/|previous|; 0 to 0 is 0, "
    "from 0 to anything else Not calculable. Lower turns the sign, None leaves it, Within is "
    "refused.",
    source="Aim-adjusted change of the Local Government Benchmarking Framework.",
)
