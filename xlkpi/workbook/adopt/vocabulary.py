"""What councils call the columns of their registers, beside the Register's own headings."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from xlkpi.workbook.adopt.plain import plain
from xlkpi.workbook.headings import ACCEPTED, HEADINGS


@dataclass(frozen=True, eq=False)
class Meaning:
    """Something that a column can hold, with the fields that it fills, table by table."""

    name: str
    fields: Mapping[str, str]
    """Table to field; none where the Register holds no such thing, and `because` says why."""
    look: str = ""
    """What its cells look like: a key of `looks.LOOKS`; blank is anything."""
    others: tuple[str, ...] = ()
    because: str = ""

    @cached_property
    def own_names(self) -> frozenset[str]:
        """The shipped headings, as they are compared."""
        return frozenset(plain(HEADINGS[table][field]) for table, field in self.fields.items())

    @cached_property
    def other_names(self) -> frozenset[str]:
        """Every other name, as it is compared."""
        accepted = (ACCEPTED.get(t, {}).get(f, ()) for t, f in self.fields.items())
        known = (name for names in (*accepted, self.others) for name in names)
        return frozenset(map(plain, known)) - self.own_names

    @cached_property
    def names(self) -> frozenset[str]:
        """Every name, as it is compared."""
        return self.own_names | self.other_names

    def among(self, names: frozenset[str]) -> list[str]:
        """Return its own ones of some names, the longest first."""
        found = names & self.names if names else ()
        return sorted(found, key=lambda one: (-len(one), one))


def _kpi(field: str, names: str, look: str = "") -> Meaning:
    return Meaning(field, {"kpis": field}, look, _listed(names))


def _result(name: str, field: str, names: str, look: str = "") -> Meaning:
    return Meaning(name, {"results": field}, look, _listed(names))


def _target(name: str, field: str, names: str, look: str = "") -> Meaning:
    return Meaning(name, {"targets": field}, look, _listed(names))


def _unread(name: str, names: str, because: str) -> Meaning:
    return Meaning(name, {}, "", _listed(names), because)


def _listed(names: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in names.split(";") if name.strip())


_EVERY_TABLE = {"kpis": "ref", "results": "ref", "targets": "ref"}
_WORKED_OUT = "xlkpi works it out from the results"

MEANINGS = (
    Meaning("ref", _EVERY_TABLE, "references", _listed(
        "pi; pi code; pi ref; pi no; pi id; code; id; kpi; kpi code; kpi id; kpi no; kpi number; "
        "indicator; indicator id; indicator no; indicator code; indicator number; measure ref; "
        "measure id; measure no; measure code; ref no; no; number")),
    _kpi("title", "short name; performance indicator; pi; pi name; pi title; pi description; "
         "kpi name; kpi description; indicator description; indicator title; performance measure; "
         "perf measure; measure name; measure title; what we measure; what is measured; title; "
         "name; key performance indicator", "titles"),
    _kpi("definition", "what it measures; long name; full description; full name; methodology; "
         "how calculated; how it is calculated; method of calculation; calculation; formula"),
    _kpi("directorate", "dir; directorate name; group; department; dept"),
    _kpi("service", "team; service area; division; section; service unit; business unit; "
         "service name; department; dept", "words"),
    _kpi("portfolio", "portfolio holder; cabinet member; lead member; executive member; "
         "cabinet portfolio"),
    _kpi("boards", "committee; scrutiny committee; scrutiny panel; scrutiny; panel; reported to"),
    _kpi("unit", "symbol; format; unit of measurement; uom; measured in; data type; value type; "
         "number type; data format; measure unit", "units"),
    _kpi("decimals", "dp; number of decimals; no of decimal places", "numbers"),
    _kpi("frequency", "freq; reporting frequency; collection frequency; data frequency; "
         "how often; reported; collected; period of reporting; reporting cycle; "
         "frequency of reporting; frequency of collection", "frequency"),
    _kpi("aggregation", "cumulative; calculation type; aggregation type; aggregate type; "
         "data basis; basis; year to date basis; cumulative or snapshot; how added up; "
         "how quarters add up; cumulative snapshot", "aggregation"),
    _kpi("polarity", "good performance; good performance is; good performance looks like; "
         "preferred direction; desired direction; desired direction of travel; direction of good; "
         "good to be; better is; higher or lower is better; bigger or smaller is better; aim to; "
         "aim to be; high or low; what is good; good direction; better performance is; "
         "direction of improvement; good when", "polarity"),
    _kpi("type", "kpi type; pi type; measure type; indicator type; target type; type of target; "
         "held to", "type"),
    _kpi("kind", "kind of measure; kind of kpi; council or partnership; control or influence; "
         "influence; level of control; whose measure; measure of", "kind"),
    _kpi("comparator_type", "compared with; compare with; compared to; comparison; dot basis; "
         "dot compared with; direction of travel compared with; trend compared with; "
         "dot measured against; dot against; dot vs; direction of travel basis", "comparator_type"),
    _kpi("baseline_period", "baseline; baseline year", "periods"),
    _kpi("source", "data source; source of data; system; source system"),
    _kpi("limitations", "weaknesses; caveats; known limitations; data caveats; data issues"),
    _kpi("assurance", "assured by; audited by; checked by; verification"),
    _kpi("data_quality", "dq; data quality rating; data confidence; confidence in data"),
    _kpi("owner", "managed by; lead officer; lead; responsible officer; accountable officer; "
         "head of service; pi owner; measure owner; indicator owner; assigned to; "
         "responsible owner; accountable; chief officer", "words"),
    _kpi("contact", "contact; data contact; updated by; collected by; data collector; "
         "contact officer; data provider; key contact; data owner; who supplies it", "words"),
    _kpi("publish", "public; published; publish externally; in public report", "yes or no"),
    _kpi("risk_ref", "risk; risk no; linked risk"),
    Meaning("period", {"results": "period", "targets": "period"}, "periods", _listed(
        "date; quarter; month; year; reporting period; time period; period name; qtr; "
        "financial year; collection date")),
    _result("actual", "value", "performance; outturn; current performance; latest value; "
            "current value; current; score; figure; figures; data; actual performance; "
            "current result; performance to date; out turn; act; achieved", "numbers"),
    _target("target", "value", "tgt; annual target; year end target; target value; "
            "current target; targets; target for year; yearly target; planned; plan", "targets"),
    _target("target_upper", "upper", "upper target; target max; maximum target; target to",
            "numbers"),
    _target("tolerance", "tolerance", "tol; amber tolerance; tolerance %; tolerance +/-; "
            "tolerance +/- %; target tolerance; variance allowed; amber variance; tolerance level; "
            "tolerance points; % tolerance", "numbers"),
    _target("mode", "mode", "tolerance type; tolerance in; tolerance unit; tolerance basis",
            "mode"),
    _result("rating", "rating_shown", "rag status; rag rating; traffic light; traffic lights; "
            "status; colour; performance status; alert; light; rag this quarter", "rating"),
    _result("note", "note", "comments; comment; commentary; notes; narrative; explanation; "
            "latest note; officer comment; officer comments; reason for variance; "
            "latest notes; performance commentary; commentary actions; analysis", "words"),
    _result("numerator", "numerator", "num; top line; count", "numbers"),
    _result("denominator", "denominator", "den; denom; bottom line; out of; base", "numbers"),
    _result("breakdown", "breakdown", "dimension; broken down by", "words"),
    _result("category", "category", "characteristic; breakdown value"),
    _unread("area", "area; area code; area name; authority; local authority; lad code; gss code",
            "values of several areas are benchmarks: map them by hand, as comparator_values"),
    _unread("direction", "dot; direction of travel; dir of travel; trend; direction; "
            "long trend; short trend; arrow; change; long term trend; short term trend; "
            "trend arrow; improving",
            _WORKED_OUT),
    _unread("variance", "variance; variance from target; gap; gap to target; % of target; "
            "difference; var; performance against target; % variance", _WORKED_OUT),
    _unread("ytd", "ytd; year to date; ytd actual; cumulative ytd; ytd value; average; total; "
            "ytd average; avg", _WORKED_OUT),
    _unread("gauge", "gauge; icon; chart; sparkline; graph; trend chart; picture",
            "it is a picture, and xlkpi draws its own"),
    _unread("returns", "due; due date; deadline; date due; data due; received; date received; "
            "returned; chased; done; completed; ticked; tick; checked; reminder sent; "
            "data in; submitted; signed off; return received; entered",
            "the Register keeps the steps of the process, not whose return has come in"),
    _unread("benchmark", "benchmark; national average; england average; family group average; "
            "quartile; regional average; nearest neighbours; comparators; comparator average",
            "benchmarks are kept area by area, as comparator_values: map them by hand"),
    _unread("forecast", "forecast; year end forecast; projection; projected outturn; "
            "predicted outturn", "the Register keeps results and targets, no forecasts"),
    _unread("updated", "last updated; date updated; last update; date entered; last modified",
            "when a cell was typed is not kept"),
)  # fmt: skip
"""Everything that a column is known to hold."""

MEASURES = ("actual", "target", "rating", "note", "numerator", "denominator")
"""What can stand under one quarter, month or year of a wide sheet."""
