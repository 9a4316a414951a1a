"""The shape of an Excel formula: calls within calls, references, arrays and operators."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite
from typing import NoReturn

from xlkpi.errors import RefusalError
from xlkpi.functions.cells import ERRORS
from xlkpi.functions.formula_text import Sort, Word, words
from xlkpi.functions.formula_value import ExcelError
from xlkpi.terms.wording import quoted

DEEPEST = 64
"""Excel's own limit to calls and brackets within one another."""
LOGICALS = {"TRUE": True, "FALSE": False}
PRECEDENCE = {
    **dict.fromkeys(("=", "<>", "<", ">", "<=", ">="), 1),
    "&": 2,
    "+": 3,
    "-": 3,
    "*": 4,
    "/": 4,
    "^": 5,
}
SINGLE, SPILLED = "SINGLE", "ANCHORARRAY"
"""The functions as which files store the signs @ before and # behind a reference."""

Constant = float | str | bool | None


@dataclass(frozen=True, slots=True)
class Literal:
    """A constant, or an array constant as its rows; None is an argument left empty."""

    value: Constant | list[list[Constant]]


@dataclass(frozen=True, slots=True)
class Reference:
    """Cells, a table's column or a defined name, as written; `place` counts characters from 1."""

    text: str
    place: int
    is_name: bool = False


@dataclass(frozen=True, slots=True)
class Call:
    """A function's name as typed, and its arguments."""

    name: str
    arguments: "tuple[Node, ...]"


@dataclass(frozen=True, slots=True)
class Operation:
    """Two operands and the operator between them."""

    sign: str
    left: "Node"
    right: "Node"


Node = Literal | Reference | Call | Operation


def parsed(formula: str) -> Node:
    """Return the tree of a formula; the equals sign at its start may be left out.

    Raises:
        RefusalError: it is not one, or holds something that is not read here.
    """
    # -- the equals sign becomes a space, so that places are those an officer counts --
    text = formula.strip()
    text = " " + text[1:] if text.startswith("=") else text
    if not text.strip():
        message = 'formula is blank: expected one such as =KPI_RAG(77.4, 80, "Higher")'
        raise RefusalError(message)
    reader = _Reader(list(words(text)))
    tree = reader.operation(0)
    reader.take_end()
    return tree


class _Reader:
    """Reads words from left to right; `depth` counts the brackets that are open."""

    def __init__(self, found: Sequence[Word]) -> None:
        self.words = found
        self.next = 0
        self.depth = 0

    @property
    def word(self) -> Word:
        return self.words[self.next]

    def take(self) -> Word:
        self.next += 1
        return self.words[self.next - 1]

    def take_if(self, sign: str) -> bool:
        is_there = self.word.sort is Sort.SIGN and self.word.text == sign
        self.next += is_there
        return is_there

    def take_end(self) -> None:
        if self.word.sort is not Sort.END:
            self.refuse("the end of the formula")

    def operation(self, least: int) -> Node:
        """Return operands joined by signs that bind more strongly than `least`."""
        left = self.signed()
        while PRECEDENCE.get(self.word.text, 0) > least and self.word.sort is Sort.SIGN:
            sign = self.take().text
            left = Operation(sign, left, self.operation(PRECEDENCE[sign]))
        return left

    def signed(self) -> Node:
        """Return an operand with its minus and percent signs; minus binds first, as in Excel."""
        if self.take_if("@"):
            return Call(SINGLE, (self.signed(),))
        is_negative = False
        while self.word.text in ("+", "-") and self.word.sort is Sort.SIGN:
            is_negative ^= self.take().text == "-"
        node = self.operand()
        while self.take_if("%"):
            node = Operation("/", node, Literal(100.0))
        if not is_negative:
            return node
        if isinstance(node, Literal) and type(node.value) is float:
            return Literal(-node.value)
        return Operation("-", Literal(0.0), node)

    def operand(self) -> Node:
        word = self.word
        if word.sort is Sort.FUNCTION and word.text.upper() not in LOGICALS:
            return self.call()
        if word.sort is Sort.REFERENCE or (
            word.sort is Sort.NAME and word.text.upper() not in LOGICALS
        ):
            return self.reference()
        if self.take_if("{"):
            return self.array()
        if self.take_if("("):
            return self.nested()
        return Literal(self.constant())

    def reference(self) -> Node:
        word = self.take()
        if word.text.upper().endswith("#REF!"):
            return Literal(ExcelError("#REF!"))
        is_spilled = word.text.endswith("#")
        text = word.text.removesuffix("#")
        found = Reference(text, word.place, is_name=word.sort is Sort.NAME)
        return Call(SPILLED, (found,)) if is_spilled else found

    def constant(self) -> Constant:
        """Return a number, a text, an error, TRUE or FALSE."""
        word = self.word
        if word.sort is Sort.ERROR and word.text.upper() not in ERRORS:
            self.refuse("an error such as #N/A")
        is_logical = word.text.upper() in LOGICALS
        if word.sort not in (Sort.NUMBER, Sort.TEXT, Sort.ERROR) and not is_logical:
            self.refuse("a value")
        self.take()
        if word.sort is Sort.NUMBER:
            return self.number(word)
        if word.sort is Sort.TEXT:
            return word.text[1:-1].replace('""', '"')
        if word.sort is Sort.ERROR:
            return ExcelError(word.text.upper())
        # -- Excel has TRUE() beside TRUE --
        if self.word.text == "(" and self.words[self.next + 1].text == ")":
            self.next += 2
        return LOGICALS.get(word.text.upper())

    @staticmethod
    def number(word: Word) -> float:
        value = float(word.text)
        if not isfinite(value):
            message = f"{quoted(word.text)} at character {word.place} is too large for a cell"
            raise RefusalError(message)
        return value

    def call(self) -> Call:
        name = self.take()
        self.take()
        self.deeper()
        arguments: list[Node] = []
        while not self.take_if(")"):
            arguments.append(self.argument())
            if self.take_if(","):
                if self.word.text == ")" and self.word.sort is Sort.SIGN:
                    arguments.append(Literal(None))
            elif self.word.text != ")" or self.word.sort is not Sort.SIGN:
                self.refuse("a comma or a closing bracket")
        self.depth -= 1
        return Call(name.text, tuple(arguments))

    def argument(self) -> Node:
        is_empty = self.word.text in (",", ")") and self.word.sort is Sort.SIGN
        return Literal(None) if is_empty else self.operation(0)

    def nested(self) -> Node:
        self.deeper()
        node = self.operation(0)
        if not self.take_if(")"):
            self.refuse("a closing bracket")
        self.depth -= 1
        return node

    def array(self) -> Literal:
        """Return an array constant: commas between columns, semicolons between rows."""
        rows: list[list[Constant]] = [[self.element()]]
        while not self.take_if("}"):
            if self.take_if(","):
                rows[-1].append(self.element())
            elif self.take_if(";"):
                rows.append([self.element()])
            else:
                self.refuse("a comma, a semicolon or a closing brace")
        if len({len(row) for row in rows}) > 1:
            message = "an array has rows of different lengths: give each row as many values"
            raise RefusalError(message)
        return Literal(rows)

    def element(self) -> Constant:
        if self.word.sort is Sort.SIGN and self.word.text in ",;}":
            message = (
                f'an array has an empty place at character {self.word.place}: write "" for a gap'
            )
            raise RefusalError(message)
        is_negative = self.take_if("-")
        is_signed = is_negative or self.take_if("+")
        value = self.constant()
        if type(value) is not float:
            if is_signed:
                self.refuse(f"a number after the {'minus' if is_negative else 'plus'} sign")
            return value
        while self.take_if("%"):
            value /= 100
        return -value if is_negative else value

    def deeper(self) -> None:
        self.depth += 1
        if self.depth > DEEPEST:
            message = f"formula has more than {DEEPEST} brackets within one another"
            raise RefusalError(message)

    def refuse(self, expected: str) -> NoReturn:
        """Refuse the next word."""
        word = self.word
        if word.sort is Sort.END:
            message = f"formula ends too early: expected {expected}"
            raise RefusalError(message)
        hint = "; commas separate arguments" if word.text == ";" else ""
        message = f"found {quoted(word.text)} at character {word.place}: expected {expected}{hint}"
        raise RefusalError(message)
