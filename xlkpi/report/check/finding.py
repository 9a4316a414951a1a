"""Finding: one fault of a Word file, where it stands and what to do about it."""

from dataclasses import dataclass

LONGEST = 60


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a Word file something stands, in words an officer can follow."""

    part: str
    """`paper`, `page header`, `page footer`, `footnotes`, `endnotes` or `file properties`."""
    heading: str = ""
    """The heading it stands under."""
    table: str = ""
    """The title of the table it stands in, or its first words."""
    row: int = 0
    """The row of the table, counted from 1; 0 outside tables."""
    column: str = ""
    """The heading of the table's column, or its number."""
    words: str = ""
    """The first words of the paragraph."""

    def __str__(self) -> str:
        beside = f"under '{shown(self.heading)}'" if self.heading else f"in the {self.part}"
        if self.part != "paper" and self.heading:
            beside = f"in the {self.part}, {beside}"
        table = f", table '{shown(self.table)}'" if self.table else ""
        row = f", row {self.row}" if self.row else ""
        column = f", column '{shown(self.column)}'" if self.column else ""
        words = f", at '{shown(self.words)}'" if self.words else ""
        return f"{beside}{table}{row}{column}{words}"


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault; `str(finding)` is its one line."""

    code: str
    place: Place
    found: str
    to_do: str

    def __str__(self) -> str:
        return f"{self.code} {self.place}: {self.found}: {self.to_do}"


def shown(text: str) -> str:
    """Return a text as a message quotes it: on one line, and cut where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 3]}..."
