"""Request: the highlights that want words, sent out to the roles that own them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path

from xlkpi.actions.collect import Collecting, Fate, collecting_into
from xlkpi.actions.output import Placed, period_folder, place
from xlkpi.actions.papers import edition_of
from xlkpi.assessment.scorecard import Scorecard
from xlkpi.assessment.scorecards import Scorecards, scorecards
from xlkpi.errors import PaperError, SettingsError
from xlkpi.report.edition import Edition
from xlkpi.report.highlight_item import HighlightWords
from xlkpi.report.paper import Paper, write_paper
from xlkpi.report.refresh.refresh import Refreshed, refreshed_copy
from xlkpi.report.refresh.spoken import spoken_in
from xlkpi.report.refresh.words import parts_of
from xlkpi.report.request import missing_parts, owners_of, request_paper, words_about
from xlkpi.report.request_choice import Wanted, highlighted, owner_of
from xlkpi.settings.settings import Settings
from xlkpi.terms.wording import fold, one_of
from xlkpi.workbook.read import read_register

FOLDER = "requests"
"""The folder of requests beside a period's papers."""


@dataclass(frozen=True, slots=True)
class Requested:
    """The requests of one period where they now stand."""

    files: tuple[Placed, ...]
    kpis: int
    """How many KPIs words are wanted about."""
    notes: tuple[str, ...]
    """Words in papers that a person must settle first, a line each."""


def request(settings: Settings, boards: Sequence[str], folder: Path) -> Requested:
    """Return a request for each role that owes words about a highlight of the period.

    Args:
        settings: the council's.
        boards: parts of the names of the Scrutiny Boards whose highlights count; empty for every
            paper's.
        folder: requests go into the period's folder under it.

    Raises:
        OutputError: a request is open elsewhere; the folder is as it was.
        RegisterError: the Register has problems; nothing is written.
        SettingsError: there is no such board, or two owners share a file name.
        TemplateError: the template cannot be used.
    """
    register = read_register(settings.sources)
    cards, edition = scorecards(register, settings.question), edition_of(settings, register)
    home = period_folder(folder, settings.period) / FOLDER
    standing = [p for at in (home.parent, home) for p in sorted(at.glob("[!~.]*.docx"))]
    found = collecting_into(register, standing, settings)
    every = {one.assessment.kpi.ref: one for one in highlighted(_chosen(cards, boards), cards.clt)}
    desk = _Desk(settings, edition, cards.clt, every, _said(found, edition))
    wanted = [one for ref, one in every.items() if missing_parts(desk.words(ref))]
    papers = desk.papers(wanted)
    contents = {
        name: write_paper(paper, settings.templates, settings.as_at)
        for name, paper in papers.items()
    }

    def renewed(name: str, edited: bytes) -> Refreshed | None:
        return desk.renewed(name, edited, papers[name])

    placed = place(contents, home, renewed) if contents else ()
    held_back = (one.line for one in found.words if one.fate is Fate.HELD_BACK)
    return Requested(placed, len(wanted), tuple(held_back))


@dataclass(frozen=True, slots=True)
class _Desk:
    """What requests are made from."""

    settings: Settings
    edition: Edition
    whole: Scorecard
    highlights: Mapping[str, Wanted]
    """What the papers print as highlights, by the KPI's reference."""
    said: Mapping[str, HighlightWords]
    """What papers and requests say that the Register does not say yet."""

    def words(self, ref: str) -> HighlightWords:
        """Return what is said already about a KPI."""
        return self.said.get(ref) or words_about(ref, self.settings.period, self.edition)

    def papers(self, wanted: Sequence[Wanted]) -> dict[str, Paper]:
        """Return the requests by file name."""
        found: dict[str, Paper] = {}
        for owner, every in owners_of(wanted, self.edition).items():
            paper = self._paper(owner, every)
            name = f"{paper.name}.docx"
            if fold(name) in map(fold, found):
                message = f"two owners would have the request '{name}': rename one in the Register"
                raise SettingsError(message)
            found[name] = paper
        return found

    def renewed(self, name: str, edited: bytes, paper: Paper) -> Refreshed | None:
        """Return an edited request with today's figures; None where it cannot be refreshed.

        It keeps every KPI that it asked about, also where the words are in the Register by now.
        """
        try:
            tags = spoken_in(edited).tags
        except PaperError:
            return None
        owner = paper.contents.key
        wanted = self._wanted(owner, {parts_of(tag)[1] for tag in tags})
        templates = self.settings.templates
        return refreshed_copy(edited, name, self._paper(owner, wanted), templates)

    def _paper(self, owner: str, wanted: Sequence[Wanted]) -> Paper:
        return request_paper(owner, self.settings.period, wanted, self.said, self.edition)

    def _wanted(self, owner: str, asked: set[str]) -> list[Wanted]:
        """Return what the owner owes now, and what the request asked about before."""
        contacts, found = self.edition.register.contacts, []
        for assessment in self.whole.assessments:
            ref = assessment.kpi.ref
            one = self.highlights.get(ref)
            is_owed = one is not None and missing_parts(self.words(ref))
            if (ref in asked or is_owed) and owner_of(assessment.kpi, contacts) == owner:
                found.append(one or Wanted(assessment, ("Asked about before",), ()))
        return found


def _chosen(cards: Scorecards, boards: Sequence[str]) -> tuple[Scorecard, ...]:
    """Return the scorecards whose papers print highlights, or those of the boards named."""
    if not boards:
        return (*cards.of_period,)
    names = [card.audience.name for card in cards.boards]
    for board in boards:
        if not any(fold(board) in fold(name) for name in names):
            known = one_of(names) or "none"
            message = f"there is no Scrutiny Board '{board}': the Register names {known}"
            raise SettingsError(message)
    wanted = [fold(board) for board in boards]
    return tuple(c for c in cards.boards if any(w in fold(c.audience.name) for w in wanted))


def _said(found: Collecting, edition: Edition) -> dict[str, HighlightWords]:
    """Return what the Register will say once the words of papers are home, where that differs."""
    said: dict[str, HighlightWords] = {}
    parts = {part.name for part in fields(HighlightWords)}
    for one in found.taken:
        if one.period == found.settings.period and one.part in parts:
            held = said.get(one.ref) or words_about(one.ref, one.period, edition)
            said[one.ref] = replace(held, **{one.part: one.text})
    return said
