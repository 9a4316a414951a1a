"""Picture: a small drawing with its words, for readers who see it and readers who do not."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing as SVG with a PNG for programs that show none; sizes in English Metric Units."""

    svg: bytes
    png: bytes
    width: int
    height: int
    alternative: str
    """What the drawing says, in one sentence."""
