"""`xlkpi template`: what a Word template lacks, and the names that it may use."""

from pathlib import Path
from typing import Annotated

import typer

from xlkpi.cli.choices import Registers, chosen


def check(
    file: Annotated[Path, typer.Argument(help="The template: .docx.", show_default=False)],
    comments: Annotated[
        Path | None,
        typer.Option("--comments", help="Write a copy with each fault as a Word comment."),
    ] = None,
) -> None:
    """Check a template: unknown names, lists in the wrong place, controls that cannot be filled.

    A file with the name of a shipped template is held against that paper, any other against the
    paper that it fits best. Exit code 0 when papers can be made from it, 1 when they cannot.

    \b
    Examples:
      xlkpi template check 'docx_templates/CLT report.docx'
      xlkpi template check 'Our report.docx' --comments 'Our report, faults.docx'
    """
    from xlkpi.actions.template_check import template_check

    verdict = template_check(file, comments)
    for fault in verdict.faults:
        typer.echo(f"{file}: {fault}")
    many = len(verdict.faults)
    found = f"{many} fault{'' if many == 1 else 's'} to mend" if many else "sound"
    typer.echo(f"{file}: {found}, as a template of the {verdict.paper}.")
    if verdict.commented is not None:
        typer.echo(f"{verdict.commented.path}  {verdict.commented.fate.value}")
    if many:
        raise typer.Exit(1)


def names(
    paper: Annotated[
        str | None,
        typer.Argument(help="clt, dmt, scrutiny, annual, briefing or kpi.", show_default=False),
    ] = None,
    register: Registers = None,
) -> None:
    """List every name that a template may use: what it holds, where it may stand, an example.

    docx_templates/blocks.docx has each of them as a control to copy.

    \b
    Examples:
      xlkpi template names
      xlkpi template names scrutiny
    """
    from xlkpi.actions.template_check import template_names

    for settings in chosen(register, None):
        for entry in template_names(paper, settings.templates):
            typer.echo(f"{entry.name}  ({entry.kind}, {entry.place})")
            if entry.holds:
                example = f", such as: {entry.example}" if entry.example else ""
                typer.echo(f"    {entry.holds}{example}")
