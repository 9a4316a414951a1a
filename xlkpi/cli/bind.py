"""`xlkpi bind`, `unbind` and `rebind`: the functions and buttons in an officer's own workbook."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from xlkpi.cli.choices import EvenIfOpen

if TYPE_CHECKING:
    from xlkpi.host.excel.saving import Request, Saved

File = Annotated[Path, typer.Argument(help="The workbook: .xlsx, .xlsm, .xltx or .xltm.")]
Out = Annotated[
    Path | None, typer.Option("--out", help="Write a new file and leave FILE as it is.")
]


def bind(file: File, out: Out = None, even_if_open: EvenIfOpen = False) -> None:
    """Give a workbook the KPI functions and the ribbon tab "KPI Register", for desktop Excel.

    An .xlsx becomes a macro-enabled copy beside it; an .xlsm is bound where it stands, and
    versions/ keeps it as it was. No sheet is touched, your own macros and ribbon stay, and a bound
    workbook can be bound again after xlkpi was renewed.

    \b
    Examples:
      xlkpi bind "KPI Register.xlsx"
      xlkpi bind Register.xlsm --out Register-bound.xlsm
    """
    from xlkpi.host.excel import bind as action

    saved = action.bind(_request(file, even_if_open), out)
    typer.echo(f"{_told(saved)}: open it in Excel; the tab KPI Register is on the ribbon.")


def unbind(file: File, out: Out = None, even_if_open: EvenIfOpen = False) -> None:
    """Take the functions and the ribbon tab out of a bound workbook; all else stays as it is.

    A workbook that was an .xlsx is one again, under its old name or the one that --out gives.

    \b
    Examples:
      xlkpi unbind Register.xlsm
      xlkpi unbind "KPI Register.xlsm" --out "KPI Register again.xlsx"
    """
    from xlkpi.host.excel import bind as action

    typer.echo(f"{_told(action.unbind(_request(file, even_if_open), out))}: without our macros.")


def rebind(file: File, out: Out = None, even_if_open: EvenIfOpen = False) -> None:
    """Respell KPI formulas that another program saved under names that Excel does not know here.

    Excel on the web writes _xldudf_KPI_RAG, an add-in [1]!KPI_RAG: both become KPI_RAG. Results
    stay as they are until Excel calculates, which it does when it opens the workbook.

    \b
    Examples:
      xlkpi rebind Register.xlsm
    """
    from xlkpi.host.excel import bind as action

    done = action.rebind(_request(file, even_if_open), out)
    if done.saved is None:
        typer.echo(f"{file}: every KPI formula has its own name; nothing was written.")
        return
    many = f"{done.formulas} formula{'' if done.formulas == 1 else 's'}"
    typer.echo(f"{_told(done.saved)}: {many} respelt.")


def _request(file: Path, even_if_open: bool) -> "Request":
    from xlkpi.host.excel.packages import refuse_without_packages
    from xlkpi.host.excel.saving import Request

    refuse_without_packages()
    return Request(file, datetime.now(UTC), even_if_open)  # noqa: TID251 -- this is a door


def _told(saved: "Saved") -> str:
    return f"{saved.path} (as it was: {saved.backup})" if saved.backup else f"{saved.path}"
