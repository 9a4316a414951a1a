"""The Scrutiny report: the committee report's headings, with the KPIs in landscape appendices."""

from docx_templates import furniture, registers, scorecard
from docx_templates.counts import FINDING, KIND, ratings
from docx_templates.highlight import brief_highlights
from docx_templates.wordfile import word_file
from docx_templates.wordxml import (
    Field,
    asking,
    asking_paragraph,
    control,
    paragraph,
    repeat,
    run,
    said,
    tick_box,
)


def scrutiny_report() -> bytes:
    """Return `Scrutiny report.docx`."""
    body = "".join(
        (
            furniture.title_block(),
            _header_block(),
            _summary(),
            _what_it_is_about(),
            _impact(),
            _consultation(),
            _considerations(),
            _options(),
            _attachments(),
            furniture.notes(),
            scorecard.scorecard(scorecard.WITH_HISTORY),
            registers.definitions(),
            furniture.landscape(),
        )
    )
    return word_file("Scrutiny report", body, furniture.edges("Scrutiny report"))


def _part(name: str, title: str, ask: str, style: str = "KPIWords") -> str:
    """Return a part that only a person can write."""
    return asking_paragraph(Field(f"commentary:{name}", title, f"[{ask}]"), style)


def _line(label: str, name: str, ask: str) -> str:
    """Return a labelled line of the header block."""
    place = Field(f"commentary:{name}", label, f"[{ask}]")
    return paragraph("KPILabel", run(f"{label}: ", "Strong"), asking(place))


def _yes_or_no(label: str, name: str) -> str:
    yes = tick_box(Field(f"commentary:{name}_yes", f"{label}: yes", "Yes"))
    no = tick_box(Field(f"commentary:{name}_no", f"{label}: no", "No"))
    return paragraph("KPILabel", run(f"{label} ", "Strong"), yes, run("   "), no)


def _header_block() -> str:
    report_to = paragraph("KPILabel", run("Report to: ", "Strong"), control(BOARD))
    return "".join(
        (
            _line("Date", "date", "date of the meeting"),
            _line("Report of", "report_of", "director, by role"),
            report_to,
            _line("Report author", "author", "role and team"),
            _yes_or_no("Will the decision be open for call in?", "call_in"),
            _yes_or_no("Does the report contain confidential or exempt information?", "exempt"),
        )
    )


DRAFT = Field("commentary:draft_finding", "Draft: delete when accepted", "[draft]")
BOARD = Field("reader", "Board that receives the report", "Name of the Scrutiny Board")


def _summary() -> str:
    return "".join(
        (
            said("Heading1", "Brief summary"),
            repeat(
                Field("kinds", "Services, then city outcomes", "Services or city outcomes"),
                paragraph(
                    "KPIFinding",
                    control(KIND, "Strong"),
                    run(": ", "Strong"),
                    control(FINDING),
                    run(" "),
                    asking(DRAFT),
                ),
            ),
            _part("summary", "Brief summary", "Report author to add what the Board should know"),
            said("Heading1", "Recommendations"),
            paragraph("Normal", run("Members are recommended to:")),
            _part("recommendation_a", "First recommendation",
                  "note the performance information in this report and its appendices",
                  "ListNumber"),
            _part("recommendation_b", "Second recommendation",
                  "Report author to say what else is recommended, or delete this line",
                  "ListNumber"),
        )
    )  # fmt: skip


def _what_it_is_about() -> str:
    counts = paragraph("Heading2", control(KIND)) + ratings()
    return "".join(
        (
            said("Heading1", "What is this report about?"),
            paragraph("Normal", control(SCOPE)),
            _part("about", "What this report is about",
                  "Report author to say how it contributes to the ambitions of city and council"),
            repeat(Field("kind_counts", "Counts of each kind", "Services or outcomes"), counts),
            brief_highlights(),
            registers.changes("Heading2"),
        )
    )  # fmt: skip


SCOPE = Field("scope", "What the report covers", "How many KPIs, of which remit and period.")


def _impact() -> str:
    pillars = "".join(
        paragraph(
            "KPILabel", tick_box(Field(f"commentary:pillar_{name}", f"Pillar: {title}", title))
        )
        for name, title in (
            ("health", "Health and Wellbeing"),
            ("growth", "Inclusive Growth"),
            ("carbon", "Zero Carbon"),
        )
    )
    return "".join(
        (
            said("Heading1", "What impact will this proposal have?"),
            _part("impact", "Impact", "Report author to say who is affected, and how"),
            said(
                "Heading1",
                "How does this proposal impact the three pillars of the Best City Ambition?",
            ),
            pillars,
            _part("pillars", "The three pillars", "Report author to say how"),
        )
    )


def _consultation() -> str:
    return "".join(
        (
            said("Heading1", "What consultation and engagement has taken place?"),
            _line("Wards affected", "wards", "wards, or all"),
            _yes_or_no("Have ward members been consulted?", "ward_members"),
            _part("consultation", "Consultation", "Report author to say who was asked"),
        )
    )


def _considerations() -> str:
    questions = (
        ("What are the resource implications?", "resources", "money, people, property"),
        ("What are the key risks and how are they being managed?", "risks", "risks and controls"),
        ("What are the legal implications?", "legal", "powers and duties; call in"),
    )
    return "".join(
        said("Heading1", question) + _part(name, question, f"Report author to cover {ask}")
        for question, name, ask in questions
    )


def _options() -> str:
    return "".join(
        (
            said("Heading1", "Options, timescales and measuring success"),
            said("Heading2", "What other options were considered?"),
            _part("options", "Other options", "Report author to name them"),
            said("Heading2", "How will success be measured?"),
            furniture.drafted(MEASURED),
            _part("success", "How success will be measured",
                  "Report author to name indicator, baseline, target, date and owner"),
            said("Heading2",
                 "What is the timetable and who will be responsible for implementation?"),
            _part("timetable", "Timetable", "Report author to name dates and roles"),
        )
    )  # fmt: skip


MEASURED = Field(
    "measured", "How success is measured", "Which of the KPIs have a target to measure by."
)


def _attachments() -> str:
    return "".join(
        (
            said("Heading1", "Appendices"),
            said(
                "ListBullet",
                "Scorecard: each KPI of the Board\u2019s remit, with its history and rating",
            ),
            said("ListBullet", "List of KPIs: what each measures, and where its figures come from"),
            said("Heading1", "Background papers"),
            _part("background", "Background papers", "Report author to list them, or write None"),
        )
    )
