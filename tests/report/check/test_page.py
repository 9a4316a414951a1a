"""docs/accessibility.md has every rule in the words of the rules."""

from pathlib import Path

import pytest

from xlkpi.report.check.rules import RULES, Rule

PAGE = Path(__file__).parents[3] / "docs" / "accessibility.md"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_is_on_the_page(rule: Rule) -> None:
    assert f"| {rule.code} | {rule.title} |" in PAGE.read_text(encoding="utf-8")
