"""A new layout: every word carried with its look and all that it needs."""

from collections import Counter
from copy import deepcopy
from pathlib import Path

from lxml import etree
from openxml_audit import OpenXmlValidator

from tests.report.finished import TEMPLATES
from tests.report.making import edition
from tests.report.reading import W, controls, parts, root, said, text, value
from tests.report.refresh.officer import DOCUMENT, Officer, data, paragraph, whole_text
from tests.report.refresh.registers import (
    NAME,
    first,
    first_card,
    other_figures,
    paper_of,
    with_words,
)
from tests.report.refresh.relaying import DONE, WHY, content, new_layout, rich
from tests.report.refresh.rich import PNG, RICH
from tests.report.refresh.test_refresh import HIGHLIGHTS, REF
from xlkpi.report.paper import write_paper
from xlkpi.report.refresh.refresh import refreshed


def test_words_and_figures_stand_in_the_new_layout(folder: Path) -> None:
    card = other_figures(first_card(), but=HIGHLIGHTS)
    done = new_layout(rich(), folder, card)
    new = write_paper(paper_of(card), folder, edition(1).as_at)

    assert done.summary.kept == [f"{REF}, why", f"{REF}, by whom"]
    assert len(done.summary.regenerated) > 30
    assert not done.has_left_behind
    assert done.summary.notes == []
    assert done.kept is None
    assert data(done.content) == data(new)
    assert "What stands out" in whole_text(done.content)
    assert content(done.content) == content(rich())


def test_links_lists_pictures_comments_and_changes_come_along(folder: Path) -> None:
    docx = new_layout(rich(), folder).content
    members = parts(docx)
    (why,) = [c.element for c in controls(docx) if c.tag == WHY]
    links = members["word/_rels/document.xml.rels"].decode()
    key = link_of(why, "hyperlink")
    numbers = [value(p, "pPr/numPr/numId") for p in why.iter(f"{W}p")]
    used = {n for n in numbers if n}
    lists = root(docx, "word/numbering.xml")

    assert f'Id="{key}"' in links
    assert "https://council.example/audit" in links
    assert PNG in [blob for name, blob in members.items() if name.endswith(".png")]
    assert len(used) == 1
    assert used <= {node.get(f"{W}numId", "") for node in lists.iter(f"{W}num")}
    assert "upperRoman" in members["word/numbering.xml"].decode()
    assert "Is this the final figure?" in text(root(docx, "word/comments.xml"))
    assert b'w15:done="1"' in members["word/commentsExtended.xml"]
    assert [len(list(why.iter(f"{W}{n}"))) for n in ("ins", "del", "tbl", "commentReference")] == [
        1, 1, 1, 1,
    ]  # fmt: skip
    assert "Officers Quote" in members["word/styles.xml"].decode()
    assert len(list(why.iter(f"{W}bookmarkStart"))) == 1


def link_of(element: etree._Element, name: str) -> str:
    """Return the relationship that the first element of a name leads by."""
    found = next(element.iter(f"{{*}}{name}"))
    return next(str(v) for k, v in found.attrib.items() if str(k).endswith("}id"))


def test_plain_words_take_on_the_look_of_the_new_layout(folder: Path) -> None:
    officer = Officer(first())
    styled = '<w:pPr><w:pStyle w:val="KPIWords"/></w:pPr>'
    officer.write(WHY, paragraph("Plainly said.", styled), RICH[1])
    docx = new_layout(officer.saved(), folder).content
    (why,) = [c.element for c in controls(docx) if c.tag == WHY]

    assert [value(p, "pPr/pStyle") for p in why.iter(f"{W}p")] == ["KPIAccount", "ListBullet"]
    assert "KPI Words" not in parts(docx)["word/styles.xml"].decode()


def test_no_two_marks_have_one_number(folder: Path) -> None:
    officer = Officer(rich())
    officer.write(DONE, RICH[2], RICH[10].replace("my_place", "other_place"))
    done = root(new_layout(officer.saved(), folder).content)
    marks = [n.get(f"{W}id") for n in done.iter(f"{W}bookmarkStart", f"{W}ins", f"{W}del")]
    names = [n.get(f"{W}name") for n in done.iter(f"{W}bookmarkStart")]
    drawn = [n.get("id") for n in done.iter("{*}docPr")]
    sdts = [value(s, "sdtPr/id") for s in done.iter(f"{W}sdt")]

    for found in (marks, names, drawn, sdts):
        assert len(found) == len(set(found))


def test_a_new_layout_is_made_once_and_stays(folder: Path) -> None:
    done = new_layout(rich(), folder)
    paper = paper_of(first_card())
    again = refreshed(done.content, NAME, paper, folder)

    assert again.content is done.content
    assert again.summary.notes == []
    assert again.summary.kept == [f"{REF}, why", f"{REF}, by whom"]
    assert new_layout(rich(), folder).content == done.content
    twice = new_layout(done.content, folder)
    assert content(twice.content) == content(done.content)
    assert new_layout(twice.content, folder).content == twice.content
    assert not twice.has_left_behind


def test_a_paper_of_an_earlier_template_says_so_when_it_is_refreshed(folder: Path) -> None:
    old = refreshed(rich(), NAME, paper_of(first_card()), folder)
    new = refreshed(rich(), NAME, paper_of(first_card()), TEMPLATES)

    assert any("--new-layout" in note for note in old.summary.notes)
    assert new.summary.notes == []


def test_what_nobody_wrote_is_the_registers(folder: Path) -> None:
    card = with_words(first_card(), REF, action="A contract begins.", why="Register's words.")
    done = new_layout(rich(), folder, card)

    assert said(done.content, DONE) == ["A contract begins."]
    assert "Twelve blocks" in said(done.content, WHY)[0]


def test_a_validator_finds_no_fault_that_the_officers_file_has_not(
    folder: Path, tmp_path: Path
) -> None:
    found = []
    for docx in (rich(), new_layout(rich(), folder).content):
        path = tmp_path / "paper.docx"
        path.write_bytes(docx)
        found.append(
            Counter(error.description for error in OpenXmlValidator().validate(path).errors)
        )

    assert found[1] == found[0]


def test_a_chart_and_a_text_box_come_along_with_all_their_parts(folder: Path) -> None:
    officer = Officer(first())
    chart = next(officer.root.iter("{*}chart"))
    drawing = next(chart.iterancestors(f"{W}r"))
    box = (
        '<w:p><w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/'
        'markup-compatibility/2006"><mc:Choice Requires="wps"><w:t>In a box</w:t></mc:Choice>'
        "<mc:Fallback><w:t>In a box</w:t></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    officer.write(WHY, "As drawn:", box)
    officer.content(WHY)[0].append(deepcopy(drawing))
    shape = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
    docx = officer.saved()
    head = b"<w:document "
    named = Officer(docx)
    named.members[DOCUMENT] = parts(docx)[DOCUMENT].replace(
        head, head + f'xmlns:wps="{shape}" '.encode(), 1
    )
    named.root = etree.fromstring(named.members[DOCUMENT])
    done = new_layout(named.saved(), folder)
    members = parts(done.content)
    (why,) = [c.element for c in controls(done.content) if c.tag == WHY]
    key = link_of(why, "chart")
    lines = root(done.content, "word/_rels/document.xml.rels")
    name = next(str(r.get("Target")) for r in lines if r.get("Id") == key).removeprefix("/")
    inner = root(done.content, f"word/charts/_rels/{name.rpartition('/')[2]}.rels")

    assert name.startswith("word/charts/words")
    assert all(str(r.get("Target")).removeprefix("/") in members for r in inner)
    assert shape.encode() in members[DOCUMENT].partition(b"<w:body")[0]
    assert f'PartName="/{name}"' in members["[Content_Types].xml"].decode()
    assert not done.has_left_behind
