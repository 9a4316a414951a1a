"""Template check: can papers be made from this Word file, and which names may it use?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from xlkpi.actions.output import Placed, place
from xlkpi.errors import TemplateError
from xlkpi.report.catalogue import PaperKind
from xlkpi.report.template_check.checked_template import (
    TEMPLATE_KINDS,
    CheckedTemplate,
    checked_template,
)
from xlkpi.report.template_check.comments import with_comments
from xlkpi.report.template_check.vocabulary import Caption, Entry, Key, captions_in, vocabulary
from xlkpi.terms.wording import fold, one_of


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found in a template."""

    paper: str
    """The paper that it was held against."""
    faults: tuple[str, ...]
    commented: Placed | None
    """The copy with comments, where one was asked for."""


def template_check(path: Path, comments: Path | None = None) -> Verdict:
    """Return every fault of a template; with `comments`, a copy that shows each at its place.

    Raises:
        OutputError: the copy cannot be written.
        TemplateError: the file cannot be read, or the copy would replace it.
    """
    if comments is not None and comments.resolve() == path.resolve():
        message = f"{comments} is the template itself: name another file for the copy"
        raise TemplateError(message)
    checked = checked_template(path.name, path.read_bytes())
    faults = tuple(map(str, checked.faults))
    return Verdict(checked.kind.name, faults, _commented(checked, comments))


def template_names(kind: str | None, templates: Path) -> tuple[Entry, ...]:
    """Return every name that a template may use; with `kind`, one of that paper.

    Args:
        kind: a word of the paper's name, such as `clt`; None for all papers.
        templates: the folder whose controls say what each name holds.

    Raises:
        TemplateError: there is no such paper.
    """
    return vocabulary(_kinds(kind), _captions(templates))


def _commented(checked: CheckedTemplate, comments: Path | None) -> Placed | None:
    if comments is None:
        return None
    if checked.document is None:
        message = f"{comments} was not written: a file with macros can be given no comments"
        raise TemplateError(message)
    content = with_comments(checked.document, checked.faults)
    (placed,) = place({comments.name: content}, comments.parent)
    return placed


def _kinds(word: str | None) -> Sequence[PaperKind]:
    if word is None:
        return TEMPLATE_KINDS
    found = [kind for kind in TEMPLATE_KINDS if fold(word) == kind.word]
    if not found:
        known = one_of([kind.word for kind in TEMPLATE_KINDS])
        message = f"there is no paper '{word}': choose one of {known}"
        raise TemplateError(message)
    return found


def _captions(templates: Path) -> Mapping[Key, Caption]:
    """Return what the controls of all templates say of their names, those of papers first."""
    papers = {kind.template for kind in TEMPLATE_KINDS}
    paths = sorted(templates.glob("*.docx"), key=lambda path: (path.name not in papers, path.name))
    found: dict[Key, Caption] = {}
    for path in paths:
        if not path.name.startswith("~$"):
            found = captions_in(path.name, path.read_bytes()) | found
    return found
