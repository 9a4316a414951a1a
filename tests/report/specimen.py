"""Small templates and small records, for the facts about the engine."""

from dataclasses import dataclass
from pathlib import Path

from docx_templates.furniture import MARKING, NOTICE
from docx_templates.wordfile import word_file
from docx_templates.wordxml import Field, control, paragraph
from tests.report.making import edition
from xlkpi.report.contents import Contents, heading
from xlkpi.report.names import Words
from xlkpi.report.paper import Paper, write_paper
from xlkpi.terms.period import Period
from xlkpi.terms.rag import Rag

RUN = edition(1)
TOP = heading(RUN, "Small paper", "Nobody", Period.quarter(2026, 2))


@dataclass(frozen=True, slots=True)
class SmallWords(Words):
    """An officer's words."""

    why: str | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One KPI."""

    ref: str
    latest: str = "96.5%"
    rag: Rag = Rag.GREEN
    words: SmallWords = SmallWords()


@dataclass(frozen=True, slots=True)
class Group:
    """Several KPIs."""

    key: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Small(Contents):
    """A paper with one of everything."""

    finding: str = "Six of 12 are Green."
    remark: str | None = None
    kpis: tuple[Line, ...] = ()
    groups: tuple[Group, ...] = ()


def small(**values: object) -> Small:
    """Return the contents of a small paper."""
    return Small(key="SMALL", top=TOP, **values)  # type: ignore[arg-type]


def template(folder: Path, body: str, *, bare: bool = False) -> Path:
    """Write a template with this body, marked as every paper must be unless it is `bare`."""
    marked = "" if bare else paragraph("Normal", control(MARKING), control(NOTICE))
    path = folder / "small.docx"
    path.write_bytes(word_file("Small", marked + body, {}))
    return path


def written(folder: Path, body: str, contents: Contents, *, bare: bool = False) -> bytes:
    """Return the paper that these contents make of a template with this body."""
    path = template(folder, body, bare=bare)
    return write_paper(Paper("Small", contents, path.name), folder, RUN.as_at)


def field(tag: str) -> Field:
    """Return a field with a sample that must never reach a paper."""
    return Field(tag, f"Title of {tag}", f"sample of {tag}")
