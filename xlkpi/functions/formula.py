"""Answering an Excel formula: without a spreadsheet, or over the cells that a resolver knows."""

from typing import Protocol

from xlkpi.errors import RefusalError
from xlkpi.functions.answer import answer
from xlkpi.functions.catalogue import CATALOGUE
from xlkpi.functions.formula_function import FUNCTIONS
from xlkpi.functions.formula_name import function_name, is_of_a_book
from xlkpi.functions.formula_operator import calculated, lifted
from xlkpi.functions.formula_tree import (
    SINGLE,
    SPILLED,
    Call,
    Literal,
    Node,
    Operation,
    Reference,
    parsed,
)
from xlkpi.functions.formula_value import Range, Rows, Scalar, Value, handed, taken
from xlkpi.functions.names import definition_of
from xlkpi.terms.wording import quoted


class Resolver(Protocol):
    """What references stand for, seen from the cell that holds the formula."""

    def resolved(self, reference: Reference) -> Value:
        """Return the cells that a reference names, or the constant that a defined name is."""

    def spilled(self, reference: Reference) -> Value:
        """Return the cells that the formula at a reference fills, as in A1#."""

    def intersected(self, found: Range) -> Scalar:
        """Return the one cell of a range that is level with the formula, as in @A1:A9."""

    @property
    def is_array(self) -> bool:
        """Whether the formula may fill several cells, so that ranges are taken whole."""


class NoCells:
    """The resolver of a formula that stands in no sheet: every reference is refused."""

    is_array = True

    def resolved(self, reference: Reference) -> Value:
        """Refuse the reference."""
        where = f"{quoted(reference.text)} at character {reference.place}"
        if reference.is_name:
            message = (
                f"{where} is a name: write texts in quotation marks, "
                f'"{reference.text}", and a function with its brackets'
            )
        else:
            message = f"{where} is a reference to cells: give values, or an array such as {{1;2;3}}"
        raise RefusalError(message)

    def spilled(self, reference: Reference) -> Value:
        """Refuse the reference."""
        return self.resolved(reference)

    def intersected(self, found: Range) -> Scalar:
        """Return the first cell; no range is ever met here."""
        cell: Scalar = found.rows[0][0]
        return cell


def evaluate(text: str) -> object:
    """Return what a formula answers: a cell's value, or rows of them as a list of lists.

    An unusable argument is answered in the cell, as `KPI? ...`; errors are handed on.

    Raises:
        RefusalError: the text is not a formula that can be read here.
    """
    return evaluated(parsed(text), NoCells())


def evaluated(tree: Node, resolver: Resolver) -> Scalar | Rows:
    """Return what the formula of a cell answers; a blank cell is answered as None.

    Raises:
        RefusalError: some part cannot be worked out as Excel would; nothing is half computed.
    """
    return _Evaluation(resolver).content(tree)


class _Evaluation:
    """The working out of one formula."""

    def __init__(self, resolver: Resolver) -> None:
        self.resolver = resolver

    def value(self, node: Node) -> Value:
        match node:
            case Literal():
                return node.value
            case Reference():
                return self.resolver.resolved(node)
            case Call():
                return self.called(node)
            case Operation():
                return self.operation(node)

    def content(self, node: Node) -> Scalar | Rows:
        found = self.value(node)
        if not isinstance(found, Range):
            return found
        if found.is_single:
            cell: Scalar = found.rows[0][0]
            return cell
        if not self.resolver.is_array:
            message = "several cells stand where one is expected"
            raise RefusalError(message)
        return found.rows

    def single(self, node: Node) -> Scalar:
        found = self.content(node)
        if isinstance(found, list):
            message = "an array stands where one cell is expected"
            raise RefusalError(message)
        return found

    def called(self, call: Call) -> Value:
        name = function_name(call.name)
        if name in CATALOGUE:
            given = [handed(self.value(argument)) for argument in call.arguments]
            return taken(answer(CATALOGUE[name], given))
        if name in (SINGLE, SPILLED) and len(call.arguments) == 1:
            return self.marked(name, call.arguments[0])
        if name.startswith("KPI"):
            definition_of(name)
        if name not in FUNCTIONS or is_of_a_book(call.name):
            message = (
                f"function {quoted(call.name)} is not computed here: the KPI functions are, and "
                f"{', '.join(FUNCTIONS)}"
            )
            raise RefusalError(message)
        work, least, most = FUNCTIONS[name]
        if not least <= len(call.arguments) <= most:
            message = f"{name} was given {len(call.arguments)} arguments: expected {least}"
            raise RefusalError(message + (f" to {most}" if most > least else ""))
        return work(self, call.arguments)

    def marked(self, name: str, node: Node) -> Value:
        """Return what @ or # makes of a reference."""
        if name == SPILLED:
            if isinstance(node, Reference):
                return self.resolver.spilled(node)
            message = "# stands behind something other than a reference"
            raise RefusalError(message)
        found = self.value(node)
        if isinstance(found, Range) and not found.is_single:
            return self.resolver.intersected(found)
        return found[0][0] if isinstance(found, list) else found

    def operation(self, node: Operation) -> Value:
        """Return an operation's value; its terms lean to the left, and may be many."""
        terms = [node]
        while isinstance(terms[-1].left, Operation):
            terms.append(terms[-1].left)
        value = self.content(terms[-1].left)
        for term in reversed(terms):
            sign = term.sign

            def work(left: Scalar, right: Scalar, sign: str = sign) -> Scalar:
                return calculated(sign, left, right)

            value = lifted(work, value, self.content(term.right))
        return value
