"""What `check` asks of a small Register: `asked(register)` gives its queries by code."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from xlkpi.assessment.assess import Question, assess
from xlkpi.assessment.queries.queries import queries
from xlkpi.register.entry import Entry
from xlkpi.register.problem import Problem
from xlkpi.register.register import Register
from xlkpi.terms.period_text import read_period

AS_AT = date(2026, 10, 23)
COMPLETE = {
    "definition": "What it says",
    "source": "The service's system",
    "owner": "Head of Adult Social Care",
    "contact": "Performance Officer",
    "lag_days": 14,
    "data_quality": "Good",
}
"""What every KPI needs, so that a test is asked only about what it spoils."""


def asked(
    register: Register,
    entries: Sequence[Entry] = (),
    period: str = "2026/27 Q2",
    as_at: date = AS_AT,
) -> Mapping[str, list[Problem]]:
    """Return the queries and notes about a Register and its Scorecard, by code."""
    question = Question(read_period(period), as_at)
    found: defaultdict[str, list[Problem]] = defaultdict(list)
    for one in queries(register, question, assess(register, question), entries):
        found[one.code.name].append(one)
    return found
