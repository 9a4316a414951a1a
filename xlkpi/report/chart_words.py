"""Chart words: the figures of a chart with their periods, in its own part and in its workbook."""

from collections.abc import Iterator, Mapping

from lxml import etree

from xlkpi.terms.number import spelling

CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
STRINGS, SHEETS = "xl/sharedStrings.xml", "xl/worksheets/"


def chart_words(root: etree._Element) -> Iterator[tuple[str, str]]:
    """Yield each figure of a chart's part with what its place on the axis is called."""
    for series in root.iter(f"{CHART}ser"):
        names = _points(series, "cat") or _points(series, "xVal")
        values = _points(series, "val") or _points(series, "yVal")
        for place, value in values.items():
            yield _number(value), names.get(place, "")


def row_words(members: Mapping[str, bytes]) -> Iterator[str]:
    """Yield each row of an embedded workbook: its cells, side by side."""
    strings = [
        "".join(map(str, item.itertext()))
        for item in etree.fromstring(members.get(STRINGS, b"<none/>")).iter(f"{SHEET}si")
    ]
    for name, member in members.items():
        if name.startswith(SHEETS) and name.endswith(".xml"):
            for row in etree.fromstring(member).iter(f"{SHEET}row"):
                yield " ".join(_cell(cell, strings) for cell in row)


def _points(series: etree._Element, axis: str) -> Mapping[str, str]:
    found = series.find(f"{CHART}{axis}")
    if found is None:
        return {}
    return {
        point.get("idx", ""): point.findtext(f"{CHART}v") or ""
        for point in found.iter(f"{CHART}pt")
    }


def _cell(cell: etree._Element, strings: list[str]) -> str:
    text = cell.findtext(f"{SHEET}v") or "".join(map(str, cell.itertext()))
    if cell.get("t") == "s" and text.isdecimal() and int(text) < len(strings):
        return strings[int(text)]
    return _number(text)


def _number(text: str) -> str:
    """Return a figure as an officer spells it: `3` for `3.0`; other text as it is."""
    try:
        return spelling(float(text))
    except ValueError:
        return text
