"""`xlkpi report`: one kind of paper."""

from enum import Enum
from typing import Annotated

import typer

from xlkpi.cli.choices import Boards, Out, Periods, Registers, chosen
from xlkpi.cli.summary import print_files


class PaperKind(Enum):
    """The papers that can be asked for."""

    CLT = "clt"
    SCRUTINY = "scrutiny"
    ANNUAL = "annual"


def report(
    paper: Annotated[PaperKind, typer.Argument(help="Which paper.", show_default=False)],
    register: Registers = None,
    period: Periods = None,
    board: Boards = None,
    out: Out = None,
) -> None:
    r"""Write one kind of paper: the CLT report, the Scrutiny reports or the Annual Report.

    \b
    Examples:
      xlkpi report clt
      xlkpi report scrutiny --board 'Children and Families'
      xlkpi report annual --period '2025/26 Q4' --out papers
    """
    from xlkpi.actions.report import report as action

    for settings in chosen(register, period):
        print_files(action(settings, paper.value, board or (), out or settings.out))
