"""The palette: every name as a control to copy, then whole blocks, in a document of its own."""

from collections.abc import Sequence
from itertools import groupby

from docx_templates import counts, furniture, highlight, registers, scorecard
from docx_templates.wordfile import word_file
from docx_templates.wordxml import (
    NEW_PAGE,
    Column,
    Field,
    Table,
    asking,
    control,
    fixed_row,
    fixed_table,
    paragraph,
    repeat,
    run,
    said,
)
from xlkpi.report.catalogue import PAPER_KINDS
from xlkpi.report.template_check.vocabulary import Caption, Entry, captions_in, vocabulary

NAME = "Blocks"
UNUSED = (
    Field("title", "Title of the file: what the paper is and covers", "Performance report: Q2"),
    Field("pillar", "Pillar that the KPI serves", "Inclusive Growth"),
    Field("priority", "Priority that the KPI serves", "Homes and neighbourhoods"),
    Field("directorate", "Directorate that owns the KPI", "City Development"),
    Field("trend", "What the control chart says", "Special cause: worsening"),
    Field("data_note", "Age of the figure, its state, or why there is none", "Up to date"),
)
"""Names that the shipped templates leave out."""

HOW = (
    ("Copy a control, or a whole block, and paste it into your template. To select a control as a "
     "whole, click it and then its handle. Its tag goes with it; the words inside are a sample."),
    ("A name that belongs inside a repeating section works only there: paste it into the pattern, "
     "the row or the paragraphs that are repeated."),
    "Try your template with: xlkpi template check, and its file name.",
)  # fmt: skip
LISTS, WORDS = "repeating section", "officer\u2019s words"


def blocks(templates: Sequence[bytes]) -> bytes:
    """Return `blocks.docx`, its captions those of the shipped templates."""
    captions: dict[tuple[str, str], Caption] = {
        ("", field.tag): Caption(field.title, field.sample) for field in UNUSED
    }
    for template in templates:
        captions = captions_in(NAME, template) | captions
    body = "".join(
        (
            said("Title", "Blocks for templates"),
            said("Subtitle", "Every name that a template may use, as a control to copy"),
            said("Heading1", "How to use them"),
            *(said("ListBullet", line) for line in HOW),
            *_names(vocabulary(PAPER_KINDS, captions)),
            paragraph("Heading1", run("Whole blocks"), properties=NEW_PAGE),
            said(
                "Normal",
                "Below are the title of a paper and its parts, as the templates have them.",
            ),
            furniture.title_block(),
            highlight.highlights(),
            registers.without_target(),
            registers.late_data(),
            registers.changes(),
            counts.ratings_of_each_kind(),
            furniture.notes(),
            scorecard.scorecard(),
            registers.definitions(),
            furniture.landscape(),
        )
    )
    return word_file("Blocks for templates", body, furniture.edges(NAME))


def _names(entries: Sequence[Entry]) -> Sequence[str]:
    """Return a part with a table for each set of lists whose names are the same."""
    homes: dict[str, list[str]] = {}
    for entry in entries:
        homes.setdefault(entry.name, []).append(entry.inside)
    top = [entry for entry in entries if not entry.inside]
    inner = {entry.name: entry for entry in reversed(entries) if entry.inside}
    for entry in entries:
        if entry.inside:
            merged = dict.fromkeys((*inner[entry.name].papers, *entry.papers))
            inner[entry.name].papers = [paper.name for paper in PAPER_KINDS if paper.name in merged]
    placed = {name: tuple(home for home in homes[name] if home) for name in inner}
    ordered = sorted(inner, key=lambda name: (-len(placed[name]), placed[name]))
    parts = [
        said("Heading1", "Names"),
        said("Heading2", "Anywhere in the paper"),
        _table("Names for anywhere in the paper", top),
    ]
    for lists, names in groupby(ordered, key=placed.__getitem__):
        title = f"Inside {_either(lists)}"
        found = sorted((inner[name] for name in names), key=entries.index)
        parts += [said("Heading2", title), _table(f"Names {title.lower()}", found)]
    return parts


def _either(lists: Sequence[str]) -> str:
    *most, last = lists
    return f"{', '.join(most)} or {last}" if most else last


def _table(title: str, entries: Sequence[Entry]) -> str:
    about = Table(title, "One name a row: a control to copy, what it holds, its tag, its papers.")
    rows = "".join(fixed_row(_columns(entry)) for entry in entries)
    return fixed_table(about, _columns(entries[0]), rows)


def _columns(entry: Entry) -> tuple[Column, ...]:
    words = {
        "What it holds": (5.2, entry.holds),
        "Tag": (4.8, entry.name),
        "Papers": (2.2, _papers(entry)),
    }
    return (
        Column("Control to copy", 4.4, (_control(entry),)),
        *(Column(head, width, (said("KPICell", text),)) for head, (width, text) in words.items()),
    )


def _control(entry: Entry) -> str:
    """Return the control in a paragraph, in the way its kind asks for."""
    field = Field(entry.name, entry.holds, entry.example)
    if entry.kind == LISTS:
        return repeat(field, said("KPICell", "The pattern: what stands here is repeated"))
    return paragraph("KPICell", asking(field) if entry.kind == WORDS else control(field))


def _papers(entry: Entry) -> str:
    is_all = len(entry.papers) == len(PAPER_KINDS)
    return "All" if is_all else ", ".join(name.split()[0] for name in entry.papers)
