"""`xlkpi doctor`: what is missing on this computer for each spreadsheet program, and what to do."""

import json
from pathlib import Path
from typing import Annotated

import typer

MARKS = {"good": "ok  ", "amiss": "MEND", "not looked at": "--  "}


def doctor(
    folder: Annotated[Path, typer.Argument(help="Where the Register is. Default: here.")] = Path(),
    as_json: Annotated[bool, typer.Option("--json", help="For a script.")] = False,
) -> None:
    """Say what functions and buttons need on this computer, and what to do about what is missing.

    Nothing is changed. The exit code is 1 when something is to be mended.

    \b
    Examples:
      xlkpi doctor
      xlkpi doctor "C:/KPI Register" --json
    """
    from xlkpi.host.excel.checks import CHECKS
    from xlkpi.host.excel.surroundings import State, here

    surroundings = here(folder)
    seen = [(check, check.look(surroundings)) for check in CHECKS]
    if as_json:
        listed = [
            {
                "host": check.host,
                "subject": check.subject,
                "state": found.state.value,
                "found": found.found,
                "todo": found.todo,
            }
            for check, found in seen
        ]
        typer.echo(json.dumps(listed, indent=1, ensure_ascii=False))
    else:
        host = ""
        for check, found in seen:
            if check.host != host:
                host = check.host
                typer.echo(f"{host[0].upper()}{host[1:]}")
            typer.echo(f"  {MARKS[found.state.value]} {check.subject}: {found.found}")
            if found.todo:
                typer.echo(f"       To do: {found.todo}.")
    if any(found.state is State.AMISS for _, found in seen):
        raise typer.Exit(1)
