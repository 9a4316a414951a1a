"""`xlkpi eval`: a worksheet function without a spreadsheet."""

import json
import sys
from typing import Annotated

import typer

BLANK = ""


def evaluate(
    formula: Annotated[
        str | None, typer.Argument(help="The formula, such as '=KPI_PERIOD(\"Sep 2024\")'.")
    ] = None,
    jsonl: Annotated[
        bool,
        typer.Option("--jsonl", help="Answer one JSON object a line of standard input."),
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the result as JSON.")] = False,
) -> None:
    """Evaluate a KPI function as a cell would show it.

    \b
    Examples:
      xlkpi eval '=KPI_RAG(77.4, 80, "higher", 5, "percent")'
      xlkpi eval '=KPI_RANK(5, {3;4;6}, "lower")'
      xlkpi eval --jsonl < calls.jsonl
    """
    if jsonl:
        _stream()
        return
    if formula is None:
        message = "give a formula, such as '=KPI_PERIOD(\"Sep 2024\")', or --jsonl"
        raise typer.BadParameter(message)
    from xlkpi.functions.formula import evaluate as value_of

    value = value_of(formula)
    typer.echo(json.dumps(value, ensure_ascii=False) if as_json else shown(value))


def shown(value: object) -> str:
    """Return a cell's value as text; a range is a line a row, its cells parted by tabs."""
    if isinstance(value, list):
        return "\n".join("\t".join(shown(cell) for cell in row) for row in value)
    if value is None:
        return BLANK
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        return f"{value:.15g}"
    return str(value)


def _stream() -> None:
    from xlkpi.functions.jsonl import answer

    for line in sys.stdin:
        if line.strip():
            sys.stdout.write(answer(line) + "\n")
            sys.stdout.flush()
