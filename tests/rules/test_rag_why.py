"""The sentence behind a rating never contradicts the rating or hides what it rests on."""

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from xlkpi.rules.rag import RagRule
from xlkpi.rules.rag_why import why
from xlkpi.terms.polarity import Polarity
from xlkpi.terms.rag import Rag
from xlkpi.terms.target import Target
from xlkpi.terms.tolerance import Tolerance, ToleranceMode
from xlkpi.terms.unit import Unit

PERCENT = ToleranceMode.PERCENT
AMOUNTS = st.floats(-1e6, 1e6)
ROUND = st.builds(
    lambda whole, places: whole / 10**places, st.integers(-9999, 9999), st.integers(0, 3)
)
SIZES = st.one_of(st.floats(0.001, 50), st.integers(1, 20), st.sampled_from([2.5, 0.5, 100 / 3]))
TOLERANCES = st.builds(Tolerance, SIZES, st.sampled_from(list(ToleranceMode)[:2]))
NUMBERS = st.one_of(AMOUNTS, ROUND)
ONE_SIDED = st.sampled_from([Polarity.HIGHER, Polarity.LOWER])
BANDS = st.builds(
    lambda low, width, tolerance: RagRule(
        Target.number(low, low + width), Polarity.WITHIN, tolerance
    ),
    NUMBERS,
    st.floats(0, 100),
    TOLERANCES,
)
FLOORS = st.builds(
    lambda target, size, way: RagRule(
        Target.number(target), way, Tolerance(target - way.sign * size, ToleranceMode.FLOOR)
    ),
    NUMBERS,
    st.floats(0.01, 100),
    ONE_SIDED,
)
RULES = st.builds(RagRule, st.builds(Target.number, NUMBERS), ONE_SIDED, TOLERANCES)
ALL_RULES = st.one_of(RULES, BANDS, FLOORS)
PLACES = st.one_of(st.none(), st.integers(0, 3))


def number(text: str) -> float:
    return float(text.replace(",", ""))


@given(ALL_RULES, AMOUNTS, st.one_of(st.none(), st.integers(0, 15)))
def test_the_sentence_begins_with_the_rating(
    rule: RagRule, actual: float, decimals: int | None
) -> None:
    assert why(rule, actual, decimals=decimals).startswith(f"{rule.rate(actual).value}: ")


@given(RULES, AMOUNTS, st.integers(0, 3))
def test_a_miss_is_never_printed_as_equal_to_its_target(
    rule: RagRule, actual: float, decimals: int
) -> None:
    if rule.rate(actual) is not Rag.GREEN:
        sentence = why(rule, actual, unit=Unit("%"), decimals=decimals)
        found = re.search(r": (\S+)% is (\S+) points? \w+ the target of (\S+)%,", sentence)
        assert found is not None
        assert found[1] != found[3]
        assert float(found[2].replace(",", "")) > 0


@settings(max_examples=300)
@given(ALL_RULES, NUMBERS, PLACES)
@example(RagRule(Target.number(95), Polarity.HIGHER, Tolerance(5, PERCENT)), 85, None)
@example(RagRule(Target.number(35), Polarity.LOWER, Tolerance(1, PERCENT)), 119, None)
def test_the_printed_limit_is_itself_amber(
    rule: RagRule, actual: float, decimals: int | None
) -> None:
    found = re.search(
        r"(?:amber down to|amber up to|floor of|ceiling of) (\S+?)\)?\.$",
        why(rule, actual, decimals=decimals),
    )
    if found is not None:
        assert rule.rate(number(found[1])) is Rag.AMBER


@settings(max_examples=300)
@given(ALL_RULES, NUMBERS, PLACES)
@example(RagRule(Target.number(30), Polarity.HIGHER, None), 28.5, 0)
def test_the_printed_gap_is_the_printed_difference(
    rule: RagRule, actual: float, decimals: int | None
) -> None:
    sentence = why(rule, actual, decimals=decimals)
    found = re.search(
        r": (\S+) is (\S+) (below|above) the (?:target|band) of (\S+?)(?: to (\S+?))?[,.](?= |$)",
        sentence,
    )
    if found is not None:
        bound = found[5] if found[5] and found[3] == "above" else found[4]
        difference = abs(number(found[1]) - number(bound))
        assert number(found[2]) == pytest.approx(difference, abs=1e-9, rel=1e-9)


def test_a_value_at_the_target_meets_it() -> None:
    rule = RagRule(Target.number(0.3), Polarity.LOWER, None)
    assert why(rule, 0.1 + 0.2) == "Green: 0.3 meets the target of 0.3."


def test_money_is_written_with_its_pence() -> None:
    rule = RagRule(Target.number(3.5), Polarity.LOWER, None)
    assert why(rule, 3.75, unit=Unit("£")) == (
        "Red: £3.75 is £0.25 above the target of £3.50, and no tolerance is set."
    )
