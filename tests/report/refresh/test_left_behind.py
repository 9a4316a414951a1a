"""Nothing that a new layout cannot take along goes unseen."""

from copy import deepcopy
from pathlib import Path

import pytest

from tests.report.finished import TEMPLATES
from tests.report.making import edition
from tests.report.reading import W, said, text, value
from tests.report.refresh.officer import TABLE, Officer, data, paragraph, whole_text, xml
from tests.report.refresh.registers import (
    NAME,
    built,
    first,
    first_card,
    later,
    paper_of,
)
from tests.report.refresh.relaying import WHO, WHY, content, new_layout, rich
from tests.report.refresh.rich import FOOTNOTED, RICH
from tests.report.refresh.test_refresh import REF
from xlkpi.report.refresh.new_layout import relaid


def test_words_whose_kpi_left_go_to_kept_commentary(folder: Path) -> None:
    done = new_layout(rich(), folder, later(40, without=frozenset({REF})))

    assert done.kept is not None
    assert "Twelve blocks came back late." in whole_text(done.kept)
    assert "Head of Housing Options" in whole_text(done.kept)
    assert not done.has_left_behind


def test_two_versions_of_one_commentary_are_both_kept_and_told(folder: Path) -> None:
    officer = Officer(first())
    item = officer.item(f"highlights:{REF}")
    item.addnext(deepcopy(item))
    officer.write(WHY, "Because of the weather.")
    second = officer.control(WHY, 1)
    next(second.iter(f"{W}t")).text = "Because of the contractor."
    done = new_layout(officer.saved(), folder)

    assert done.has_left_behind
    assert any("stands in 2 versions: choose one" in note for note in done.summary.notes)
    assert done.kept is not None
    assert "Because of the weather." in whole_text(done.kept)
    assert "Because of the contractor." in whole_text(done.kept)


@pytest.mark.parametrize(("what", "told"), [(FOOTNOTED, "a footnote")])
def test_what_cannot_be_carried_is_told_and_kept(folder: Path, what: str, told: str) -> None:
    officer = Officer(first())
    officer.write(WHY, "Before it.", what)
    done = new_layout(officer.saved(), folder)

    assert done.has_left_behind
    assert f"{REF}, why holds {told}, which cannot be carried: copy it by hand" in (
        done.summary.notes
    )
    assert done.kept is not None
    assert "As noted." in whole_text(done.kept)


def test_a_table_does_not_go_into_a_line(folder: Path) -> None:
    officer = Officer(first())
    officer.write(WHO, "Head of Housing Options")
    inside = officer.content(WHO)
    home = officer.control(WHO)
    paragraph_around = home.getparent()
    assert paragraph_around is not None
    paragraph_around.addnext(home)
    for child in list(inside):
        inside.remove(child)
    inside.append(xml(TABLE))
    done = new_layout(officer.saved(), folder)

    assert any("a list or table where the new layout has room for a line" in n
               for n in done.summary.notes)  # fmt: skip


@pytest.mark.parametrize(
    ("edit", "told"),
    [
        ("section", "'The board asked for ward figures.' stands outside the commentary"),
        ("heading", "'What CLT should know' stands outside the commentary"),
        ("typed", "'999' was typed into a figure"),
        ("comment", "1 comment outside the commentary"),
        ("tracked", "2 tracked changes outside the commentary"),
        ("picture", "'[picture]' stands outside the commentary"),
        ("own control", "'My own list' stands outside the commentary"),
    ],
)
def test_what_stands_outside_the_commentary_is_told(folder: Path, edit: str, told: str) -> None:
    officer = Officer(rich())
    headings = (p for p in officer.root.iter(f"{W}p") if value(p, "pPr/pStyle") == "Heading1")
    heading = next(p for p in headings if text(p) == "Highlights")
    if edit == "section":
        officer.add_after(heading, paragraph("The board asked for ward figures."))
    elif edit == "heading":
        next(heading.iter(f"{W}t")).text = "What CLT should know"
    elif edit == "typed":
        next(officer.content("latest@AH01").iter(f"{W}t")).text = "999"
    elif edit == "comment":
        officer.comment_on(next(heading.iter(f"{W}r")))
    elif edit == "tracked":
        officer.add_after(heading, RICH[2])
    elif edit == "picture":
        officer.add_after(heading, RICH[8])
    else:
        own = f"<w:sdt><w:sdtPr/><w:sdtContent>{paragraph('My own list')}</w:sdtContent></w:sdt>"
        officer.add_after(heading, own.replace("<w:p ", "<w:p ", 1))
    done = new_layout(officer.saved(), folder)

    assert done.has_left_behind
    assert any(note.startswith(told) for note in done.summary.notes), done.summary.notes
    assert content(done.content) == content(rich())


def test_a_changed_template_is_no_officers_hand(folder: Path) -> None:
    assert not new_layout(first(), folder).has_left_behind
    there = new_layout(first(), folder).content
    back = relaid(there, NAME, paper_of(first_card()), TEMPLATES, edition(1).as_at)
    assert not back.has_left_behind
    assert data(back.content) == data(first())


def test_a_row_that_an_officer_deleted_stays_out(folder: Path) -> None:
    officer = Officer(first())
    for row in [s for s in officer.root.iter(f"{W}sdt") if value(s, "sdtPr/tag") == "rows:AH02"]:
        home = row.getparent()
        assert home is not None
        home.remove(row)
    done = new_layout(officer.saved(), folder)

    assert not said(done.content, "rows:AH02")
    assert any("AH02 was deleted from" in note for note in done.summary.notes)
    assert built(paper_of(first_card())) == first()


def test_words_without_their_control_come_home_as_text(folder: Path) -> None:
    officer = Officer(first())
    officer.write(WHY, "Twelve blocks were handed back late.")
    control, inside = officer.control(WHY), officer.content(WHY)
    for child in list(inside):
        control.addprevious(child)
    home = control.getparent()
    assert home is not None
    home.remove(control)
    done = new_layout(officer.saved(), folder)

    assert said(done.content, WHY) == ["Twelve blocks were handed back late."]
    assert done.has_left_behind
