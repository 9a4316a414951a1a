"""Words from papers go home into the Register, and none there is replaced in silence."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.making.books import read, register_folder, small_tables
from tests.report.reading import controls
from tests.report.refresh.officer import Officer
from xlkpi.actions.collect import Collecting, Fate, collect, collecting
from xlkpi.actions.report import report
from xlkpi.register.result import Commentary
from xlkpi.settings.settings import read_settings
from xlkpi.terms.period import Period
from xlkpi.workbook.files import Files

NOW = datetime(2026, 10, 26, 9, 30, tzinfo=UTC)
QUARTER = Period.quarter(2026, 2)


def paper_with(folder: Path, said: dict[str, str], name: str = "returned.docx") -> Path:
    """Return the CLT report of the Register in `folder` with words about RE01 in it."""
    report(read_settings(folder), "clt", {}, folder / "out")
    made = next((folder / "out").rglob("CLT report*.docx"))
    officer = Officer(made.read_bytes())
    for part, words in said.items():
        officer.write(f"commentary:RE01:2026-27Q2:{part}", words)
    path = folder / name
    path.write_bytes(officer.saved())
    return path


def planned(folder: Path, *papers: Path) -> Collecting:
    return collecting(papers, read_settings(folder), Files(NOW))


def recorded(folder: Path) -> Commentary | None:
    return read(folder).commentary_of("RE01", QUARTER)


def with_commentary(folder: Path, *rows: dict[str, str]) -> None:
    register_folder(folder, small_tables() | {"commentary": [*rows]})


def test_new_words_are_listed_and_then_stand_in_the_register(tmp_path: Path) -> None:
    register_folder(tmp_path)
    paper = paper_with(tmp_path, {"why": "=Works took longer.", "by_whom": "Head of Housing"})
    found = planned(tmp_path, paper)

    assert recorded(tmp_path) is None
    assert found.lines == (
        "New: RE01 2026/27 Q2, why: '=Works took longer.'",
        "New: RE01 2026/27 Q2, by whom: 'Head of Housing'",
    )
    assert found.flags == ("RE01 2026/27 Q2 does not say yet: what happened, action, by when",)
    (edited,) = collect(found, Files(NOW))
    held = recorded(tmp_path)
    assert held is not None
    assert (held.why, held.by_whom) == ("=Works took longer.", "Head of Housing")
    assert edited.backup is not None
    assert planned(tmp_path, paper).taken == ()


def test_words_changed_in_a_paper_made_from_them_are_a_change(tmp_path: Path) -> None:
    with_commentary(tmp_path, {"ref": "RE01", "period": "2026/27 Q2", "why": "A contractor left."})
    paper = paper_with(tmp_path, {"why": "Two contractors left."})
    found = planned(tmp_path, paper)

    assert [one.fate for one in found.words] == [Fate.CHANGED]
    assert found.lines == (
        "Changed: RE01 2026/27 Q2, why: 'A contractor left.' -> 'Two contractors left.'",
    )
    collect(found, Files(NOW))
    held = recorded(tmp_path)
    assert held is not None
    assert held.why == "Two contractors left."


def test_words_that_the_register_got_meanwhile_are_never_replaced(tmp_path: Path) -> None:
    register_folder(tmp_path)
    paper = paper_with(tmp_path, {"why": "Works took longer."})
    with_commentary(tmp_path, {"ref": "RE01", "period": "2026/27 Q2", "why": "A contractor left."})
    found = planned(tmp_path, paper)

    assert [one.fate for one in found.words] == [Fate.HELD_BACK]
    assert "which is not what the paper was made from" in found.lines[0]
    assert collect(found, Files(NOW)) == ()


def test_two_papers_that_differ_are_both_told(tmp_path: Path) -> None:
    register_folder(tmp_path)
    one = paper_with(tmp_path, {"why": "The weather."}, "one.docx")
    two = paper_with(tmp_path, {"why": "The contractor."}, "two.docx")
    found = planned(tmp_path, one, two)

    assert found.taken == ()
    assert "'The weather.' in one.docx" in found.lines[0]
    assert "'The contractor.' in two.docx" in found.lines[0]


def test_words_of_the_quarter_before_are_flagged(tmp_path: Path) -> None:
    with_commentary(tmp_path, {"ref": "RE01", "period": "2026/27 Q1", "why": "A contractor left."})
    found = planned(tmp_path, paper_with(tmp_path, {"why": "A contractor left."}))

    assert "RE01 2026/27 Q2, why: the very words of 2026/27 Q1" in found.flags


@pytest.mark.parametrize(("content", "said"), [(b"x", "cannot be read"), (None, "no such file")])
def test_a_file_that_is_no_paper_does_not_stop_the_others(
    tmp_path: Path, content: bytes | None, said: str
) -> None:
    register_folder(tmp_path)
    paper, bad = paper_with(tmp_path, {"why": "Works took longer."}), tmp_path / "bad.docx"
    if content:
        bad.write_bytes(content)
    found = planned(tmp_path, bad, paper)

    assert len(found.taken) == 1
    assert said in found.refused[0]


def test_what_nobody_wrote_is_not_collected(tmp_path: Path) -> None:
    register_folder(tmp_path)
    paper = paper_with(tmp_path, {})

    assert any(c.tag.startswith("commentary:RE01") for c in controls(paper.read_bytes()))
    assert planned(tmp_path, paper).words == ()
