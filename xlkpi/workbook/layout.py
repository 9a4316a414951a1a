"""The only speller of headings: which sheet and column each field of a record lives in.

The shipped workbooks are written with these names and any workbook is read by them; a council
whose sheets or headings differ says so in `xlkpi.toml`, and nothing in its files has to change.
"""

from dataclasses import dataclass, field

from xlkpi.register.benchmark import AreaCode, ComparatorValue, GroupMember
from xlkpi.register.kpi import Alignment, Change, Contact, Kpi
from xlkpi.register.process import Action, ChecklistStep, Escalation, Meeting
from xlkpi.register.record import Record
from xlkpi.register.result import Commentary, Result, SignOff
from xlkpi.register.target import TargetRow


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the rows of one kind of record are written in the Register's own workbooks."""

    record: type[Record]
    book: str
    """Which of the Register's workbooks: a key of `BOOKS`."""
    sheet: str
    headings: dict[str, str]
    """Field to its heading, in the order of the columns."""
    accepted: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Field to other headings that officers use for it."""

    @property
    def table_name(self) -> str:
        """The name of the table object in the sheet."""
        return f"tbl{self.sheet.replace(' ', '').replace('-', '')}"

    def spellings(self, of: str) -> tuple[str, ...]:
        """Return every heading under which a field is recognised, the canonical one first."""
        return (self.headings[of], *self.accepted.get(of, ()))


BOOKS = {
    "data_record": "KPI Data Record.xlsx",
    "supporting_information": "KPI Supporting Information.xlsx",
    "benchmarks": "Benchmarks.xlsx",
    "checklist": "Reporting Checklist.xlsx",
}
"""The workbooks that make a Register, with the file names they ship under."""

_KPI_HEADINGS = {
    "ref": "KPI ref",
    "title": "KPI",
    "definition": "Definition",
    "definition_version": "Definition version",
    "valid_from": "Valid from",
    "valid_to": "Valid to",
    "state": "State",
    "replaced_by": "Replaced by",
    "kind": "Kind",
    "directorate": "Directorate",
    "service": "Service",
    "portfolio": "Portfolio",
    "boards": "Scrutiny boards",
    "unit": "Unit",
    "decimals": "Decimals",
    "frequency": "Frequency",
    "every": "Collected every",
    "lag_days": "Lag (days)",
    "aggregation": "Aggregation",
    "polarity": "Polarity",
    "type": "Type",
    "comparator_type": "Comparator",
    "baseline_period": "Baseline period",
    "min_change": "Smallest change that counts",
    "benchmark_group": "Benchmark group",
    "source": "Source",
    "limitations": "Limitations",
    "assurance": "Assurance",
    "data_quality": "Data quality",
    "owner": "Owner (role)",
    "contact": "Key contact (role)",
    "publish": "Publish",
    "sensitivity": "Sensitivity",
    "risk_ref": "Risk ref",
}

_RESULT_HEADINGS = {
    "ref": "KPI ref",
    "period": "Period",
    "breakdown": "Breakdown",
    "category": "Category",
    "value": "Value",
    "numerator": "Numerator",
    "denominator": "Denominator",
    "lower": "Lower 95% limit",
    "upper": "Upper 95% limit",
    "status": "Status",
    "revision": "Revision",
    "gap_reason": "Reason for gap",
    "note": "Note",
    "source": "Source",
    "supplied_by": "Supplied by (role)",
    "supplied_on": "Supplied on",
    "message_id": "From message",
    "rating_shown": "Rating shown",
}

_TARGET_HEADINGS = {
    "ref": "KPI ref",
    "period": "Period",
    "value": "Target",
    "upper": "Upper end of band",
    "tolerance": "Tolerance",
    "mode": "Tolerance mode",
    "profile": "Profile",
    "status": "Status",
    "source": "Source",
    "agreed_by": "Agreed by",
    "agreed_on": "Agreed on",
}

_ALIGNMENT_HEADINGS = {
    "ref": "KPI ref",
    "framework": "Framework",
    "pillar": "Pillar",
    "priority": "Priority",
    "valid_from": "Valid from",
    "valid_to": "Valid to",
}

_COMPARATOR_HEADINGS = {
    "ref": "KPI ref",
    "period": "Period",
    "area_code": "Area code",
    "area": "Area",
    "value": "Value",
    "lower": "Lower 95% limit",
    "upper": "Upper 95% limit",
    "status": "Status",
    "source": "Source",
    "restricted": "Restricted",
}

_REF = ("Ref", "Reference", "KPI reference", "Indicator ref")

LAYOUTS = {
    layout.record.table: layout
    for layout in (
        Layout(
            Kpi,
            "supporting_information",
            "KPIs",
            _KPI_HEADINGS,
            {
                "ref": _REF,
                "title": ("KPI title", "Indicator", "Indicator name", "Measure", "Description"),
                "polarity": ("Aim", "Good is"),
                "unit": ("Units", "Unit of measure"),
                "owner": ("Owner", "KPI owner"),
                "contact": ("Key contact",),
                "boards": ("Scrutiny board",),
                "decimals": ("Decimal places",),
            },
        ),
        Layout(
            Alignment, "supporting_information", "Framework", _ALIGNMENT_HEADINGS, {"ref": _REF}
        ),
        Layout(TargetRow, "supporting_information", "Targets", _TARGET_HEADINGS, {"ref": _REF}),
        Layout(
            Contact,
            "supporting_information",
            "Contacts",
            {
                "role": "Role",
                "name": "Name",
                "team": "Team",
                "directorate": "Directorate",
                "email": "Email",
                "deputy": "Deputy (role)",
                "last_confirmed": "Last confirmed",
            },
        ),
        Layout(
            Change,
            "supporting_information",
            "Changes",
            {
                "ref": "KPI ref",
                "field": "What changed",
                "old": "From",
                "new": "To",
                "reason": "Reason",
                "agreed_by": "Agreed by",
                "effective": "Effective from",
                "changed_on": "Changed on",
                "reported_in": "Reported in",
            },
            {"ref": _REF},
        ),
        Layout(
            Result,
            "data_record",
            "Results",
            _RESULT_HEADINGS,
            {
                "ref": _REF,
                "value": ("Result", "Actual", "Latest"),
                "rating_shown": ("RAG", "Rating", "Status shown"),
                "supplied_by": ("Supplied by",),
            },
        ),
        Layout(
            Commentary,
            "data_record",
            "Commentary",
            {
                "ref": "KPI ref",
                "period": "Period",
                "what_happened": "What happened",
                "why": "Why",
                "action": "What we are doing",
                "by_whom": "By whom (role)",
                "by_when": "By when",
                "accepted_by": "Accepted by (role)",
                "accepted_on": "Accepted on",
            },
            {"ref": _REF},
        ),
        Layout(
            SignOff,
            "data_record",
            "Sign-offs",
            {
                "directorate": "Directorate",
                "period": "Period",
                "signed_by": "Signed off by (role)",
                "signed_on": "Signed off on",
                "note": "Note",
            },
        ),
        Layout(
            ComparatorValue,
            "benchmarks",
            "Comparator values",
            _COMPARATOR_HEADINGS,
            {"ref": _REF},
        ),
        Layout(
            GroupMember,
            "benchmarks",
            "Groups",
            {
                "group": "Group",
                "area_code": "Area code",
                "area": "Area",
                "member_from": "Member from",
                "member_to": "Member to",
            },
        ),
        Layout(
            AreaCode,
            "benchmarks",
            "Former codes",
            {
                "former_code": "Former code",
                "area_code": "Area code",
                "area": "Area",
                "until": "Used until",
            },
        ),
        Layout(
            ChecklistStep,
            "checklist",
            "Steps",
            {
                "number": "No.",
                "step": "Step",
                "who": "Who (role)",
                "how": "How",
                "due": "Due",
                "done_on": "Done on",
                "done_by": "Done by (role)",
            },
        ),
        Layout(
            Meeting,
            "checklist",
            "Timetable",
            {
                "body": "Meeting",
                "period": "Period reported",
                "submission": "Submission deadline",
                "papers": "Papers published",
                "meets_on": "Meeting date",
            },
        ),
        Layout(
            Action,
            "checklist",
            "Actions",
            {
                "number": "No.",
                "ref": "KPI ref",
                "action": "Action",
                "owner": "Owner (role)",
                "due": "Due",
                "state": "State",
                "raised_in": "Raised in",
                "source": "Source",
            },
            {"ref": _REF},
        ),
        Layout(
            Escalation,
            "checklist",
            "Escalations",
            {
                "number": "No.",
                "ref": "KPI ref",
                "period": "Period",
                "from_level": "From",
                "to_level": "To",
                "reason": "Reason",
                "raised_on": "Raised on",
                "outcome": "Outcome",
                "closed_on": "Closed on",
            },
            {"ref": _REF},
        ),
    )
}
"""Every table of the Register by name."""
