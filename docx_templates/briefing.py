"""The member briefing: one portfolio on two portrait pages."""

from docx_templates import furniture, scorecard
from docx_templates.counts import FINDING, KIND, ratings
from docx_templates.highlight import HEADLINE, REASONS, WORDS
from docx_templates.wordfile import word_file
from docx_templates.wordxml import (
    KEEP_WITH_NEXT,
    Column,
    Field,
    Table,
    asking,
    control,
    paragraph,
    repeat,
    run,
    said,
    table,
)

NAME = "Member briefing"
SCOPE = Field("scope", "What the briefing covers", "How many KPIs belong to the portfolio.")
MOVES = Field("moves_sentence", "How many ratings changed", "How many ratings changed.")
BRIEF = Field("brief_sentence", "How highlights were picked", "What stands out.")
WATCH = Field("watch_sentence", "How many need attention", "How many KPIs are Red.")
CHANGES = Field("changes_sentence", "How many KPIs changed", "How many changes were agreed.")


def member_briefing() -> bytes:
    """Return `Member briefing.docx`."""
    parts = (
        furniture.title_block(),
        said("Heading1", "The quarter in brief"),
        paragraph("Normal", control(SCOPE)),
        repeat(
            Field("kinds", "Services, then city outcomes", "Services or city outcomes"),
            paragraph("Heading2", control(KIND))
            + furniture.drafted(FINDING)
            + ratings(is_aged=False),
        ),
        _moves(),
        _highlights(),
        _watched(),
        _changes(),
        paragraph("KPISource", control(Field("brief_notes", "What ratings mean", "Notes."))),
        paragraph("KPISource", control(furniture.ILLUSTRATIVE)),
        furniture.portrait(),
    )
    return word_file(NAME, "".join(parts), furniture.edges(NAME))


def _moves() -> str:
    """Return the KPIs whose rating is another one."""
    was = Field("was", "Rating of the period before", "Amber")
    columns = (
        scorecard.ref(),
        _kpi(6.2),
        scorecard.figure("Latest", 2.4, scorecard.LATEST, scorecard.LATEST_PERIOD),
        Column("Was", 1.8, (paragraph("KPICell", control(was)),)),
        scorecard.rating(2.2),
        _direction(2.4),
    )
    about = Table("Changed ratings", "One KPI a row: latest result, rating before and now.")
    rows = table(about, columns, Field("moves", "KPIs whose rating changed", "One KPI"))
    return said("Heading2", "What has changed") + furniture.drafted(MOVES) + rows


def _highlights() -> str:
    """Return the highlights in few lines: the finding, why it was picked, the words on it."""
    words = "".join(
        paragraph(
            "KPILabel",
            run(f"{heading}: ", "Strong"),
            asking(Field(f"commentary:{part}", f"{heading}: the owner\u2019s words", ask)),
        )
        for heading, part, ask in WORDS[1:]
    )
    item = (
        paragraph("Heading3", control(HEADLINE))
        + paragraph(
            "KPISource", run("Picked because: "), control(REASONS), properties=KEEP_WITH_NEXT
        )
        + words
    )
    return (
        said("Heading2", "What stands out")
        + furniture.drafted(BRIEF)
        + repeat(Field("highlights", "Highlights", "One highlight"), item)
    )


def _watched() -> str:
    """Return the KPIs that are Red, or Amber and worse."""
    columns = (
        scorecard.ref(),
        _kpi(6.4),
        scorecard.figure("Latest", 2.4, scorecard.LATEST, scorecard.LATEST_PERIOD),
        scorecard.target(1.8),
        scorecard.rating(2.0),
        _direction(2.4),
    )
    about = Table("Results to watch", "One KPI a row: latest result, target, rating, direction.")
    rows = table(about, columns, Field("watched", "Results to watch", "One KPI"))
    return said("Heading2", "Results to watch") + furniture.drafted(WATCH) + rows


def _changes() -> str:
    """Return the agreed changes in a line each."""
    what = Field("what", "What changed", "Definition: old; now new")
    item = paragraph("ListBullet", control(scorecard.REF), run(": "), control(what))
    return (
        said("Heading2", "Changes to KPIs")
        + furniture.drafted(CHANGES)
        + repeat(Field("changes", "Changes to KPIs", "One change"), item)
    )


def _kpi(width: float) -> Column:
    return Column("KPI", width, (paragraph("KPICell", control(scorecard.KPI)),))


def _direction(width: float) -> Column:
    return Column("Direction", width, (paragraph("KPICell", control(scorecard.DIRECTION)),))
