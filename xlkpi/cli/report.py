"""`xlkpi report`: one kind of paper."""

from typing import Annotated

import typer

from xlkpi.cli.choices import Boards, Out, Periods, Registers, chosen, homes
from xlkpi.cli.summary import print_files


def report(
    paper: Annotated[str, typer.Argument(help="clt, scrutiny or annual.", show_default=False)],
    register: Registers = None,
    period: Periods = None,
    board: Boards = None,
    out: Out = None,
) -> None:
    """Write one kind of paper: the CLT report, the Scrutiny reports or the Annual Report.

    \b
    Examples:
      xlkpi report clt
      xlkpi report scrutiny --board 'Children and Families'
      xlkpi report annual --period '2025/26 Q4' --out papers
    """
    from xlkpi.actions.report import report as action

    every = chosen(register, period)
    for settings, home in zip(every, homes(every, out), strict=True):
        print_files(action(settings, paper, board or (), home))
