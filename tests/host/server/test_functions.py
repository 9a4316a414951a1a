"""Worksheet functions over HTTP: the conformance tables, errors, formatted numbers, nonsense."""

import csv
import json
from datetime import date
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.host.server.served import Server
from xlkpi.functions.catalogue import CATALOGUE

TABLES = Path(__file__).parents[2] / "examples"
KINDS = {"Value": "#VALUE!", "NotAvailable": "#N/A", "Div0": "#DIV/0!", "Num": "#NUM!",
         "Ref": "#REF!", "Name": "#NAME?", "Null": "#NULL!"}  # fmt: skip
EPOCH = date(1899, 12, 30)


def rows() -> list[dict[str, Any]]:
    return [
        {**row, "name": table.stem.upper()}
        for table in sorted(TABLES.glob("kpi_*.csv"))
        for row in csv.DictReader(table.read_text(encoding="utf-8").splitlines())
    ]


def handed_over(argument: Any, *, is_inside: bool = False) -> Any:  # noqa: ANN401
    """Return an argument as Office hands it over: a matrix, or null where it is left out."""
    if isinstance(argument, list):
        matrix = argument if argument and isinstance(argument[0], list) else [argument]
        return [[handed_over(cell, is_inside=True) for cell in row] for row in matrix]
    if isinstance(argument, dict):
        serial = (date.fromisoformat(argument["date"]) - EPOCH).days
        cell: Any = {"type": "FormattedNumber", "basicValue": serial, "numberFormat": "dd/mm/yyyy"}
    elif isinstance(argument, str) and argument.startswith("#") and argument != "#":
        cell = {"type": "Error", "basicType": "Error", "basicValue": argument}
    else:
        cell = argument
    if is_inside:
        return "" if cell is None else cell
    return None if cell is None else [[cell]]


def cell_of(found: Any) -> Any:  # noqa: ANN401
    return KINDS[found["errorType"]] if isinstance(found, dict) else found


@pytest.mark.parametrize("name", sorted(CATALOGUE))
def test_every_row_of_the_conformance_table_is_answered_alike(server: Server, name: str) -> None:
    wrong = []
    with httpx.Client(base_url=server.origin, trust_env=False) as client:
        for row in (one for one in rows() if one["name"] == name and "server" not in one["hosts"]):
            arguments = [handed_over(one) for one in json.loads(row["arguments"])]
            asked = {"func_name": name, "args": arguments, "runtime": "1.4"}
            reply = client.post("/xlwings/custom-functions-call", json=asked)
            expected = json.loads(row["expected"])
            wanted = expected if isinstance(expected, list) else [[expected]]
            found = [[cell_of(cell) for cell in line] for line in reply.json()["result"]]
            if not alike(found, wanted):
                wrong.append((row["why"], found, wanted))

    assert wrong == []


def alike(found: list[list[Any]], wanted: list[list[Any]]) -> bool:
    if [len(line) for line in found] != [len(line) for line in wanted]:
        return False
    pairs = zip(
        [c for line in found for c in line], [c for line in wanted for c in line], strict=True
    )
    return all(
        a == (pytest.approx(b, rel=1e-5, abs=1e-9) if isinstance(b, int | float) else b)
        for a, b in pairs
    )


def test_the_rows_that_a_server_cannot_answer_alike_are_the_dates() -> None:
    other = {row["hosts"] for row in rows() if "server" in row["hosts"]}

    assert other == {"LibreOffice and the server show a date as its serial number"}


def test_an_older_excel_gets_an_error_as_its_text(server: Server) -> None:
    reply = server.call("KPI_RAG", [[["#N/A"]], [[80]], [["Higher"]]], runtime="1.3")

    assert reply.json() == {"result": [["#N/A"]]}


def test_excel_is_told_of_every_function_by_its_own_name(server: Server) -> None:
    told = server.get("/xlwings/custom-functions-meta.json").json()["functions"]
    code = server.get("/xlwings/custom-functions-code.js").text

    assert {one["name"] for one in told} == set(CATALOGUE)
    for one in told:
        definition = CATALOGUE[one["name"]]
        assert one["id"] == one["name"]
        assert one["description"] == definition.summary
        assert [
            (p["name"], p["description"], p.get("optional", False)) for p in one["parameters"]
        ] == [(a.name, a.doc, a.is_optional) for a in definition.arguments]
        assert f'CustomFunctions.associate("{one["name"]}"' in code


@pytest.mark.parametrize(
    "body",
    [
        b"", b"{", b"[]", b"null", b'{"func_name": "KPI_RAG"}', b'{"args": [], "func_name": 7}',
        b'{"func_name": "KPI_RAG", "args": [NaN]}', b'{"func_name": "__import__", "args": ["os"]}',
        b'{"func_name": "KPI_RAG", "args": ' + b"[" * 100_000, b"\xff\xfe\x00",
    ],
)  # fmt: skip
def test_what_excel_never_sends_is_refused_in_one_line(server: Server, body: bytes) -> None:
    reply = httpx.post(
        f"{server.origin}/xlwings/custom-functions-call",
        content=body,
        headers={"Content-Type": "application/json"},
        trust_env=False,
    )

    assert reply.status_code == 400
    assert "\n" not in reply.json()["error"]


@pytest.mark.parametrize(
    "argument",
    [
        {},
        {"type": "Entity"},
        [[{"basicValue": [1]}]],
        [[[1]]],
        [],
        [[]],
        [[1], [2, 3]],
        {"code": {}},
    ],
)
def test_an_argument_of_any_kind_is_answered_in_a_cell(server: Server, argument: object) -> None:
    reply = server.call("KPI_RAG", [argument, [[80]], [["Higher"]]])

    assert reply.status_code == 200
    assert all(isinstance(cell, str | dict) for row in reply.json()["result"] for cell in row)
