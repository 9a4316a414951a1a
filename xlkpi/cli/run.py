"""`xlkpi run`: the main job."""

import json
from pathlib import Path
from typing import Annotated

import typer

from xlkpi.cli.choices import Boards, Out, Pdf, Periods, Registers, chosen, homes
from xlkpi.cli.summary import print_runs, progress_bar
from xlkpi.errors import OutputError


def run(  # noqa: PLR0913, PLR0917 -- the command line's options
    register: Registers = None,
    period: Periods = None,
    board: Boards = None,
    out: Out = None,
    pdf: Pdf = False,
    report: Annotated[
        Path | None, typer.Option("--report", help="Also write what was done as JSON.")
    ] = None,
) -> None:
    """Check the Register, rate it, and write the scorecard workbook and the papers of the quarter.

    The papers are those of formal bodies: the CLT report, the Scrutiny reports and the Annual
    Performance Report. Packs for management teams, briefings and KPI sheets: xlkpi report.

    Nothing is asked and nothing is sent. Exit code 0 when everything was written, 1 when the
    Register has problems or a file cannot be written; then the folder stays as it was.

    \b
    Examples:
      xlkpi run
      xlkpi run --period '2026/27 Q1' --period '2026/27 Q2'
      xlkpi run --register . --register workbooks/examples/hart --report run.json
    """
    from xlkpi.actions.run import as_json, finish, write

    if report is not None and not report.parent.is_dir():
        message = f"{report}: there is no folder {report.parent}: make it, or name another file"
        raise OutputError(message)
    every = chosen(register, period)
    with progress_bar(len(every)) as step:
        finished = [finish(settings, board or (), step) for settings in every]
    places = zip(finished, homes(every, out), strict=True)
    runs = [write(one, home, is_printed=pdf) for one, home in places]
    print_runs(runs)
    if report is not None:
        text = json.dumps([as_json(one) for one in runs], indent=1, ensure_ascii=False)
        report.write_text(text + "\n", encoding="utf-8")
