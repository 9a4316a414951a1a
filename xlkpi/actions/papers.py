"""Which papers a set of scorecards makes."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from xlkpi.assessment.scorecards import Scorecards
from xlkpi.errors import SettingsError
from xlkpi.register.register import Register
from xlkpi.report.catalogue import annual_report, clt_report, scrutiny_report
from xlkpi.report.edition import Edition
from xlkpi.report.identity import Source
from xlkpi.report.paper import Paper, write_paper
from xlkpi.settings.settings import Settings
from xlkpi.terms.wording import fold, one_of

if TYPE_CHECKING:
    from xlkpi.report.refresh.refresh import Refreshed

Papers = Callable[[Scorecards, Edition, Sequence[str]], tuple[Paper, ...]]


def edition_of(settings: Settings, register: Register) -> Edition:
    """Return what the papers made of this Register have in common."""
    books = dict.fromkeys(source.path for source in settings.sources)
    sources = (Source(path.name, sha256(path.read_bytes()).hexdigest()) for path in books)
    notice, as_at = settings.notice, settings.as_at
    area = settings.question.area_code
    return Edition(
        settings.council, as_at, register, notice, sources=tuple(sources), area_code=area
    )


@dataclass(frozen=True, slots=True)
class Made:
    """Finished papers, and what they are, for papers of theirs that officers have edited."""

    contents: dict[str, bytes]
    """Each paper's file by its name."""
    papers: Mapping[str, Paper]
    templates: Path

    def renewed(self, name: str, edited: bytes) -> "Refreshed | None":
        """Return the officers' copy of a paper with today's figures.

        None where it cannot be refreshed: it is damaged, another paper, or has lost its controls.
        """
        # -- nothing of this is needed where nobody has edited a paper --
        from xlkpi.report.refresh.refresh import refreshed_copy  # noqa: PLC0415

        paper = self.papers.get(name)
        return None if paper is None else refreshed_copy(edited, name, paper, self.templates)


def papers(
    cards: Scorecards, settings: Settings, edition: Edition, boards: Sequence[str], *kinds: str
) -> Made:
    """Return the finished papers of these kinds; without kinds, of all.

    Args:
        cards: what the papers print.
        settings: where the templates are, and the day the papers are dated.
        edition: what the papers have in common.
        boards: parts of the names of the Scrutiny Boards wanted; empty for all.
        kinds: keys of `PAPERS`.

    Raises:
        SettingsError: there is no such kind or board, or two boards share a file name.
    """
    for kind in kinds:
        if kind not in PAPERS:
            message = f"there is no paper '{kind}': choose one of {one_of(PAPERS)}"
            raise SettingsError(message)
    wanted = [paper for kind in kinds or PAPERS for paper in PAPERS[kind](cards, edition, boards)]
    names = [f"{paper.name}.docx" for paper in wanted]
    for name in names:
        if names.count(name) > 1:
            message = f"two boards would have the paper '{name}': rename one in the list of KPIs"
            raise SettingsError(message)
    by_name = dict(zip(names, wanted, strict=True))
    contents = {
        name: write_paper(paper, settings.templates, settings.as_at)
        for name, paper in by_name.items()
    }
    return Made(contents, by_name, settings.templates)


def _clt(cards: Scorecards, edition: Edition, _: Sequence[str]) -> tuple[Paper, ...]:
    return (clt_report(cards.clt, edition),)


def _annual(cards: Scorecards, edition: Edition, _: Sequence[str]) -> tuple[Paper, ...]:
    return (annual_report(cards.annual, edition),)


def _scrutiny(cards: Scorecards, edition: Edition, boards: Sequence[str]) -> tuple[Paper, ...]:
    names = [card.audience.name for card in cards.boards]
    for board in boards:
        if not any(fold(board) in fold(name) for name in names):
            known = one_of(names) or "none"
            message = f"there is no Scrutiny Board '{board}': the Register names {known}"
            raise SettingsError(message)
    wanted = [card for card in cards.boards if _is_wanted(card.audience.name, boards)]
    return tuple(scrutiny_report(card, edition) for card in wanted)


def _is_wanted(name: str, boards: Sequence[str]) -> bool:
    return not boards or any(fold(board) in fold(name) for board in boards)


PAPERS: Mapping[str, Papers] = {"clt": _clt, "scrutiny": _scrutiny, "annual": _annual}
"""Every kind of paper by the word that asks for it, in the order they are made."""
