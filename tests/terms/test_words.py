"""Words: how texts are matched, what a gap is, and how figures are written with their unit."""

from enum import Enum

import pytest

from xlkpi.errors import RefusalError
from xlkpi.terms.aggregation import Aggregation
from xlkpi.terms.band import Band
from xlkpi.terms.comparator import ComparatorType
from xlkpi.terms.missing import GapReason, is_missing
from xlkpi.terms.period import Frequency
from xlkpi.terms.polarity import Polarity
from xlkpi.terms.target import TRACKER, Target, TargetKind
from xlkpi.terms.tolerance import Tolerance, ToleranceMode
from xlkpi.terms.unit import Unit
from xlkpi.terms.wording import fold, quoted


@pytest.mark.parametrize(
    ("spellings", "polarity"),
    [
        ("higher, high, up, increase, maximise, aim to maximise", Polarity.HIGHER),
        ("bigger is better, higher is better", Polarity.HIGHER),
        ("lower, low, down, decrease, minimise, aim to minimise", Polarity.LOWER),
        ("smaller is better, lower is better", Polarity.LOWER),
        ("within, within range, within band, band, goldilocks", Polarity.WITHIN),
        ("none, neutral", Polarity.NONE),
    ],
)
def test_every_accepted_spelling_of_polarity_is_read(spellings: str, polarity: Polarity) -> None:
    for spelling in spellings.split(", "):
        assert Polarity.read(f"  {spelling.upper().replace(' ', '   ')} ") is polarity


@pytest.mark.parametrize("found", ["sideways", "", "highest", "+", None, 1, True])
def test_any_other_polarity_is_refused(found: object) -> None:
    with pytest.raises(RefusalError, match=r"polarity .* one of Higher, Lower, Within, None"):
        Polarity.read(found)


@pytest.mark.parametrize("kind", [Aggregation, ComparatorType, Frequency, GapReason, ToleranceMode])
def test_every_word_reads_itself(kind: type[Enum]) -> None:
    read = kind.read  # type: ignore[attr-defined]
    assert [read(str(word.value).upper()) for word in kind] == list(kind)


@pytest.mark.parametrize("found", [None, "", "  ", "[x]", "[C]", "[z]", "[low]", "N/A", "..", "-"])
def test_the_shorthand_of_a_missing_value_is_missing(found: object) -> None:
    assert is_missing(found)


@pytest.mark.parametrize("found", [0, 0.0, False, "0", "x", "--", "na"])
def test_nothing_else_is_missing(found: object) -> None:
    assert not is_missing(found)


def test_a_quotation_stays_short() -> None:
    assert quoted("x" * 500) == f"'{'x' * 57}...'"
    assert fold("  Aim\tTo  MAXIMISE ") == "aim to maximise"


@pytest.mark.parametrize(
    ("unit", "value", "text"),
    [
        ("%", 77.4, "77.4%"),
        ("per cent", 77.4, "77.4%"),
        ("£", -1240, "-£1,240"),
        ("£ million", 3.2, "£3.2 million"),
        ("days", 34.2, "34.2 days"),
        ("days", 1, "1 day"),
        ("working days", 1, "1 working day"),
        ("per 1,000 homes", 1, "1 per 1,000 homes"),
        ("", 5, "5"),
    ],
)
def test_a_figure_is_written_with_its_unit(unit: str, value: float, text: str) -> None:
    assert Unit(unit).show(value) == text


@pytest.mark.parametrize(
    ("unit", "is_rate"),
    [
        ("per 1,000 homes", True),
        ("incidents per 1,000 people", True),
        ("Days per case", True),
        ("per cent", False),
        ("£ per head", False),
        ("persons", False),
    ],
)
def test_a_rate_is_so_many_per_something(unit: str, is_rate: bool) -> None:  # noqa: FBT001
    assert Unit(unit).is_rate is is_rate


def test_a_distance_in_a_percentage_is_in_points() -> None:
    assert [Unit("%").show_gap(size) for size in (1, 2.6)] == ["1 point", "2.6 points"]
    assert Unit("%").show_change(-2.6) == "-2.6 points"
    assert Unit("£").show_gap(140) == "£140"


def test_the_distance_from_a_band_is_to_its_nearer_end() -> None:
    band = Band(95, 105)
    assert [band.distance(value) for value in (90, 95, 100, 105, 107)] == [5, 0, 0, 0, 2]


def test_a_band_upside_down_is_refused_wherever_it_is_made() -> None:
    for make in (Band, Target.number):
        with pytest.raises(RefusalError, match="upper 95 is below the target 105"):
            make(105, 95)


def test_a_target_has_a_number_exactly_where_its_kind_names_one() -> None:
    assert Target.number(5, 7).band == Band(5, 7)
    assert Target.number(5).band is None
    assert TRACKER.band is None
    with pytest.raises(RefusalError):
        Target(TargetKind.NUMBER)
    with pytest.raises(RefusalError):
        Target(TargetKind.TRACKER, 5)


def test_only_a_floor_may_be_negative() -> None:
    assert Tolerance(-5, ToleranceMode.FLOOR).value == -5
    with pytest.raises(RefusalError, match="tolerance -5 is negative"):
        Tolerance(-5, ToleranceMode.PERCENT)
