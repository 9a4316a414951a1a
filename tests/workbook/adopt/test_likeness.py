"""A heading is held against every known name: quickly, and with the answer of the slow way."""

import time
from difflib import SequenceMatcher

from hypothesis import given
from hypothesis import strategies as st

from xlkpi.workbook.adopt.likeness import CLOSE, NAMES, SHORTEST_WORD, close_names, names_inside
from xlkpi.workbook.adopt.naming import named
from xlkpi.workbook.adopt.periods import Context

LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789%+ "


@st.composite
def headings(draw: st.DrawFn) -> str:
    """Return a known name with a few letters changed, or any text."""
    text = list(draw(st.sampled_from(sorted(NAMES)) | st.text(LETTERS, max_size=30)))
    for _ in range(draw(st.integers(0, 4))):
        place = draw(st.integers(0, len(text)))
        text[place : place + draw(st.integers(0, 2))] = draw(st.text(LETTERS, max_size=2))
    return " ".join("".join(text).split())


@given(headings())
def test_what_is_close_or_inside_is_what_a_look_at_every_name_finds(heading: str) -> None:
    close = {
        one
        for one in NAMES
        if len(one) >= SHORTEST_WORD and SequenceMatcher(None, heading, one).ratio() >= CLOSE
    }
    inside = {
        one
        for one in NAMES
        if (len(one) >= SHORTEST_WORD and f" {one} " in f" {heading} ")
        or heading.startswith(f"{one} ")
    }
    assert close_names(heading) == close
    assert names_inside(heading) == inside


def test_five_thousand_columns_are_named_within_seconds() -> None:
    texts = [f"Measures of column {number:05}" for number in range(5_000)]
    start = time.process_time()
    found = named(texts, [[] for _ in texts], Context())

    assert len(found) == len(texts)
    assert time.process_time() - start < 10
