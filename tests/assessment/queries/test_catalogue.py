"""Every code is listed once, and the page that lists them is made from them."""

import re
from pathlib import Path

from xlkpi.assessment.queries.catalogue import as_markdown, every_code
from xlkpi.register.code import Severity

PAGE = Path(__file__).parents[3] / "docs" / "checks.md"


def test_a_code_is_said_once_in_kebab_case() -> None:
    names = [code.name for code in every_code()]

    assert len(names) == len(set(names)) > 50
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", name) for name in names)


def test_every_code_has_a_sentence_of_what_it_means_and_one_of_what_to_do() -> None:
    for code in every_code():
        assert code.meaning.endswith("."), code
        assert code.advice.endswith("."), code


def test_every_severity_has_codes() -> None:
    assert {code.severity for code in every_code()} == set(Severity)


def test_the_committed_page_is_what_the_codes_make() -> None:
    assert PAGE.read_text(encoding="utf-8") == as_markdown()
