"""Paper: plain values and the template they go into, written as a finished Word file."""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from xlkpi.report.contents import Contents
from xlkpi.report.identity import Identity
from xlkpi.report.shortening import shortened

LONGEST_NAME = 120
"""A longer file name makes a path that Windows or SharePoint may refuse."""

FORBIDDEN = re.compile(r'[/\\:*?"<>|\x00-\x1f\x7f]')
"""What no file name may hold on one system or another."""


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper that is ready to be written."""

    name: str
    """The file's name without `.docx`."""
    contents: Contents
    template: str
    """The template's file name in the folder of templates."""
    identity: Identity | None = None
    """What the file is to say of itself."""
    is_public: bool = False
    """Whether anybody may read it, so that nothing withheld may be in it."""


def write_paper(paper: Paper, templates: Path, as_at: date) -> bytes:
    """Return the finished Word file; the same paper gives the same bytes.

    Raises:
        TemplateError: the template cannot be read, has a control that this paper does not know, or
            lacks one that it must print.
    """
    # -- python-docx takes 0.06 s to import, which a paper that is only composed need not pay --
    from xlkpi.report.writing import finished  # noqa: PLC0415

    period = period_code(paper.contents.top.period)
    return finished(paper.contents, templates / paper.template, as_at, period, paper.identity)


def period_code(period: str) -> str:
    """Return the period's name as a tag spells it, without spaces or strokes: `2026-27Q2`."""
    return period.replace("/", "-").replace(" ", "")


def file_name(kind: str, board: str, period: str) -> str:
    """Return the three parts as a file name without its ending, safe on every system.

    A board's name that makes it too long is cut and ends in a checksum.
    """
    tidied = FORBIDDEN.sub("-", board).rstrip(". ")
    return f"{kind}{shortened(tidied, LONGEST_NAME - len(kind) - len(period))}{period}"
