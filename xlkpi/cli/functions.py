"""`xlkpi functions`: the worksheet functions, each with its arguments and an example."""

import json
from typing import Annotated

import typer


def functions(
    markdown: Annotated[
        bool, typer.Option("--markdown", help="Print the page docs/functions.md.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the list as JSON.")] = False,
) -> None:
    r"""List the worksheet functions with their arguments and one example each.

    \b
    Examples:
      xlkpi functions
      xlkpi functions --json
    """
    from xlkpi.functions.catalogue import CATALOGUE
    from xlkpi.functions.page import as_markdown

    if markdown:
        typer.echo(as_markdown(), nl=False)
    elif as_json:
        typer.echo(json.dumps([{"function": name} for name in CATALOGUE], indent=1))
    else:
        for name in CATALOGUE:
            typer.echo(name)
