"""Judging without raising: what a rule refuses becomes the cell's one line of text."""

from collections.abc import Iterable, Sequence
from typing import Any

from xlkpi.errors import RefusalError
from xlkpi.functions.cells import Answer, Cell, refusal
from xlkpi.functions.definition import Definition, Judge

OVERFLOW = "#NUM!"
"""What Excel shows for a number too large to hold."""
MOST_KEPT = 512
"""Rules kept ready in one call; a column of targets may hold a million."""
UNFORESEEN = "#VALUE!"
"""What a cell shows where a rule fails in a way it should not: one cell never stops the others."""


def prepared(definition: Definition, rule: Sequence[Cell]) -> Judge:
    """Return the judge for the cells that make the rule; one that cannot be made only refuses."""
    try:
        return definition.prepare(*rule)
    except RefusalError as error:
        text = refusal(error)
    except ArithmeticError:
        text = OVERFLOW
    except (ValueError, RecursionError):
        text = UNFORESEEN
    return lambda *_: text


def judge_all(judge: Judge, records: Iterable[tuple[Any, ...]]) -> list[Answer | list[str]]:
    """Return a judgement for each record of one rule."""
    answers: list[Answer | list[str]] = []
    add = answers.append
    for record in records:
        try:
            add(judge(*record))
        except RefusalError as error:
            add(refusal(error))
        except ArithmeticError:
            add(OVERFLOW)
        except (ValueError, RecursionError):
            add(UNFORESEEN)
    return answers


def judge_each(
    definition: Definition, rules: Iterable[tuple[Cell, ...]], records: Iterable[tuple[Any, ...]]
) -> list[Answer | list[str]]:
    """Return a judgement for each record; a rule that comes again is not prepared again."""
    judges: dict[tuple[Cell, ...], Judge] = {}

    def judge(rule: tuple[Cell, ...], record: tuple[Any, ...]) -> Answer | list[str]:
        known = judges.get(rule)
        if known is None:
            if len(judges) >= MOST_KEPT:
                judges.clear()
            known = judges[rule] = prepared(definition, rule)
        return known(*record)

    return judge_all(judge, zip(rules, records, strict=True))
