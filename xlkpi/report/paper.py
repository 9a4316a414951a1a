"""Paper: plain values and the template they go into, written as a finished Word file."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from xlkpi.report.contents import Contents
from xlkpi.report.filling import Filling, number_controls
from xlkpi.report.names import names_of
from xlkpi.report.package import Properties
from xlkpi.report.template import open_template


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
    contents = paper.contents
    names = names_of(type(contents))
    template = open_template(templates / paper.template, names, _needs(contents))
    filling = Filling(template, period_code(contents.top.period))
    for root in template.file.roots:
        filling.fill(root, contents, names, "")
    number_controls(template.file.roots)
    return template.file.to_bytes(Properties(contents.top.title, contents.top.addressed_to, as_at))


def period_code(period: str) -> str:
    """Return the period's name as a tag spells it, without spaces or strokes: `2026-27Q2`."""
    return period.replace("/", "-").replace(" ", "")


def _needs(contents: Contents) -> frozenset[str]:
    """Return the names that no template may leave out: a paper says what it is."""
    return frozenset({"marking"} | ({"notice"} if contents.top.notice else set()))
