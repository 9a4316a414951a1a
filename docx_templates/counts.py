"""How many KPIs have each rating: this period and last, then by priority."""

from docx_templates.furniture import drafted
from docx_templates.wordxml import (
    FIGURES,
    Column,
    Field,
    Table,
    control,
    kept,
    paragraph,
    repeat,
    table,
)

FINDING = Field(
    "finding", "The finding in a sentence or two", "How many KPIs are Green, Amber, Red"
)
GREEN = Field("green", "How many are Green", "6")
AMBER = Field("amber", "How many are Amber", "2")
RED = Field("red", "How many are Red", "3")
NOT_RATED = Field("not_rated", "How many have no rating", "1")
TRACKER = Field("tracker", "How many are watched, not rated", "1")
NO_TARGET = Field("no_target", "How many have no target", "1")
NO_COMPARATOR = Field("no_comparator", "How many have nothing to compare with", "0")
NO_DATA = Field("no_data", "How many have no data", "1")
AGE = Field("age_sentence", "How many ratings rest on old figures", "How old the figures are.")
TOTAL = Field("total", "How many in all", "12")


def figure(heading: str, width: float, field: Field, style: str = "KPIFigure") -> Column:
    """Return a column of counts."""
    return Column(heading, width, (paragraph(style, control(field)),), FIGURES)


def ratings_of_each_kind() -> str:
    """Return the finding and the two tables, once for services and once for city outcomes."""
    return repeat(
        Field("kinds", "Services, then city outcomes", "Services or city outcomes"),
        "".join(
            (
                paragraph("Heading1", control(KIND)),
                drafted(FINDING, "KPIFinding"),
                ratings(),
                by_priority(),
            )
        ),
    )


KIND = Field("kind_title", "Which KPIs these are", "The council's own services")


def ratings(*, is_aged: bool = True) -> str:
    """Return the table of ratings, one row a period; `is_aged` says how old the figures are."""
    label = Field("label", "Period", "2026/27 Q2")
    columns = (
        Column("Number of KPIs", 3.1, (paragraph("KPICellStrong", control(label)),)),
        figure("Green", 1.45, GREEN, "KPIFigureStrong"),
        figure("Amber", 1.45, AMBER, "KPIFigureStrong"),
        figure("Red", 1.45, RED, "KPIFigureStrong"),
        figure("Tracker", 1.75, TRACKER),
        figure("No target", 1.8, NO_TARGET),
        figure("No earlier figure", 2.2, NO_COMPARATOR),
        figure("No data", 1.7, NO_DATA),
        figure("Total", 1.7, TOTAL, "KPIFigureStrong"),
    )
    about = Table("Ratings", "How many KPIs have each rating, this period and the period before.")
    rows = table(about, kept(columns), Field("ratings", "This period and last", "One period"))
    return rows + (paragraph("KPIWords", control(AGE)) if is_aged else "")


def by_priority() -> str:
    """Return the table of ratings, one row a priority, under its own heading."""
    priority = Field("label", "Priority", "Name of the priority")
    columns = (
        Column("Priority or pillar", 8.1, (paragraph("KPICell", control(priority)),)),
        figure("Green", 1.6, GREEN),
        figure("Amber", 1.6, AMBER),
        figure("Red", 1.6, RED),
        figure("Not rated", 2.0, NOT_RATED),
        figure("Total", 1.7, TOTAL, "KPIFigureStrong"),
    )
    about = Table("Ratings by priority", "How many KPIs of each priority have each rating.")
    heading = Field("groups_title", "Heading of the table", "Ratings by priority")
    rows = Field("priorities", "Priorities", "One priority")
    return paragraph("Heading2", control(heading)) + table(about, columns, rows)
