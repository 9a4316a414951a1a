"""Notes: what ratings and marks mean, and where the figures come from."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from xlkpi.assessment.assessment import Assessment
from xlkpi.assessment.row import SYMBOLS
from xlkpi.report.kpi_line import MADE_UP, has_illustrative_target, is_illustrative
from xlkpi.terms.rag import Rag

MEANINGS = {
    Rag.GREEN: "At the target or better, or within its band. Interim target: moving as intended.",
    Rag.AMBER: "Short of the target, within the tolerance agreed for the KPI. "
    "Interim target: unchanged.",
    Rag.RED: "Short of the target by more than the tolerance. "
    "Interim target: moving the wrong way.",
    Rag.TRACKER: "Watched for context and never rated.",
    Rag.NO_TARGET: "There is a result, and no target to hold it against yet.",
    Rag.NO_COMPARATOR: "Interim target, and no earlier result to be better than.",
    Rag.NO_DATA: "No result for the period; the reason is given beside it.",
}

ARROW_MEANINGS = {
    "▲ ▼": "improved or worsened since the earlier figure, after allowing for which way is better",
    "↑ ↓": "higher or lower than the earlier figure, where neither way is better",
    "=": "the same as the earlier figure",
}

DEMONSTRATION = "they were made up for a demonstration and are nobody\u2019s performance."

DATA_SET = re.compile(r",\s+(?:data set|measure|table)\b|;")
"""Where the name of a data set begins behind its publisher."""

LICENCE = "Contains public sector information licensed under the Open Government Licence v3.0."


@dataclass(frozen=True, slots=True)
class LegendRow:
    """A rating and its meaning."""

    key: str
    legend_rating: Rag
    legend_meaning: str


@dataclass(frozen=True, slots=True)
class MarkRow:
    """A mark and its meaning."""

    key: str
    mark: str
    mark_meaning: str


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source of figures."""

    key: str
    source: str


@dataclass(frozen=True, slots=True)
class Notes:
    """The part of a paper that explains its figures."""

    legend: tuple[LegendRow, ...]
    marks: tuple[MarkRow, ...]
    sources: tuple[SourceRow, ...]
    illustrative: str | None
    attribution: str


def notes_on(assessments: Sequence[Assessment]) -> Notes:
    """Return the notes on the figures of these assessments."""
    meanings = SYMBOLS | ARROW_MEANINGS
    return Notes(
        legend=tuple(LegendRow(rag.name, rag, text) for rag, text in MEANINGS.items()),
        marks=tuple(
            MarkRow(f"mark {number}", mark, f"{text[0].upper()}{text[1:]}.")
            for number, (mark, text) in enumerate(meanings.items(), 1)
        ),
        sources=_sources(assessments),
        illustrative=illustrative_sentence(assessments),
        attribution=LICENCE,
    )


def _sources(assessments: Sequence[Assessment]) -> tuple[SourceRow, ...]:
    """Return each publisher with the number of its KPIs, the most used first.

    A source names its data set behind the publisher; the list of KPIs has it in full.
    """
    found = Counter(_publisher(a.kpi.source) for a in assessments)
    return tuple(
        SourceRow(f"source {number}", f"{source} ({kpis}\u00a0KPI{'' if kpis == 1 else 's'})")
        for number, (source, kpis) in enumerate(found.most_common(), 1)
    )


def _publisher(source: str | None) -> str:
    return DATA_SET.split(source)[0].strip() if source else "Source not recorded"


def illustrative_sentence(assessments: Sequence[Assessment]) -> str | None:
    """Return which figures were made up for a demonstration, None when none was."""
    results = sum(map(is_illustrative, assessments))
    targets = sum(map(has_illustrative_target, assessments))
    if not results and not targets:
        return None
    if len(assessments) == 1:
        what = " and the ".join(["results"] * bool(results) + ["targets"] * bool(targets))
        return f"The {what} of this KPI are {MADE_UP}: {DEMONSTRATION}"
    return (
        f"The results of {results} of these {len(assessments)} KPIs and the targets of {targets} "
        f"are {MADE_UP}: {DEMONSTRATION}"
    )
