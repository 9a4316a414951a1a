"""`xlkpi eval` and `xlkpi functions`: the worksheet functions without a spreadsheet."""

import json
import subprocess
import sys

import pytest

from xlkpi.functions.catalogue import CATALOGUE


def xlkpi(*arguments: str, given: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "xlkpi", *arguments],
        input=given,
        capture_output=True,
        text=True,
        check=False,
        encoding="utf-8",
    )


@pytest.mark.parametrize(
    ("formula", "printed"),
    [
        ('=KPI_RAG(77.4, 80, "higher", 5, "percent")', "Amber"),
        ('=KPI_RAG(75.5, 80, "higher", 5, "percent")', "Red"),
        ('=KPI_RAG(75.5, 80, "higher", 5, "points")', "Amber"),
        ('=KPI_PERIOD("Sep 2024")', "2024-09"),
        ('=KPI_RAG({96;90;""}, 95, "higher")', "Green\nRed\nNo data"),
        ("=KPI_RAG(#N/A, 80)", "#N/A"),
    ],
)
def test_a_formula_prints_what_a_cell_would_show(formula: str, printed: str) -> None:
    done = xlkpi("eval", formula)

    assert done.stdout == printed + "\n"
    assert done.returncode == 0


def test_a_formula_that_cannot_be_read_is_one_line_and_exit_code_1() -> None:
    done = xlkpi("eval", "=KPI_RGA(1)")

    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "did you mean KPI_RAG?" in done.stderr


def test_calls_are_answered_a_line_each() -> None:
    calls = [
        {"function": "KPI_RAG", "args": [77.4, 80, "higher", 5, "percent"]},
        {"function": "KPI_RANK", "args": [5, [[3], [4], [None], [6]], "lower"]},
        {"function": "KPI_NONE", "args": []},
    ]
    done = xlkpi("eval", "--jsonl", given="\n".join(map(json.dumps, calls)))
    answers = [json.loads(line)["result"] for line in done.stdout.splitlines()]

    assert answers[:2] == ["Amber", 3]
    assert answers[2].startswith("KPI? ")


def test_functions_lists_every_function_with_an_example() -> None:
    listed = xlkpi("functions").stdout

    assert all(definition.signature in listed for definition in CATALOGUE.values())
    assert all(d.examples[0].formula in listed for d in CATALOGUE.values())
    assert [entry["function"] for entry in json.loads(xlkpi("functions", "--json").stdout)] == list(
        CATALOGUE
    )


@pytest.mark.parametrize(
    "command", [(), ("run",), ("check",), ("report",), ("edit",), ("eval",), ("functions",)]
)
def test_every_command_has_help_with_examples(command: tuple[str, ...]) -> None:
    done = xlkpi(*command, "--help")

    assert done.returncode == 0
    assert not command or f"\n    xlkpi {command[0]}" in done.stdout, "an example is a line"
    assert "\\b" not in done.stdout


def test_help_and_eval_load_nothing_heavy() -> None:
    script = (
        "import sys; sys.argv = ['xlkpi', 'eval', '=KPI_PERIOD(\"2024\")']\n"
        "from xlkpi.cli.app import app\n"
        "app(standalone_mode=False)\n"
        "heavy = {'pydantic', 'lxml', 'openpyxl', 'docx', 'xlsxwriter', 'numpy', 'rich'}\n"
        "sys.exit(', '.join(sorted(heavy & set(sys.modules))) or 0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stderr
