"""A scorecard as a sheet: its columns, and each assessment as a row of figures and words."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from xlkpi.assessment.assessment import Assessment
from xlkpi.assessment.row import row_of
from xlkpi.assessment.scorecard import Audience, AudienceKind, Scorecard
from xlkpi.terms.rag import Rag
from xlkpi.workbook.table_sheet import Column, Kind, Sheet
from xlkpi.workbook.table_writer import HEADER_ROW, RegisterBook

LONGEST_TAB = 31
NOT_IN_TABS = re.compile(r"[\[\]:*?/\\\x00-\x1f]")

COLUMNS = (
    Column("ref", "KPI ref"),
    Column("title", "KPI"),
    Column("aim", "Aim"),
    Column("period", "Latest period"),
    Column("latest", "Latest", Kind.NUMBER),
    Column("target", "Target"),
    Column("rag", "Rating"),
    Column("direction", "Direction"),
    Column("change", "Change"),
    Column("comparator", "Compared with", Kind.NUMBER),
    Column("comparator_period", "Compared period"),
    Column("benchmark", "Group median"),
    Column("rank", "Rank in group"),
    Column("why", "Why"),
    Column("tolerance", "Tolerance"),
    Column("trend", "Trend"),
    Column("data_note", "Data note"),
    Column("aligned", "Pillar or priority"),
    Column("directorate", "Directorate"),
    Column("owner", "Owner (role)"),
    Column("frequency", "Frequency"),
)

CHIPS = {
    Rag.GREEN: ("#0F7B62", "#FFFFFF"),
    Rag.AMBER: ("#FFBF47", "#0B0C0C"),
    Rag.RED: ("#8F1A2E", "#FFFFFF"),
}
"""Fill and text of each rating, at a contrast of 4.5 or more; the word is always there too."""


def add_scorecard(book: RegisterBook, card: Scorecard, tab: str, number: int) -> None:
    """Add one audience's scorecard to `book` as the sheet `tab` and table number `number`."""
    audience = card.audience
    sheet = Sheet(
        tab,
        f"{title_of(audience)}: {card.period.title}",
        f"One row a KPI: its latest result at the end of {card.period}, rated and compared.",
        f"tblScorecard{number}",
        COLUMNS,
    )
    rows = [_row(assessment) for assessment in card.assessments]
    page = book.table(sheet, rows, [a.kpi.decimals for a in card.assessments])
    add_chips(book, page, COLUMNS, len(rows))


def title_of(audience: Audience) -> str:
    """Return an audience in full: a board and a directorate may share their name."""
    same = audience.kind.value == audience.name
    return audience.name if same else f"{audience.kind.value}, {audience.name}"


def tabs_of(audiences: Sequence[Audience]) -> list[str]:
    """Return the name of each audience's sheet: at most 31 characters, allowed, no two alike."""
    tabs: list[str] = []
    for audience in audiences:
        short = {AudienceKind.DIRECTORATE: "DMT ", AudienceKind.BOARD: "Board "}
        whole = NOT_IN_TABS.sub("-", f"{short.get(audience.kind, '')}{audience.name}").strip("'")
        tab, turn = _cut(whole, LONGEST_TAB), 1
        while tab.casefold() in map(str.casefold, tabs):
            turn += 1
            tab = f"{_cut(whole, LONGEST_TAB - len(str(turn)) - 1)} {turn}"
        tabs.append(tab)
    return tabs


def _cut(text: str, most: int) -> str:
    """Return `text` in at most `most` characters, with an ellipsis where it was longer."""
    return text if len(text) <= most else f"{text[: most - 1].strip()}\N{HORIZONTAL ELLIPSIS}"


def add_chips(book: RegisterBook, page: Any, columns: Sequence[Column], rows: int) -> None:  # noqa: ANN401 -- XlsxWriter ships no types
    """Colour the words of the ratings, so that a changed rating changes its colour."""
    column = next(i for i, column in enumerate(columns) if column.field == "rag")
    first, last = HEADER_ROW + 1, HEADER_ROW + max(1, rows)
    for rag, (fill, text) in CHIPS.items():
        chip = book.format(bg_color=fill, font_color=text, bold=True)
        rule = {"type": "cell", "criteria": "==", "value": f'"{rag.value}"', "format": chip}
        page.conditional_format(first, column, last, column, rule)


def _row(assessment: Assessment) -> Mapping[str, object]:
    """Return the printed row, with figures as numbers where there are any."""
    row = asdict(row_of(assessment))
    alignment = assessment.alignment
    row["aligned"] = (alignment.priority or alignment.pillar) if alignment else None
    if assessment.value is not None:
        row["latest"] = assessment.value
    if assessment.comparator is not None and assessment.comparator.value is not None:
        row["comparator"] = assessment.comparator.value
    return row
