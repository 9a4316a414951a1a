"""Export: Word papers as PDF files that everybody can read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from xlkpi.actions.output import Fate, place
from xlkpi.errors import PaperError
from xlkpi.office.pdf import Pdf, Printing, print_pdf
from xlkpi.report.check.word_paper import WordPaper
from xlkpi.report.page_numbers import with_page_numbers


@dataclass(frozen=True, slots=True)
class Exported:
    """A PDF where it now stands."""

    path: Path
    fate: Fate
    pages: int
    faults: tuple[str, ...]
    """What keeps a screen reader from reading it, because the Word file lacks it."""


def pdfs(papers: Mapping[str, bytes]) -> dict[str, Pdf]:
    """Return each Word paper as a PDF by the paper's name with `.pdf`, all in one process.

    Raises:
        OfficeError: LibreOffice is missing, too old, hangs, or cannot read a paper.
        PaperError: a paper is no Word file.
    """
    printing = {name: _printing(name, content) for name, content in papers.items()}
    return {str(Path(name).with_suffix(".pdf")): pdf for name, pdf in print_pdf(printing).items()}


def with_contents_pages(papers: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the papers by name with the right page beside each entry of their contents lists.

    They are printed once to learn the pages; an entry keeps its line, so that none moves. Word may
    lay out a page otherwise, and brings the numbers up to date when asked to.

    Raises:
        OfficeError: LibreOffice is missing, too old, hangs, or cannot read a paper.
        PaperError: a paper is no Word file.
    """
    printed = pdfs(papers).values()
    return {
        name: with_page_numbers(content, [mark.page for mark in pdf.bookmarks])
        for (name, content), pdf in zip(papers.items(), printed, strict=True)
    }


def to_pdf(files: Sequence[Path], folder: Path | None = None) -> tuple[Exported, ...]:
    """Return the PDF of each Word file where it now stands: in `folder`, or beside its paper.

    A PDF that somebody else made is never replaced; the new one stands beside it.

    Raises:
        OfficeError: LibreOffice is missing, too old, hangs, or cannot read a paper.
        OutputError: a PDF is open elsewhere.
        PaperError: a file is no Word file, or two have the same name.
    """
    homes = [folder or path.parent for path in files]
    names = [(home, path.stem) for home, path in zip(homes, files, strict=True)]
    for path, name in zip(files, names, strict=True):
        if names.count(name) > 1:
            message = f"two papers would be {name[1]}.pdf, one of them {path}: rename it"
            raise PaperError(message)
    made = pdfs({str(path): path.read_bytes() for path in files})
    found = dict(zip(files, made.values(), strict=True))
    exported = []
    for home in dict.fromkeys(homes):
        here = {path: pdf for path, pdf in found.items() if (folder or path.parent) == home}
        placed = place({f"{path.stem}.pdf": pdf.content for path, pdf in here.items()}, home)
        exported += [
            Exported(file.path, file.fate, pdf.pages, pdf.faults)
            for file, pdf in zip(placed, here.values(), strict=True)
        ]
    return tuple(exported)


def _printing(name: str, content: bytes) -> Printing:
    try:
        paper = WordPaper.opened(content)
    except PaperError as error:
        message = f"{name} {error}"
        raise PaperError(message) from error
    return Printing(content, paper.modified, paper.link_words)
