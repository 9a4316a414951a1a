"""Papers refreshed where they stand: whole or not at all, the old one kept."""

import multiprocessing
import os
import shutil
import signal
import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.making.books import register_folder, small_tables
from tests.report.reading import controls, said, text
from tests.report.refresh.officer import Officer, data, paragraph, whole_text
from xlkpi.actions.output import Fate
from xlkpi.actions.paper_refresh import Refused, Renewed, paper_refresh
from xlkpi.actions.report import report
from xlkpi.errors import OutputError
from xlkpi.report.refresh.replacing import Held, put_beside, replaced
from xlkpi.settings.settings import Settings, read_settings
from xlkpi.terms.period import Period

NOW = datetime(2026, 10, 26, 9, 30, tzinfo=UTC)


@pytest.fixture
def register(tmp_path: Path) -> Path:
    """Return the folder of a small Register whose CLT report has been made."""
    folder = register_folder(tmp_path)
    settings = read_settings(folder)
    report(settings, "clt", {}, folder / "out")
    return folder


def paper_in(folder: Path) -> Path:
    return next((folder / "out").rglob("CLT report*.docx"))


def edited(folder: Path, words: str = "Twelve blocks came back late.") -> Path:
    """Return the CLT report after an officer has written in it."""
    path = paper_in(folder)
    officer = Officer(path.read_bytes())
    tag = next(c.tag for c in controls(path.read_bytes()) if c.tag.endswith(":why"))
    officer.write(tag, words)
    path.write_bytes(officer.saved())
    return path


def other_results(folder: Path) -> Settings:
    """Change the results of the quarter in the Register."""
    tables = small_tables()
    for row in tables["results"]:
        if row["period"] == "2026/27 Q2" and isinstance(row.get("value"), int | float):
            row["value"] += 1
    register_folder(folder, tables)
    return read_settings(folder)


def one(path: Path, settings: Settings, period: Period | None = None) -> Renewed | Refused:
    (done,) = paper_refresh([path], settings, period, NOW)
    return done


def test_an_edited_paper_gets_new_figures_and_keeps_its_words(register: Path) -> None:
    path = edited(register)
    before = path.read_bytes()
    done = one(path, other_results(register))

    assert isinstance(done, Renewed)
    assert "Twelve blocks came back late." in whole_text(path.read_bytes())
    assert data(path.read_bytes()) != data(before)
    assert done.backup is not None
    assert done.backup.read_bytes() == before
    assert done.backup.parent == path.parent / "versions" / path.name
    assert done.backup.name.startswith("2026-10-26 093000-")


def test_nothing_is_written_where_nothing_had_to_change(register: Path) -> None:
    path = edited(register)
    settings = other_results(register)
    one(path, settings)
    stamp, files = path.stat().st_mtime_ns, sorted(register.rglob("*"))
    done = one(path, settings)

    assert isinstance(done, Renewed)
    assert done.backup is None
    assert path.stat().st_mtime_ns == stamp
    assert sorted(register.rglob("*")) == files


@pytest.mark.parametrize("mark", ["~${rest}", "~${name}", ".~lock.{name}#"])
def test_a_paper_that_is_open_is_left_alone(register: Path, mark: str) -> None:
    path = edited(register)
    before = path.read_bytes()
    name = mark.replace("{name}", path.name).replace("{rest}", path.name[2:])
    (path.parent / name).write_text("somebody")
    done = one(path, other_results(register))

    assert isinstance(done, Refused)
    assert "is open: close it and run again" in done.why
    assert path.read_bytes() == before


def test_a_paper_of_another_council_period_or_kind_is_refused(register: Path) -> None:
    path = edited(register)
    settings = read_settings(register)
    other = one(path, settings, Period.quarter(2026, 1))
    path.rename(path.with_name("Whatever.docx"))
    renamed = one(path.with_name("Whatever.docx"), settings)

    assert isinstance(other, Refused)
    assert "is of 2026/27 Q2, not of 2026/27 Q1" in other.why
    assert isinstance(renamed, Renewed)
    assert isinstance(one(path, settings), Refused)


def test_a_paper_of_a_period_without_results_is_refused(register: Path) -> None:
    path = edited(register)
    tables = small_tables()
    tables["results"] = [row for row in tables["results"] if row["period"] != "2026/27 Q2"]
    register_folder(register, tables)
    done = one(path, read_settings(register))

    assert isinstance(done, Refused)
    assert "for which the Register holds no result" in done.why


def test_a_highlight_that_left_leaves_its_words_beside_the_paper(register: Path) -> None:
    path = edited(register)
    ref = next(c.tag for c in controls(path.read_bytes()) if c.tag.endswith(":why")).split(":")[1]
    tables = small_tables()
    for name in ("kpis", "alignments", "targets", "results"):
        tables[name] = [row for row in tables[name] if row.get("ref") != ref]
    for rows in tables.values():
        rows[:] = [row for row in rows if row.get("ref") != ref]
    register_folder(register, tables)
    done = one(path, read_settings(register))

    assert isinstance(done, Renewed)
    assert done.kept == path.with_name(f"{path.stem} kept commentary.docx")
    assert "Twelve blocks came back late." in whole_text(done.kept.read_bytes())
    assert said(path.read_bytes(), f"highlights:{ref}") == []
    refused = one(done.kept, read_settings(register))
    assert isinstance(refused, Refused)
    assert "is a 'Kept commentary', which cannot be refreshed" in refused.why


def test_a_rebuild_refreshes_the_edited_paper_where_it_stands(register: Path) -> None:
    path = edited(register)
    before, settings = path.read_bytes(), other_results(register)
    (done,) = report(settings, "clt", {}, register / "out")
    content = path.read_bytes()
    backup = next((path.parent / "versions" / path.name).iterdir())

    assert (done.path, done.fate) == (path, Fate.REFRESHED)
    assert "Twelve blocks came back late." in whole_text(content)
    assert data(content) != data(before)
    assert backup.read_bytes() == before
    assert [p.name for p in path.parent.glob("*.docx")] == [path.name]
    (again,) = report(settings, "clt", {}, register / "out")
    assert again.fate is Fate.KEPT
    assert path.read_bytes() == content


def test_a_rebuild_never_takes_a_refreshed_paper_for_its_own(register: Path) -> None:
    path = edited(register)
    report(other_results(register), "clt", {}, register / "out")
    register_folder(register)
    (done,) = report(read_settings(register), "clt", {}, register / "out")

    assert done.fate is Fate.REFRESHED
    assert "Twelve blocks came back late." in whole_text(path.read_bytes())


def test_a_rebuild_leaves_beside_what_it_cannot_refresh(register: Path) -> None:
    path = paper_in(register)
    path.write_bytes(b"somebody else's file of that name")
    (done,) = report(read_settings(register), "clt", {}, register / "out")

    assert done.fate is Fate.BESIDE
    assert path.read_bytes() == b"somebody else's file of that name"


def test_a_rebuild_refuses_an_edited_paper_that_is_open(register: Path) -> None:
    path = edited(register)
    before = path.read_bytes()
    (path.parent / f"~${path.name[2:]}").write_text("somebody")
    settings = other_results(register)

    with pytest.raises(OutputError, match="is open: close it and run again"):
        report(settings, "clt", {}, register / "out")
    assert path.read_bytes() == before


def test_a_paper_that_changed_meanwhile_is_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / "paper.docx"
    path.write_bytes(b"as read")
    held = Held.read(path)
    path.write_bytes(b"as saved meanwhile")

    with pytest.raises(OutputError, match="has changed since it was read"):
        replaced(held, b"new", NOW)
    assert path.read_bytes() == b"as saved meanwhile"
    assert [p.name for p in tmp_path.iterdir() if p.is_file()] == ["paper.docx"]


def test_kept_words_never_replace_a_file(tmp_path: Path) -> None:
    path = tmp_path / "kept.docx"
    places = [put_beside(path, content) for content in (b"one", b"two", b"two", b"one")]

    assert [place.name for place in places] == ["kept.docx", "kept (2).docx"] * 1 + [
        "kept (2).docx", "kept.docx",
    ]  # fmt: skip


def next_years(folder: Path, settings: Settings) -> Settings:
    """Return the settings with templates whose headings are others."""
    templates = folder / "templates"
    shutil.copytree(settings.templates, templates, ignore=shutil.ignore_patterns("*.py", "__*"))
    officer = Officer((templates / "CLT report.docx").read_bytes())
    for node in officer.root.iter("{*}t"):
        if node.text == "Highlights":
            node.text = "What stands out"
    (templates / "CLT report.docx").write_bytes(officer.saved())
    return replace(settings, templates=templates)


def relaid(path: Path, settings: Settings) -> Renewed:
    (done,) = paper_refresh([path], settings, None, NOW, new_layout=True)
    assert isinstance(done, Renewed)
    return done


def test_a_new_layout_comes_only_when_it_is_asked_for(register: Path) -> None:
    path, settings = edited(register), next_years(register, read_settings(register))
    before = path.read_bytes()
    (placed,) = report(settings, "clt", {}, register / "out")
    plain = one(path, settings)

    assert placed.fate is Fate.KEPT
    assert any("xlkpi paper refresh --new-layout" in note for note in placed.notes)
    assert isinstance(plain, Renewed)
    assert path.read_bytes() == before
    done = relaid(path, settings)
    content = path.read_bytes()
    assert "What stands out" in whole_text(content)
    assert "Twelve blocks came back late." in whole_text(content)
    assert done.backup is not None
    assert done.backup.read_bytes() == before
    assert (done.as_edited, done.kept) == (None, None)
    assert relaid(path, settings).backup is None
    assert path.read_bytes() == content
    (again,) = report(settings, "clt", {}, register / "out")
    assert (again.fate, again.notes) == (Fate.KEPT, ())


def test_a_paper_with_more_than_commentary_in_it_stays_beside_the_new_one(register: Path) -> None:
    path, settings = edited(register), next_years(register, read_settings(register))
    officer = Officer(path.read_bytes())
    officer.add_after(
        next(p for p in officer.root.iter("{*}p") if text(p) == "Highlights"),
        paragraph("A part of my own."),
    )
    path.write_bytes(officer.saved())
    before, done = path.read_bytes(), relaid(path, settings)

    assert done.as_edited == path.with_name(f"{path.stem} as edited.docx")
    assert done.as_edited.read_bytes() == before
    assert any("'A part of my own.' stands outside" in note for note in done.summary.notes)
    assert done.as_json()["as_edited"] == str(done.as_edited)
    assert "A part of my own." not in whole_text(path.read_bytes())


def test_a_template_that_cannot_be_used_leaves_the_paper_alone(register: Path) -> None:
    path, settings = edited(register), next_years(register, read_settings(register))
    before = path.read_bytes()
    (settings.templates / "CLT report.docx").write_bytes(b"no Word file")
    (done,) = paper_refresh([path], settings, None, NOW, new_layout=True)

    assert isinstance(done, Refused)
    assert "cannot be read as a Word document" in done.why
    assert path.read_bytes() == before
    assert not list(path.parent.glob("*as edited*"))


def _relay_for_ever(path: Path, one: Settings, other: Settings) -> None:
    while True:
        for settings in (one, other):
            paper_refresh([path], settings, None, NOW, new_layout=True)


def test_a_kill_while_the_layout_changes_loses_no_word(register: Path) -> None:
    path, settings = edited(register), read_settings(register)
    other = next_years(register, settings)
    relaid(path, other)
    for turn in range(4):
        worker = multiprocessing.get_context("fork").Process(
            target=_relay_for_ever, args=(path, settings, other)
        )
        worker.start()
        time.sleep(0.5 + turn * 0.13)
        assert worker.pid is not None
        os.kill(worker.pid, signal.SIGKILL)
        worker.join()

        assert "Twelve blocks came back late." in whole_text(path.read_bytes())
        assert controls(path.read_bytes())


def _replace_for_ever(path: Path) -> None:
    for number in range(10_000):
        replaced(Held.read(path), bytes([number % 251]) * 400_000, datetime(2026, 1, 1, tzinfo=UTC))


def test_a_kill_at_any_moment_leaves_the_old_or_the_new_paper(tmp_path: Path) -> None:
    path = tmp_path / "paper.docx"
    path.write_bytes(bytes([1]) * 400_000)
    for turn in range(8):
        worker = multiprocessing.get_context("fork").Process(target=_replace_for_ever, args=(path,))
        worker.start()
        time.sleep(0.03 + turn * 0.011)
        assert worker.pid is not None
        os.kill(worker.pid, signal.SIGKILL)
        worker.join()
        content = path.read_bytes()

        assert len(content) == 400_000
        assert len(set(content)) == 1
