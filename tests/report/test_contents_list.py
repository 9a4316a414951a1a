"""The contents list: the headings of the paper, in Word's own field, each a link to its place."""

from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from docx_templates.wordxml import control, paragraph, repeat, run, said
from tests.report.finished import annual, clt, finished
from tests.report.reading import W, parts, root, text, value
from tests.report.specimen import Group, field, small, written

BEGIN, SEPARATE, END = (
    f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
)


def instructed(text: str) -> str:
    return f"<w:r><w:instrText>{text}</w:instrText></w:r>"


def toc(levels: str) -> str:
    """Return a field that Word has filled: many paragraphs, a page number in each."""
    number = BEGIN + instructed("PAGEREF _Toc1") + SEPARATE + run("7") + END
    opening = BEGIN + instructed("TOC ") + instructed(f'\\o "{levels}"') + SEPARATE
    return (
        paragraph("TOC1", opening, run("Old heading"), number)
        + paragraph("TOC1", run("Older heading"), number)
        + paragraph("TOC1", END)
    )


def listed(docx: bytes) -> list[tuple[str, str]]:
    """Return style and text of each line of the list."""
    lines = [p for p in root(docx).iter(f"{W}p") if value(p, "pPr/pStyle").startswith("TOC")]
    return [(value(p, "pPr/pStyle"), text(p)) for p in lines]


def bookmarked(body: etree._Element) -> dict[str, str]:
    """Return the text of each paragraph that the list leads to by its bookmark's name."""
    found = {}
    for start in body.iter(f"{W}bookmarkStart"):
        if not start.get(f"{W}name", "").startswith("_Toc"):
            continue
        holder = start.getparent()
        assert holder is not None
        found[start.get(f"{W}name", "")] = text(holder)
    return found


@pytest.mark.parametrize("paper", [clt, annual])
def test_a_long_paper_lists_its_parts_and_leads_to_each(paper: Callable[[], bytes]) -> None:
    body = root(paper())
    parts_of_paper = [text(p) for p in body.iter(f"{W}p") if value(p, "pPr/pStyle") == "Heading1"]
    links = {link.get(f"{W}anchor", ""): text(link) for link in body.iter(f"{W}hyperlink")}

    assert listed(paper()) == [
        ("TOCHeading", "Contents"),
        *(("TOC1", title) for title in parts_of_paper),
    ]
    assert links == bookmarked(body)
    assert len(links) == len(parts_of_paper) > 5


@pytest.mark.parametrize("paper", [clt, annual])
def test_the_list_is_a_whole_field_that_nobody_is_asked_to_update(
    paper: Callable[[], bytes],
) -> None:
    kinds = [mark.get(f"{W}fldCharType") for mark in root(paper()).iter(f"{W}fldChar")]

    assert kinds == ["begin", "separate", "end"]
    assert b"updateFields" not in parts(paper())["word/settings.xml"]
    assert b"dirty" not in parts(paper())["word/document.xml"]


def test_a_field_that_word_has_filled_is_written_again(tmp_path: Path) -> None:
    title = "Children & {young} <people>"
    item = paragraph("Heading2", control(field("finding")))
    body = toc("1-2") + said("Heading1", "One") + item + said("Heading3", "Too deep")
    paper = written(tmp_path, body, small(finding=title))

    assert listed(paper) == [("TOC1", "One"), ("TOC2", title)]
    assert set(bookmarked(root(paper)).values()) == {"One", title}


def test_levels_are_those_that_the_field_asks_for(tmp_path: Path) -> None:
    body = toc("2-2") + said("Heading1", "One") + said("Heading2", "Two")

    assert listed(written(tmp_path, body, small())) == [("TOC2", "Two")]


def test_headings_of_repeating_sections_are_listed(tmp_path: Path) -> None:
    heading = said("Heading1", "Group")
    body = toc("1-1") + repeat(field("groups"), heading)
    paper = written(tmp_path, body, small(groups=(Group("a", ()), Group("b", ()))))

    assert listed(paper) == [("TOC1", "Group"), ("TOC1", "Group")]
    assert len(bookmarked(root(paper))) == 2


def test_a_paper_without_headings_has_no_list(tmp_path: Path) -> None:
    assert listed(written(tmp_path, toc("1-2"), small())) == []


def test_a_paper_without_the_field_has_no_bookmarks() -> None:
    assert not bookmarked(root(list(finished().values())[1]))
