"""Answering one JSON object a line: `{"function": "KPI_RAG", "args": [77.4, 80, "higher"]}`."""

import json

from xlkpi.errors import RefusalError
from xlkpi.functions import answer as border
from xlkpi.functions.cells import refusal
from xlkpi.functions.judging import UNFORESEEN
from xlkpi.functions.names import definition_of

EXPECTED = 'expected {"function": "KPI_RAG", "args": [77.4, 80, "higher"]}'


def answer(line: str) -> str:
    """Return the answer to one line as `{"result": ...}`; never raises.

    In `args` null is a blank cell, a nested list of rows a range, a string such as "#N/A" an
    error; trailing arguments may be left out. A line that cannot be read is answered in the result.
    """
    try:
        # -- a byte-order mark at the start of a file belongs to no line's JSON --
        result: object = _result(line.lstrip("\N{ZERO WIDTH NO-BREAK SPACE}"))
        return json.dumps({"result": result}, allow_nan=False)
    except RefusalError as error:
        result = refusal(error)
    except (ValueError, RecursionError):
        # -- the last guard: one line never stops the stream --
        result = UNFORESEEN
    return json.dumps({"result": result})


def _result(line: str) -> object:
    try:
        request = json.loads(line)
    except (ValueError, RecursionError) as error:
        message = f"line is not JSON: {EXPECTED}"
        raise RefusalError(message) from error
    if not isinstance(request, dict) or not isinstance(request.get("function"), str):
        message = f"line names no function: {EXPECTED}"
        raise RefusalError(message)
    arguments = request.get("args", [])
    if not isinstance(arguments, list):
        message = f"args is not a list: {EXPECTED}"
        raise RefusalError(message)
    return border.answer(definition_of(request["function"]), arguments)
