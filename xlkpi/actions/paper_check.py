"""Paper check: can everybody read these Word files?"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from xlkpi.errors import PaperError
from xlkpi.report.check.finding import Finding
from xlkpi.report.check.rules import findings_in
from xlkpi.report.check.text_rules import drafts, waiting
from xlkpi.report.check.word_paper import WordPaper


@dataclass(frozen=True, slots=True)
class CheckedPaper:
    """A Word file and what was found in it."""

    path: Path
    findings: tuple[Finding, ...]
    waiting: int
    """How many parts still ask an officer for words."""
    drafts: int
    """How many generated sentences nobody has accepted yet."""


def paper_check(paths: Sequence[Path]) -> tuple[CheckedPaper, ...]:
    """Return each Word file with every fault of accessibility in it.

    Raises:
        PaperError: a file cannot be read.
    """
    return tuple(map(_checked, paths))


def as_json(checked: CheckedPaper) -> list[dict[str, str]]:
    """Return the findings about one file for a script."""
    return [
        {
            "file": str(checked.path),
            "code": found.code,
            "where": str(found.place),
            "found": found.found,
            "to_do": found.to_do,
        }
        for found in checked.findings
    ]


def _checked(path: Path) -> CheckedPaper:
    try:
        paper = WordPaper.opened(path.read_bytes())
    except PaperError as error:
        message = f"{path} {error}"
        raise PaperError(message) from error
    return CheckedPaper(path, findings_in(paper), waiting(paper), drafts(paper))
