"""Finished files are put in their folder without costing an officer a word."""

import json
from pathlib import Path

import pytest

from xlkpi.actions.output import MANIFEST, Fate, place
from xlkpi.errors import OutputError


def fates(folder: Path, **files: bytes) -> dict[str, Fate]:
    return {item.path.name: item.fate for item in place(files, folder)}


def test_a_second_run_with_the_same_files_changes_nothing(tmp_path: Path) -> None:
    assert fates(tmp_path, paper=b"one") == {"paper": Fate.NEW}
    before = {path.name: path.stat().st_mtime_ns for path in tmp_path.iterdir()}

    assert fates(tmp_path, paper=b"one") == {"paper": Fate.UNCHANGED}
    assert (tmp_path / "paper").stat().st_mtime_ns == before["paper"]


def test_a_file_nobody_edited_is_updated_in_place(tmp_path: Path) -> None:
    fates(tmp_path, paper=b"one")

    assert fates(tmp_path, paper=b"two") == {"paper": Fate.UPDATED}
    assert (tmp_path / "paper").read_bytes() == b"two"


def test_an_edited_file_stays_and_the_new_one_stands_beside_it(tmp_path: Path) -> None:
    fates(tmp_path, paper=b"one")
    (tmp_path / "paper").write_bytes(b"an officer's words")

    assert fates(tmp_path, paper=b"two") == {"paper (2)": Fate.BESIDE}
    assert (tmp_path / "paper").read_bytes() == b"an officer's words"
    assert fates(tmp_path, paper=b"three") == {"paper (2)": Fate.BESIDE}
    assert (tmp_path / "paper (2)").read_bytes() == b"three"
    assert (tmp_path / "paper").read_bytes() == b"an officer's words"


def test_a_file_that_was_there_before_the_first_run_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "paper").write_bytes(b"somebody else's")

    assert fates(tmp_path, paper=b"one") == {"paper (2)": Fate.BESIDE}


def test_a_lost_or_broken_manifest_protects_every_file(tmp_path: Path) -> None:
    fates(tmp_path, paper=b"one")
    (tmp_path / MANIFEST).write_text("{", encoding="utf-8")

    assert fates(tmp_path, paper=b"two") == {"paper (2)": Fate.BESIDE}


def test_the_manifest_remembers_what_other_commands_made(tmp_path: Path) -> None:
    fates(tmp_path, one=b"1")
    fates(tmp_path, two=b"2")

    assert set(json.loads((tmp_path / MANIFEST).read_text(encoding="utf-8"))) == {"one", "two"}


def test_a_failure_while_writing_leaves_the_folder_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fates(tmp_path, paper=b"one", other=b"1")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        place({"paper": b"two", "other": b"2"}, tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {"paper", "other", MANIFEST}
    assert (tmp_path / "paper").read_bytes() == b"one"


def test_a_file_that_cannot_be_replaced_puts_the_others_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fates(tmp_path, first=b"1", second=b"2")
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    move = Path.replace

    def held_open(self: Path, target: Path) -> Path:
        if Path(target).name == "second" and self.parent.name.startswith(".xlkpi-"):
            raise PermissionError(13, "The process cannot access the file")
        return move(self, target)

    monkeypatch.setattr(Path, "replace", held_open)
    with pytest.raises(OutputError, match="close it in Word or Excel"):
        place({"first": b"new", "second": b"new", "third": b"new"}, tmp_path)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


@pytest.mark.parametrize(
    "lock", ["~$T report.docx", "~$CLT report.docx", ".~lock.CLT report.docx#"]
)
def test_a_paper_that_is_open_is_not_replaced(tmp_path: Path, lock: str) -> None:
    place({"CLT report.docx": b"one"}, tmp_path)
    (tmp_path / lock).write_bytes(b"")
    with pytest.raises(OutputError, match="close it"):
        place({"CLT report.docx": b"two", "Scorecard.xlsx": b"two"}, tmp_path)

    assert (tmp_path / "CLT report.docx").read_bytes() == b"one"
    assert not (tmp_path / "Scorecard.xlsx").exists()
