"""One JSON object a line in, one out."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlkpi.functions.jsonl import answer


def asked(function: object, args: object) -> object:
    return json.loads(answer(json.dumps({"function": function, "args": args})))["result"]


def test_a_line_is_answered_as_the_documentation_shows() -> None:
    line = '{"function": "KPI_RAG", "args": [77.4, 80, "higher", 5, "percent"]}'
    assert answer(line) == '{"result": "Amber"}'


def test_null_is_a_blank_a_list_of_rows_a_range_and_a_text_an_error() -> None:
    assert asked("KPI_RAG", [None, 80, "higher"]) == "No data"
    assert asked("KPI_RAG", [[[77.4], [None]], 80, "higher"]) == [["Red"], ["No data"]]
    assert asked("KPI_RAG", ["#N/A", 80, "higher"]) == "#N/A"


def test_trailing_arguments_may_be_left_out() -> None:
    assert asked("KPI_RAG", [77.4]) == "No target"
    assert json.loads(answer('{"function": "KPI_RAG"}'))["result"] == "No data"


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("", "KPI? line is not JSON"),
        ("{", "KPI? line is not JSON"),
        ("[" * 100_000, "KPI? line is not JSON"),
        ("[]", "KPI? line names no function"),
        ('{"function": 5}', "KPI? line names no function"),
        ('{"function": "KPI_RAG", "args": {}}', "KPI? args is not a list"),
        ('{"function": "KPI_RGA"}', "KPI? function 'KPI_RGA' is not known: did you mean KPI_RAG?"),
    ],
)
def test_a_line_that_cannot_be_read_is_answered_too(line: str, message: str) -> None:
    assert json.loads(answer(line))["result"].startswith(message)


def test_numbers_beyond_a_sheet_are_refused() -> None:
    line = '{"function": "KPI_RAG", "args": [NaN, 80, "higher"]}'
    assert json.loads(answer(line))["result"].startswith("KPI? actual is not a number that")
    assert "KPI?" in answer('{"function": "KPI_RAG", "args": [1e999, 80, "higher"]}')


@given(st.text(max_size=40))
def test_no_line_raises(line: str) -> None:
    assert set(json.loads(answer(line))) == {"result"}
