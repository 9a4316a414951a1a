"""Finding: what a paper says first, written from counts and figures alone."""

from collections.abc import Sequence

from xlkpi.assessment.assessment import Assessment
from xlkpi.assessment.row import printed_change
from xlkpi.assessment.scorecard import Counts
from xlkpi.terms.number import same
from xlkpi.terms.rag import RATED, Rag
from xlkpi.terms.target import Target

UNITS = (
    "none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen",
)  # fmt: skip
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
TEN, HUNDRED = 10, 100

FEW = 3
"""So many KPIs a sentence can name; more make a list, and the table is the list."""


def in_words(number: int) -> str:
    """Return the number as words below a hundred, in figures from there on."""
    if not 0 <= number < HUNDRED:
        return f"{number:,}"
    if number < len(UNITS):
        return UNITS[number]
    tens, units = divmod(number, 10)
    return TENS[tens - 2] + (f"-{UNITS[units]}" if units else "")


def briefly(number: int) -> str:
    """Return the number as it stands inside a sentence: words below ten, figures from there on."""
    return in_words(number) if number < TEN else f"{number:,}"


def counted(number: int, one: str, many: str, *, none: str = "No") -> str:
    """Return the beginning of a sentence that counts: `Three KPIs were`, `One KPI was`.

    Args:
        number: how many.
        one: the noun and verb of one.
        many: those of any other number.
        none: the word for 0.
    """
    words = in_words(number).capitalize() if number else none
    return f"{words} {one if number == 1 else many}"


def kpis(number: int) -> str:
    """Return the number in figures with its noun: `1 KPI`, `12 KPIs`."""
    return f"{number:,} {_noun(number)}"


def listed(parts: Sequence[str]) -> str:
    """Return the parts as a list in a sentence: `a, b and c`."""
    *first, last = parts
    return f"{', '.join(first)} and {last}" if first else last


def rating_sentence(counts: Counts) -> str:
    """Return how many KPIs are Green, Amber and Red, and how many have no rating."""
    if not counts.total:
        return "There are no KPIs."
    if not counts.rated:
        return f"None of the {kpis(counts.total)} is rated."
    green, amber, red = (counts.of[rag] for rag in RATED)
    first = f"{in_words(green)} of {counts.rated} rated {_noun(counts.rated)}"
    rest = [f"{briefly(n)} {_is(n)} {rag.value}" for rag, n in ((Rag.AMBER, amber), (Rag.RED, red))]
    sentence = f"{first} {_is(green)} Green, {listed(rest)}."
    unrated = counts.total - counts.rated
    if unrated:
        sentence += f" {in_words(unrated).capitalize()} more {_has(unrated)} no rating."
    return sentence[0].upper() + sentence[1:]


def movement_sentence(now: Counts, before: Counts, before_name: str) -> str:
    """Return how the counts moved since the earlier period; empty when none was rated then."""
    if not before.rated:
        return ""
    moves = [
        f"{briefly(abs(moved))} {'more' if moved > 0 else 'fewer'} {_is(abs(moved))} {rag.value}"
        for rag in RATED
        if (moved := now.of[rag] - before.of[rag])
    ]
    if not moves:
        return f"The counts are those of {before_name}."
    return f"Since {before_name}, {listed(moves)}."


def red_sentence(assessments: Sequence[Assessment]) -> str:
    """Return the names of the red KPIs when they are few; empty when there are none or many."""
    titles = [a.kpi.title for a in assessments if a.rag is Rag.RED]
    if not 0 < len(titles) <= FEW:
        return ""
    return f"Red: {'; '.join(titles)}."


def headline(assessment: Assessment) -> str:
    """Return the finding about one KPI with its number: `X rose to 34.2 days, 6.2 days ...`."""
    return f"{assessment.kpi.title} {_moved(assessment)}{_against_target(assessment)}"


def _moved(assessment: Assessment) -> str:
    change, value = printed_change(assessment), assessment.value
    if value is None:
        return "has no result"
    figure = _figure(assessment, value)
    if change is None:
        return f"was {figure}"
    if not change:
        return f"stayed at {figure}"
    return f"{'rose' if change > 0 else 'fell'} to {figure}"


def _figure(assessment: Assessment, value: float) -> str:
    """Return the value with its unit, which is left out where the title has named it already."""
    kpi = assessment.kpi
    is_sign = kpi.unit.is_percent or kpi.unit.is_money
    if not is_sign and kpi.unit.text.casefold() in kpi.title.casefold():
        return kpi.show(value)
    return kpi.unit.show(value, kpi.decimals)


def _against_target(assessment: Assessment) -> str:
    """Return the distance from the target, or nothing where no number is to be met."""
    row, value = assessment.target, assessment.value
    target: Target | None = row.target if row else None
    if target is None or target.value is None or value is None:
        return ""
    band = target.upper is not None
    if target.upper is not None and target.value <= value <= target.upper:
        return ", within its band"
    bound = target.upper if target.upper is not None and value > target.upper else target.value
    if same(value, bound):
        return ", on target"
    side = "above" if value > bound else "below"
    unit, decimals = assessment.kpi.unit, assessment.kpi.decimals
    gap = unit.show_gap(abs(value - bound), decimals)
    if gap == unit.show_gap(0, decimals):
        gap = "just"
    return f", {gap} {side} {'its band' if band else 'target'}"


def _is(number: int) -> str:
    return "is" if number == 1 else "are"


def _has(number: int) -> str:
    return "has" if number == 1 else "have"


def _noun(number: int) -> str:
    return "KPI" if number == 1 else "KPIs"
