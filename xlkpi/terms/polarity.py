"""Polarity: which way is better. It has no default anywhere."""

from enum import Enum

from xlkpi.terms.wording import read_word


class Polarity(Enum):
    """Which way a KPI improves."""

    HIGHER = "Higher"
    """A rise is an improvement."""
    LOWER = "Lower"
    """A fall is an improvement."""
    WITHIN = "Within"
    """Nearer to a band is an improvement (a Goldilocks measure)."""
    NONE = "None"
    """Neither way is better; the KPI is described, not judged."""

    @classmethod
    def read(cls, found: object) -> "Polarity":
        """Return the polarity that `found` spells; anything else is refused, never guessed."""
        return read_word(cls, found, "polarity", SPELLINGS)

    @property
    def sign(self) -> int:
        """The sign of an improvement: 1 for Higher, -1 for Lower, 0 where a rise is neither."""
        return {Polarity.HIGHER: 1, Polarity.LOWER: -1}.get(self, 0)

    @property
    def sentence(self) -> str:
        """The polarity as a reader of a paper sees it."""
        return {
            Polarity.HIGHER: "Higher is better",
            Polarity.LOWER: "Lower is better",
            Polarity.WITHIN: "Within a band is better",
            Polarity.NONE: "Neither way is better",
        }[self]


SPELLINGS = {
    spelling: polarity
    for polarity, spellings in {
        Polarity.HIGHER: "high, up, increase, maximise, aim to maximise, bigger is better, "
        "higher is better",
        Polarity.LOWER: "low, down, decrease, minimise, aim to minimise, smaller is better, "
        "lower is better",
        Polarity.WITHIN: "within range, within band, band, goldilocks",
        Polarity.NONE: "neutral",
    }.items()
    for spelling in spellings.split(", ")
}
