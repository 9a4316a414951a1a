"""Published results of Leeds and of the areas it is compared with, exactly as published."""

from collections.abc import Iterator

from workbooks.making.sources import Cells, Source, kpis, number, rows_of
from workbooks.making.spans import period_of
from xlkpi.terms.missing import GapReason
from xlkpi.terms.period import Frequency, Period
from xlkpi.terms.period_text import read_period

LEEDS = "E08000035"
OFLOG = "oflog"
STATUSES = {"x": "x: not available", "u": "u: low reliability", "c": "c: confidential"}


def results() -> Iterator[Cells]:
    """Yield the published results and stated gaps of every published KPI, oldest first."""
    for ref, kpi in kpis().items():
        series = _series(kpi)
        if not series:
            continue
        found = [(_period(kpi, row), _result(kpi, row)) for row in series if _is_leeds(row)]
        stated = [(_read(gap["period"]), _gap(gap, kpi)) for gap in _gaps(ref)]
        everything = sorted((*found, *stated), key=lambda pair: pair[0].sort_key)
        latest = max(period for period, row in found)
        for period, row in everything:
            is_latest = period == latest and kpi["latest_status"]
            yield row | ({"status": kpi["latest_status"]} if is_latest else {})


def comparators() -> Iterator[Cells]:
    """Yield the published values of the other areas, for the KPIs that are benchmarked."""
    for ref, kpi in kpis().items():
        for row in _series(kpi):
            if not _is_leeds(row):
                yield {"ref": ref, "period": _period(kpi, row).name, **_comparator(kpi, row)}


def _series(kpi: Source) -> list[Source]:
    """Return the source rows of the KPI's published series, ours and the others', by period."""
    if kpi["dataset"] == OFLOG:
        found = rows_of("oflog_adult_social_care.csv")
        return [row for row in found if row["Code"] == kpi["indicator"]]
    if not kpi["dataset"]:
        return []
    return [
        row
        for name in ("ons_leeds.csv", "ons_comparators.csv")
        for row in rows_of(name)
        if (row["dataset"], row["indicator"]) == (kpi["dataset"], kpi["indicator"])
    ]


def _is_leeds(row: Source) -> bool:
    return LEEDS in (row.get("areacd"), row.get("Local authority code"))


def _period(kpi: Source, row: Source) -> Period:
    frequency = Frequency.read(kpi["frequency"])
    if "Financial year" in row:
        return read_period(row["Financial year"], frequency)
    return period_of(row["period"], frequency)


def _read(period: str) -> Period:
    return read_period(period)


def _result(kpi: Source, row: Source) -> Cells:
    """Return the cells of one published result."""
    status = row.get("status", "")
    value = number(row.get("observation", "") or row.get("Value", ""))
    return {
        "ref": kpi["ref"],
        "period": _period(kpi, row).name,
        "value": value,
        "lower": number(row.get("lci_95", "")),
        "upper": number(row.get("uci_95", "")),
        "status": "Final" if value is not None else None,
        "gap_reason": None if value is not None else GapReason.NOT_AVAILABLE,
        "note": f"Published status {STATUSES[status]}." if status else _span_note(row),
        "source": _source(kpi),
        "supplied_by": "Intelligence and Policy",
    }


def _source(kpi: Source) -> str:
    """Return the publisher; the list of KPIs names the route and the data set as well."""
    return kpi["source"].removeprefix("ONS Explore Local Statistics: ").partition(", data set ")[0]


def _span_note(row: Source) -> str | None:
    """Return the published span of a year that is not simply the Register's."""
    span = row.get("period", "")
    is_plain = span.endswith(("-01-01/P1Y", "-04-01/P1Y", "-08-01/P1Y", "-09-01/P1Y")) or not span
    return None if is_plain else f"Published for {span}."


def _gap(gap: Source, kpi: Source) -> Cells:
    """Return the cells of a period for which there is no figure, with the reason."""
    return {
        "ref": kpi["ref"],
        "period": gap["period"],
        "gap_reason": gap["gap_reason"],
        "note": gap["note"],
        "source": _source(kpi),
        "supplied_by": "Intelligence and Policy",
    }


def _gaps(ref: str) -> list[Source]:
    return [row for row in rows_of("published_gaps.csv") if row["ref"] == ref]


def _comparator(kpi: Source, row: Source) -> Cells:
    """Return the cells of another area's published value."""
    status = row.get("status", "")
    return {
        "area_code": row.get("areacd") or row["Local authority code"],
        "area": row.get("areanm") or row["Local authority name"],
        "value": number(row.get("observation", "") or row.get("Value", "")),
        "lower": number(row.get("lci_95", "")),
        "upper": number(row.get("uci_95", "")),
        "status": STATUSES[status] if status else None,
        "source": _source(kpi),
        "restricted": False,
    }
