"""The order in which things that depend on one another can be worked out."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

Node = TypeVar("Node")


def in_order(
    roots: Iterable[Node], needs: Callable[[Node], Sequence[Node]]
) -> Iterator[list[Node]]:
    """Yield groups of nodes, each after all that it needs; a group of several goes in a circle.

    Tarjan's algorithm without recursion, so that a chain may be as long as a sheet.
    """
    number: dict[Node, int] = {}
    lowest: dict[Node, int] = {}
    open_nodes: list[Node] = []
    is_open: set[Node] = set()
    for root in roots:
        if root in number:
            continue
        trail = [(root, iter(needs(root)))]
        number[root] = lowest[root] = len(number)
        open_nodes.append(root)
        is_open.add(root)
        while trail:
            node, rest = trail[-1]
            needed = next(rest, None)
            if needed is None:
                trail.pop()
                if trail:
                    lowest[trail[-1][0]] = min(lowest[trail[-1][0]], lowest[node])
                if lowest[node] == number[node]:
                    yield _group(node, open_nodes, is_open)
            elif needed not in number:
                number[needed] = lowest[needed] = len(number)
                open_nodes.append(needed)
                is_open.add(needed)
                trail.append((needed, iter(needs(needed))))
            elif needed in is_open:
                lowest[node] = min(lowest[node], number[needed])


def _group(node: Node, open_nodes: list[Node], is_open: set[Node]) -> list[Node]:
    """Return the group that `node` closes, taken from the nodes that are still open."""
    group = []
    while True:
        group.append(open_nodes.pop())
        is_open.discard(group[-1])
        if group[-1] == node:
            return group[::-1]
