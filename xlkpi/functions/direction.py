"""KPI_DIRECTION."""

from xlkpi.functions.cells import Cell
from xlkpi.functions.definition import (
    BAND_HIGH,
    BAND_LOW,
    POLARITY,
    Argument,
    Definition,
    Example,
    Holds,
    Judge,
    Kind,
)
from xlkpi.functions.reading import amount, band, is_blank, number, places, polarity
from xlkpi.rules.direction import DirectionRule


def _prepare(way: Cell, min_change: Cell, decimals: Cell, target: Cell, upper: Cell) -> Judge:
    found = polarity(way)
    # -- a band needs both ends here: nearness to a single point is for ranking --
    ends = None if is_blank(upper) else band(target, upper, found)
    rule = DirectionRule(found, amount(min_change, "min_change"), places(decimals), ends)
    return lambda actual, previous: (
        rule.judge(number(actual, "actual"), number(previous, "previous")).value
    )


DIRECTION = Definition(
    name="KPI_DIRECTION",
    kind=Kind.ROW,
    summary="Improved, Worsened or Same; with polarity None Up, Down or Same; or No data, "
    "No comparator.",
    arguments=(
        Argument("actual", Holds.VALUE, "The value now."),
        Argument("previous", Holds.VALUE, "The earlier value that it is compared with."),
        POLARITY,
        Argument(
            "min_change",
            Holds.NUMBER,
            "The least change that matters, in the KPI's own unit; a smaller one is Same.",
            is_optional=True,
            is_rule=True,
        ),
        Argument(
            "decimals",
            Holds.NUMBER,
            "Decimal places, 0 to 15: two values that print alike are Same.",
            is_optional=True,
            is_rule=True,
        ),
        BAND_LOW,
        BAND_HIGH,
    ),
    prepare=_prepare,
    examples=(
        Example('=KPI_DIRECTION(77.4, 75.1, "Higher")', "Improved"),
        Example('=KPI_DIRECTION(34.2, 31, "Lower")', "Worsened"),
        Example('=KPI_DIRECTION(97.04, 96.96, "Higher", , 1)', "Same"),
        Example('=KPI_DIRECTION(1240, 1180, "None")', "Up"),
        Example('=KPI_DIRECTION(100, 94, "Within", , , 95, 105)', "Improved"),
    ),
    method="Same where the change is smaller than min_change, or where both values print alike at "
    "decimals. Within compares the distances from the band: nearer is Improved.",
    source="Direction of travel as Maidstone, Havering, Barnet and Leeds publish it.",
)
