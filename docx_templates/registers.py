"""Tables of words: what is missing, what changed, what each KPI means."""

from docx_templates.furniture import drafted
from docx_templates.scorecard import figure, kpi, ref
from docx_templates.wordxml import (
    NEW_PAGE,
    Column,
    Field,
    Table,
    control,
    paragraph,
    repeat,
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
    return _part("Late or missing data", finding, rows) + paragraph("KPIWords", control(UNPOSTED))


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


def risks(heading: str = "Heading1") -> str:
    """Return the part about risks that KPIs are linked to; a council that keeps none has none."""
    columns = (
        Column("Risk", 5.0, (
            paragraph("KPICellStrong", control(Field("risk", "Reference of the risk", "Risk 6"))),
            paragraph("KPICell", control(Field("risk_title", "The risk", "Homelessness"))),
            paragraph("KPICellNote", control(Field("owner", "Role that owns the risk", "Owner"))),
        )),
        Column("Score", 2.9, (
            paragraph("KPICellStrong", control(Field("score", "Score of the risk", "16 (High)"))),
            paragraph("KPICell", control(Field("movement", "Whether it moved", "▲ Risen"))),
        )),
        cell("Linked KPIs", 3.3, Field("linked", "Linked KPIs, rated", "CHE14 Red")),
        cell("What holds it down", 5.4, Field("controls", "What holds the risk down", "Controls")),
    )  # fmt: skip
    about = Table("Risks linked to KPIs", "One risk a row: score, linked KPIs, what holds it down.")
    rows = table(about, columns, Field("risks", "Risks linked to KPIs", "One risk"))
    finding = Field("risks_sentence", "What became of the risks", "How many risks rose or fell.")
    item = said(heading, "Risks linked to KPIs") + drafted(finding) + rows
    return repeat(Field("risk_part", "Part about risks", "The part"), item)


def issues(heading: str = "Heading1") -> str:
    """Return the part about Contact Centre issues; a council that keeps none has none."""
    columns = (
        Column("Issue", 4.8, (
            paragraph("KPICell", control(Field("issue", "What people asked about", "Repairs"))),
            paragraph("KPICellNote", control(Field("bears_on", "Directorate and KPI", "CHE07"))),
        )),
        figure("Contacts", 1.9, Field("contacts", "How many contacts", "4,685"),
               Field("contacts_change", "Change of the contacts", "+475")),
        figure("Complaints", 2.2, Field("complaints", "How many complaints", "141"),
               Field("complaints_change", "Change of the complaints", "+23")),
        cell("Cause", 3.8, Field("cause", "Why people got in touch", "Cause")),
        cell("What is being done", 3.9, Field("remedy", "What is being done", "What is done")),
    )  # fmt: skip
    about = Table("Contact Centre issues", "One issue a row: contacts, complaints, cause, remedy.")
    rows = table(about, columns, Field("issues", "Contact Centre issues", "One issue"))
    finding = Field("issues_sentence", "What people asked about", "How many got in touch.")
    item = said(heading, "Contact Centre issues") + drafted(finding) + rows
    return repeat(Field("issue_part", "Part about the Contact Centre", "The part"), item)


def escalations() -> str:
    """Return the list of concerns that were carried upwards."""
    columns = (
        ref(),
        cell("Concern", 5.6, Field("concern", "What was escalated", "Concern")),
        cell("From, to, when", 5.2, Field("carried", "From whom to whom", "Service to DMT")),
        cell("Outcome", 4.2, Field("outcome", "What came of it", "Open")),
    )
    about = Table("Escalations", "One escalation a row: concern, from whom to whom, outcome.")
    rows = table(about, columns, Field("escalations", "Escalations", "One escalation"))
    finding = Field("escalations_sentence", "How many were escalated", "How many were escalated.")
    return _part("Escalations", finding, rows)


def actions() -> str:
    """Return the list of what was promised."""
    columns = (
        ref(),
        cell("Action", 6.2, Field("action", "What was promised", "Action")),
        cell("Owner", 3.6, OWNER),
        cell("Due", 2.6, Field("due", "By when", "18 December 2026")),
        cell("State", 2.6, Field("state", "How far it is", "In progress")),
    )
    about = Table("Actions", "One action a row: what was promised, by whom, by when, its state.")
    rows = table(about, columns, Field("actions", "Actions", "One action"))
    finding = Field("actions_sentence", "How many are open", "How many actions are open.")
    return _part("Actions", finding, rows)


def sign_offs() -> str:
    """Return the list of management teams, with who signed off the period."""
    columns = (
        cell("Management team", 5.6, Field("team", "Directorate", "City Development")),
        cell("Signed off by", 6.4, Field("sign_off", "By whom and when", "Director, 20 October")),
        cell("Note", 4.6, Field("sign_off_note", "Note on it", "No note")),
    )
    about = Table("Sign-off", "One management team a row: who signed off the period, and when.")
    rows = table(about, columns, Field("sign_offs", "Management teams", "One management team"))
    finding = Field("sign_off_sentence", "Who has not signed off", "Which teams have signed off.")
    return _part("Sign-off by management teams", finding, rows)


UNPOSTED = Field(
    "unposted", "What is typed and not posted", "Which results wait to be posted, if any."
)

LIST_SENTENCE = Field("list_sentence", "How many KPIs are listed", "How many KPIs are listed.")


def _part(heading: str, finding: Field, tables: str, style: str = "Heading1") -> str:
    return said(style, heading) + drafted(finding) + tables
