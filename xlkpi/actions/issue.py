"""Issue: finished papers put where they belong, printed where PDF is asked for."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from xlkpi.actions.gate import faults, told_leaks
from xlkpi.actions.output import Fate, Placed, place
from xlkpi.actions.papers import Made
from xlkpi.report.edition import Edition

PRINTED = frozenset(Fate) - {Fate.WORDS}
COPIES = (Fate.REFRESHED, Fate.KEPT)
"""Fates of a paper that officers have edited."""


def issue(
    made: Made, others: Mapping[str, bytes], folder: Path, edition: Edition, *, is_printed: bool
) -> tuple[Placed, ...]:
    """Return the papers, and the files that go with them, where they now stand in `folder`.

    What a person should look at stands with each: in a new paper what keeps somebody from reading
    it, in an officers' copy of a public paper what may not be published.

    Args:
        made: the papers.
        others: further files by name.
        folder: where they go.
        edition: what the papers have in common.
        is_printed: whether each paper gets a PDF, and its list of contents the page numbers.

    Raises:
        OfficeError: LibreOffice is missing, too old or hangs; nothing is written.
        OutputError: a file is open elsewhere.
    """
    contents = _with_pages(made.contents) if is_printed else made.contents
    placed = place({**others, **contents}, folder, made.renewed)
    files = [_looked_at(file, made, edition) for file in placed]
    return (*files, *(_printed(files) if is_printed else ()))


def _with_pages(contents: Mapping[str, bytes]) -> Mapping[str, bytes]:
    # -- only who asks for a PDF waits for LibreOffice --
    from xlkpi.actions.export import with_contents_pages  # noqa: PLC0415

    return with_contents_pages(contents)


def _looked_at(file: Placed, made: Made, edition: Edition) -> Placed:
    """Return a file with what should be looked at; one that is as it was has been looked at."""
    if file.path.suffix != ".docx" or file.fate in (Fate.UNCHANGED, Fate.WORDS):
        return file
    content = file.path.read_bytes()
    if file.fate not in COPIES:
        return replace(file, notes=(*file.notes, *faults(content)))
    paper = made.papers.get(file.path.name)
    leaked = told_leaks(content, edition) if paper is not None and paper.is_public else ()
    return replace(file, notes=(*file.notes, *leaked))


def _printed(files: list[Placed]) -> tuple[Placed, ...]:
    """Return the PDF of each paper as it stands, officers' copies included."""
    from xlkpi.actions.export import pdfs  # noqa: PLC0415

    papers = [file.path for file in files if file.path.suffix == ".docx" and file.fate in PRINTED]
    if not papers:
        return ()
    made = pdfs({path.name: path.read_bytes() for path in papers})
    placed = place({name: pdf.content for name, pdf in made.items()}, papers[0].parent)
    told = {file.path.name: file for file in placed}
    return tuple(
        replace(file, notes=(*file.notes, *pdf.faults))
        for file, pdf in zip(told.values(), made.values(), strict=True)
    )
