"""`xlkpi report`: one kind of paper."""

from typing import Annotated

import typer

from xlkpi.cli.choices import Boards, Out, Pdf, Periods, Registers, chosen, homes
from xlkpi.cli.summary import print_files

Named = Annotated[
    list[str] | None,
    typer.Option(help="Only this one, by name or part of it; may repeat.", show_default=False),
]


def report(  # noqa: PLR0913, PLR0917 -- the command line's options
    paper: Annotated[
        str,
        typer.Argument(help="clt, dmt, scrutiny, annual, briefing or kpi.", show_default=False),
    ],
    refs: Annotated[
        list[str] | None,
        typer.Argument(help="Of xlkpi report kpi: the KPIs' references.", show_default=False),
    ] = None,
    register: Registers = None,
    period: Periods = None,
    board: Boards = None,
    directorate: Named = None,
    portfolio: Named = None,
    out: Out = None,
    pdf: Pdf = False,
) -> None:
    """Write one kind of paper.

    clt is the quarterly report to the Corporate Leadership Team, dmt a pack for each management
    team, scrutiny a report for each board, annual the Annual Performance Report, briefing two
    pages for each portfolio, kpi the sheet of a KPI.

    A public paper is refused when it says what may not be published. Exit code 1 then, and
    nothing is written.

    \b
    Examples:
      xlkpi report clt --pdf
      xlkpi report dmt --directorate 'City Development'
      xlkpi report scrutiny --board 'Children and Families'
      xlkpi report annual --period '2025/26 Q4' --out papers
      xlkpi report briefing --portfolio Resources
      xlkpi report kpi CHE14 CF12
    """
    from xlkpi.actions.report import report as action
    from xlkpi.assessment.scorecard import AudienceKind

    wanted = {
        AudienceKind.BOARD: board or (),
        AudienceKind.DIRECTORATE: directorate or (),
        AudienceKind.PORTFOLIO: portfolio or (),
        AudienceKind.KPI: refs or (),
    }
    every = chosen(register, period)
    for settings, home in zip(every, homes(every, out), strict=True):
        print_files(action(settings, paper, wanted, home, is_printed=pdf))
