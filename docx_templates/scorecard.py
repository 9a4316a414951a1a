"""The scorecard: one table a priority, on landscape pages."""

from collections.abc import Sequence

from docx_templates.furniture import drafted
from docx_templates.wordxml import (
    CHIPS,
    FIGURES,
    NEW_PAGE,
    Column,
    Field,
    Table,
    control,
    paragraph,
    repeat,
    table,
)

REF = Field("ref", "Reference of the KPI", "AH01")
KPI = Field("title", "Name of the KPI", "Name of the KPI")
NOTE = Field("note", "Which way is better, unit, illustrative mark", "Higher is better, %")
LATEST = Field("latest", "Latest result", "96.5%")
LATEST_PERIOD = Field("period", "Period of the latest result", "2026/27 Q2")
COMPARATOR = Field("comparator", "Earlier result it is compared with", "94.9%")
COMPARATOR_PERIOD = Field("comparator_period", "Period of the earlier result", "2026/27 Q1")
YEAR_END = Field("year_end", "Result of the last year end", "93.8%")
YEAR_END_PERIOD = Field("year_end_period", "Which year end", "2025/26")
TARGET = Field("target", "Target", "95.0%")
TOLERANCE = Field("tolerance", "Tolerance", "5% of target")
RATING = Field("rag", "Rating", "Green")
DIRECTION = Field("direction", "Direction since the earlier result", "▲ Improved")
CHANGE = Field("change", "Change since the earlier result", "+1.6 points")
BENCHMARK = Field("benchmark", "Median of the comparator group", "93.1%")
RANK = Field("rank", "Place among the comparator group", "2nd of 11")
TREND = Field("trend_line", "Line of the results so far", "Line of the results so far")

HEADING = Field("heading", "Name of the priority", "Name of the priority")
PART_TITLE = Field("part_title", "Heading of the scorecard", "Scorecard: council services")
PART_SENTENCE = Field(
    "part_sentence", "The finding in one sentence", "How many KPIs are Green, Amber and Red"
)
KEY = Field("table_key", "Key to the table", "What the marks in the table mean")


def ref(width: float = 1.6) -> Column:
    """Return the column of references."""
    return Column("Ref", width, (paragraph("KPICell", control(REF)),))


def kpi(width: float) -> Column:
    """Return the column of names, each over its small print."""
    return Column(
        "KPI",
        width,
        (paragraph("KPICell", control(KPI)), paragraph("KPICellNote", control(NOTE))),
    )


def figure(heading: str, width: float, value: Field, note: Field) -> Column:
    """Return a column of figures over their small print, both to the right."""
    style = "KPIFigureStrong" if value is LATEST else "KPIFigure"
    cell = (paragraph(style, control(value)), paragraph("KPIFigureNote", control(note)))
    return Column(heading, width, cell, FIGURES)


def target(width: float) -> Column:
    """Return the column of targets."""
    return Column("Target", width, (paragraph("KPIFigure", control(TARGET)),), FIGURES)


def rating(width: float) -> Column:
    """Return the column of chips."""
    return Column("Rating", width, (paragraph("KPIRAGGreen", control(RATING)),), CHIPS)


def direction(width: float) -> Column:
    """Return the column of directions, each over the change."""
    cell = (paragraph("KPICell", control(DIRECTION)), paragraph("KPICellNote", control(CHANGE)))
    return Column("Direction", width, cell)


WITH_TREND = (
    ref(),
    kpi(6.8),
    Column("Trend", 3.0, (paragraph("KPICell", control(TREND)),)),
    figure("Earlier", 2.8, COMPARATOR, COMPARATOR_PERIOD),
    figure("Latest", 2.8, LATEST, LATEST_PERIOD),
    target(1.9),
    rating(2.5),
    direction(2.8),
    figure("Benchmark", 2.5, BENCHMARK, RANK),
)

WITH_HISTORY = (
    ref(),
    kpi(7.0),
    figure("Year end", 2.8, YEAR_END, YEAR_END_PERIOD),
    figure("Earlier", 2.8, COMPARATOR, COMPARATOR_PERIOD),
    figure("Latest", 2.8, LATEST, LATEST_PERIOD),
    target(1.9),
    rating(2.5),
    direction(2.8),
    figure("Benchmark", 2.5, BENCHMARK, RANK),
)


def scorecard(columns: Sequence[Column] = WITH_TREND) -> str:
    """Return the scorecard's parts: services and city outcomes, each with its priorities."""
    about = Table(
        "Scorecard of one priority",
        "One KPI a row: earlier and latest result, target, rating, direction and benchmark.",
    )
    rows = Field("rows", "KPIs of the priority", "One KPI")
    group = paragraph("Heading2", control(HEADING)) + table(about, columns, rows)
    part = "".join(
        (
            paragraph("Heading1", control(PART_TITLE), properties=NEW_PAGE),
            drafted(PART_SENTENCE, "KPIFinding"),
            repeat(Field("groups", "Priorities", "One priority"), group),
            paragraph("KPISource", control(KEY)),
        )
    )
    return repeat(Field("scorecard", "Scorecard", "Services, then city outcomes"), part)
