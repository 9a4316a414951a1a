"""Which papers a set of scorecards makes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from xlkpi.actions.gate import refuse_leaks
from xlkpi.assessment.assess import assess
from xlkpi.assessment.scorecard import AudienceKind, Scorecard
from xlkpi.assessment.scorecards import Scorecards
from xlkpi.errors import RegisterError, SettingsError
from xlkpi.register.posting import Difference, differences
from xlkpi.register.problem import Problem
from xlkpi.register.register import Register
from xlkpi.report.catalogue import ANNUAL, CLT, KPI, PAPER_KINDS, SCRUTINY, PaperKind
from xlkpi.report.edition import Edition
from xlkpi.report.identity import Source
from xlkpi.report.paper import Paper, write_paper
from xlkpi.settings.settings import Settings
from xlkpi.terms.wording import fold, one_of
from xlkpi.workbook.read import read_entries

if TYPE_CHECKING:
    from xlkpi.report.refresh.refresh import Refreshed

OF_THE_RUN = (CLT, SCRUTINY, ANNUAL)
"""The papers of the main job: those that go to formal bodies.

Packs go to management teams before it and briefings to members after it, each when asked for.
"""

NOUNS = {
    AudienceKind.DIRECTORATE: ("directorate", "directorates"),
    AudienceKind.BOARD: ("Scrutiny Board", "boards"),
    AudienceKind.PORTFOLIO: ("portfolio", "portfolios"),
    AudienceKind.KPI: ("KPI", "KPIs"),
}


def edition_of(settings: Settings, register: Register) -> Edition:
    """Return what the papers made of this Register have in common."""
    books = dict.fromkeys(source.path for source in settings.sources)
    sources = (Source(path.name, sha256(path.read_bytes()).hexdigest()) for path in books)

    @cache
    def queries() -> tuple[Problem, ...]:
        # -- reads every workbook once more, for the one paper that prints queries --
        from xlkpi.actions.check import findings  # noqa: PLC0415

        return findings(settings, register, assess(register, settings.question)).queries

    return Edition(
        council=settings.council,
        as_at=settings.as_at,
        register=register,
        notice=settings.notice,
        markings=settings.markings,
        sources=tuple(sources),
        area_code=settings.area_code,
        unposted=_unposted(settings, register),
        queries=queries,
    )


def _unposted(settings: Settings, register: Register) -> tuple[Difference, ...] | None:
    """Return what stands in the Scorecard beside the Register; None where it cannot be read."""
    if not all(source.path.exists() for source in settings.entries):
        return ()  # -- a council may keep none, and `check` says so where it should be there --
    try:
        return differences(register, read_entries(settings.entries, register), settings.as_at)
    except RegisterError:
        return None


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
    cards: Scorecards,
    settings: Settings,
    edition: Edition,
    kinds: Sequence[PaperKind],
    wanted: Mapping[AudienceKind, Sequence[str]],
) -> Made:
    """Return the finished papers of these kinds.

    Args:
        cards: what the papers print.
        settings: where the templates are, and the day the papers are dated.
        edition: what the papers have in common.
        kinds: the kinds of paper.
        wanted: parts of the names of the directorates, boards or portfolios wanted, and whole
            references of KPIs; of a kind of audience that it leaves out, all.

    Raises:
        PaperError: a public paper says what may not be published.
        SettingsError: there is no such board, or two boards share a file name.
        TemplateError: a template cannot be used.
    """
    found = [
        kind.paper(card, edition)
        for kind in kinds
        for card in _chosen(kind.cards(cards), kind, wanted)
    ]
    names = [f"{paper.name}.docx" for paper in found]
    for name in names:
        if names.count(name) > 1:
            message = f"two boards would have the paper '{name}': rename one in the list of KPIs"
            raise SettingsError(message)
    by_name = dict(zip(names, found, strict=True))
    contents = {
        name: write_paper(paper, settings.templates, settings.as_at)
        for name, paper in by_name.items()
    }
    refuse_leaks({name: contents[name] for name in names if by_name[name].is_public}, edition)
    return Made(contents, by_name, settings.templates)


def kind_of(word: str) -> PaperKind:
    """Return the kind of paper that a word asks for.

    Raises:
        SettingsError: there is none.
    """
    for kind in PAPER_KINDS:
        if kind.word == word:
            return kind
    message = f"there is no paper '{word}': choose one of {one_of(k.word for k in PAPER_KINDS)}"
    raise SettingsError(message)


def _chosen(
    every: Sequence[Scorecard], kind: PaperKind, wanted: Mapping[AudienceKind, Sequence[str]]
) -> list[Scorecard]:
    """Return the scorecards whose audience is named, all where none is."""
    audience = every[0].audience.kind if every else None
    parts = wanted.get(audience, ()) if audience else ()
    names = [card.audience.name for card in every]
    for part in parts:
        if not any(_is_named(name, part, kind) for name in names):
            noun, several = NOUNS[every[0].audience.kind]
            near = get_close_matches(part.upper(), names, n=1) if kind is KPI else names
            hint = f"did you mean {near[0]}?" if kind is KPI and near else _known(near, several)
            message = f"there is no {noun} '{part}': {hint}"
            raise SettingsError(message)
    if not parts:
        return list(every)
    return [c for c in every if any(_is_named(c.audience.name, part, kind) for part in parts)]


def _known(names: Sequence[str], several: str) -> str:
    return f"the Register names {one_of(names)}" if names else f"the Register has no such {several}"


def _is_named(name: str, part: str, kind: PaperKind) -> bool:
    return fold(part) == fold(name) if kind is KPI else fold(part) in fold(name)
