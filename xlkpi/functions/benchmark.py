"""KPI_RANK, KPI_BENCHMARK and KPI_QUARTILE."""

from collections.abc import Callable, Sequence

from xlkpi.functions.cells import Answer, Cell
from xlkpi.functions.definition import (
    BAND_HIGH,
    Argument,
    Definition,
    Example,
    Holds,
    Judge,
    Kind,
    polarity_of,
)
from xlkpi.functions.reading import band, number, numbers, polarity
from xlkpi.rules.benchmark import Standing, merit, standing_by
from xlkpi.rules.quartile import quartile
from xlkpi.terms.outcome import Outcome

WAYS = "Higher, Lower or Within"
ARGUMENTS = (
    Argument("actual", Holds.VALUE, "Our value."),
    Argument(
        "peers",
        Holds.SERIES,
        "The other areas' values for the same period, ours not among them; a blank is an area "
        "without a value. A block is one KPI a row.",
    ),
    polarity_of(WAYS),
    Argument(
        "target",
        Holds.VALUE,
        "For polarity Within: the lower end of the band, or alone the midpoint. Otherwise not "
        "used.",
        is_optional=True,
        is_rule=True,
    ),
    BAND_HIGH,
)
RANKED = (
    "Our rank among us and every peer with a value: 1 is best, ties share the better rank and the "
    "next is left out (1, 2, 2, 4). "
    "With Within the nearest to the band, or to the midpoint, ranks first; None is refused."
)

Said = Callable[[Standing | Outcome], Answer]


def _prepare(said: Said) -> Callable[..., Judge]:
    """Return what prepares a judge that says the standing in its own way."""

    def prepare(way: Cell, target: Cell, upper: Cell) -> Judge:
        found = polarity(way, WAYS)
        order = merit(found, band(target, upper, found))

        def judge(actual: Cell, peers: Sequence[Cell]) -> Answer:
            ours, others = number(actual, "actual"), numbers(peers, "peers")
            return said(standing_by(order, ours, others))

        return judge

    return prepare


def _rank(found: Standing | Outcome) -> Answer:
    return found.rank if isinstance(found, Standing) else found.value


def _text(found: Standing | Outcome) -> Answer:
    return found.text if isinstance(found, Standing) else found.value


def _quartile(found: Standing | Outcome) -> Answer:
    quarter = quartile(found)
    return quarter.value if isinstance(quarter, Outcome) else quarter


RANK = Definition(
    name="KPI_RANK",
    kind=Kind.SERIES,
    summary="Our rank among the areas with a value, 1 being best; or No data, No comparator.",
    arguments=ARGUMENTS,
    prepare=_prepare(_rank),
    examples=(
        Example('=KPI_RANK(24.98, {19.57,26.66,33.75,22.1}, "Lower")', 3),
        Example('=KPI_RANK(97, {90,104,112}, "Within", 95, 105)', 1),
        Example('=KPI_RANK(4.5, {"[x]",""}, "Lower")', "No comparator"),
    ),
    method=RANKED,
    source="Rank by aim as LG Inform and the Local Government Benchmarking Framework publish it.",
)
BENCHMARK = Definition(
    name="KPI_BENCHMARK",
    kind=Kind.SERIES,
    summary="Our place in words: 5th of 11, 5th of 11 (2 equal); or No data, No comparator.",
    arguments=ARGUMENTS,
    prepare=_prepare(_text),
    examples=(
        Example('=KPI_BENCHMARK(4.5, {3.9,4.5,5.2,"[c]",6}, "Lower")', "2nd of 5 (2 equal)"),
        Example('=KPI_BENCHMARK({72;61}, {70,68;63,60}, "Higher")', [["1st of 3"], ["2nd of 3"]]),
    ),
    method=RANKED + " The equal ones include us; n counts us and every peer with a value.",
    source="Rank by aim as LG Inform and the Local Government Benchmarking Framework publish it.",
)
QUARTILE = Definition(
    name="KPI_QUARTILE",
    kind=Kind.SERIES,
    summary="Our quartile, 1 (best) to 4; or No data, No comparator, Too few areas (below eight).",
    arguments=ARGUMENTS,
    prepare=_prepare(_quartile),
    examples=(
        Example('=KPI_QUARTILE(72, {70,68,66,65,64,61,60}, "Higher")', 1),
        Example('=KPI_QUARTILE(72, {70,68}, "Higher")', "Too few areas"),
    ),
    method="floor(5 - ceil((n + 1 - rank)/(n/4))), 0 read as 1, where 1 is the best quarter. Other "
    "methods in public use can differ by one at the edges.",
    source="Quantiles of Public Health England (PHEindicatormethods).",
)
