"""Fault: one thing in a template that cannot be filled, where it stands and what to do."""

from dataclasses import dataclass

from lxml import etree


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault; `str(fault)` is its one line."""

    message: str
    place: str = ""
    """Where it stands; empty where the whole file is meant."""
    element: etree._Element | None = None
    """What is at fault, for a comment beside it."""

    def __str__(self) -> str:
        return f"{self.place}: {self.message}" if self.place else self.message
