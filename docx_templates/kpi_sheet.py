"""The KPI sheet: one KPI with its rating, its history, its benchmark and its definition."""

from docx_templates import furniture, registers, scorecard
from docx_templates.highlight import FACTS_OVER_TIME, WHY_RATED, facts, over_time, words
from docx_templates.wordfile import word_file
from docx_templates.wordxml import (
    FIGURES,
    Column,
    Field,
    Table,
    control,
    paragraph,
    repeat,
    run,
    said,
    table,
)

NAME = "KPI sheet"
HISTORY = Field("history_sentence", "What the series holds", "How many results are recorded.")
BENCHMARK = Field("benchmark_sentence", "How we stand in the group", "Median and place.")


def kpi_sheet() -> bytes:
    """Return `KPI sheet.docx`."""
    small = (control(scorecard.REF), run(" · "), control(registers.OWNER), run(" · "),
             control(scorecard.NOTE))  # fmt: skip
    subject = (
        paragraph("KPIMeta", *small),
        facts(FACTS_OVER_TIME),
        paragraph("KPIWhy", control(WHY_RATED)),
        said("Heading1", "Results so far"),
        furniture.drafted(HISTORY),
        over_time(),
        _history(),
        said("Heading1", "What its owner says"),
        words("Heading2"),
    )
    parts = (
        furniture.title_block(),
        repeat(Field("subject", "The KPI", "The KPI"), "".join(subject)),
        _benchmark(),
        said("Heading1", "What it measures"),
        _facts(),
        registers.changes("Heading2"),
        paragraph("KPISource", control(furniture.ILLUSTRATIVE)),
        paragraph("KPISource", control(furniture.ATTRIBUTION)),
        furniture.portrait(),
    )
    return word_file(NAME, "".join(parts), furniture.edges(NAME))


def _history() -> str:
    """Return the table of results, the latest first."""
    columns = (
        registers.cell("Period", 2.4, Field("past_period", "Period of a result", "2026/27 Q2")),
        _figure("Result", 2.4, Field("past_result", "Result of the period", "96.5%")),
        _figure("Target", 2.8, Field("past_target", "Target of the period", "95.0%")),
        _figure("Count", 3.4, Field("past_count", "Numerator and denominator", "412 of 520")),
        registers.cell("Note", 5.6, Field("past_note", "Note on the result", "None")),
    )
    about = Table("Results so far", "One period a row: result, target, count and note.")
    return table(about, columns, Field("history", "Results by period", "One period"))


def _benchmark() -> str:
    """Return the areas of the comparator group; a KPI without one has no such part."""
    columns = (
        registers.cell("Area", 11.0, Field("area", "Name of the area", "Name of the area")),
        _figure("Result", 5.6, Field("area_figure", "Figure of the area", "93.1%")),
    )
    about = Table("Benchmark", "One area a row, the best first: its figure in the period.")
    rows = table(about, columns, Field("areas", "Areas of the group", "One area"))
    item = said("Heading1", "Benchmark") + furniture.drafted(BENCHMARK) + rows
    return repeat(Field("benchmark_part", "Part about the benchmark", "The part"), item)


def _facts() -> str:
    """Return what the Supporting Information says, one thing a row."""
    what = Field("what", "What is said", "Definition")
    columns = (
        Column("What", 4.0, (paragraph("KPICellStrong", control(what)),)),
        registers.cell("As recorded", 12.6, Field("said", "As the Register has it", "What it is")),
    )
    about = Table("What it measures", "One thing a row, as the Supporting Information says it.")
    return table(about, columns, Field("facts", "What is recorded", "One thing"))


def _figure(heading: str, width: float, field: Field) -> Column:
    return Column(heading, width, (paragraph("KPIFigure", control(field)),), FIGURES)
