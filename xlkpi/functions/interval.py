"""KPI_CI."""

from xlkpi.errors import RefusalError
from xlkpi.functions.cells import Answer, Cell, spelled
from xlkpi.functions.definition import Argument, Definition, Example, Holds, Judge, Kind
from xlkpi.functions.reading import amount, needed, number, word
from xlkpi.rules.interval import Confidence, Method, interval
from xlkpi.terms.number import same
from xlkpi.terms.outcome import Outcome
from xlkpi.terms.wording import fold, quoted

SIDES = ("lower", "upper")


def _prepare(side: Cell, method: Cell, confidence: Cell) -> Judge:
    text = needed(side, "side", "lower or upper")
    if fold(text) not in SIDES:
        message = f"side {quoted(text)} is not one of lower, upper"
        raise RefusalError(message)
    place = SIDES.index(fold(text))
    by, level = Method.read(word(method) or Method.WILSON), _confidence(confidence)

    def judge(count: Cell, denominator: Cell) -> Answer:
        found = interval(number(count, "count"), number(denominator, "denominator"), by, level)
        return found.value if isinstance(found, Outcome) else found[place]

    return judge


def _confidence(cell: Cell) -> Confidence:
    level = amount(cell, "confidence")
    if level is None:
        return Confidence.NINETY_FIVE
    for known in Confidence:
        if same(level, known.value):
            return known
    message = f"confidence {spelled(cell)} is not one of 0.95, 0.998"
    raise RefusalError(message)


CI = Definition(
    name="KPI_CI",
    kind=Kind.ROW,
    summary="The lower or upper confidence limit of a proportion, a count or a rate, per 1; or "
    "No data, Not calculable.",
    arguments=(
        Argument("count", Holds.VALUE, "How many: a whole number."),
        Argument("denominator", Holds.VALUE, "Out of how many; for a count by itself 1."),
        Argument("side", Holds.WORD, "lower or upper.", is_rule=True),
        Argument(
            "method",
            Holds.WORD,
            "wilson for a proportion (default); byar for a count or a rate.",
            is_optional=True,
            is_rule=True,
        ),
        Argument(
            "confidence",
            Holds.NUMBER,
            "0.95 (default) or 0.998.",
            is_optional=True,
            is_rule=True,
        ),
    ),
    prepare=_prepare,
    examples=(
        Example('=KPI_CI(65, 100, "lower")', 0.552544),
        Example('=KPI_CI(65, 100, "upper")', 0.736358),
        Example('=KPI_CI(20, 1, "upper", "byar")', 30.88988),
    ),
    method="wilson: Wilson's score interval. byar: Byar's approximation, below 10 events the exact "
    "Poisson interval; divided by the denominator. Not calculable for a denominator of 0.",
    source="Wilson 1927; Breslow and Day 1987; Public Health England, technical guide on "
    "confidence intervals.",
)
