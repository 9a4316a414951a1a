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


@pytest.mark.parametrize(
    "line",
    [
        '{"function": "KPI_PERIOD", "args": [NaN, 0, "month"]}',
        '{"function": "KPI_PERIOD", "args": [Infinity, 0, "year"]}',
        '{"function": "KPI_PERIOD", "args": ["2024-04-01/P%sY"]}' % ("9" * 5000),
        '{"function": "KPI_PERIOD", "args": ["%s2024-09"]}' % ("12 months to " * 3000),
        '{"function": "KPI_CI", "args": [2000000000, 1999999999, "lower"]}',
        '{"function": "KPI_RECENT_TREND", "args": [[1e308,2,3,4,5], [0,1,2,3,4], [2,3,4,5,6]]}',
    ],
    ids=["not a number", "infinite", "nines", "months to months", "a trace above", "huge"],
)
def test_no_number_or_text_stops_the_stream(line: str) -> None:
    result = json.loads(answer(line))["result"]
    assert isinstance(result, float) or result == "#NUM!" or result.startswith("KPI? period")


def test_a_fault_in_a_rule_is_one_cells_error_and_not_the_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fails(*_: object) -> object:
        raise RecursionError

    monkeypatch.setattr("xlkpi.functions.jsonl._result", fails)
    assert answer("{}") == '{"result": "#VALUE!"}'


def test_a_byte_order_mark_is_no_part_of_the_line() -> None:
    line = '\N{ZERO WIDTH NO-BREAK SPACE}{"function": "KPI_RAG", "args": [81, 80, "higher"]}'
    assert answer(line) == '{"result": "Green"}'
