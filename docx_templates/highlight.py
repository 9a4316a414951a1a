"""A highlight: the finding, its facts and chart, and the owner's words."""

from collections.abc import Sequence

from docx_templates import scorecard
from docx_templates.furniture import drafted
from docx_templates.sample_chart import sample_run
from docx_templates.wordxml import (
    KEEP_WITH_NEXT,
    Column,
    Field,
    Table,
    asking,
    asking_paragraph,
    control,
    fixed_row,
    fixed_table,
    kept,
    paragraph,
    repeat,
    run,
    said,
)

HEADLINE = Field("headline", "The finding with its number", "Re-let times rose to 34.2 days")
OWNER = Field("owner", "Role that owns the KPI", "Chief Officer Housing")
AIM = Field("aim", "Which way is better, and the unit", "Lower is better, days")
WHY_RATED = Field("why", "Why it has its rating", "Why the KPI has its rating, in one sentence.")
REASONS = Field("reasons", "Why it was picked", "Why it was picked")
SENTENCE = Field("highlights_sentence", "How they were picked", "How many KPIs were picked")

CHART = Field("chart", "Chart of the KPI over time", "Chart of the KPI over time")
CHART_TITLE = Field("chart_title", "What the chart shows", "Above its average for five quarters")
CHART_SOURCE = Field("chart_source", "Source, and what the lines mean", "Source of the figures")
YEAR_AGO = Field("year_ago", "Result a year earlier", "29.6")
YEAR_AGO_PERIOD = Field("year_ago_period", "Period a year earlier", "2025/26 Q2")

LINES = (
    Field("benchmark_line", "Place in the comparator group, and its median", "5th of 11; median"),
    Field("gap_line", "Gap between deprived areas and all", "Gap between deprived areas and all"),
    Field("covid_line", "Averages before 2020/21 and after", "Averages before 2020/21 and after"),
)
"""Each a paragraph of its own, which goes where there is nothing to say."""

FACTS_OVER_TIME = (
    scorecard.rating(2.3),
    scorecard.direction(3.1),
    scorecard.figure("Latest", 2.6, scorecard.LATEST, scorecard.LATEST_PERIOD),
    scorecard.figure("Compared with", 2.9, scorecard.COMPARATOR, scorecard.COMPARATOR_PERIOD),
    scorecard.figure("Year earlier", 2.9, YEAR_AGO, YEAR_AGO_PERIOD),
    scorecard.figure("Target", 2.8, scorecard.TARGET, scorecard.TOLERANCE),
)

FACTS = (
    scorecard.rating(2.6),
    scorecard.direction(2.8),
    scorecard.figure("Latest", 2.6, scorecard.LATEST, scorecard.LATEST_PERIOD),
    scorecard.figure("Compared with", 2.8, scorecard.COMPARATOR, scorecard.COMPARATOR_PERIOD),
    scorecard.figure("Target", 2.6, scorecard.TARGET, scorecard.TOLERANCE),
    scorecard.figure("Benchmark", 3.2, scorecard.BENCHMARK, scorecard.RANK),
)

WORDS = (
    ("What happened", "what_happened", "[Owner to say what happened, with the numbers]"),
    ("Why", "why", "[Owner to say why]"),
    ("What we are doing", "action", "[Owner to say what is being done]"),
)


def facts(columns: Sequence[Column] = FACTS) -> str:
    """Return the table of one row, which stays on the page of what follows."""
    heads = [column.heading.lower() for column in columns]
    about = Table("Facts of the highlight", f"One row: {', '.join(heads)}.")
    held = kept(columns)
    return fixed_table(about, held, fixed_row(held))


def over_time() -> str:
    """Return the chart under its title, what its lines mean, and the lines of facts below it."""
    chart = control(CHART).replace(run(CHART.sample), sample_run())
    lines = "".join(paragraph("KPILine", control(field)) for field in LINES)
    return (
        paragraph("Caption", control(CHART_TITLE))
        + paragraph("KPIChart", chart)
        + paragraph("KPISource", control(CHART_SOURCE))
        + lines
    )


def words(style: str = "Heading3") -> str:
    """Return the places for the owner's words, under headings of that style."""
    found = [
        said(style, heading)
        + asking_paragraph(Field(f"commentary:{part}", f"{heading}: the owner's words", ask))
        for heading, part, ask in WORDS
    ]
    who = Field("commentary:by_whom", "Who is doing it", "[role]")
    when = Field("commentary:by_when", "By when", "[date]")
    found.append(
        paragraph(
            "Normal", run("By whom: "), asking(who), run(". By when: "), asking(when), run(".")
        )
    )
    return "".join(found)


def highlights() -> str:
    """Return the highlights as a part of their own: each a finding with its number."""
    return (
        said("Heading1", "Highlights")
        + drafted(SENTENCE, "KPIFinding")
        + repeat(_HIGHLIGHTS, _item("Heading2") + words())
    )


def brief_highlights() -> str:
    """Return the highlights inside another part, one level lower, with the words run in."""
    run_in = "".join(
        paragraph(
            "KPILabel",
            run(f"{heading}: ", "Strong"),
            asking(Field(f"commentary:{part}", f"{heading}: the owner\u2019s words", ask)),
            properties="" if part == WORDS[-1][1] else KEEP_WITH_NEXT,
        )
        for heading, part, ask in WORDS
    )
    return (
        said("Heading2", "Highlights")
        + drafted(SENTENCE)
        + repeat(_HIGHLIGHTS, _item("Heading3") + run_in)
    )


DRAFT = Field("commentary:draft_headline", "Draft: delete when accepted", "[draft]")
"""For everything that is generated of a highlight."""

_HIGHLIGHTS = Field("highlights", "Highlights", "One highlight")


def _item(style: str) -> str:
    """Return the finding, its small print, its facts, its chart and why it was picked."""
    small = (control(scorecard.REF), run(" · "), control(AIM), run(" · "), control(OWNER))
    return "".join(
        (
            paragraph(style, control(HEADLINE)),
            paragraph("KPIMeta", *small),
            facts(FACTS_OVER_TIME),
            over_time(),
            paragraph("KPILine", run("Rating: ", "Strong"), control(WHY_RATED)),
            paragraph(
                "KPILine",
                run("Picked because: ", "Strong"),
                control(REASONS),
                run(" "),
                asking(DRAFT),
            ),
        )
    )
