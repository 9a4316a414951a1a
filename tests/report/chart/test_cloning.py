"""A cloned chart: the council's look, the Register's figures, a workbook that says the same."""

from io import BytesIO

import pytest
from lxml import etree
from openpyxl import load_workbook

from docx_templates.sample_chart import sample_parts
from tests.making.records import target
from tests.report.chart.charts import STEADY, A, C, charted, drawn, names, points, series
from xlkpi.report.chart.chart import Chart, Line, Role
from xlkpi.report.chart.cloning import cloned
from xlkpi.report.chart.look import look
from xlkpi.report.chart.workbook import letters_of, workbook

BURGUNDY = "8A1538"


def chart(*values: float | None) -> Chart:
    goals = [target("2024/25", 55), target("2025/26", 60), target("2026/27", 60)]
    return charted(values or (*STEADY, 30), targets=goals).chart


def test_every_series_has_its_figures_and_gaps_have_none() -> None:
    root = drawn(chart(50, 52, 51, 50, 52, None, 50, 52))

    assert points(series(root, "Result")) == {0: 50, 1: 52, 2: 51, 3: 50, 4: 52, 6: 50, 7: 52}
    assert root.find(f".//{C}dispBlanksAs").get("val") == "gap"  # type: ignore[union-attr]


def test_a_step_is_no_slope() -> None:
    root = drawn(chart())

    assert set(points(series(root, "Target until 2024/25 Q4")).values()) == {55}
    assert set(points(series(root, "Target")).values()) == {60}
    assert not set(points(series(root, "Target until 2024/25 Q4"))) & set(
        points(series(root, "Target"))
    )


def test_the_workbook_says_what_the_chart_says() -> None:
    found = chart()
    sheet = load_workbook(BytesIO(workbook(found))).active
    assert sheet is not None
    heads = [cell.value for cell in sheet[1]]
    root = drawn(found)

    assert heads == ["Period", "Name under the axis", *names(root)]
    for held in root.iter(f"{C}ser"):
        place = held.findtext(f"{C}val//{C}f") or ""
        cells = sheet[place.partition("!")[2].replace("$", "")]
        assert {n: c[0].value for n, c in enumerate(cells) if c[0].value is not None} == points(
            held
        )
    assert [row[0].value for row in sheet.iter_rows(min_row=2)] == list(found.periods)


def test_the_same_chart_gives_the_same_bytes() -> None:
    assert cloned(look(), chart()) == cloned(look(), chart())
    assert workbook(chart()) == workbook(chart())


def test_the_look_of_the_sample_is_kept() -> None:
    sample = sample_parts()[0].replace(b"12436D", BURGUNDY.encode()).replace(b'"dash"', b'"lgDash"')
    root = drawn(chart(), sample)

    assert f'srgbClr val="{BURGUNDY}"' in etree.tostring(series(root, "Result"), encoding="unicode")
    assert 'prstDash val="lgDash"' in etree.tostring(series(root, "Target"), encoding="unicode")


def test_a_clone_of_a_clone_is_the_clone() -> None:
    once = cloned(look(), chart())

    assert cloned(once, chart()) == once


@pytest.mark.parametrize("sample", [look(), sample_parts()[0]])
def test_what_is_deleted_from_the_sample_is_in_no_chart(sample: bytes) -> None:
    root = etree.fromstring(sample)
    for name in ("Upper limit", "Lower limit", "Average"):
        held = series(root, name)
        held.getparent().remove(held)  # type: ignore[union-attr]
    made = drawn(chart(), etree.tostring(root))

    assert "Upper limit" in names(drawn(chart(), sample))
    assert not {"Upper limit", "Lower limit", "Average"} & set(names(made))
    assert "Result" in names(made)


def test_a_sample_of_another_council_with_one_line_lends_its_look() -> None:
    root = etree.fromstring(sample_parts()[0])
    for held in list(root.iter(f"{C}ser")):
        if held.findtext(f"{C}tx//{C}v") != "Result":
            held.getparent().remove(held)  # type: ignore[union-attr]
    named = etree.tostring(root).replace(b"<c:v>Result</c:v>", b"<c:v>Our figures</c:v>")

    assert names(drawn(chart(), named)) == ["Result"]


def test_a_sample_without_lines_gives_way_to_the_house_s_own() -> None:
    pie = sample_parts()[0].replace(b"lineChart", b"pieChart")

    assert cloned(pie, chart()) == cloned(look(), chart())


def test_labels_stand_at_the_last_point_and_nowhere_else() -> None:
    root = drawn(chart())
    label = series(root, "Target").find(f"{C}dLbls/{C}dLbl")
    assert label is not None

    assert label.find(f"{C}idx").get("val") == "13"  # type: ignore[union-attr]
    assert label.find(f"{C}showSerName").get("val") == "1"  # type: ignore[union-attr]
    assert len(root.findall(f".//{C}dLbl")) == 5
    assert root.find(f".//{C}legend") is None


def test_only_colours_of_the_palette_are_used() -> None:
    used = {node.get("val") for node in etree.fromstring(look()).iter(f"{A}srgbClr")}

    assert used <= {
        "12436D", "6B7479", "0B0C0C", "B85200", "2073BC", "E9ECEE", "505A5F", "E3E6E8", "FFFFFF",
    }  # fmt: skip


def test_there_is_a_column_for_every_series() -> None:
    many = chart()
    lines = tuple(Line(Role.TARGET, f"Target {n}", many.lines[0].values) for n in range(40))
    wide = Chart(many.periods, many.names, lines, many.axis, "")
    sheet = load_workbook(BytesIO(workbook(wide))).active

    assert [letters_of(n) for n in (0, 25, 26, 51, 52)] == ["A", "Z", "AA", "AZ", "BA"]
    assert sheet is not None
    assert sheet.max_column == 42
