"""`xlkpi functions`: the worksheet functions, each with its arguments and an example."""

import json
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from xlkpi.functions.definition import Definition


def functions(
    markdown: Annotated[
        bool, typer.Option("--markdown", help="Print the page docs/functions.md.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the list as JSON.")] = False,
) -> None:
    """List the worksheet functions with their arguments and one example each.

    \b
    Examples:
      xlkpi functions
      xlkpi functions --json
    """
    from xlkpi.functions.catalogue import CATALOGUE
    from xlkpi.functions.page import as_markdown, shown_result

    if markdown:
        typer.echo(as_markdown(), nl=False)
        return
    if as_json:
        listed = [_as_json(definition) for definition in CATALOGUE.values()]
        typer.echo(json.dumps(listed, indent=1, ensure_ascii=False))
        return
    for definition in CATALOGUE.values():
        example = definition.examples[0]
        typer.echo(definition.signature)
        typer.echo(f"    {definition.summary}")
        typer.echo(f"    {example.formula}  ->  {shown_result(example.result).strip('`')}\n")


def _as_json(definition: "Definition") -> dict[str, Any]:
    """Return a definition for a script."""
    return {
        "function": definition.name,
        "kind": definition.kind.value,
        "summary": definition.summary,
        "arguments": [
            {"name": argument.name, "optional": argument.is_optional, "what": argument.doc}
            for argument in definition.arguments
        ],
        "examples": [
            {"formula": example.formula, "result": example.result}
            for example in definition.examples
        ],
        "method": definition.method,
        "source": definition.source,
    }
