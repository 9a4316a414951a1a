"""Paper: plain values and the template they go into, written as a finished Word file."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from xlkpi.report.contents import Contents


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper that is ready to be written."""

    name: str
    """The file's name without `.docx`."""
    contents: Contents
    template: str
    """The template's file name in the folder of templates."""


def write_paper(paper: Paper, templates: Path, as_at: date) -> bytes:
    """Return the finished Word file; the same paper gives the same bytes.

    Raises:
        TemplateError: the template cannot be read, has a control that this paper does not know, or
            lacks one that it must print.
    """
    # -- python-docx takes 0.06 s to import, which a paper that is only composed need not pay --
    from xlkpi.report.writing import finished  # noqa: PLC0415

    period = period_code(paper.contents.top.period)
    return finished(paper.contents, templates / paper.template, as_at, period)


def period_code(period: str) -> str:
    """Return the period's name as a tag spells it, without spaces or strokes: `2026-27Q2`."""
    return period.replace("/", "-").replace(" ", "")
