"""Whatever officers do to a paper, a refresh loses no word of theirs and leaves no old figure."""

from collections.abc import Callable
from copy import deepcopy
from functools import cache
from pathlib import Path
from random import Random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from tests.report.reading import W, text, value
from tests.report.refresh.officer import BULLET, BY, Officer, data, paragraph, whole_text, xml
from tests.report.refresh.registers import NAME, built, first, later, paper_of, renewed
from tests.report.refresh.relaying import new_layout
from xlkpi.report.refresh.refresh import refreshed

Edit = Callable[[Officer, Random, str], None]


def _paragraphs(officer: Officer) -> list[etree._Element]:
    body = officer.root.find(f"{W}body")
    assert body is not None
    return [p for p in body.iterchildren(f"{W}p") if p.find(f"{W}pPr/{W}sectPr") is None]


def _tags(officer: Officer, begins: str) -> list[str]:
    tags = (value(sdt, "sdtPr/tag") for sdt in officer.root.iter(f"{W}sdt"))
    return [tag for tag in tags if tag.startswith(begins)]


def add_paragraph(officer: Officer, chance: Random, words: str) -> None:
    officer.add_after(chance.choice(_paragraphs(officer)), paragraph(words))


def comment_on(officer: Officer, chance: Random, words: str) -> None:
    del words
    target = chance.choice([p for p in officer.root.iter(f"{W}p") if text(p)])
    target.append(xml('<w:commentRangeStart w:id="77"/>'))
    target.append(xml('<w:commentRangeEnd w:id="77"/>'))


def write_words(officer: Officer, chance: Random, words: str) -> None:
    tags = [t for t in _tags(officer, "commentary:") if t.rpartition(":")[2] in ("why", "action")]
    officer.write(chance.choice(tags), words, *([BULLET] if chance.random() < 0.5 else []))


def type_behind_a_figure(officer: Officer, chance: Random, words: str) -> None:
    tag = chance.choice(_tags(officer, "finding@") + _tags(officer, "headline@"))
    holder = officer.content(tag)
    holder.append(
        xml(f'<w:ins w:id="6" {BY}><w:r><w:t xml:space="preserve"> {words}</w:t></w:r></w:ins>')
    )
    officer.typed.append(words)


def copy_a_highlight(officer: Officer, chance: Random, words: str) -> None:
    del words
    item = officer.control(chance.choice(_tags(officer, "highlights:")))
    item.addnext(deepcopy(item))


def delete_a_row(officer: Officer, chance: Random, words: str) -> None:
    del words
    row = officer.control(chance.choice(_tags(officer, "rows:")))
    home = row.getparent()
    if home is not None and len(home) > 1:
        home.remove(row)


def write_inside_a_highlight(officer: Officer, chance: Random, words: str) -> None:
    inside = officer.content(chance.choice(_tags(officer, "highlights:")))
    inside.append(xml(paragraph(words)))
    officer.typed.append(words)


def move_a_paragraph(officer: Officer, chance: Random, words: str) -> None:
    del words
    moved, goal = chance.sample(_paragraphs(officer), 2)
    goal.addnext(moved)


EDITS: tuple[Edit, ...] = (
    add_paragraph, comment_on, write_words, type_behind_a_figure, copy_a_highlight, delete_a_row,
    write_inside_a_highlight, move_a_paragraph,
)  # fmt: skip


@cache
def new_figures(kpis: int, shift: int) -> dict[str, set[str]]:
    return data(built(paper_of(later(kpis, shift))))


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.sampled_from(EDITS), min_size=1, max_size=6),
    st.randoms(use_true_random=False),
    st.sampled_from([(40, 14), (40, 0), (46, 14), (33, 28)]),
)
def test_no_word_is_lost_and_no_figure_is_old(
    edits: list[Edit], chance: Random, register: tuple[int, int]
) -> None:
    officer = Officer(first())
    for number, edit in enumerate(edits):
        edit(
            officer,
            chance,
            f"Words number {number} & <more>".replace("&", "&amp;").replace("<", "&lt;"),
        )
    docx, card = officer.saved(), later(*register)
    done = renewed(docx, card)
    new = new_figures(*register)
    everything = whole_text(done.content) + (whole_text(done.kept) if done.kept else "")
    typed = [said.replace("&amp;", "&").replace("&lt;", "<") for said in officer.typed]

    assert [words for words in typed if words not in everything] == []
    assert {t: v for t, v in data(done.content).items() if t in new and v != new[t]} == {}
    again = renewed(done.content, card)
    assert again.content == done.content


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(
    st.lists(st.sampled_from(EDITS), min_size=1, max_size=5),
    st.randoms(use_true_random=False),
    st.sampled_from([(40, 14), (40, 0), (33, 28)]),
)
def test_a_new_layout_has_every_word_or_says_that_it_has_not(
    folder: Path, edits: list[Edit], chance: Random, register: tuple[int, int]
) -> None:
    officer = Officer(first())
    for number, edit in enumerate(edits):
        edit(officer, chance, f"Words number {number} of somebody")
    card = later(*register)
    done = new_layout(officer.saved(), folder, card)
    everything = whole_text(done.content) + (whole_text(done.kept) if done.kept else "")
    lost = [words for words in officer.typed if words not in everything]

    assert not lost or done.has_left_behind
    assert refreshed(done.content, NAME, paper_of(card), folder).content is done.content
