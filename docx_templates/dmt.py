"""The DMT pack: what is asked of the team first, its sign-off last, the scorecard behind."""

from docx_templates import furniture, registers, scorecard
from docx_templates.counts import ratings_of_each_kind
from docx_templates.highlight import highlights
from docx_templates.wordfile import word_file
from docx_templates.wordxml import (
    Field,
    Table,
    asking,
    asking_paragraph,
    control,
    paragraph,
    run,
    said,
    table,
    tick_box,
)

NAME = "DMT pack"
ASKS = Field("asks_sentence", "How much is asked", "How many things are asked of the team.")
STATE = Field("sign_off_state", "Whether it is signed off", "Whether the period is signed off.")


def dmt_pack() -> bytes:
    """Return `DMT pack.docx`."""
    parts = (
        furniture.title_block(),
        _asks(),
        furniture.contents_list(),
        ratings_of_each_kind(),
        highlights(),
        registers.late_data(),
        registers.without_target(),
        registers.changes(),
        registers.risks(),
        registers.issues(),
        registers.escalations(),
        _escalation_form(),
        registers.actions(),
        _sign_off(),
        furniture.notes(),
        scorecard.scorecard(),
        furniture.landscape(),
    )
    return word_file(NAME, "".join(parts), furniture.edges(NAME))


def _asks() -> str:
    """Return what the team has to do, one thing a row."""
    columns = (
        scorecard.ref(),
        registers.cell("What is asked", 10.6, Field("ask", "What is asked", "Agree a target.")),
        registers.cell("Who", 4.4, Field("who", "Role that is asked", "Owner")),
    )
    about = Table("What is asked of the team", "One thing a row: the KPI, what is asked, of whom.")
    rows = table(about, columns, Field("asks", "What is asked", "One thing"))
    finding = furniture.drafted(ASKS, "KPIFinding")
    return said("Heading1", "What is asked of the team") + finding + rows


def _line(label: str, name: str, ask: str) -> str:
    place = Field(f"commentary:{name}", label, f"[{ask}]")
    return paragraph("KPILabel", run(f"{label}: ", "Strong"), asking(place))


def _escalation_form() -> str:
    """Return the lines by which the team carries a concern upwards."""
    return "".join(
        (
            said("Heading2", "To escalate from this team"),
            _line("KPI or matter", "escalate_what", "reference, or what it is about"),
            _line("Why", "escalate_why", "what the team cannot settle itself"),
            _line("To", "escalate_to", "Corporate Leadership Team, or another team"),
            _line("What is asked", "escalate_ask", "decision, money or help"),
        )
    )


def _sign_off() -> str:
    """Return the box in which the team signs off its results."""
    whole = tick_box(Field("commentary:signed_all", "Signed off: all", "All results are agreed"))
    part = tick_box(
        Field("commentary:signed_but", "Signed off: with exceptions", "Agreed, except for:")
    )
    exceptions = Field(
        "commentary:signed_except", "Exceptions", "[references and reasons, or None]"
    )
    return "".join(
        (
            said("Heading1", "Sign-off for the period"),
            paragraph("Normal", control(STATE)),
            paragraph("KPILabel", whole),
            paragraph("KPILabel", part),
            asking_paragraph(exceptions),
            _line("Signed off by", "signed_by", "role"),
            _line("On", "signed_on", "date of the meeting"),
            said("KPISource", "Type who and when into Sign-offs in the KPI Data Record as well: "
                 "until then the papers mark these results as not signed off."),
        )
    )  # fmt: skip
