"""Rank, quartile and MADs, held against published figures."""

import csv
from collections import defaultdict
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlkpi.errors import RefusalError
from xlkpi.rules.benchmark import Standing, ordinal, standing
from xlkpi.rules.mads import mads, median
from xlkpi.rules.quartile import quartile
from xlkpi.terms.band import Band
from xlkpi.terms.outcome import Outcome
from xlkpi.terms.polarity import Polarity

VECTORS = Path(__file__).parents[1] / "vectors"
LEEDS, EDINBURGH = "E08000035", "S12000036"
FORMER_CODES = {"E08000019": "E08000039"}
LOWER, HIGHER, WITHIN = Polarity.LOWER, Polarity.HIGHER, Polarity.WITHIN
VALUES = st.lists(st.one_of(st.none(), st.integers(-9, 9).map(float)), max_size=12)


def table(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader((VECTORS / name).read_text(encoding="utf-8").splitlines()))


def core_cities() -> list[list[dict[str, str]]]:
    indicators: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in table("core_cities.csv"):
        if row["code"] != EDINBURGH:
            indicators[row["indicator"]].append(row)
    return list(indicators.values())


@pytest.mark.parametrize("rows", core_cities(), ids=lambda rows: str(rows[0]["indicator"]))
def test_leeds_stands_among_the_core_cities_as_published(rows: list[dict[str, str]]) -> None:
    merged = {FORMER_CODES.get(row["code"], row["code"]): row["value"] for row in rows}
    peers = [float(value) if value else None for code, value in merged.items() if code != LEEDS]

    found = standing(float(merged[LEEDS]), peers, Polarity.read(rows[0]["polarity"]))

    assert isinstance(found, Standing)
    assert (found.rank, found.areas) == (int(rows[0]["rank"]), int(rows[0]["areas"]))


def test_one_city_under_two_codes_would_be_counted_twice() -> None:
    rows = core_cities()[0]
    peers = [float(row["value"]) for row in rows if row["code"] != LEEDS]

    found = standing(24.9755, peers, LOWER)

    assert isinstance(found, Standing)
    assert found.areas == 12


@pytest.mark.parametrize(
    "row", table("oflog_mads.csv"), ids=lambda r: f"{r['year']} {r['measure']}"
)
def test_mads_are_those_that_oflog_published(row: dict[str, str]) -> None:
    values = [float(value) for value in row["values"].split()]

    found = [mads(value, values) for value in values]

    assert median(values) == pytest.approx(float(row["median"]))
    assert found == pytest.approx([float(value) for value in row["mads"].split()], abs=1e-7)


@given(st.integers(-9, 9).map(float), VALUES, st.randoms())
def test_the_order_of_peers_does_not_matter(
    actual: float, peers: list[float | None], random: Random
) -> None:
    shuffled = list(peers)
    random.shuffle(shuffled)
    assert standing(actual, shuffled, HIGHER) == standing(actual, peers, HIGHER)


@given(st.integers(-9, 9).map(float), VALUES)
def test_areas_without_a_value_change_nothing(actual: float, peers: list[float | None]) -> None:
    assert standing(actual, [None, *peers, None], LOWER) == standing(actual, peers, LOWER)


@given(st.integers(-9, 9).map(float), VALUES)
def test_ranks_from_both_ends_make_the_whole(actual: float, peers: list[float | None]) -> None:
    best, worst = standing(actual, peers, HIGHER), standing(actual, peers, LOWER)
    if isinstance(best, Standing) and isinstance(worst, Standing):
        assert best.rank + worst.rank + best.equal - 2 == best.areas
    else:
        assert best is worst is Outcome.NO_COMPARATOR


def test_the_nearest_to_the_band_ranks_first() -> None:
    places = [standing(v, [94, 100, 112], WITHIN, Band(95, 105)) for v in (97, 93, 120)]
    assert [place.text for place in places if isinstance(place, Standing)] == [
        "1st of 4 (2 equal)",
        "3rd of 4",
        "4th of 4",
    ]


def test_without_a_direction_there_is_no_rank() -> None:
    with pytest.raises(RefusalError, match="polarity None"):
        standing(1, [2], Polarity.NONE)
    with pytest.raises(RefusalError, match="target is blank"):
        standing(1, [2], WITHIN)


@pytest.mark.parametrize(
    ("rank", "expected"), [(1, 1), (2, 1), (3, 2), (4, 2), (5, 3), (6, 3), (7, 4), (8, 4)]
)
def test_eight_areas_make_four_quarters_of_two(rank: int, expected: int) -> None:
    assert quartile(Standing(rank, 8, 1)) == expected


def test_all_equal_areas_share_the_best_quartile() -> None:
    assert quartile(Standing(1, 11, 11)) == 1


def test_below_eight_areas_there_is_no_quartile() -> None:
    assert quartile(Standing(1, 7, 1)) is Outcome.TOO_FEW_AREAS
    assert quartile(Outcome.NO_DATA) is Outcome.NO_DATA


@pytest.mark.parametrize(
    ("number", "text"),
    [(1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (12, "12th"), (13, "13th"),
     (21, "21st"), (101, "101st"), (111, "111th"), (112, "112th")],
)  # fmt: skip
def test_places_are_written_as_they_are_said(number: int, text: str) -> None:
    assert ordinal(number) == text


def test_a_median_deviation_of_nothing_is_not_calculable() -> None:
    assert mads(9, [7, 7, 7, 9]) is Outcome.NOT_CALCULABLE
    assert mads(0.3, [0.3, 0.1 + 0.2, 0.3]) is Outcome.NOT_CALCULABLE
