"""Paper refresh: papers that officers have edited get today's figures and keep every word."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from xlkpi.actions.papers import edition_of
from xlkpi.assessment.scorecard import Scorecard
from xlkpi.assessment.scorecards import Scorecards, annual_year, scorecards
from xlkpi.errors import OutputError, PaperError, RefusalError, TemplateError
from xlkpi.register.register import Register
from xlkpi.report.catalogue import ANNUAL, PAPER_KINDS, PaperKind
from xlkpi.report.identity import Identity
from xlkpi.report.paper import Paper
from xlkpi.report.refresh.new_layout import relaid
from xlkpi.report.refresh.officers_paper import OfficersPaper
from xlkpi.report.refresh.refresh import (
    UNKNOWN,
    Refreshed,
    is_of_other_template,
    refreshed,
)
from xlkpi.report.refresh.replacing import Held, put_beside, replaced
from xlkpi.report.refresh.summary import Summary
from xlkpi.settings.settings import Settings
from xlkpi.terms.period import Period
from xlkpi.terms.period_text import read_period
from xlkpi.terms.wording import fold, one_of
from xlkpi.workbook.read import read_register


@dataclass(frozen=True, slots=True)
class Renewed:
    """One paper after its refresh."""

    path: Path
    summary: Summary
    backup: Path | None
    """The paper as it was; None where nothing had to change."""
    kept: Path | None
    """The kept-commentary document, where words had to leave the paper."""
    as_edited: Path | None = None
    """The paper as it was, beside the new one, where not everything could be carried."""

    def as_json(self) -> dict[str, Any]:
        """Return what was done, for a script."""
        return {
            "path": str(self.path),
            "changed": self.backup is not None,
            "backup": str(self.backup) if self.backup else None,
            "kept_commentary": str(self.kept) if self.kept else None,
            "as_edited": str(self.as_edited) if self.as_edited else None,
            **self.summary.as_json(),
        }


@dataclass(frozen=True, slots=True)
class Refused:
    """A paper that was left as it is."""

    path: Path
    why: str

    def as_json(self) -> dict[str, Any]:
        """Return why, for a script."""
        return {"path": str(self.path), "refused": self.why}


def paper_refresh(
    files: Sequence[Path],
    settings: Settings,
    period: Period | None,
    stamp: datetime,
    *,
    new_layout: bool = False,
) -> list[Renewed | Refused]:
    """Return what became of each paper; one that is refused does not stop the others.

    Args:
        files: the papers.
        settings: those of the council whose papers they are.
        period: refuse papers of any other period; None for each paper's own.
        stamp: the moment that backups are named by.
        new_layout: make papers of an earlier template anew from today's, their words carried over.

    Raises:
        RegisterError: the Register has problems; no paper was touched.
    """
    desk = _Desk(settings, read_register(settings.sources), period, new_layout, {})
    return [desk.renew(path, stamp) for path in files]


@dataclass(frozen=True, slots=True)
class _Desk:
    """The Register, and the scorecards made of it so far."""

    settings: Settings
    register: Register
    only: Period | None
    new_layout: bool
    made: dict[Period, Scorecards]

    def renew(self, path: Path, stamp: datetime) -> Renewed | Refused:
        """Return what became of one paper."""
        try:
            held = Held.read(path)
            done = self.refreshed(held)
            if done.content == held.content:
                return Renewed(path, done.summary, None, self._keep(path, done))
            kept, beside = self._keep(path, done), None
            if done.has_left_behind:
                beside = put_beside(path.with_name(f"{path.stem} as edited.docx"), held.content)
            backup = replaced(held, done.content, stamp)
            return Renewed(path, done.summary, backup, kept, beside)
        except FileNotFoundError:
            return Refused(path, f"{path}: there is no such file")
        except PaperError as error:
            return Refused(path, f"{path} {error}")
        except (OutputError, TemplateError) as error:
            return Refused(path, str(error))

    def refreshed(self, held: Held) -> Refreshed:
        """Return the paper with today's figures, in today's layout where that was asked for."""
        identity = OfficersPaper(held.content).identity
        if identity is None:
            raise PaperError(UNKNOWN)
        paper, name, templates = self.paper(identity), held.path.name, self.settings.templates
        done = refreshed(held.content, name, paper, templates)
        has_lost = done.summary.lost_controls or done.summary.lost_words
        if self.new_layout and (has_lost or is_of_other_template(identity, templates, paper)):
            return relaid(held.content, name, paper, templates, self.settings.as_at)
        return done

    def paper(self, identity: Identity) -> Paper:
        """Return the paper as it would be made today.

        Raises:
            PaperError: it is another council's, or of a kind, board or period that is not here.
        """
        if fold(identity.council) != fold(self.settings.council):
            message = (
                f"is a paper of {identity.council}, and this Register is that of "
                f"{self.settings.council}: name the other with --register"
            )
            raise PaperError(message)
        kind = next((kind for kind in PAPER_KINDS if kind.name == identity.kind), None)
        if kind is None:
            known = one_of([kind.name for kind in PAPER_KINDS])
            message = f"is a '{identity.kind}', which cannot be refreshed: expected {known}"
            raise PaperError(message)
        period = self._period_of(identity, kind)
        card = self._card(identity, kind, period)
        asked = replace(self.settings, period=card.period)
        return kind.paper(card, edition_of(asked, self.register))

    def _period_of(self, identity: Identity, kind: PaperKind) -> Period:
        try:
            period = read_period(identity.period)
        except RefusalError as error:
            message = f"says that its period is '{identity.period}': {error}"
            raise PaperError(message) from error
        wanted = self.only and (annual_year(self.only) if kind is ANNUAL else self.only)
        if wanted is not None and wanted != period:
            message = f"is of {period.name}, not of {wanted.name}: leave --period out"
            raise PaperError(message)
        starts, ends = period.start, period.end
        if not any(starts <= row.period.end <= ends for row in self.register.results):
            message = (
                f"is of {period.name}, for which the Register holds no result: check which "
                f"Register it is, with --register"
            )
            raise PaperError(message)
        return period

    def _card(self, identity: Identity, kind: PaperKind, period: Period) -> Scorecard:
        """Return the scorecard that the paper prints."""
        cards = self._cards(period)
        if kind is ANNUAL:
            return cards.annual
        every = kind.cards(cards)
        card = next((c for c in every if c.audience.name == identity.audience), None)
        if card is None:
            known = one_of([card.audience.name for card in every])
            message = f"is for '{identity.audience}', which the Register does not know: {known}"
            raise PaperError(message)
        return card

    def _cards(self, period: Period) -> Scorecards:
        if period not in self.made:
            asked = replace(self.settings, period=period).question
            self.made[period] = scorecards(self.register, asked)
        return self.made[period]

    @staticmethod
    def _keep(path: Path, done: Refreshed) -> Path | None:
        """Return where words stand that had to leave the paper, put there before it changes."""
        if done.kept is None:
            return None
        return put_beside(path.with_name(f"{path.stem} kept commentary.docx"), done.kept)
