"""Queries: figures that somebody should look at before they are reported. None is a verdict."""

from collections.abc import Callable, Iterator, Sequence

from xlkpi.assessment.assess import Question
from xlkpi.assessment.assessment import Assessment
from xlkpi.assessment.queries.completeness import completeness_queries
from xlkpi.assessment.queries.dates import date_queries
from xlkpi.assessment.queries.due import due_queries
from xlkpi.assessment.queries.figures import figure_queries
from xlkpi.assessment.queries.names import name_queries
from xlkpi.assessment.queries.posting import posting_notes
from xlkpi.assessment.queries.ratings import rating_queries
from xlkpi.assessment.queries.returns import return_queries
from xlkpi.assessment.queries.scope import Scope
from xlkpi.assessment.queries.shares import share_queries
from xlkpi.assessment.queries.totals import total_queries
from xlkpi.assessment.queries.validity import validity_queries
from xlkpi.register.entry import Entry
from xlkpi.register.problem import Problem
from xlkpi.register.register import Register

SUBJECTS: tuple[Callable[[Scope], Iterator[Problem]], ...] = (
    figure_queries,
    rating_queries,
    share_queries,
    total_queries,
    date_queries,
    return_queries,
    due_queries,
    completeness_queries,
    name_queries,
    validity_queries,
    posting_notes,
)
"""What is asked of a Register, in this order."""


def queries(
    register: Register,
    question: Question,
    assessments: Sequence[Assessment],
    entries: Sequence[Entry] = (),
) -> tuple[Problem, ...]:
    """Return every query and note about a Register and what stands in its Scorecard.

    Args:
        register: one that could be read.
        question: the period reported and the day.
        assessments: of the KPIs reported for the period.
        entries: the rows of the Scorecard.
    """
    scope = Scope(register, question, assessments, entries)
    return tuple(dict.fromkeys(query for subject in SUBJECTS for query in subject(scope)))
