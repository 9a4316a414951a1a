"""Papers on demand: packs, briefings, sheets; refusals; what stands beside a finished file."""

from pathlib import Path
from typing import Any

import pytest

from tests.cli.test_check_command import xlkpi
from tests.making.books import register_folder, small_tables
from xlkpi.actions.output import Fate
from xlkpi.actions.report import report
from xlkpi.assessment.scorecard import AudienceKind
from xlkpi.errors import PaperError, SettingsError
from xlkpi.settings.settings import read_settings

PERSON = {"role": "Head of Housing Options", "name": "Alex Example-Person"}
WORDS = {
    "ref": "GR01", "period": "2026/27 Q2", "what_happened": "Alex Example-Person mended the lift.",
    "accepted_by": "Director", "accepted_on": "20/10/2026",
}  # fmt: skip


def folder_with(folder: Path, said: str = "", **more: list[dict[str, Any]]) -> Path:
    tables = small_tables()
    for row in tables["kpis"]:
        row["portfolio"] = "Homes"
    return register_folder(folder, tables | more, said=said)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*.docx"))


@pytest.mark.parametrize(
    ("word", "wanted", "name"),
    [
        ("dmt", {AudienceKind.DIRECTORATE: ["communities"]}, "DMT pack Communities, Housing and"),
        ("briefing", {AudienceKind.PORTFOLIO: ["home"]}, "Member briefing Homes 2026-27Q2.docx"),
        ("kpi", {AudienceKind.KPI: ["gr01"]}, "KPI sheet GR01 2026-27Q2.docx"),
    ],
)
def test_a_paper_of_each_kind_is_made(
    tmp_path: Path, word: str, wanted: dict[AudienceKind, list[str]], name: str
) -> None:
    (placed,) = report(read_settings(folder_with(tmp_path)), word, wanted, tmp_path / "out")

    assert placed.path.name.startswith(name)
    assert placed.fate is Fate.NEW
    assert placed.notes == ()


@pytest.mark.parametrize(
    ("word", "wanted", "refusal"),
    [
        ("dmt", {AudienceKind.DIRECTORATE: ["culture"]}, "there is no directorate 'culture': the"),
        ("kpi", {AudienceKind.KPI: ["GR11"]}, "there is no KPI 'GR11': did you mean GR01?"),
        ("kpi", {}, "xlkpi report kpi needs the reference of a KPI"),
        ("clt", {AudienceKind.BOARD: ["x"]}, "--board says nothing to xlkpi report clt"),
        ("budget", {}, "there is no paper 'budget': choose one of clt, dmt, scrutiny, annual"),
    ],
)
def test_what_is_not_there_is_one_line(
    tmp_path: Path, word: str, wanted: dict[AudienceKind, list[str]], refusal: str
) -> None:
    with pytest.raises(SettingsError) as refused:
        report(read_settings(folder_with(tmp_path)), word, wanted, tmp_path / "out")

    assert str(refused.value).startswith(refusal)
    assert not (tmp_path / "out").exists()


def test_a_public_paper_that_names_a_person_is_refused_and_an_internal_one_is_made(
    tmp_path: Path,
) -> None:
    folder = folder_with(tmp_path, contacts=[PERSON], commentary=[WORDS])
    settings = read_settings(folder)
    with pytest.raises(PaperError) as refused:
        report(settings, "scrutiny", {}, folder / "out")

    assert "says 'Alex Example-Person': a person of the Register's contacts" in str(refused.value)
    assert "under " in str(refused.value)
    assert "\n" not in str(refused.value)
    assert not (folder / "out").exists()
    assert report(settings, "clt", {}, folder / "out")


def test_the_councils_own_marking_stands_in_the_paper(tmp_path: Path) -> None:
    folder = folder_with(tmp_path, said='[papers.markings]\nbriefing = "PUBLIC"\n')
    settings = folder / "xlkpi.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text, encoding="utf-8")
    read = read_settings(folder)

    assert read.markings["briefing"] == "PUBLIC"
    assert report(read, "briefing", {}, folder / "out")


def test_a_marking_of_no_paper_is_refused(tmp_path: Path) -> None:
    folder = folder_with(tmp_path, said='[papers.markings]\nboard = "PUBLIC"\n')

    with pytest.raises(SettingsError, match=r"papers\.markings\.board: is not a key"):
        read_settings(folder)


def test_a_fault_that_came_with_the_words_is_told_with_the_paper(tmp_path: Path) -> None:
    row = {**WORDS, "what_happened": "● one\n● two"}
    folder = folder_with(tmp_path, commentary=[row])
    (first,) = report(read_settings(folder), "clt", {}, folder / "out")
    (second,) = report(read_settings(folder), "clt", {}, folder / "out")

    assert [note.split()[0] for note in first.notes] == ["A08", "A08"]
    assert (second.fate, second.notes) == (Fate.UNCHANGED, ())


@pytest.mark.real_host
def test_pdf_files_stand_beside_the_papers_with_page_numbers(tmp_path: Path) -> None:
    folder = folder_with(tmp_path)
    settings = read_settings(folder)
    placed = report(settings, "clt", {}, folder / "out", is_printed=True)
    again = report(settings, "clt", {}, folder / "out", is_printed=True)

    assert [file.path.suffix for file in placed] == [".docx", ".pdf"]
    assert [file.notes for file in placed] == [(), ()]
    assert {file.fate for file in again} == {Fate.UNCHANGED}


def test_the_command_says_what_it_made(tmp_path: Path) -> None:
    done = xlkpi("report", "dmt", "--directorate", "city", "--out", str(tmp_path))

    assert done.returncode == 0, done.stderr
    assert names(tmp_path) == ["DMT pack City Development 2026-27Q2.docx"]
