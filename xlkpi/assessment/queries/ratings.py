"""Ratings: the colour in a file against the one that the rule gives, and what rounding hides."""

from collections.abc import Iterator

from xlkpi.assessment.assessment import Assessment
from xlkpi.assessment.entered import assess_entries
from xlkpi.assessment.queries.codes import RATING_DIFFERS, ROUNDING_HIDES_MISS
from xlkpi.assessment.queries.scope import Scope
from xlkpi.register.problem import Problem
from xlkpi.register.rows import at
from xlkpi.rules.rag import RagRule
from xlkpi.terms.number import rounded, same
from xlkpi.terms.rag import Rag
from xlkpi.terms.target import TargetKind
from xlkpi.terms.wording import fold, quoted


def rating_queries(scope: Scope) -> Iterator[Problem]:
    """Yield each rating that a file shows and no rule gives, and each that rounding decides."""
    for assessment in scope.assessments:
        yield from _recorded(assessment)
    yield from _of_scorecard(scope)
    for assessment in (*scope.assessments, *scope.entered):
        yield from _rounding_hides(assessment)


def _recorded(assessment: Assessment) -> Iterator[Problem]:
    """Yield the query when the Record shows another rating than the rule gives."""
    latest, computed = assessment.latest, assessment.rag
    if latest is None or latest.rating_shown is None or latest.rating_shown is computed:
        return
    shown = latest.rating_shown
    sentence = f"the file shows {shown.value}, the rule gives {assessment.why}"
    if _meets_target_exactly(assessment) and shown in (Rag.AMBER, Rag.RED):
        sentence += (
            " The figure equals its target as displayed, so the rating was probably made from an "
            "unrounded figure that missed it: record the unrounded figure"
        )
    yield at(RATING_DIFFERS, latest, "value", sentence, computed.value)


def _of_scorecard(scope: Scope) -> Iterator[Problem]:
    """Yield each rating in the Scorecard that the row's own figure does not have.

    A sheet can be Record and Scorecard at once: then the rating is told already.
    """
    told = {one.latest.place for one in scope.assessments if one.latest and one.latest.rating_shown}
    shown = [
        entry
        for entry in scope.entries
        if entry.rag and entry.value is not None and entry.place not in told
    ]
    judged = assess_entries(scope.register, shown, scope.question)
    for entry, assessment in zip(shown, judged, strict=True):
        if fold(entry.rag or "") != fold(assessment.rag.value):
            yield at(
                RATING_DIFFERS,
                entry,
                "rag",
                f"the Scorecard shows {quoted(entry.rag)}, the rule gives {assessment.why}",
                assessment.rag.value,
            )


def _meets_target_exactly(assessment: Assessment) -> bool:
    target = assessment.target.target if assessment.target else None
    if target is None or target.value is None or assessment.value is None:
        return False
    return same(assessment.value, target.value)


def _rounding_hides(assessment: Assessment) -> Iterator[Problem]:
    """Yield the query when the displayed figure would be rated otherwise than the real one."""
    kpi, row, latest = assessment.kpi, assessment.target, assessment.latest
    target = row.target if row else None
    if row is None or kpi.decimals is None or latest is None or latest.value is None:
        return
    if target is None or target.kind is not TargetKind.NUMBER:
        return
    as_displayed = rounded(latest.value, kpi.decimals)
    displayed = RagRule(target, kpi.polarity, row.allowance).rate(as_displayed)
    if displayed is not assessment.rag:
        yield at(
            ROUNDING_HIDES_MISS,
            latest,
            "value",
            f"the figure is rated {assessment.rag.value}, but as displayed "
            f"({kpi.show(latest.value)}) it would be {displayed.value}: show more decimals or "
            f"explain it",
        )
