"""A highlight: the finding, its facts, and the owner's words."""

from docx_templates import scorecard
from docx_templates.wordxml import (
    KEEP_WITH_NEXT,
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
    sentence,
)

HEADLINE = Field("headline", "The finding with its number", "Re-let times rose to 34.2 days")
OWNER = Field("owner", "Role that owns the KPI", "Chief Officer Housing")
AIM = Field("aim", "Which way is better, and the unit", "Lower is better, days")
WHY_RATED = Field("why", "Why it has its rating", "Why the KPI has its rating, in one sentence.")
REASONS = Field("reasons", "Why it was picked", "Why it was picked")
SENTENCE = Field("highlights_sentence", "How they were picked", "How many KPIs were picked")

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


def facts() -> str:
    """Return the table of one row, which stays on the page of what follows."""
    about = Table(
        "Facts of the highlight",
        "Rating, direction, latest and earlier result, target with tolerance, benchmark with rank.",
    )
    columns = kept(FACTS)
    return fixed_table(about, columns, fixed_row(columns))


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
        + sentence(SENTENCE, "KPIFinding")
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
        + sentence(SENTENCE)
        + repeat(_HIGHLIGHTS, _item("Heading3") + run_in)
    )


_HIGHLIGHTS = Field("highlights", "Highlights", "One highlight")


def _item(style: str) -> str:
    """Return the finding, its small print, its facts and reasons."""
    small = (control(scorecard.REF), run(" · "), control(OWNER), run(" · "), control(AIM))
    return "".join(
        (
            paragraph(style, control(HEADLINE)),
            paragraph("KPIMeta", *small),
            facts(),
            paragraph("KPIWhy", control(WHY_RATED)),
            paragraph(
                "KPISource", run("Picked because: "), control(REASONS), properties=KEEP_WITH_NEXT
            ),
        )
    )
