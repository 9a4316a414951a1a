"""RAG: the ratings a KPI can have, and the reasons for having none."""

from enum import Enum


class Rag(Enum):
    """A rating, or why there is none. The words are the public contract of `KPI_RAG`."""

    GREEN = "Green"
    AMBER = "Amber"
    RED = "Red"
    TRACKER = "Tracker"
    """Watched, never rated."""
    NO_DATA = "No data"
    """No value for the period; the Register says why."""
    NO_TARGET = "No target"
    """A value, and nothing to hold it against."""
    NO_COMPARATOR = "No comparator"
    """An interim target, and no earlier value to be better than."""

    @property
    def is_rated(self) -> bool:
        """Whether this is a colour rather than a reason for having none."""
        return self in RATED


RATED = (Rag.GREEN, Rag.AMBER, Rag.RED)
"""The colours, best first."""

UNRATED = (Rag.TRACKER, Rag.NO_TARGET, Rag.NO_COMPARATOR, Rag.NO_DATA)
"""The reasons for not rating, in the order papers list them."""
