"""`xlkpi check`: problems that must be mended, and queries that somebody should look at."""

import json
from typing import TYPE_CHECKING, Annotated

import typer

from xlkpi.cli.choices import Periods, Registers, chosen

if TYPE_CHECKING:
    from xlkpi.actions.check import Findings


def check(
    register: Registers = None,
    period: Periods = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the findings as JSON.")] = False,
) -> None:
    """Check the Register: problems that must be mended, and figures worth a query.

    Exit code 0 when papers can be produced (there may be queries), 1 when they cannot.

    \b
    Examples:
      xlkpi check
      xlkpi check --register workbooks/examples/hart
      xlkpi check --json > findings.json
    """
    from xlkpi.actions import check as action

    has_problems = False
    everything = []
    for settings in chosen(register, period):
        findings = action.check(settings)
        has_problems = has_problems or bool(findings.problems)
        found = [*findings.problems, *findings.queries]
        everything += [
            {"council": settings.council, "reporting": settings.period.name, **action.as_json(one)}
            for one in found
        ]
        if not as_json:
            for one in found:
                typer.echo(f"{one.severity.value}: {one}")
            typer.echo(_summary(settings.council, settings.period.name, findings))
    if as_json:
        typer.echo(json.dumps(everything, indent=1, ensure_ascii=False))
    if has_problems:
        raise typer.Exit(1)


def _summary(council: str, period: str, findings: "Findings") -> str:
    """Return the last line: what the findings come to."""
    if findings.problems:
        many = len(findings.problems)
        plural = "" if many == 1 else "s"
        return f"{council}: {many} problem{plural} to mend before anything can be reported."
    many = len(findings.queries)
    return (
        f"{council}, {period}: sound. {findings.kpis} KPIs, {findings.results:,} results, "
        f"{many} quer{'y' if many == 1 else 'ies'} to look at."
    )
