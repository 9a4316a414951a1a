"""`xlkpi addin excel`: the add-in for those who would rather not touch their workbooks."""

from pathlib import Path
from typing import Annotated

import typer


def excel(
    out: Annotated[
        Path | None, typer.Option("--out", help="Where to write it. Default: xlkpi.xlam here.")
    ] = None,
) -> None:
    """Make the add-in for desktop Excel on Windows: every function, and the tab KPI Register.

    Install it in Excel under File, Options, Add-ins, Excel Add-ins, Go, Browse. Excel writes where
    the add-in lies into formulas that use it; xlkpi rebind takes that out for a colleague without.

    \b
    Examples:
      xlkpi addin excel
      xlkpi addin excel --out "C:/KPI/xlkpi.xlam"
    """
    from xlkpi.host.excel.add_in import NAME, add_in
    from xlkpi.host.excel.packages import refuse_without_packages

    refuse_without_packages()
    path = out or Path(NAME)
    path.write_bytes(add_in())
    typer.echo(f"{path}: in Excel, choose File, Options, Add-ins, Excel Add-ins, Go, Browse.")
