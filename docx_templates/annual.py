"""The Annual Performance Report: the year's results, what went well, where to do more."""

from docx_templates import furniture, scorecard
from docx_templates.counts import FINDING, KIND, by_priority, ratings
from docx_templates.wordfile import word_file
from docx_templates.wordxml import (
    Field,
    Table,
    asking_paragraph,
    control,
    paragraph,
    repeat,
    said,
    table,
)

RESULTS = (
    scorecard.ref(),
    scorecard.kpi(5.5),
    scorecard.figure("Result", 2.3, scorecard.LATEST, scorecard.LATEST_PERIOD),
    scorecard.target(2.0),
    scorecard.rating(2.5),
    scorecard.direction(2.7),
)
"""Twelve centimetres of figures beside the KPI's name: they fit a portrait page."""

INTRODUCTION = Field(
    "commentary:introduction",
    "Introduction: words",
    "[Introduction in the Leader\u2019s own words]",
)
NAME = "Annual Performance Report"
SENTENCE = Field("list_sentence", "The finding", "How many KPIs are listed, and by which rule.")


def annual_report() -> bytes:
    """Return `Annual Performance Report.docx`."""
    body = "".join(
        (
            furniture.title_block(),
            furniture.contents_list(),
            asking_paragraph(INTRODUCTION, "KPIOpening"),
            _counts(),
            _selection("went_well", "What went well", "Green and improved"),
            _asking("achievements", "What went well", "Directors to say what was achieved"),
            _selection("redouble", "Where to redouble our effort", "Red, or worsening"),
            _asking("effort", "Where to redouble our effort", "Directors to say what will be done"),
            _results("directorates", "Year-end results by directorate", "directorate"),
            _results("pillars", "Best City Ambition: city outcomes by pillar", "pillar"),
            furniture.notes(),
            scorecard.scorecard(),
            furniture.landscape(),
        )
    )
    return word_file(NAME, body, furniture.edges(NAME))


def _asking(name: str, title: str, ask: str) -> str:
    return asking_paragraph(Field(f"commentary:{name}", f"{title}: words", f"[{ask}]"))


def _counts() -> str:
    return repeat(
        Field("kinds", "Services, then city outcomes", "Services or city outcomes"),
        paragraph("Heading1", control(KIND))
        + furniture.drafted(FINDING, "KPIFinding")
        + ratings()
        + by_priority(),
    )


def _selection(name: str, heading: str, rule: str) -> str:
    """Return a list of KPIs chosen by a rule: services first, city outcomes apart."""
    about = Table(heading, f"{rule}: one KPI a row, with result, target, rating and direction.")
    rows = table(about, RESULTS, Field("rows", "KPIs chosen", "One KPI"))
    item = paragraph("Heading2", control(KIND)) + furniture.drafted(SENTENCE) + rows
    return said("Heading1", heading) + repeat(Field(name, heading, "One kind of KPI"), item)


def _results(name: str, heading: str, of: str) -> str:
    """Return every result of the year, a table for each directorate or pillar."""
    about = Table(f"Results of one {of}", "One KPI a row: result, target, rating and direction.")
    rows = table(about, RESULTS, Field("rows", f"KPIs of the {of}", "One KPI"))
    title = Field("heading", f"Name of the {of}", f"Name of the {of}")
    item = paragraph("Heading2", control(title)) + furniture.drafted(SENTENCE) + rows
    return said("Heading1", heading) + repeat(Field(name, heading, f"One {of}"), item)
