"""The rated scorecards of a period as one new workbook: counts first, then a sheet an audience."""

import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from xlkpi.assessment.row import SYMBOLS
from xlkpi.assessment.scorecard import Counts, Scorecard
from xlkpi.assessment.scorecards import Scorecards
from xlkpi.register.kpi import KpiKind
from xlkpi.terms.rag import RATED, UNRATED
from xlkpi.workbook.scorecard_sheet import add_scorecard, tabs_of, title_of
from xlkpi.workbook.table_sheet import Column, Kind, Sheet
from xlkpi.workbook.table_writer import RegisterBook

RATINGS = (*RATED, *UNRATED)

COUNTS = Sheet(
    "Counts",
    "KPIs by rating",
    "One row an audience, kind of KPI and period. City outcomes are never mixed with services.",
    "tblCounts",
    (
        Column("audience", "Audience"),
        Column("kind", "Kind"),
        Column("period", "Reporting period"),
        *(Column(rag.name, rag.value, Kind.WHOLE) for rag in RATINGS),
        Column("total", "Total", Kind.WHOLE),
    ),
)

HOW_TO = (
    "Filter any column by its button; the ratings are words as well as colours.",
    "Every figure comes from the KPI Data Record; correct it there and run xlkpi again.",
    "This workbook is made anew by each run: keep your own notes in the Data Record.",
)


def scorecard_book(cards: Scorecards, council: str, notice: str | None) -> bytes:
    """Return the workbook of every scorecard of the period; the same cards give the same bytes."""
    title = f"{council}: scorecards, {cards.clt.period.title}"
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "scorecard.xlsx"
        with RegisterBook(path, title, notice or council) as book:
            every = cards.of_period
            book.table(COUNTS, [row for card in every for row in _counts(card)])
            tabs = tabs_of([card.audience for card in every])
            for number, (card, tab) in enumerate(zip(every, tabs, strict=True), start=1):
                add_scorecard(book, card, tab, number)
            book.notes([(symbol, meaning.capitalize()) for symbol, meaning in SYMBOLS.items()])
            book.cover("The Register's KPIs, rated and compared, for each audience.", HOW_TO)
        return path.read_bytes()


def _counts(card: Scorecard) -> Iterator[Mapping[str, object]]:
    """Yield the counts of each kind of KPI, this period and the one before."""
    for kind in KpiKind:
        for period, counts in (
            (card.period, card.counts(kind)),
            (card.period.shift(-1), card.previous_counts(kind)),
        ):
            yield {
                "audience": title_of(card.audience),
                "kind": kind,
                "period": period,
                **_by_rating(counts),
                "total": counts.total,
            }


def _by_rating(counts: Counts) -> Mapping[str, object]:
    return {rag.name: counts.of[rag] for rag in RATINGS}
