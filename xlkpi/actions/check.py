"""Check: is the Register sound, and which of its figures should somebody look at?"""

from collections.abc import Sequence
from dataclasses import dataclass

from xlkpi.assessment.assess import assess
from xlkpi.assessment.assessment import Assessment
from xlkpi.assessment.queries import queries
from xlkpi.errors import LocatedProblem, RegisterError
from xlkpi.register.problem import Problem
from xlkpi.register.register import Register
from xlkpi.settings.settings import Settings
from xlkpi.workbook.read import read_register


@dataclass(frozen=True, slots=True)
class Findings:
    """What `check` found; with a problem there can be no papers, with queries there can."""

    problems: tuple[LocatedProblem, ...]
    queries: tuple[Problem, ...]
    kpis: int
    results: int


def check(settings: Settings) -> Findings:
    """Return every problem in the Register or, when it is sound, every query about its figures."""
    try:
        register = read_register(settings.sources)
    except RegisterError as error:
        return Findings(error.problems, queries=(), kpis=0, results=0)
    return findings(register, assess(register, settings.question))


def findings(register: Register, assessments: Sequence[Assessment]) -> Findings:
    """Return the findings about a Register that could be read: queries, and no problem."""
    found = queries(register, assessments)
    return Findings((), found, len(register.kpis), len(register.results))


def as_json(problem: LocatedProblem) -> dict[str, str]:
    """Return a problem or query for a script: every part by its name."""
    return {
        "severity": problem.severity.value,
        "file": problem.file,
        "sheet": problem.sheet,
        "cell": problem.cell,
        "heading": problem.heading,
        "kpi": problem.kpi,
        "period": problem.period,
        "message": problem.message,
    }
