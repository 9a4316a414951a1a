"""The sentence behind a rating never contradicts the rating or hides what it rests on."""

import re

from hypothesis import given
from hypothesis import strategies as st

from xlkpi.rules.rag import RagRule
from xlkpi.rules.rag_why import why
from xlkpi.terms.polarity import Polarity
from xlkpi.terms.rag import Rag
from xlkpi.terms.target import Target
from xlkpi.terms.tolerance import Tolerance, ToleranceMode
from xlkpi.terms.unit import Unit

AMOUNTS = st.floats(-1e6, 1e6)
RULES = st.builds(
    RagRule,
    st.builds(Target.number, AMOUNTS),
    st.sampled_from([Polarity.HIGHER, Polarity.LOWER]),
    st.builds(Tolerance, st.floats(0, 50), st.sampled_from(list(ToleranceMode)[:2])),
)


@given(RULES, AMOUNTS, st.one_of(st.none(), st.integers(0, 15)))
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


def test_a_value_at_the_target_meets_it() -> None:
    rule = RagRule(Target.number(0.3), Polarity.LOWER, None)
    assert why(rule, 0.1 + 0.2) == "Green: 0.3 meets the target of 0.3."


def test_money_is_written_with_its_pence() -> None:
    rule = RagRule(Target.number(3.5), Polarity.LOWER, None)
    assert why(rule, 3.75, unit=Unit("£")) == (
        "Red: £3.75 is £0.25 above the target of £3.50, and no tolerance is set."
    )
