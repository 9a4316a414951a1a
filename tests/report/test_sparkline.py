"""Sparklines: small, the same every time, with words for those who do not see them."""

import zlib
from dataclasses import replace
from struct import unpack

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from tests.report.making import assessment
from xlkpi.report.picture import Picture
from xlkpi.report.sparkline import HEIGHT, TOO_FEW, WIDTH, trend_line
from xlkpi.terms.period import Frequency, Period


def drawn(number: int = 1) -> Picture:
    found = trend_line(assessment(number))
    assert isinstance(found, Picture)
    return found


def rows_of(png: bytes) -> list[bytes]:
    at = png.index(b"IDAT")
    (length,) = unpack(">I", png[at - 4 : at])
    flat = zlib.decompress(png[at + 4 : at + 4 + length])
    return [flat[n * (WIDTH + 1) + 1 : (n + 1) * (WIDTH + 1)] for n in range(HEIGHT)]


def test_a_line_is_said_in_one_sentence() -> None:
    assert drawn().alternative == (
        "Lower in 2026/27 Q2: 30.8, from 33.4 in 2023/24 Q3; 11 results between 30.7 and 36.1; "
        "target 28.0, not met."
    )


def test_a_line_is_a_picture_that_other_programs_can_read() -> None:
    picture = drawn()
    rows = rows_of(picture.png)

    assert picture.png.startswith(b"\x89PNG")
    assert etree.fromstring(picture.svg).tag == "{http://www.w3.org/2000/svg}svg"
    assert len(rows) == HEIGHT
    assert any(max(row) for row in rows)


def test_a_gap_in_the_results_is_a_gap_in_the_line() -> None:
    svg = etree.fromstring(drawn().svg)
    columns = list(zip(*rows_of(drawn().png), strict=True))
    blank = [not any(0 < pixel <= 127 for pixel in column) for column in columns]

    assert len(svg.findall("{*}polyline")) == 2
    assert all(blank[66:90])
    assert not any(blank[12:55])


def test_the_same_results_draw_the_same_bytes() -> None:
    assert drawn() == drawn()


def test_one_result_makes_no_line() -> None:
    found = assessment(1)

    assert trend_line(replace(found, history=found.history[-1:])) == TOO_FEW


def test_results_that_never_change_are_a_level_line() -> None:
    found = assessment(1)
    flat = tuple(result.model_copy(update={"value": 5.0}) for result in found.history)

    assert isinstance(trend_line(replace(found, history=flat, target=None)), Picture)


def test_periods_keep_their_places_and_a_lone_result_is_a_dot() -> None:
    found = assessment(1)
    one = found.history[0]
    history = tuple(
        one.model_copy(update={"period": Period(Frequency.YEAR, year), "value": float(year)})
        for year in (2016, 2018, 2019, 2021)
    )
    line = trend_line(replace(found, history=history, target=None))
    assert isinstance(line, Picture)
    svg = etree.fromstring(line.svg)
    dots = [float(dot.get("cx", "")) for dot in svg.findall("{*}circle")]
    (joined,) = svg.findall("{*}polyline")

    assert dots == [7.0, 201.0]
    assert [p.split(",")[0] for p in joined.get("points", "").split()] == ["84.6", "123.4"]
    assert line.alternative.startswith("Highest in 2021/22: ")
    assert "from 2,016.0 in 2016/17; 4 results" in line.alternative
    assert any(0 < row[7] <= 127 for row in rows_of(line.png))


def test_a_result_of_long_ago_does_not_squeeze_the_others() -> None:
    found = assessment(1)
    old = found.history[0].model_copy(update={"period": Period.quarter(1900, 1)})
    line = trend_line(replace(found, history=(old, *found.history[-3:])))

    assert isinstance(line, Picture)
    assert " in 2025/26 Q4; 3 results between " in line.alternative


@settings(max_examples=60, deadline=None)
@given(st.lists(st.none() | st.floats(-1e12, 1e12), min_size=2, max_size=20))
def test_any_results_are_drawn_inside_the_picture(values: list[float | None]) -> None:
    found = assessment(1)
    one = found.history[0]
    results = tuple(
        one.model_copy(update={"value": value, "period": one.period.shift(place)})
        for place, value in enumerate(values)
    )
    line = trend_line(replace(found, history=results))

    assert line == TOO_FEW or (isinstance(line, Picture) and len(rows_of(line.png)) == HEIGHT)
