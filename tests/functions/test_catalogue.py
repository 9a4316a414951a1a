"""The catalogue: complete, true to its own examples, and the source of docs/functions.md."""

import subprocess
import sys
from pathlib import Path

import pytest

from xlkpi.functions.catalogue import CATALOGUE
from xlkpi.functions.definition import Definition
from xlkpi.functions.formula import evaluate
from xlkpi.functions.page import as_markdown

ROOT = Path(__file__).parents[2]
CONTRACT = """
KPI_RAG(actual, target, polarity, [tolerance], [mode], [comparator], [upper])
KPI_RAG_WHY(actual, target, polarity, [tolerance], [mode], [comparator], [upper], [unit], \
[decimals])
KPI_DIRECTION(actual, previous, polarity, [min_change], [decimals], [target], [upper])
KPI_CHANGE(actual, previous, polarity, [unit])
KPI_CHECK(actual, [history], [lower], [upper], [unit])
KPI_PERIOD(period, [shift], [frequency])
KPI_TREND(values, polarity, [baseline], [screen])
KPI_SPC(values, part, [baseline], [screen])
KPI_ASSURANCE(values, target, polarity, [baseline], [screen])
KPI_RECENT_TREND(values, lowers, uppers, [polarity])
KPI_RECENT_TREND_P(numerators, denominators, [polarity])
KPI_RANK(actual, peers, polarity, [target], [upper])
KPI_BENCHMARK(actual, peers, polarity, [target], [upper])
KPI_QUARTILE(actual, peers, polarity, [target], [upper])
KPI_MADS(actual, values)
KPI_COMPARE(lower, upper, benchmark, polarity)
KPI_CI(count, denominator, side, [method], [confidence])
"""
EXAMPLES = [
    pytest.param(example.formula, example.result, id=example.formula)
    for definition in CATALOGUE.values()
    for example in definition.examples
]


def test_names_arguments_and_order_are_the_public_promise() -> None:
    assert [d.signature for d in CATALOGUE.values()] == CONTRACT.strip().splitlines()


@pytest.mark.parametrize(("formula", "result"), EXAMPLES)
def test_every_example_gives_what_it_says(formula: str, result: object) -> None:
    found = evaluate(formula)
    assert found == (pytest.approx(result, abs=1e-6) if isinstance(result, float) else result)


@pytest.mark.parametrize("definition", CATALOGUE.values(), ids=CATALOGUE)
def test_a_definition_says_all_that_a_wizard_shows(definition: Definition) -> None:
    lines = [definition.summary, *(argument.doc for argument in definition.arguments)]
    assert definition.examples
    assert definition.method
    assert definition.source
    assert all(0 < len(line) <= 255 and line.endswith(".") for line in lines)


@pytest.mark.parametrize("definition", CATALOGUE.values(), ids=CATALOGUE)
def test_optional_arguments_come_last(definition: Definition) -> None:
    optional = [argument.is_optional for argument in definition.arguments]
    assert optional == sorted(optional)


def test_the_page_is_the_one_that_the_catalogue_makes() -> None:
    page = (ROOT / "docs" / "functions.md").read_text(encoding="utf-8")
    assert page == as_markdown(), "make docs again: xlkpi functions --markdown > docs/functions.md"


def test_the_catalogue_loads_with_the_standard_library_alone() -> None:
    script = (
        "import sys; before = set(sys.modules); import xlkpi.functions.catalogue; "
        "print(*{name.partition('.')[0] for name in set(sys.modules) - before})"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT
    )
    loaded = {name for name in done.stdout.split() if not name.startswith("_")}
    assert loaded - set(sys.stdlib_module_names) == {"xlkpi"}
