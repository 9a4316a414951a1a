"""The engine: what becomes of each kind of control."""

from pathlib import Path

import pytest

from docx_templates.wordxml import (
    FIGURES,
    Column,
    Table,
    asking,
    asking_paragraph,
    control,
    fixed_table,
    paragraph,
    repeat,
    run,
    table,
)
from tests.report.reading import W, controls, root, said, text, value
from tests.report.specimen import Group, Line, SmallWords, field, small, written
from xlkpi.report.filling import LONGEST_TAG, fitting
from xlkpi.terms.rag import Rag

CONTROL = (
    '<w:sdt><w:sdtPr><w:alias w:val="{tag}"/><w:tag w:val="{tag}"/>{more}</w:sdtPr>'
    "<w:sdtContent>{content}</w:sdtContent></w:sdt>"
)


def rows(*inside: str) -> str:
    columns = [Column(str(n), 3.0, (paragraph("KPICell", xml),)) for n, xml in enumerate(inside)]
    return table(Table("Title", "Description"), columns, field("kpis"))


def test_a_text_arrives_as_it_is_written(tmp_path: Path) -> None:
    awkward = "Children & Families <5% of \u201ccases\u201d \U0001f600 \u05d0"
    paper = written(
        tmp_path, paragraph("Normal", control(field("finding"))), small(finding=awkward)
    )

    assert said(paper, "finding") == [awkward]


def test_the_words_around_a_control_stay(tmp_path: Path) -> None:
    body = paragraph("Normal", run("Finding: "), control(field("finding")), run(" End."))
    paper = written(tmp_path, body, small(finding="All well."))

    assert "Finding: All well. End." in text(root(paper))


def test_a_control_that_word_has_split_into_runs_holds_one_text(tmp_path: Path) -> None:
    runs = "<w:r><w:rPr><w:b/></w:rPr><w:t>sam</w:t></w:r><w:r><w:t>ple</w:t></w:r>"
    split = CONTROL.format(tag="finding", more="<w:showingPlcHdr/>", content=runs)
    paper = written(tmp_path, paragraph("Normal", split), small(finding="Whole."))
    (found,) = (c for c in controls(paper) if c.tag == "finding")

    assert found.text == "Whole."
    assert len(list(found.element.iter(f"{W}b"))) == 1
    assert not list(found.element.iter(f"{W}showingPlcHdr"))


@pytest.mark.parametrize("level", ["run", "paragraph", "cell"])
def test_a_control_may_stand_around_runs_paragraphs_or_a_cell(tmp_path: Path, level: str) -> None:
    inline = paragraph("Normal", control(field("finding")))
    block = CONTROL.format(tag="finding", more="", content=paragraph("Normal", run("sample")))
    cell = CONTROL.format(
        tag="finding", more="", content=f"<w:tc>{paragraph('KPICell', run('sample'))}</w:tc>"
    )
    one_row = fixed_table(
        Table("T", "D"), [Column("Finding", 3.0, (), FIGURES)], f"<w:tr>{cell}</w:tr>"
    )
    body = {"run": inline, "paragraph": block, "cell": one_row}[level]
    paper = written(tmp_path, body, small(finding="Found."))

    assert said(paper, "finding") == ["Found."]


def test_each_line_of_a_text_is_a_paragraph_with_the_same_look(tmp_path: Path) -> None:
    block = CONTROL.format(tag="finding", more="", content=paragraph("KPIFinding", run("sample")))
    paper = written(tmp_path, block, small(finding="First.\nSecond.\nThird."))
    (found,) = (c.element for c in controls(paper) if c.tag == "finding")
    paragraphs = list(found.iter(f"{W}p"))

    assert [text(p) for p in paragraphs] == ["First.", "Second.", "Third."]
    assert {value(p, "pPr/pStyle") for p in paragraphs} == {"KPIFinding"}


def test_characters_that_no_word_file_can_hold_are_left_out(tmp_path: Path) -> None:
    found = "Up to 5%.\r\nThen\x0bdown\x07 again.\ud800"
    block = CONTROL.format(tag="finding", more="", content=paragraph("Normal", run("sample")))
    paper = written(tmp_path, block, small(finding=found))
    (control_found,) = (c.element for c in controls(paper) if c.tag == "finding")

    assert [text(p) for p in control_found.iter(f"{W}p")] == ["Up to 5%.", "Then", "down again."]


def test_lines_inside_a_line_of_text_are_parted_by_breaks(tmp_path: Path) -> None:
    body = paragraph("Normal", control(field("finding")))
    paper = written(tmp_path, body, small(finding="First.\nSecond.\nThird."))
    (found,) = (c.element for c in controls(paper) if c.tag == "finding")

    assert text(found) == "First.Second.Third."
    assert len(list(found.iter(f"{W}br"))) == 2


def test_a_text_that_is_not_there_takes_its_paragraph_away(tmp_path: Path) -> None:
    body = paragraph("Normal", control(field("remark"))) + paragraph("Normal", run("Next."))
    paper = written(tmp_path, body, small(remark=None))

    assert not said(paper, "remark")
    assert all(text(p) for p in root(paper).iter(f"{W}p"))


def test_a_list_makes_a_row_for_each_item(tmp_path: Path) -> None:
    kpis = tuple(Line(f"AH{n:02d}", f"{n}%") for n in range(1, 4))
    paper = written(
        tmp_path, rows(control(field("ref")), control(field("latest"))), small(kpis=kpis)
    )
    found = [[text(c) for c in row.iter(f"{W}tc")] for row in root(paper).iter(f"{W}tr")]

    assert found[1:] == [["AH01", "1%"], ["AH02", "2%"], ["AH03", "3%"]]


def test_an_empty_list_leaves_no_table_behind(tmp_path: Path) -> None:
    paper = written(tmp_path, rows(control(field("ref"))), small(kpis=()))

    assert not list(root(paper).iter(f"{W}tbl"))


def test_lists_stand_inside_lists(tmp_path: Path) -> None:
    lines = repeat(field("lines"), paragraph("Normal", control(field("ref"))))
    body = repeat(field("groups"), paragraph("Heading1", run("Group")) + lines)
    groups = (Group("one", (Line("A1"), Line("A2"))), Group("two", (Line("B1"),)))
    paper = written(tmp_path, body, small(groups=groups))
    tags = [c.tag for c in controls(paper)]

    assert [c.text for c in controls(paper) if c.tag.startswith("ref@")] == ["A1", "A2", "B1"]
    assert [tag for tag in tags if tag.startswith("lines@")] == ["lines@one", "lines@two"]
    assert [tag for tag in tags if tag.startswith("lines:")] == ["lines:A1", "lines:A2", "lines:B1"]


@pytest.mark.parametrize(
    ("rag", "style"),
    [
        (Rag.GREEN, "KPIRAGGreen"),
        (Rag.AMBER, "KPIRAGAmber"),
        (Rag.RED, "KPIRAGRed"),
        (Rag.TRACKER, "KPIRAGNotrated"),
        (Rag.NO_DATA, "KPIRAGNotrated"),
    ],
)
def test_a_rating_is_a_word_in_the_style_of_its_chip(tmp_path: Path, rag: Rag, style: str) -> None:
    paper = written(tmp_path, rows(control(field("rag"))), small(kpis=(Line("AH01", rag=rag),)))
    (found,) = (c for c in controls(paper) if c.tag == "rag@AH01")
    around = next(found.element.iterancestors(f"{W}p"))

    assert (found.text, value(around, "pPr/pStyle")) == (rag.value, style)


def test_an_officers_words_are_kept_apart_from_data(tmp_path: Path) -> None:
    body = rows(control(field("ref")), asking(field("commentary:why")))
    spoken = Line("AH01", words=SmallWords("A contractor left.\nAnother came."))
    paper = written(tmp_path, body, small(kpis=(spoken, Line("AH02"))))
    by_tag = {c.tag: c for c in controls(paper)}
    theirs, asked = (by_tag[f"commentary:AH0{n}:2026-27Q2:why"] for n in (1, 2))

    assert theirs.text == "A contractor left.Another came."
    assert asked.text == "sample of commentary:why"
    assert theirs.lock == asked.lock == ""
    assert not list(theirs.element.iter(f"{W}showingPlcHdr"))
    assert len(list(asked.element.iter(f"{W}showingPlcHdr"))) == 1
    assert by_tag["ref@AH01"].lock == "sdtLocked"


def test_a_part_that_only_a_person_writes_keeps_the_templates_own_question(tmp_path: Path) -> None:
    paper = written(tmp_path, asking_paragraph(field("commentary:legal")), small())

    assert said(paper, "commentary:SMALL:2026-27Q2:legal") == ["sample of commentary:legal"]


def test_every_control_has_a_number_of_its_own_and_a_tag_that_word_accepts(tmp_path: Path) -> None:
    long = "A priority whose name is far longer than any tag that Word would ever accept in a file"
    lines = repeat(field("lines"), paragraph("Normal", control(field("ref"))))
    groups = tuple(Group(f"{long} {n}", (Line(f"A{n}"),)) for n in range(3))
    found = controls(written(tmp_path, repeat(field("groups"), lines), small(groups=groups)))
    tags = [c.tag for c in found if c.tag.startswith("lines@")]

    assert len({c.number for c in found}) == len(found)
    assert all(len(c.tag) <= LONGEST_TAG for c in found)
    assert len(set(tags)) == 3
    assert fitting("latest@", "AH01") == "latest@AH01"
    assert fitting("commentary:", long, ":2026-27Q2:why").endswith(":2026-27Q2:why")


def test_a_last_row_does_not_cling_to_what_follows_the_table(tmp_path: Path) -> None:
    cell = paragraph("KPICell", control(field("ref")), properties="<w:keepNext/>")
    body = table(Table("T", "D"), [Column("Ref", 3.0, (cell,))], field("kpis"))
    paper = written(tmp_path, body, small(kpis=(Line("A1"), Line("A2"))))
    keeps = [bool(list(row.iter(f"{W}keepNext"))) for row in root(paper).iter(f"{W}tr")]

    assert keeps[1:] == [True, False]


def test_two_thousand_rows_are_written_as_easily_as_two(tmp_path: Path) -> None:
    kpis = tuple(Line(f"AH{n}") for n in range(2000))
    paper = written(tmp_path, rows(control(field("ref")), control(field("rag"))), small(kpis=kpis))

    assert len(list(root(paper).iter(f"{W}tr"))) == 2001
