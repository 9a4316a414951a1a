"""KPI_RAG and KPI_RAG_WHY."""

from xlkpi.errors import RefusalError
from xlkpi.functions.cells import Cell, one_line, spelled
from xlkpi.functions.definition import Argument, Definition, Example, Holds, Judge, Kind
from xlkpi.functions.reading import (
    amount,
    is_word,
    needed,
    number,
    optional_polarity,
    places,
    remembered,
    unit,
    word,
)
from xlkpi.rules.rag import RagRule
from xlkpi.rules.rag_why import why
from xlkpi.terms.missing import is_missing
from xlkpi.terms.number import same
from xlkpi.terms.polarity import Polarity
from xlkpi.terms.target import DECREASE, INCREASE, TRACKER, Target, TargetKind
from xlkpi.terms.tolerance import Tolerance, ToleranceMode
from xlkpi.terms.wording import fold, quoted

WORDS = {"increase": INCREASE, "decrease": DECREASE, "tracker": TRACKER}

ARGUMENTS = (
    Argument("actual", Holds.VALUE, "The value to rate. A blank is No data, never 0."),
    Argument(
        "target",
        Holds.TARGET,
        "The target: a number; Increase or Decrease (interim: better than the comparator); or "
        "Tracker (never rated). For polarity Within the lower end of the band.",
        is_rule=True,
    ),
    Argument(
        "polarity",
        Holds.WORD,
        "Which way is better: Higher, Lower or Within. Needed where the target is a number.",
        is_rule=True,
    ),
    Argument(
        "tolerance",
        Holds.NUMBER,
        "How far off target is still Amber, read as mode says. Blank or 0: no Amber.",
        is_optional=True,
        is_rule=True,
    ),
    Argument(
        "mode",
        Holds.WORD,
        "How the tolerance is read: percent (of the target), points (in the KPI's own unit, days "
        "or pounds too) or floor (the tolerance is itself the last Amber value; for Lower a "
        "ceiling). Needed with a tolerance.",
        is_optional=True,
        is_rule=True,
    ),
    Argument(
        "comparator",
        Holds.VALUE,
        "The earlier value that an interim target is held against. Otherwise not used.",
        is_optional=True,
    ),
    Argument(
        "upper",
        Holds.NUMBER,
        "For polarity Within: the upper end of the band. Otherwise not used.",
        is_optional=True,
        is_rule=True,
    ),
)
METHOD = (
    "Higher: at or above the target is Green, at or above the amber limit Amber, else Red. The "
    "amber limit is target - |target| x tolerance/100 (percent), target - tolerance (points), or "
    "the tolerance itself (floor). Lower mirrors it. Within: target to upper inclusive is Green, "
    "outside by no more than the tolerance Amber. Unrounded values are compared, limits included."
)
SOURCE = "Rules that councils publish: Maidstone, Kent, Reigate and Banstead, Hart, Leeds."


def read_rule(target: Cell, polarity: Cell, tolerance: Cell, mode: Cell, upper: Cell) -> RagRule:
    """Return the rule that five cells make; what the target does not use is not judged.

    Raises:
        RefusalError: a cell that the rule uses cannot be used.
    """
    way = optional_polarity(polarity)
    found = _target(target, upper if way is Polarity.WITHIN else None)
    is_number = found is not None and found.kind is TargetKind.NUMBER
    return RagRule(found, way, _tolerance(tolerance, mode) if is_number else None)


def _target(cell: Cell, upper: Cell) -> Target | None:
    if not isinstance(cell, float):
        if is_missing(cell):
            return None
        if isinstance(cell, str) and fold(cell) in WORDS:
            return WORDS[fold(cell)]
        if is_word(cell):
            message = (
                f"target {quoted(spelled(cell))} is not a number, Increase, Decrease or Tracker"
            )
            raise RefusalError(message)
    value = number(cell, "target")
    return None if value is None else Target.number(value, amount(upper, "upper"))


@remembered
def _tolerance(cell: Cell, mode: Cell) -> Tolerance | None:
    size = amount(cell, "tolerance")
    if size is None:
        return None
    # -- nothing is no tolerance, whatever the mode, except that a floor of 0 is a floor --
    if same(size, 0) and fold(word(mode) or "") != ToleranceMode.FLOOR.value:
        return None
    return Tolerance(size, ToleranceMode.read(needed(mode, "mode", "percent, points or floor")))


def _rating(target: Cell, polarity: Cell, tolerance: Cell, mode: Cell, upper: Cell) -> Judge:
    rule = read_rule(target, polarity, tolerance, mode, upper)
    rate, aim = rule.rate, rule.target
    if aim is None or aim.kind is TargetKind.NUMBER:
        return lambda actual, _: rate(number(actual, "actual")).value
    if aim is TRACKER:
        return lambda *_: rate(None).value
    return lambda actual, comparator: (
        rate(number(actual, "actual"), number(comparator, "comparator")).value
    )


RAG = Definition(
    name="KPI_RAG",
    kind=Kind.ROW,
    summary="Green, Amber or Red; or why it is not rated: Tracker, No data, No target, "
    "No comparator.",
    arguments=ARGUMENTS,
    prepare=_rating,
    examples=(
        Example('=KPI_RAG(77.4, 80, "Higher", 5, "percent")', "Amber"),
        Example('=KPI_RAG(75.5, 80, "Higher", 5, "percent")', "Red"),
        Example('=KPI_RAG(75.5, 80, "Higher", 5, "points")', "Amber"),
        Example('=KPI_RAG(85, 90, "Higher", 80, "floor")', "Amber"),
        Example('=KPI_RAG(106, 95, "Within", 2, "points", , 105)', "Amber"),
        Example('=KPI_RAG(12, "Increase", "Higher", , , 10)', "Green"),
        Example('=KPI_RAG({77.4;"[x]";81}, 80, "Higher")', [["Red"], ["No data"], ["Green"]]),
    ),
    method=METHOD,
    source=SOURCE,
)


def _sentence(*cells: Cell) -> Judge:
    *rule_cells, unit_cell, decimals = cells
    rule = read_rule(*rule_cells)
    if rule.target is TRACKER:
        return lambda *_: why(rule, None)
    shown_in, at = unit(unit_cell), places(decimals)
    is_interim = rule.target is not None and rule.target.is_interim

    def judge(actual: Cell, comparator: Cell) -> str:
        earlier = number(comparator, "comparator") if is_interim else None
        return one_line(why(rule, number(actual, "actual"), earlier, shown_in, at))

    return judge


RAG_WHY = Definition(
    name="KPI_RAG_WHY",
    kind=Kind.ROW,
    summary="One plain sentence: the rating, the rule, the limit and the gap.",
    arguments=(
        *ARGUMENTS,
        Argument(
            "unit",
            Holds.WORD,
            "How the figures are written: % (77.4 is 77.4%, not 0.774), £, £ million, days ... "
            "Blank for bare numbers.",
            is_optional=True,
            is_rule=True,
        ),
        Argument(
            "decimals",
            Holds.NUMBER,
            "Decimal places to show, 0 to 15. Blank: the most that any figure given has.",
            is_optional=True,
            is_rule=True,
        ),
    ),
    prepare=_sentence,
    examples=(
        Example(
            '=KPI_RAG_WHY(77.4, 80, "Higher", 5, "percent", , , "%")',
            "Amber: 77.4% is 2.6 points below the target of 80%, within the 5% tolerance "
            "(amber down to 76%).",
        ),
        Example(
            '=KPI_RAG_WHY(34.2, 30, "Lower", , , , , "days")',
            "Red: 34.2 days is 4.2 days above the target of 30 days, and no tolerance is set.",
        ),
        Example(
            '=KPI_RAG_WHY(12, "Increase", "Higher", , , 10)',
            "Green: 12 is 2 above the comparator of 10, and the interim target is to increase.",
        ),
    ),
    method=METHOD + " More decimals than asked for are shown where rounding would hide the "
    "difference that the rating rests on: 96.6% against 97% is never printed as 97% against 97%.",
    source=SOURCE,
)
