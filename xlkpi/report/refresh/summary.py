"""Summary: what a refresh did, to be told to the officer whose paper it is."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class Summary:
    """What was kept, regenerated, added and taken out, each by name."""

    kept: list[str] = field(default_factory=list)
    """Officers' words that stand as they were."""
    regenerated: list[str] = field(default_factory=list)
    """Figures and generated words that are new."""
    new: list[str] = field(default_factory=list)
    """Rows and highlights that joined."""
    retired: list[str] = field(default_factory=list)
    """Rows and highlights that left."""
    notes: list[str] = field(default_factory=list)
    """What a person should look at, a line each."""

    lost_controls: bool = False
    """Whether no control is left by which the paper could be renewed."""
    lost_words: bool = False
    """Whether commentary has lost its controls."""

    def note(self, line: str) -> None:
        """Add a line to look at, once."""
        if line not in self.notes:
            self.notes.append(line)

    def counts(self) -> str:
        """Return the four counts on one line."""
        return (
            f"kept {len(self.kept)}, regenerated {len(self.regenerated)}, "
            f"new {len(self.new)}, retired {len(self.retired)}"
        )

    def as_json(self) -> dict[str, Any]:
        """Return everything for a script."""
        return {
            "kept": self.kept,
            "regenerated": self.regenerated,
            "new": self.new,
            "retired": self.retired,
            "notes": self.notes,
        }
