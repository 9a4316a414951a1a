"""Charts in an edited paper: today's figures in the officer's look, and none left behind."""

import re
from copy import deepcopy
from dataclasses import replace
from io import BytesIO

import pytest
from lxml import etree
from openpyxl import load_workbook

from tests.report.chart.charts import C, names, points, series
from tests.report.reading import W, parts, value
from tests.report.refresh.officer import BY, DOCUMENT, Officer
from tests.report.refresh.registers import built, first, first_card, later, paper_of, renewed
from xlkpi.assessment.assessment import Assessment
from xlkpi.assessment.highlight import highlights
from xlkpi.assessment.scorecard import Scorecard

REFS = [h.assessment.kpi.ref for h in highlights(first_card())]
REF = REFS[0]
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
PLACED = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
BURGUNDY = b"8A1538"


def other() -> Scorecard:
    """Return the scorecard with other figures in every series, and the same highlights."""
    return replace(first_card(), assessments=tuple(map(_moved, first_card().assessments)))


def _moved(one: Assessment) -> Assessment:
    history = tuple(
        r if r.value is None else r.model_copy(update={"value": r.value + 1.5}) for r in one.history
    )
    return replace(one, history=history)


def chart_of(docx: bytes, ref: str = REF) -> str:
    """Return the member that holds a KPI's chart."""
    officer = Officer(docx)
    key = next(officer.content(f"chart@{ref}").iter(f"{C}chart")).get(RELATION)
    rels = etree.fromstring(officer.members["word/_rels/document.xml.rels"])
    target = next(r.get("Target", "") for r in rels if r.get("Id") == key)
    return target.lstrip("/") if target.startswith("/") else f"word/{target}"


def root_of(docx: bytes, ref: str = REF) -> etree._Element:
    return etree.fromstring(parts(docx)[chart_of(docx, ref)])


def figures(docx: bytes, ref: str = REF) -> dict[int, float]:
    return points(series(root_of(docx, ref), "Result"))


def data_of(docx: bytes, ref: str = REF) -> list[object]:
    """Return the column of results in the chart's workbook."""
    name = chart_of(docx, ref)
    held = parts(docx)
    rels = etree.fromstring(held[name.replace("charts/", "charts/_rels/") + ".rels"])
    book = next(r.get("Target", "") for r in rels if "package" in r.get("Type", ""))
    sheet = load_workbook(BytesIO(held[f"word/{book.rpartition('word/')[2].removeprefix('../')}"]))
    heads = [cell.value for cell in sheet.active[1]]  # type: ignore[index]
    place = heads.index("Result")
    return [row[place].value for row in sheet.active.iter_rows(min_row=2)]  # type: ignore[union-attr]


def test_a_chart_gets_todays_figures_in_chart_and_workbook() -> None:
    done = renewed(first(), other())
    fresh = built(paper_of(other()))

    assert figures(done.content) == figures(fresh) != figures(first())
    assert [v for v in data_of(done.content) if v is not None] == list(
        figures(done.content).values()
    )
    assert f"chart@{REF}" in done.summary.regenerated
    assert renewed(done.content, other()).content is done.content


def styled(docx: bytes) -> Officer:
    """Return an officer who gave the chart other colours, an axis and a title of their own."""
    officer = Officer(docx)
    name = chart_of(docx)
    xml = officer.members[name].replace(b"12436D", BURGUNDY)
    officer.members[name] = re.sub(rb'<c:min val="[^"]*"/>', b'<c:min val="0"/>', xml)
    return officer


def test_the_officers_formatting_of_a_chart_stays() -> None:
    done = renewed(styled(first()).saved(), other())
    root = root_of(done.content)

    assert figures(done.content) == figures(built(paper_of(other())))
    look = etree.tostring(series(root, "Result"))
    assert BURGUNDY in look
    assert root.find(f".//{C}min").get("val") == "0"  # type: ignore[union-attr]


def test_formatting_alone_is_nothing_to_renew() -> None:
    paper = styled(first()).saved()

    assert renewed(paper, first_card()).content is paper


def test_a_line_that_an_officer_deleted_stays_out() -> None:
    officer = Officer(first())
    name = chart_of(first())
    root = etree.fromstring(officer.members[name])
    target = series(root, "Target")
    target.getparent().remove(target)  # type: ignore[union-attr]
    officer.members[name] = etree.tostring(root)
    done = renewed(officer.saved(), other())

    assert "Target" in names(root_of(first()))
    assert "Target" not in names(root_of(done.content))
    assert figures(done.content) == figures(built(paper_of(other())))
    assert renewed(done.content, other()).content is done.content


def test_figures_typed_into_a_chart_are_told_and_the_registers_stand_again() -> None:
    officer = Officer(first())
    name = chart_of(first())
    root = etree.fromstring(officer.members[name])
    next(series(root, "Result").iter(f"{C}val")).find(f".//{C}v").text = "999"  # type: ignore[union-attr]
    officer.members[name] = etree.tostring(root)
    done = renewed(officer.saved(), first_card())

    assert figures(done.content) == figures(first())
    assert any(f"typed into the chart 'chart@{REF}'" in note for note in done.summary.notes)


def test_words_that_an_officer_wrote_for_a_chart_stay_and_are_told() -> None:
    officer = Officer(first())
    next(officer.content(f"chart@{REF}").iter(f"{PLACED}docPr")).set("descr", "Our own words")
    done = renewed(officer.saved(), other())
    shown = next(Officer(done.content).content(f"chart@{REF}").iter(f"{PLACED}docPr"))

    assert shown.get("descr") == "Our own words"
    assert any("alternative text" in note for note in done.summary.notes)


def test_the_words_of_an_untouched_chart_are_todays() -> None:
    done = renewed(first(), other())
    shown = next(Officer(done.content).content(f"chart@{REF}").iter(f"{PLACED}docPr"))
    fresh = next(Officer(built(paper_of(other()))).content(f"chart@{REF}").iter(f"{PLACED}docPr"))

    assert shown.get("descr") == fresh.get("descr")


def test_a_highlight_that_left_leaves_no_chart_and_no_figures_behind() -> None:
    done = renewed(first(), later(40, 0, frozenset({REF})))
    gone, held = chart_of(first()), parts(done.content)

    assert gone not in held
    assert len([n for n in held if n.endswith(".xlsx")]) == len(
        [n for n in held if n.startswith("word/charts/") and n.endswith(".xml")]
    )
    assert gone.encode() not in held["[Content_Types].xml"]


def test_a_highlight_that_joined_has_its_chart_with_a_workbook() -> None:
    before = built(paper_of(later(40, 0, frozenset({REF}))))
    done = renewed(before, first_card())

    assert figures(done.content) == figures(first())
    assert [v for v in data_of(done.content) if v is not None] == list(figures(first()).values())
    assert chart_of(done.content).encode() in parts(done.content)["[Content_Types].xml"]


def test_a_chart_under_a_tracked_deletion_is_left_and_told() -> None:
    officer = Officer(first())
    run = next(officer.content(f"chart@{REF}").iter(f"{W}r"))
    around = etree.fromstring(f'<w:del xmlns:w="{W[1:-1]}" w:id="77" {BY}/>')
    run.addprevious(around)
    around.append(run)
    done = renewed(officer.saved(), other())

    assert figures(done.content) == figures(first())
    assert any(f"'chart@{REF}' is deleted by a tracked change" in n for n in done.summary.notes)


def test_a_picture_in_the_place_of_a_chart_stays_and_is_told() -> None:
    officer = Officer(first())
    officer.write(f"chart@{REF}", "See the appendix")
    done = renewed(officer.saved(), other())

    assert any(f"'chart@{REF}' holds no chart any more" in note for note in done.summary.notes)


def test_a_chart_whose_workbook_was_lost_gets_one_again() -> None:
    officer = Officer(first())
    name = chart_of(first())
    rels = name.replace("charts/", "charts/_rels/") + ".rels"
    del officer.members[rels]
    done = renewed(officer.saved(), other())

    assert [v for v in data_of(done.content) if v is not None] == list(
        figures(done.content).values()
    )


def test_the_template_s_sample_is_in_no_paper() -> None:
    held = parts(first())

    assert not [name for name in held if "sample" in name]
    assert b"sampleChart" not in held[DOCUMENT]
    assert value(Officer(first()).control(f"chart@{REF}"), "sdtPr/lock") == "sdtLocked"


@pytest.mark.parametrize("ref", REFS)
def test_every_highlight_has_a_chart_of_its_own(ref: str) -> None:
    assert figures(first(), ref)


def test_a_series_that_an_officer_added_is_told_when_it_has_to_go() -> None:
    officer = Officer(first())
    name = chart_of(first())
    root = etree.fromstring(officer.members[name])
    added = deepcopy(series(root, "Result"))
    next(added.iter(f"{C}v")).text = "Ward average"
    series(root, "Result").addnext(added)
    officer.members[name] = etree.tostring(root)
    paper = officer.saved()

    assert renewed(paper, first_card()).content is paper
    assert any("(Ward average)" in note for note in renewed(paper, other()).summary.notes)
