"""Refresh: every edited word is still there, every figure is new, and nothing else has changed."""

import re
from copy import deepcopy

import pytest

from docx_templates.wordxml import run
from tests.report.reading import W, controls, parts, root, said, text, value
from tests.report.refresh.officer import (
    BULLET,
    BY,
    DOCUMENT,
    TABLE,
    TRACKED,
    Officer,
    data,
    paragraph,
    raw_without_ours,
    whole_text,
    xml,
)
from tests.report.refresh.registers import (
    built,
    first,
    first_card,
    later,
    other_figures,
    paper_of,
    renewed,
    with_words,
)
from xlkpi.assessment.highlight import highlights

HIGHLIGHTS = [h.assessment.kpi.ref for h in highlights(first_card())]
REF = next(h.assessment.kpi.ref for h in highlights(first_card()) if not h.assessment.commentary)
PLAIN, OTHER = [
    a.kpi.ref for a in first_card().assessments if a.latest and a.kpi.ref not in HIGHLIGHTS
][:2]


def words(ref: str, part: str) -> str:
    return f"commentary:{ref}:2026-27Q2:{part}"


def test_a_paper_refreshes_to_itself() -> None:
    done = renewed(first(), first_card())

    assert done.content is first()
    assert done.kept is None
    assert done.summary.counts() == "kept 0, regenerated 0, new 0, retired 0"
    assert done.summary.notes == []


def test_an_untouched_paper_says_after_a_refresh_what_a_new_one_says() -> None:
    done = renewed(first(), later(45))

    assert data(done.content) == data(built(paper_of(later(45))))
    assert done.summary.notes == []
    assert renewed(done.content, later(45)).content is done.content


def test_there_and_back_again_is_where_it_began() -> None:
    there = renewed(first(), later(45)).content

    assert data(renewed(there, first_card()).content) == data(first())


def edited() -> Officer:
    """Return an officer who did everything that officers do."""
    officer = Officer(first())
    officer.write(
        words(REF, "what_happened"), "Twelve blocks were handed back late.", BULLET, TRACKED, TABLE
    )
    officer.write(words(REF, "by_whom"), "Head of Housing Options")
    heading = next(p for p in officer.root.iter(f"{W}p") if text(p) == "Highlights")
    next(heading.iter(f"{W}t")).text = "What CLT should know"
    officer.typed.append("What CLT should know")
    officer.add_after(heading, paragraph("The board asked for ward figures."))
    officer.add_after(heading, TRACKED)
    bold = next(officer.content(f"latest@{PLAIN}").iter(f"{W}r"))
    bold.insert(0, xml("<w:rPr><w:b/><w:i/></w:rPr>"))
    run = next(officer.content(f"latest@{OTHER}").iter(f"{W}r"))
    officer.comment_on(run)
    section = officer.control("missing_targets")
    table = next(section.iterancestors(f"{W}tbl"))
    officer.root.find(f"{W}body").insert(3, table)  # type: ignore[union-attr]
    return officer


def test_everything_outside_our_controls_stays_byte_for_byte() -> None:
    docx = edited().saved()
    done = renewed(docx, other_figures(first_card(), but=HIGHLIGHTS))
    before, after = parts(docx), parts(done.content)
    ours = re.compile(r"customXml/item\d|word/media/|word/_rels/document|\[Content")

    assert len(done.summary.regenerated) > 30
    assert before[DOCUMENT] != after[DOCUMENT]
    assert raw_without_ours(before[DOCUMENT]) == raw_without_ours(after[DOCUMENT])
    changed = {name for name in before if before[name] != after.get(name)}
    assert [name for name in changed - {DOCUMENT} if not ours.match(name)] == []


def test_every_edited_word_is_still_there_and_every_figure_is_new() -> None:
    officer = edited()
    done = renewed(officer.saved(), later(45))
    new = data(built(paper_of(later(45))))
    everything = whole_text(done.content) + (whole_text(done.kept) if done.kept else "")

    assert [typed for typed in officer.typed if typed not in everything] == []
    assert {t: v for t, v in data(done.content).items() if t in new and v != new[t]} == {}
    again = renewed(done.content, later(45))
    assert again.content is done.content


def test_a_figure_keeps_its_look_and_the_comment_on_it() -> None:
    card = other_figures(first_card(), but=HIGHLIGHTS)
    done = root(renewed(edited().saved(), card).content)
    bold, commented = (
        next(s for s in done.iter(f"{W}sdt") if value(s, "sdtPr/tag") == f"latest@{ref}")
        for ref in (PLAIN, OTHER)
    )

    assert text(bold) == said(built(paper_of(card)), f"latest@{PLAIN}")[0]
    assert [n.tag for n in bold.iter(f"{W}b", f"{W}i")] == [f"{W}b", f"{W}i"]
    assert len(list(commented.iter(f"{W}commentRangeStart"))) == 1
    assert len(list(commented.iter(f"{W}commentReference"))) == 1


def test_a_copied_highlight_has_its_figures_renewed_twice() -> None:
    officer = Officer(first())
    item = officer.item(f"highlights:{REF}")
    item.addnext(deepcopy(item))
    card = other_figures(first_card(), but=())
    done = renewed(officer.saved(), with_words(card, REF, why="Works took longer."))
    new = said(built(paper_of(card)), f"latest@{REF}")[0]

    assert said(done.content, f"latest@{REF}") == [new] * 3
    assert said(done.content, words(REF, "why")) == ["Works took longer."] * 2


def test_two_versions_of_one_commentary_are_both_kept_and_told() -> None:
    officer = Officer(first())
    item = officer.item(f"highlights:{REF}")
    item.addnext(deepcopy(item))
    officer.write(words(REF, "why"), "Because of the weather.")
    docx = officer.saved()
    second = Officer(docx)
    inner = [s for s in second.root.iter(f"{W}sdt") if value(s, "sdtPr/tag") == words(REF, "why")][
        1
    ]
    next(inner.iter(f"{W}t")).text = "Because of the contractor."
    done = renewed(second.saved(), first_card())

    assert said(done.content, words(REF, "why")) == [
        "Because of the weather.",
        "Because of the contractor.",
    ]
    assert any("stands in 2 versions" in note for note in done.summary.notes)


def test_generated_words_that_nobody_touched_follow_the_register() -> None:
    card = with_words(first_card(), REF, why="A contractor left.")
    done = renewed(first(), card)
    then = renewed(done.content, with_words(first_card(), REF, why="Two contractors left."))

    assert said(done.content, words(REF, "why")) == ["A contractor left."]
    assert said(then.content, words(REF, "why")) == ["Two contractors left."]


def test_words_that_an_officer_only_made_bold_are_the_officers() -> None:
    card = with_words(first_card(), REF, why="A contractor left.")
    officer = Officer(renewed(first(), card).content)
    next(officer.content(words(REF, "why")).iter(f"{W}r")).insert(0, xml("<w:rPr><w:b/></w:rPr>"))
    done = renewed(officer.saved(), with_words(first_card(), REF, why="Two contractors left."))

    assert said(done.content, words(REF, "why")) == ["A contractor left."]
    assert done.summary.kept == [f"{REF}, why"]


def test_a_highlight_that_left_takes_its_words_to_a_document_of_their_own() -> None:
    officer = Officer(first())
    officer.write(words(REF, "why"), "Twelve blocks were handed back late.", BULLET)
    done = renewed(officer.saved(), later(40, without=frozenset({REF})))

    assert f"highlights:{REF}" not in {c.tag for c in controls(done.content)}
    assert done.kept is not None
    assert "Twelve blocks were handed back late." in whole_text(done.kept)
    assert "Void standard agreed with tenants" in whole_text(done.kept)
    assert REF in whole_text(done.kept)
    assert any(REF in name for name in done.summary.retired)


@pytest.mark.parametrize("mark", ["paragraph", "tracked", "comment"])
def test_a_highlight_that_left_stays_where_an_officer_worked_in_it(mark: str) -> None:
    officer = Officer(first())
    inside = officer.content(f"highlights:{REF}")
    if mark == "paragraph":
        inside.append(xml(paragraph("See also the audit.")))
    elif mark == "tracked":
        inside.append(xml(TRACKED))
    else:
        next(inside.iter(f"{W}p")).append(xml('<w:commentRangeStart w:id="3"/>'))
    done = renewed(officer.saved(), later(40, without=frozenset({REF})))

    assert f"highlights:{REF}" in {c.tag for c in controls(done.content)}
    assert any("it stays as it is" in note for note in done.summary.notes)


def test_a_row_that_an_officer_deleted_stays_out() -> None:
    officer = Officer(first())
    rows = [s for s in officer.root.iter(f"{W}sdt") if value(s, "sdtPr/tag") == "rows:AH02"]
    for row in rows:
        home = row.getparent()
        assert home is not None
        home.remove(row)
    done = renewed(officer.saved(), later(40))

    assert not said(done.content, "rows:AH02")
    assert any("AH02 was deleted from" in note for note in done.summary.notes)


def test_a_new_row_has_the_columns_that_officers_left() -> None:
    officer = Officer(first())
    section = officer.content("scorecard")
    for table in section.iter(f"{W}tbl"):
        for row in table.iter(f"{W}tr"):
            cell = row.findall(f"{W}tc")[2]
            row.remove(cell)
    done = root(renewed(officer.saved(), later(45)).content)
    section = next(s for s in done.iter(f"{W}sdt") if value(s, "sdtPr/tag") == "scorecard")

    assert {len(row.findall(f"{W}tc")) for row in section.iter(f"{W}tr")} == {8}


def test_words_typed_into_a_figure_stand_beside_it() -> None:
    officer = Officer(first())
    holder = officer.content("highlights_sentence")
    holder.append(xml(f'<w:ins w:id="5" {BY}>{run(" CLT asked for more.")}</w:ins>'))
    done = renewed(officer.saved(), later(40))
    sentence = said(done.content, "highlights_sentence")[0]

    assert "CLT asked" not in sentence
    assert f"{sentence} CLT asked for more." in whole_text(done.content)
    assert renewed(done.content, later(40)).content is done.content


def test_a_figure_that_was_typed_over_is_told_and_renewed() -> None:
    officer = Officer(first())
    next(officer.content(f"latest@{PLAIN}").iter(f"{W}t")).text = "999"
    done = renewed(officer.saved(), first_card())

    assert said(done.content, f"latest@{PLAIN}") == said(first(), f"latest@{PLAIN}")
    assert any(f"'999' was typed over 'latest@{PLAIN}'" in note for note in done.summary.notes)


def test_what_had_nothing_to_say_gets_its_place_back() -> None:
    without = built(paper_of(later(8), notice=None))
    done = renewed(without, later(40))
    new = built(paper_of(later(40)))

    assert data(done.content) == data(new)
    assert renewed(done.content, later(8), notice=None).summary.notes == []


def test_a_figure_under_a_tracked_deletion_stays_deleted() -> None:
    officer = Officer(first())
    holder = officer.content(f"latest@{PLAIN}")
    run = next(holder.iter(f"{W}r"))
    said_before = text(run)
    holder.replace(
        run, xml(f'<w:del w:id="8" {BY}><w:r><w:delText>{said_before}</w:delText></w:r></w:del>')
    )
    done = renewed(officer.saved(), later(40))

    assert said(done.content, f"latest@{PLAIN}")[0] == ""
    assert any(f"'latest@{PLAIN}' is deleted by a tracked change" in n for n in done.summary.notes)
