"""Risks that KPIs are linked to: the score, whether it moved, and what the KPIs say."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from xlkpi.assessment.assessment import Assessment
from xlkpi.assessment.finding import briefly, counted, listed
from xlkpi.assessment.scorecard import Scorecard
from xlkpi.register.process import Risk
from xlkpi.report.edition import Edition
from xlkpi.report.kpi_line import MADE_UP
from xlkpi.terms.rag import Rag
from xlkpi.terms.wording import fold

RISEN, FALLEN, SAME, NEW, UNKNOWN = "▲ Risen", "▼ Fallen", "= The same", "New", "Not scored"


@dataclass(frozen=True, slots=True)
class RiskRow:
    """One risk."""

    key: str
    risk: str
    risk_title: str
    owner: str
    score: str
    movement: str
    """Whether the score moved, and what it was."""
    linked: str
    """The KPIs that are linked to it, with their ratings."""
    controls: str


@dataclass(frozen=True, slots=True)
class RiskPart:
    """The part of a paper about risks."""

    key: str
    risks_sentence: str
    risks: tuple[RiskRow, ...]


def risk_parts(scorecard: Scorecard, edition: Edition) -> tuple[RiskPart, ...]:
    """Return the part about risks; none where no KPI of the scorecard is linked to one."""
    linked: dict[str, list[Assessment]] = {}
    for assessment in scorecard.assessments:
        for name in (assessment.kpi.risk_ref or "").split(";"):
            if name.strip():
                linked.setdefault(name.strip(), []).append(assessment)
    if not linked:
        return ()
    scores = _scores(edition.register.risks, scorecard)
    rows = tuple(_row(name, found, scores, scorecard) for name, found in linked.items())
    rows = tuple(sorted(rows, key=lambda row: -_score_of(row.risk, scores)))
    sentence = _sentence(rows, linked, scorecard.period.shift(-1).name)
    if any(MADE_UP in (risk.source or "").casefold() for risk in edition.register.risks):
        sentence += f" Risks and scores are {MADE_UP}."
    return (RiskPart("risks", sentence, rows),)


def _scores(risks: Sequence[Risk], scorecard: Scorecard) -> Mapping[str, list[Risk]]:
    """Return the scores of each risk up to the period, the latest first."""
    found: dict[str, list[Risk]] = {}
    known = (risk for risk in risks if risk.period.end <= scorecard.period.end)
    for risk in sorted(known, key=lambda risk: risk.period.sort_key, reverse=True):
        found.setdefault(fold(risk.risk), []).append(risk)
    return found


def _of(name: str, scores: Mapping[str, list[Risk]]) -> list[Risk]:
    """Return the scores of the risk that a KPI names, with its title behind a colon or without."""
    return scores.get(fold(name)) or scores.get(fold(name.partition(":")[0]), [])


def _score_of(name: str, scores: Mapping[str, list[Risk]]) -> int:
    found = _of(name, scores)
    return (found[0].score or 0) if found else -1


def _row(
    name: str,
    linked: Sequence[Assessment],
    scores: Mapping[str, list[Risk]],
    scorecard: Scorecard,
) -> RiskRow:
    found = _of(name, scores)
    now = found[0] if found else None
    ref, _, title = name.partition(":")
    level = f" ({now.level})" if now and now.level else ""
    is_old = now is not None and now.period.end < scorecard.period.start
    age = f", {now.period}" if now and is_old else ""
    return RiskRow(
        key=f"risk {name}",
        risk=now.risk if now else ref,
        risk_title=now.title if now else title.strip() or "Not in the list of risks",
        owner=(now.owner if now else None) or "Owner to be named",
        score=f"{now.score}{level}{age}" if now and now.score is not None else "[x]",
        movement=_movement(found),
        linked="; ".join(f"{a.kpi.ref} {a.rag.value}" for a in linked),
        controls=(now.controls if now else None) or "Not recorded",
    )


def _movement(found: Sequence[Risk]) -> str:
    if not found or found[0].score is None:
        return UNKNOWN
    if len(found) == 1 or found[1].score is None:
        return NEW
    now, before = found[0].score, found[1].score
    word = RISEN if now > before else FALLEN if now < before else SAME
    return f"{word}, from {before}" if now != before else word


def _sentence(
    rows: Sequence[RiskRow], linked: Mapping[str, Sequence[Assessment]], before: str
) -> str:
    first = counted(len(rows), "risk is", "risks are")
    moves = [
        f"{briefly(number)} {verb}"
        for word, verb in ((RISEN, "rose"), (FALLEN, "fell"))
        if (number := sum(row.movement.startswith(word) for row in rows))
    ]
    since = f" Since {before}, {listed(moves)}." if moves else ""
    red = sum(any(a.rag is Rag.RED for a in found) for found in linked.values())
    of_red = f" A linked KPI is Red for {briefly(red)} of them." if red else ""
    return f"{first} linked to KPIs of this report.{since}{of_red}"
