"""Queries: figures that somebody should look at before they are reported. None is a verdict."""

from collections.abc import Iterable, Iterator, Sequence

from xlkpi.assessment.assessment import Assessment
from xlkpi.register.kpi import Kpi
from xlkpi.register.problem import Problem, Severity, problem_at
from xlkpi.register.register import Register
from xlkpi.register.result import Result
from xlkpi.rules.check import OK, REPEATED, UNUSUAL, ZERO, Check
from xlkpi.rules.rag import RagRule
from xlkpi.terms.number import rounded, same
from xlkpi.terms.period import Frequency
from xlkpi.terms.rag import Rag
from xlkpi.terms.target import TargetKind

WORDS = {REPEATED: "the same as the last value"}
"""Queries that read better in a sentence in other words."""

ADVICE = {
    ZERO: "if there was no figure, leave the cell blank and give the reason",
    REPEATED: "confirm it is not last period's figure carried forward",
    UNUSUAL: "confirm it, and say why in the commentary, or correct it",
}


def queries(register: Register, assessments: Iterable[Assessment]) -> tuple[Problem, ...]:
    """Return every query about the latest results, in the order of the assessments."""
    return tuple(query for a in assessments for query in _of_kpi(register, a))


def _of_kpi(register: Register, assessment: Assessment) -> Iterator[Problem]:
    kpi, latest = assessment.kpi, assessment.latest
    if latest is None or latest.value is None:
        return
    earlier = _earlier(register.results_of(kpi.ref), latest)
    found = Check(unit=kpi.unit).query(latest.value, [row.value for row in earlier])
    is_overlap = found == UNUSUAL and not kpi.aggregation.has_independent_points
    if found != OK and not is_overlap:
        yield _query(latest, _sentence(kpi, found, latest.value, earlier))
    yield from _rating_differs(assessment, latest)
    yield from _rounding_hides(assessment, latest)


def _earlier(results: Sequence[Result], latest: Result) -> Sequence[Result]:
    """Return the results before `latest`; a year's outturn stands in for quarters not recorded."""
    frequency = latest.period.frequency
    recorded = {r.period.financial_year for r in results if r.period.frequency is frequency}
    return [
        row
        for row in results
        if row.period < latest.period
        and row.value is not None
        and (row.period.frequency is frequency or (_is_outturn(row) and row.period not in recorded))
    ]


def _is_outturn(row: Result) -> bool:
    return row.period.frequency is Frequency.YEAR


def _sentence(kpi: Kpi, found: str, value: float, earlier: Sequence[Result]) -> str:
    """Return the query as one line that says what to do."""
    now = kpi.unit.show(value, kpi.decimals)
    text = f"{now} is {WORDS.get(found, found[0].lower() + found[1:])}"
    if earlier:
        last = earlier[-1]
        text += f" ({kpi.unit.show(last.value or 0.0, kpi.decimals)} in {last.period})"
    return f"{text}: {ADVICE.get(found, 'confirm it or correct it')}"


def _rating_differs(assessment: Assessment, latest: Result) -> Iterator[Problem]:
    """Yield the query when the officers' file shows another rating than the rule gives."""
    shown, computed = latest.rating_shown, assessment.rag
    if shown is None or shown is computed:
        return
    sentence = f"the file shows {shown.value}, the rule gives {assessment.why}"
    if _meets_target_exactly(assessment) and shown in (Rag.AMBER, Rag.RED):
        sentence += (
            " The figure equals its target as displayed, so the rating was probably made from an "
            "unrounded figure that missed it: record the unrounded figure"
        )
    yield _query(latest, sentence)


def _meets_target_exactly(assessment: Assessment) -> bool:
    target = assessment.target.target if assessment.target else None
    if target is None or target.value is None or assessment.value is None:
        return False
    return same(assessment.value, target.value)


def _rounding_hides(assessment: Assessment, latest: Result) -> Iterator[Problem]:
    """Yield the query when the displayed figure would be rated otherwise than the real one."""
    kpi, row = assessment.kpi, assessment.target
    target = row.target if row else None
    if row is None or kpi.decimals is None or latest.value is None:
        return
    if target is None or target.kind is not TargetKind.NUMBER:
        return
    as_displayed = rounded(latest.value, kpi.decimals)
    displayed = RagRule(target, kpi.polarity, row.allowance).rate(as_displayed)
    if displayed is not assessment.rag:
        yield _query(
            latest,
            f"is rated {assessment.rag.value}, but as displayed ({kpi.show(latest.value)}) it "
            f"would be {displayed.value}: show more decimals or explain it",
        )


def _query(result: Result, message: str) -> Problem:
    """Return the query about one result, at its cell."""
    return problem_at(
        result.place,
        "value",
        message,
        kpi=result.ref,
        period=result.period.name,
        severity=Severity.QUERY,
    )
