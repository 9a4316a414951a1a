"""Code: the stable name of one kind of finding, with what it means and what to do about it."""

from dataclasses import dataclass
from enum import Enum


class Severity(Enum):
    """Whether the Register can be used as it stands."""

    PROBLEM = "Problem"
    """It must be mended first; nothing is produced."""
    QUERY = "Query"
    """Somebody should look; papers can be produced."""
    NOTE = "Note"
    """Good to know; nothing is wrong."""


@dataclass(frozen=True, slots=True)
class Code:
    """One kind of finding. A released name is never given to another kind."""

    name: str
    """Kebab-case words, such as `unknown-kpi`."""
    severity: Severity
    meaning: str
    """What was found, in one line."""
    advice: str
    """What to do about it, in one line."""

    def __str__(self) -> str:
        """Return the name."""
        return self.name
