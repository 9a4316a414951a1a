"""Every code there is, and the page that lists them."""

from types import ModuleType

from xlkpi.assessment.queries import codes, row_codes
from xlkpi.register import codes as problem_codes
from xlkpi.register.code import Code, Severity

HEADING = """\
# What `xlkpi check` can find

<!-- Made from the codes by `xlkpi check --codes`; edit xlkpi/register/codes.py and
xlkpi/assessment/queries/ instead. -->

A code is a promise: a later release may add some, and never gives one to another kind of finding.
How the figures are judged, and how often sound figures are queried, is in
[analysis/check.md](analysis/check.md).
"""

ABOUT = {
    Severity.PROBLEM: "It must be mended first; nothing is produced.",
    Severity.QUERY: "Somebody should look; papers can be produced. A reply closes a query for the "
    'value that was found: `xlkpi check --answer CODE KPI "reply"`.',
    Severity.NOTE: "Good to know; nothing is wrong.",
}


def every_code() -> tuple[Code, ...]:
    """Return every code, problems first, as they are written down."""
    return (*_codes_of(problem_codes), *_codes_of(row_codes), *_codes_of(codes))


def as_markdown() -> str:
    """Return the page docs/checks.md, ending in a line break."""
    lines = [HEADING]
    for severity, about in ABOUT.items():
        lines += [f"## {severity.value}", "", about, ""]
        lines += ["| code | what was found | what to do |", "|---|---|---|"]
        found = (code for code in every_code() if code.severity is severity)
        lines += [f"| `{code}` | {code.meaning} | {code.advice} |" for code in found]
        lines.append("")
    return "\n".join(lines).rstrip() + "\n"


def _codes_of(module: ModuleType) -> tuple[Code, ...]:
    return tuple(value for value in vars(module).values() if isinstance(value, Code))
