"""The commentary request: for each KPI its facts, the words of last time, and boxes to write in."""

from docx_templates import furniture, scorecard
from docx_templates.highlight import HEADLINE, REASONS, WHY_RATED, facts
from docx_templates.wordfile import word_file
from docx_templates.wordxml import (
    KEEP_WITH_NEXT,
    Column,
    Field,
    Table,
    asking_paragraph,
    control,
    paragraph,
    repeat,
    run,
    said,
    table,
)

NAME = "Commentary request"
WANTED = Field("request_sentence", "How much is asked", "How many KPIs need words")
RETURN = Field("return_sentence", "When it should come back", "The day by which to return it")
READERS = Field("readers", "Who will read the words", "The Corporate Leadership Team")
EARLIER = Field("earlier_heading", "Which period's words these are", "The words of 2026/27 Q1")

BOXES = (
    ("What happened", "what_happened", "[Write here what happened, with the numbers]"),
    ("Why", "why", "[Write here why it happened]"),
    ("What we are doing", "action", "[Write here what is being done about it]"),
    ("By whom", "by_whom", "[Write here the role that does it, not a person's name]"),
    ("By when", "by_when", "[Write here the date by which it will be done]"),
)

HOW = (
    "Write over the grey words in square brackets: only these places are read.",
    "Two or three plain sentences are enough: give numbers, and say why the figure moved.",
    "Where words stand already they were recorded before: change what is wrong, leave the rest.",
    "A place that you cannot fill yet may stay as it is.",
    "Save the file under any name and send it back.",
)


def commentary_request() -> bytes:
    """Return `Commentary request.docx`."""
    item = "".join((_about(), _earlier(), *map(_box, BOXES)))
    parts = (
        paragraph("Title", control(furniture.TITLE)),
        paragraph("Subtitle", control(furniture.SUBTITLE)),
        paragraph("KPIMeta", control(furniture.READER), run(" · "), control(furniture.COUNCIL)),
        paragraph("KPIFinding", control(WANTED), run(" "), control(RETURN)),
        said("Heading1", "How to fill it in"),
        *(said("ListBullet", line) for line in HOW),
        said("Heading1", "Your KPIs"),
        repeat(Field("requests", "KPIs that words are wanted about", "One KPI"), item),
        furniture.portrait(),
    )
    return word_file(NAME, "".join(parts), furniture.edges(NAME))


def _about() -> str:
    """Return the finding, its small print, its facts and why words are wanted."""
    small = (control(scorecard.REF), run(" · "), control(scorecard.KPI))
    why = (run("Picked because: "), control(REASONS), run(". Read by: "), control(READERS))
    return "".join(
        (
            paragraph("Heading2", control(HEADLINE)),
            paragraph("KPIMeta", *small),
            facts(),
            paragraph("KPIWhy", control(WHY_RATED)),
            paragraph("KPISource", *why, properties=KEEP_WITH_NEXT),
        )
    )


def _earlier() -> str:
    """Return what was said in the period before, to be looked at only."""
    part = Field("earlier_part", "Part of the commentary", "Why")
    words = Field("earlier_said", "What was said then", "What was said in the period before")
    columns = (
        Column("Part", 4.0, (paragraph("KPICellStrong", control(part)),)),
        Column("What was said then", 12.6, (paragraph("KPICell", control(words)),)),
    )
    about = Table(
        "Words of the period before", "One part of the commentary a row. For reference only."
    )
    rows = Field("earlier", "Words of the period before", "One part")
    return paragraph("Heading3", control(EARLIER)) + table(about, columns, rows)


def _box(box: tuple[str, str, str]) -> str:
    heading, part, ask = box
    field = Field(f"commentary:{part}", f"{heading}: your words", ask)
    return said("Heading3", heading) + asking_paragraph(field)
