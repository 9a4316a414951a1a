"""Compare: whether a confidence interval lies clear of a benchmark.

Method: docs/analysis/compare.md.
"""

from xlkpi.errors import RefusalError
from xlkpi.terms.comparison import Comparison
from xlkpi.terms.number import shown, side
from xlkpi.terms.outcome import Outcome
from xlkpi.terms.polarity import Polarity


def compare(
    lower: float | None, upper: float | None, benchmark: float | None, polarity: Polarity
) -> Comparison | Outcome:
    """Return Better, Similar or Worse; polarity None leaves Higher, Similar or Lower.

    An interval that touches the benchmark is Similar. All three numbers are in the KPI's unit.

    Raises:
        RefusalError: polarity Within; a lower limit above the upper one.
    """
    refuse_polarity(polarity)
    if lower is not None and upper is not None and side(lower, upper) > 0:
        message = (
            f"lower {shown(lower)} is above upper {shown(upper)}: "
            f"give the lower limit first, then the upper"
        )
        raise RefusalError(message)
    if lower is None or upper is None:
        return Outcome.NO_DATA
    if benchmark is None:
        return Outcome.NO_COMPARATOR
    above, below = side(lower, benchmark) > 0, side(upper, benchmark) < 0
    return _oriented(int(above) - int(below), polarity)


def refuse_polarity(polarity: Polarity) -> None:
    """Refuse polarity Within."""
    if polarity is Polarity.WITHIN:
        message = "polarity Within has no better side: expected Higher, Lower or None"
        raise RefusalError(message)


def _oriented(way: int, polarity: Polarity) -> Comparison:
    """Return the word for an interval above (1), astride (0) or below (-1) the benchmark."""
    if way == 0:
        return Comparison.SIMILAR
    if polarity is Polarity.NONE:
        return Comparison.HIGHER if way > 0 else Comparison.LOWER
    return Comparison.BETTER if way == polarity.sign else Comparison.WORSE
