"""The list of KPIs that a sheet holds, and what it does not say of them."""

import re
from collections.abc import Mapping
from dataclasses import replace

from xlkpi.register.kpi import Kpi
from xlkpi.terms.period import Frequency
from xlkpi.workbook.adopt.cell_words import register_word
from xlkpi.workbook.adopt.drafting import ACCEPTED, section, usable, words_of
from xlkpi.workbook.adopt.naming import Named
from xlkpi.workbook.adopt.proposal import Ask, Said, TableProposal
from xlkpi.workbook.adopt.understood import Understood
from xlkpi.workbook.own_words import number_in

REQUIRED = tuple(name for name, field in Kpi.model_fields.items() if field.is_required())
ONE_BY_ONE = ("polarity",)
"""Fields that differ from KPI to KPI, so that each is asked by itself."""

MOST_ASKED = 500
"""More KPIs than this are asked about with one line: a column is the better answer."""

_COMPARED = (
    (r"same (?:period|quarter|qtr|month)|last year|previous year", "Same period last year"),
    (r"(?:last|previous|prior) (?:period|quarter|qtr|month)", "Previous period"),
)
OFFERED_REF = (
    "no column holds references, and every KPI needs one that stays the same: add a column 'KPI "
    "ref', or use the names themselves as references with this line"
)


def kpi_fields(sheet: Understood) -> int:
    """Return how many fields of a KPI a sheet holds: its right to be the list of KPIs."""
    return sum(1 for c in sheet.columns if c.meaning and "kpis" in c.meaning.fields)


def kpi_table(sheet: Understood, directorate: Said | None) -> TableProposal:
    """Return the section that reads the list of KPIs.

    Args:
        sheet: a sheet with the names of the KPIs.
        directorate: what the sheet's name says, when the sheets are one for each.
    """
    columns = usable(
        sheet,
        {
            column.meaning.fields["kpis"]: column
            for column in sheet.columns
            if column.meaning and "kpis" in column.meaning.fields and column.timed is None
        },
    )
    words, asks = words_of(sheet, {field: (column,) for field, column in columns.items()})
    values = _implied(sheet, directorate, columns)
    each: dict[str, dict[str, Said]] = {}
    if "type" not in columns:
        values, each, untold = _types(sheet, values)
        if untold or not ("type" in values or each):
            refs = untold if len(untold) <= MOST_ASKED else {}
            asks.append(Ask("type", ACCEPTED["type"], refs, is_optional="type" in values))
    return replace(
        section(sheet, "kpis", columns),
        values=values,
        each=each,
        words=words,
        asks=(*_missing(sheet, {*columns, *values, "type"}), *asks),
    )


def _missing(sheet: Understood, given: set[str]) -> list[Ask]:
    """Return a question for each required field that has no source."""
    asks = []
    for field in REQUIRED:
        if field in given:
            continue
        title = sheet.one("title")
        if field == "ref":
            offered = title.heading if title else ""
            asks.append(Ask(field, OFFERED_REF, offered=offered, section="headings"))
        elif field == "title":
            asks.append(Ask(field, "the heading of the names of the KPIs", section="headings"))
        else:
            is_each = field in ONE_BY_ONE and len(sheet.titles) <= MOST_ASKED
            refs = sheet.titles if is_each else {}
            asks.append(Ask(field, ACCEPTED.get(field, "a name"), refs))
    return asks


def _implied(
    sheet: Understood, directorate: Said | None, columns: Mapping[str, Named]
) -> dict[str, Said]:
    """Return what the sheet's own words say of every KPI."""
    values: dict[str, Said] = {}
    if "directorate" not in columns and directorate:
        values["directorate"] = directorate
    if "frequency" not in columns and (frequency := _frequency(sheet)):
        values["frequency"] = frequency
    if "comparator_type" not in columns:
        direction = sheet.one("direction")
        for pattern, word in _COMPARED if direction else ():
            if direction and re.search(pattern, direction.heading, re.IGNORECASE):
                values["comparator_type"] = Said(word, f"the heading '{direction.heading}'")
                break
    return values


def _frequency(sheet: Understood) -> Said | None:
    """Return how often the value columns say that KPIs are measured."""
    columns = sheet.of_periods("actual")
    kinds = {c.timed.period.frequency for c in columns if c.timed and c.timed.period}
    finer = kinds - {Frequency.YEAR} or kinds
    if len(finer) != 1:
        return None
    kind = finer.pop()
    return Said(kind.how_often, f"the value columns are {kind.value}s")


def _types(
    sheet: Understood, values: dict[str, Said]
) -> tuple[dict[str, Said], dict[str, dict[str, Said]], dict[str, str]]:
    """Return what targets say of the KPIs' types: of all, of each, and the refs they leave open."""
    columns = (*sheet.of_periods("target"), *filter(None, (sheet.one("target"),)))
    each: dict[str, dict[str, Said]] = {}
    untold: dict[str, str] = {}
    numbers = 0
    records = tuple(sheet.refs.items()) or tuple(("", row) for row in sheet.body.records)
    for ref, row in records:
        texts = [text for c in columns if (text := sheet.text(c, row))]
        kinds = {register_word("target", text) for text in texts} - {None}
        rating = rated_as_data(sheet, row)
        if len(kinds) == 1 and not any(_is_figure(text) for text in texts):
            word = kinds.pop()
            kind = "Tracker" if word == "Tracker" else "Interim"
            each[ref] = {"type": Said(kind, f"its target says '{texts[0]}'")}
        elif any(_is_figure(text) for text in texts) and not (rating and set(texts) == {"0"}):
            numbers += 1
        elif rating and not texts:
            each[ref] = {"type": Said("Tracker", f"its rating says '{rating}'")}
        else:
            untold[ref] = sheet.titles.get(ref, "")
    if numbers:
        because = f"{numbers} of {len(records)} KPIs have a number as target"
        values = {**values, "type": Said("Targeted", because)}
    if not sheet.refs or (not numbers and not each):
        return values, {}, {}  # -- one line for all: none can be told from the others --
    return values, each, untold


def rated_as_data(sheet: Understood, row: int) -> str:
    """Return the words of a rating that stands for none, such as `data only`; blank for others."""
    for column in (*sheet.of_periods("rating"), *filter(None, (sheet.one("rating"),))):
        text = sheet.text(column, row)
        if register_word("rating", text) in ("Tracker", "No target") or text.casefold() in (
            "data only",
            "unknown",
        ):
            return text
    return ""


def _is_figure(text: str) -> bool:
    return number_in(text) is not None
