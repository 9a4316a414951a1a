"""The rows of every table of the Register, by the table's name."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from workbooks.making import illustrative, published
from workbooks.making.sources import Cells, cells, kpis, number, rows_of
from workbooks.making.targets import targets
from xlkpi.workbook.layout import LAYOUTS

GROUP = "Core Cities"
DATES = {
    "valid_from", "valid_to", "last_confirmed", "changed_on", "signed_on", "accepted_on",
    "done_on", "submission", "papers", "meets_on", "due", "raised_on", "closed_on", "decided_on",
}  # fmt: skip
NUMBERS = {
    "decimals", "every", "lag_days", "min_change", "number", "score", "contacts", "complaints",
}  # fmt: skip


def tables() -> Mapping[str, Sequence[Cells]]:
    """Return every table of the Register as rows of cells."""
    plain = {name: _plain(name, f"{name}.csv") for name in _PLAIN}
    return {
        **plain,
        "targets": tuple(targets()),
        "results": _in_order((*published.results(), *illustrative.results())),
        "comparator_values": tuple(published.comparators()),
        "groups": tuple(_members()),
        "area_codes": tuple(_former_codes()),
    }


_PLAIN = (
    "kpis", "alignments", "contacts", "changes", "commentary", "sign_offs",
    "checklist", "timetable", "actions", "escalations", "risks", "customer_issues",
    "highlights",
)  # fmt: skip
"""The tables whose rows stand in a source file of the same name, field by field."""


def _plain(table: str, name: str) -> Sequence[Cells]:
    """Return the rows of a source file whose headings are the record's fields."""
    headings = LAYOUTS[table].headings
    rows = []
    for row in rows_of(name):
        found = {field: text for field, text in cells(row).items() if field in headings}
        rows.append({field: _typed(field, text) for field, text in found.items()})
    return tuple(rows)


def _typed(field: str, text: object) -> object:
    """Return a source's text as what the cell shall hold: a date, a number or the text."""
    if text is None:
        return None
    if field in NUMBERS:
        return number(str(text))
    if field in DATES and str(text)[:4].isdigit():
        return date.fromisoformat(str(text))
    return text


def _in_order(rows: Iterable[Cells]) -> Sequence[Cells]:
    """Return the results in the order of the list of KPIs; each KPI's own order stays."""
    place = {ref: index for index, ref in enumerate(kpis())}
    return tuple(sorted(rows, key=lambda row: place[str(row["ref"])]))


def _members() -> Iterable[Cells]:
    """Yield the members of the Core Cities; joining dates before 2025 are left open."""
    for city in rows_of("core_cities.csv"):
        joined = int(city["member_from"] or 0)
        yield {
            "group": GROUP,
            "area_code": city["gss_code"],
            "area": city["city"],
            "member_from": date(joined, 1, 1) if joined >= 2025 else None,
        }


def _former_codes() -> Iterable[Cells]:
    """Yield the codes that a member of the group had before."""
    for city in rows_of("core_cities.csv"):
        if city["former_gss_codes"]:
            yield {
                "former_code": city["former_gss_codes"],
                "area_code": city["gss_code"],
                "area": city["city"],
                "until": date.fromisoformat(city["former_code_until"]),
            }
