"""The border: whatever a sheet can hold goes in, and only what a cell can show comes out."""

import json
from datetime import date, datetime
from math import inf, isfinite, nan
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xlkpi.functions.catalogue import CATALOGUE, call
from xlkpi.functions.cells import ERRORS
from xlkpi.functions.definition import Kind
from xlkpi.functions.formula_tree import Call, parsed
from xlkpi.terms.polarity import Polarity
from xlkpi.terms.tolerance import ToleranceMode

WORDS = [
    "Higher", "lower", "Within", "None", "sideways", "percent", "points", "floor", "Increase",
    "Decrease", "Tracker", "mean", "flag", "upper", "wilson", "byar", "%", "£", "quarter", "year",
    "2024/25", "Q2 2024/25", "2011-12", "2024-09", "[x]", "n/a", "", "  ", "77.4", "1e999",
]  # fmt: skip
EXTREMES = [0.0, -0.0, 1e308, -1e308, 5e-324, 1e-9, nan, inf, -inf, 10**400, 10**18, 2024, 45536]
FREQUENCIES = ["month", "quarter", "year", "calendar year", "academic year", "rolling year"]
CELLS = st.one_of(
    st.none(),
    st.sampled_from(WORDS),
    st.sampled_from(EXTREMES),
    st.sampled_from(sorted(ERRORS)),
    st.booleans(),
    st.integers(-20, 120),
    st.floats(),
    st.text(max_size=300),
    st.dates(),
    st.just(datetime(2024, 9, 1, 12)),  # noqa: DTZ001 -- a sheet's dates have no zone
    st.just({"not": "a cell"}),
    st.just(1 + 2j),
)
RANGES = st.integers(1, 8).flatmap(
    lambda width: st.lists(st.lists(CELLS, min_size=width, max_size=width), max_size=8)
)
NUMBERS = st.one_of(st.none(), st.integers(-20, 120), st.sampled_from(EXTREMES[:6]))
SERIES = st.lists(NUMBERS, min_size=1, max_size=20).map(lambda row: [row])
RAGGED = st.lists(st.one_of(CELLS, st.lists(CELLS, max_size=3)), max_size=4)
ARGUMENTS = st.one_of(CELLS, RANGES, SERIES, RAGGED)
POLARITIES = st.sampled_from(["Higher", "Lower", "Within", "None"])


def flat(answer: object) -> list[object]:
    return [cell for row in answer for cell in row] if isinstance(answer, list) else [answer]


def is_showable(cell: object) -> bool:
    if isinstance(cell, str):
        return len(cell) <= 255 and "\n" not in cell
    return not isinstance(cell, bool) and isinstance(cell, int | float) and isfinite(cell)


@pytest.mark.parametrize("name", CATALOGUE)
@settings(max_examples=120, deadline=None)
@given(st.data())
def test_no_input_raises_and_every_answer_can_be_shown(name: str, data: st.DataObject) -> None:
    count = len(CATALOGUE[name].arguments) + 1
    arguments = data.draw(st.lists(ARGUMENTS, max_size=count))

    assert all(is_showable(cell) for cell in flat(call(name, arguments)))


@settings(max_examples=200, deadline=None)
@given(
    st.one_of(
        st.sampled_from(EXTREMES), st.floats(), st.text("0123456789-/PpYyMmQq ", max_size=40)
    ),
    st.one_of(st.none(), NUMBERS),
    st.sampled_from(FREQUENCIES),
)
def test_no_period_with_a_frequency_raises(period: object, shift: object, frequency: str) -> None:
    assert is_showable(call("KPI_PERIOD", [period, shift, frequency]))


@settings(max_examples=20, deadline=None)
@given(st.sampled_from(["9", "12 months to ", "Q2 ", "{", " ", "%"]), st.integers(1, 6000))
def test_no_text_is_too_long(part: str, times: int) -> None:
    for name in CATALOGUE:
        assert is_showable(call(name, [part * times, part * times, "Higher"]))


@pytest.mark.parametrize("name", [n for n, d in CATALOGUE.items() if d.kind is Kind.SERIES])
@settings(max_examples=60, deadline=None)
@given(st.data())
def test_no_series_of_extremes_raises(name: str, data: st.DataObject) -> None:
    arguments = [
        data.draw(SERIES if argument.is_series else st.one_of(NUMBERS, POLARITIES))
        for argument in CATALOGUE[name].arguments
    ]
    assert all(is_showable(cell) for cell in flat(call(name, arguments)))


@pytest.mark.parametrize("name", [n for n, d in CATALOGUE.items() if d.kind is Kind.ROW])
@settings(max_examples=50, deadline=None)
@given(st.data())
def test_a_range_answers_as_its_elements_do(name: str, data: st.DataObject) -> None:
    rows = data.draw(st.integers(2, 4))
    singles, columns = [], []
    for argument in CATALOGUE[name].arguments:
        cells = st.none() if argument.is_series else CELLS
        column = data.draw(st.lists(cells, min_size=rows, max_size=rows))
        is_single = argument.is_series or data.draw(st.booleans())
        singles.append([column[0]] * rows if is_single else column)
        columns.append(column[0] if is_single else [[cell] for cell in column])

    found = call(name, columns)

    elements = [call(name, list(row)) for row in zip(*singles, strict=True)]
    has_range = any(isinstance(column, list) for column in columns)
    assert found == ([[cell] for cell in elements] if has_range else elements[0])


@pytest.mark.parametrize("name", [n for n, d in CATALOGUE.items() if d.kind is Kind.SERIES])
@settings(max_examples=40, deadline=None)
@given(st.data())
def test_a_block_answers_as_its_rows_do(name: str, data: st.DataObject) -> None:
    rows, width = data.draw(st.integers(2, 4)), data.draw(st.integers(2, 9))
    cells = st.one_of(NUMBERS, st.sampled_from(["x", "#N/A", "[c]"]))
    block: list[list[Any]] = []
    each: list[list[Any]] = []
    for argument in CATALOGUE[name].arguments:
        if argument.is_series:
            row = st.lists(cells, min_size=width, max_size=width)
            drawn: list[Any] = data.draw(st.lists(row, min_size=rows, max_size=rows))
            block.append(drawn)
            each.append([[series] for series in drawn])
        else:
            column = data.draw(
                st.lists(st.one_of(POLARITIES, NUMBERS), min_size=rows, max_size=rows)
            )
            block.append([[cell] for cell in column])
            each.append(column)

    found = call(name, block)

    assert found == [[call(name, list(row))] for row in zip(*each, strict=True)]


@settings(max_examples=40, deadline=None)
@given(st.lists(NUMBERS, min_size=1, max_size=15), st.integers(0, 15), POLARITIES)
def test_adding_blanks_to_a_series_changes_nothing(
    values: list[float | None], place: int, polarity: str
) -> None:
    with_blank = [*values[:place], None, *values[place:]]
    for name in ("KPI_TREND", "KPI_ASSURANCE", "KPI_RANK", "KPI_QUARTILE", "KPI_MADS"):
        before, after = (
            [[series], polarity]
            if name == "KPI_TREND"
            else [[series], 5, polarity]
            if name == "KPI_ASSURANCE"
            else [5, [series], polarity][: len(CATALOGUE[name].arguments)]
            for series in (values, with_blank)
        )
        assert call(name, after) == call(name, before)


@pytest.mark.parametrize("name", CATALOGUE)
def test_trailing_arguments_left_out_are_blanks(name: str) -> None:
    count = len(CATALOGUE[name].arguments)
    for example in CATALOGUE[name].examples:
        tree = parsed(example.formula)
        assert isinstance(tree, Call)
        values = [getattr(argument, "value", -1.0) for argument in tree.arguments]
        found = call(name, values)
        assert not str(found).startswith("KPI?")
        assert call(name, [*values, *[None] * (count - len(values))]) == found


@pytest.mark.parametrize("name", CATALOGUE)
def test_an_error_in_any_argument_is_handed_on(name: str) -> None:
    count = len(CATALOGUE[name].arguments)
    for place in range(count):
        arguments: list[object] = ["sideways"] * count
        arguments[place] = "#REF!"
        assert call(name, arguments) == "#REF!"


@pytest.mark.parametrize("name", CATALOGUE)
def test_too_many_arguments_are_refused_with_those_expected(name: str) -> None:
    found = call(name, [1] * (len(CATALOGUE[name].arguments) + 1))
    assert str(found).startswith(f"KPI? {name} was given")


def test_a_whole_column_costs_what_its_used_rows_cost_and_keeps_its_shape() -> None:
    column = [[77.4], [81.0], *[[None]] * 200_000]

    found = call("KPI_RAG", [column, 80, "Higher", 5, "percent"])

    assert isinstance(found, list)
    assert len(found) == len(column)
    assert found[:3] == [["Amber"], ["Green"], ["No data"]]
    assert found[-1] == ["No data"]


@pytest.mark.parametrize("name", ["KPI_TREND", "KPI_SPC", "KPI_RANK", "KPI_MADS"])
def test_a_whole_column_of_blanks_below_a_series_changes_no_answer(name: str) -> None:
    series = [[float(value)] for value in (10, 12, 11, 9, 10, 12, 11)]
    column = [*series, *[[None]] * 200_000]
    asked: list[Any] = [
        {
            "KPI_TREND": [cells, "Higher"],
            "KPI_SPC": [cells, "upper"],
            "KPI_RANK": [10, cells, "Lower"],
            "KPI_MADS": [10, cells],
        }[name]
        for cells in (series, column)
    ]
    assert call(name, asked[1]) == call(name, asked[0])


def test_a_block_of_whole_columns_answers_for_every_row() -> None:
    block = [[1.0, 2.0, 3.0], *[[None, None, None]] * 100_000]

    found = call("KPI_RANK", [[[5.0], *[[None]] * 100_000], block, "Higher"])

    assert isinstance(found, list)
    assert found[:2] == [[1], ["No data"]]
    assert len(found) == 100_001


@pytest.mark.parametrize(
    "argument", [77.4, [77.4], [[77.4]], (77.4,), ((77.4,),), [(77.4,)]], ids=str
)
def test_one_cell_is_one_cell_however_the_host_wraps_it(argument: object) -> None:
    assert call("KPI_RAG", [argument, 80, "Higher", 5, "percent"]) == "Amber"


def test_a_host_with_its_own_numbers_is_read() -> None:
    import numpy as np  # noqa: PLC0415 -- a guest in this one test

    assert call("KPI_RAG", [np.float64(77.4), np.int64(80), "Higher"]) == "Red"


def test_lists_within_lists_without_end_are_refused() -> None:
    nested: list[object] = []
    for _ in range(3000):
        nested = [nested]
    assert str(call("KPI_RAG", [nested, 80, "Higher"])).startswith("KPI? actual holds a range")


def test_an_empty_range_is_a_blank_cell() -> None:
    assert call("KPI_RAG", [[], 80, "Higher"]) == call("KPI_RAG", [[[]], 80, "Higher"]) == "No data"


def test_true_is_not_one_even_beside_ones() -> None:
    targets = [[1], [True], [1.0]]
    assert json.dumps(call("KPI_RAG", [5, targets, "Higher"])).count("Green") == 2


def test_a_date_with_a_time_is_still_a_date() -> None:
    noon = datetime(2024, 9, 1, 12)  # noqa: DTZ001 -- a sheet's dates have no zone
    assert call("KPI_PERIOD", [noon, 0, "month"]) == "2024-09"
    assert call("KPI_PERIOD", [date(2024, 9, 1), 0, "month"]) == "2024-09"


def test_a_word_in_a_column_is_read_once_whatever_stands_beside_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    read: list[object] = []

    def as_higher(found: object) -> Polarity:
        read.append(found)
        return Polarity.HIGHER

    def as_percent(found: object) -> ToleranceMode:
        read.append(found)
        return ToleranceMode.PERCENT

    monkeypatch.setattr(Polarity, "read", as_higher)
    monkeypatch.setattr(ToleranceMode, "read", as_percent)
    targets = [[float(target)] for target in range(2000)]
    words = [["an unheard-of polarity"]] * 2000

    found = call("KPI_RAG", [1000, targets, words, 5, "an unheard-of mode"])

    assert flat(found).count("Green") == 1001
    assert len(read) == 2


def test_a_refusal_said_again_is_the_same_and_does_not_grow() -> None:
    targets = [[float(target)] for target in range(2000)]
    found = flat(call("KPI_RAG", [1, targets, [["sideways"]] * 2000]))
    assert set(found) == {"KPI? polarity 'sideways' is not one of Higher, Lower, Within, None"}
