"""Tables of words: what is missing, what changed, what each KPI means."""

from docx_templates.scorecard import kpi, ref
from docx_templates.wordxml import (
    NEW_PAGE,
    Column,
    Field,
    Table,
    control,
    paragraph,
    run,
    said,
    sentence,
    table,
)

OWNER = Field("owner", "Role that owns the KPI", "Owner")


def cell(heading: str, width: float, field: Field) -> Column:
    """Return a column of words."""
    return Column(heading, width, (paragraph("KPICell", control(field)),))


def without_target() -> str:
    """Return the list of KPIs that still need a target."""
    columns = (
        ref(),
        kpi(7.2),
        cell("Owner", 4.8, OWNER),
        cell("State of the target", 3.0, Field("target_state", "How far it is", "Needed")),
    )
    about = Table("KPIs without a target", "One KPI a row: owner, and how far its target is.")
    rows = table(about, columns, Field("missing_targets", "KPIs without a target", "One KPI"))
    finding = Field("targets_sentence", "How many lack a target", "How many KPIs lack a target.")
    return _part("KPIs without a target", finding, rows)


def late_data() -> str:
    """Return the list of results that are not there, with reasons."""
    columns = (
        ref(),
        kpi(5.4),
        cell("Owner", 3.2, OWNER),
        cell("Last figure", 2.4, Field("last_figure", "Last figure", "94.9% (2025/26 Q4)")),
        cell("Reason", 4.0, Field("reason", "Why it is not there", "Awaiting data")),
    )
    about = Table("Late or missing data", "One KPI a row: owner, last figure, reason.")
    rows = table(about, columns, Field("late_data", "Late or missing data", "One KPI"))
    finding = Field("late_sentence", "How many are late", "How many results are not there.")
    return _part("Late or missing data", finding, rows)


def changes(heading: str = "Heading1") -> str:
    """Return the list of agreed changes to KPIs."""
    columns = (
        ref(),
        cell("What changed", 6.4, Field("what", "What changed", "Definition: old, now new")),
        cell("Reason", 4.8, Field("reason", "Why", "Reason")),
        cell("Agreed by, from", 3.8, Field("agreed", "Agreed by, from when", "CLT, 2026/27 Q1")),
    )
    about = Table("Changes to KPIs", "One change a row: what, why, agreed by whom and from when.")
    rows = table(about, columns, Field("changes", "Changes to KPIs", "One change"))
    finding = Field("changes_sentence", "How many changed", "How many changes were agreed.")
    return _part("Changes to KPIs", finding, rows, heading)


def definitions() -> str:
    """Return the list of KPIs with what each one measures, on a landscape page of its own."""
    columns = (
        ref(),
        kpi(6.6),
        cell("Definition", 10.0, Field("definition", "What the KPI measures", "What it measures")),
        cell("Collected", 2.4, Field("frequency", "How often it is collected", "Quarter")),
        cell("Source", 6.1, Field("source", "Where the figures come from", "Source")),
    )
    about = Table("List of KPIs", "One KPI a row: definition, how often collected, source.")
    return (
        paragraph("Heading1", run("Appendix: list of KPIs"), properties=NEW_PAGE)
        + sentence(LIST_SENTENCE, "KPIFinding")
        + table(about, columns, Field("definitions", "List of KPIs", "One KPI"))
    )


LIST_SENTENCE = Field("list_sentence", "How many KPIs are listed", "How many KPIs are listed.")


def _part(heading: str, finding: Field, tables: str, style: str = "Heading1") -> str:
    return said(style, heading) + sentence(finding) + tables
