"""`xlkpi paper check`: the nineteen rules of accessibility on any Word file."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from xlkpi.actions.paper_check import CheckedPaper

Files = Annotated[list[Path], typer.Argument(help="Word files: .docx.", show_default=False)]


def check(
    files: Files,
    as_json: Annotated[bool, typer.Option("--json", help="Print the findings as JSON.")] = False,
) -> None:
    """Check that everybody can read a Word file: headings, tables, colours, words for pictures.

    Exit code 0 when nothing was found, 1 when something was. docs/accessibility.md has the rules.

    \b
    Examples:
      xlkpi paper check 'out/2026-27 Q2/CLT report 2026-27Q2.docx'
      xlkpi paper check papers/*.docx --json > findings.json
    """
    from xlkpi.actions import paper_check as action

    checked = action.paper_check(files)
    if as_json:
        everything = [found for one in checked for found in action.as_json(one)]
        typer.echo(json.dumps(everything, indent=1, ensure_ascii=False))
    else:
        for one in checked:
            for found in one.findings:
                typer.echo(f"{one.path}: {found}")
            typer.echo(_summary(one))
    if any(one.findings for one in checked):
        raise typer.Exit(1)


def _summary(checked: "CheckedPaper") -> str:
    """Return the last line about a file: what its findings come to."""
    many = len(checked.findings)
    found = f"{many} finding{'' if many == 1 else 's'} to mend" if many else "accessible"
    asking, drafts = checked.waiting, checked.drafts
    places = f"; {asking} place{' still asks' if asking == 1 else 's still ask'} for words"
    marks = f"; {drafts} sentence{' is a draft' if drafts == 1 else 's are drafts'} to accept"
    return f"{checked.path}: {found}{places if asking else ''}{marks if drafts else ''}."
