"""`xlkpi paper refresh`: what it prints, and how it ends."""

import json
import re
from pathlib import Path

from tests.cli.test_check_command import xlkpi
from tests.making.books import register_folder, small_tables
from tests.report.reading import controls
from tests.report.refresh.officer import Officer, paragraph


def made(folder: Path) -> Path:
    """Return the CLT report of a small Register, with an officer's words in it."""
    register_folder(folder)
    assert xlkpi("report", "clt", cwd=folder).returncode == 0
    path = next((folder / "out").rglob("CLT report*.docx"))
    officer = Officer(path.read_bytes())
    tag = next(c.tag for c in controls(path.read_bytes()) if c.tag.endswith(":why"))
    officer.write(tag, "Twelve blocks came back late.")
    path.write_bytes(officer.saved())
    return path


def with_other_results(folder: Path) -> None:
    tables = small_tables()
    for row in tables["results"]:
        row["value"] += 1
    register_folder(folder, tables)


def test_the_summary_says_what_was_kept_and_where_the_old_paper_is(tmp_path: Path) -> None:
    path = made(tmp_path)
    with_other_results(tmp_path)
    done = xlkpi("paper", "refresh", str(path), cwd=tmp_path)
    backup = next((path.parent / "versions" / path.name).iterdir())
    first, *rest = done.stdout.splitlines()

    assert done.returncode == 0, done.stderr
    assert first.startswith(f"{path}: kept 1, regenerated ")
    assert any(line.startswith("  kept: ") and line.endswith(", why") for line in rest)
    assert rest[-1] == f"  as it was: {backup}"


def test_a_second_refresh_says_that_nothing_had_to_change(tmp_path: Path) -> None:
    path = made(tmp_path)
    done = xlkpi("paper", "refresh", str(path), cwd=tmp_path)

    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[0] == (
        f"{path}: kept 1, regenerated 0, new 0, retired 0; nothing had to change"
    )


def test_json_says_everything_and_a_refusal_is_one_line(tmp_path: Path) -> None:
    path = made(tmp_path)
    bad = tmp_path / "notes.docx"
    bad.write_bytes(b"not a paper")
    done = xlkpi("paper", "refresh", str(path), str(bad), "--json", cwd=tmp_path)
    plain = xlkpi("paper", "refresh", str(bad), cwd=tmp_path)
    kept, refused = json.loads(done.stdout)

    assert done.returncode == plain.returncode == 1
    assert kept["kept"] and not kept["changed"]  # noqa: PT018 -- one state
    assert refused == {
        "path": str(bad),
        "refused": f"{bad} cannot be read as a Word document: expected a .docx that xlkpi made",
    }
    assert plain.stderr.splitlines() == [refused["refused"]]


def test_a_new_layout_is_told_line_by_line(tmp_path: Path) -> None:
    path = made(tmp_path)
    officer = Officer(path.read_bytes())
    for name, content in officer.members.items():
        if name == "docProps/custom.xml":
            officer.members[name] = re.sub(rb">[0-9a-f]{64}<", b">0<", content)
    officer.add_after(next(officer.root.iter("{*}p")), paragraph("A part of my own."))
    path.write_bytes(officer.saved())
    plain = xlkpi("paper", "refresh", str(path), cwd=tmp_path)
    done = xlkpi("paper", "refresh", "--new-layout", str(path), cwd=tmp_path)
    beside = path.with_name(f"{path.stem} as edited.docx")

    assert "  look at: the template has changed since this paper was made" in plain.stdout
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(f"{path}: kept 1, ")
    assert "  look at: 'A part of my own.' stands outside the commentary" in done.stdout
    assert f"  as edited, with what was not carried: {beside}\n" in done.stdout


def test_requests_are_listed_and_a_second_run_changes_nothing(tmp_path: Path) -> None:
    register_folder(tmp_path)
    done = xlkpi("paper", "request", cwd=tmp_path)
    again = xlkpi("paper", "request", cwd=tmp_path)

    assert done.returncode == 0, done.stderr
    (line,) = done.stdout.splitlines()
    assert line.endswith("Commentary request Head of Housing Options 2026-27Q2.docx  new")
    assert again.stdout.endswith("unchanged\n")
    assert (
        "there is no Scrutiny Board 'Parks'"
        in xlkpi("paper", "request", "--board", "Parks", cwd=tmp_path).stderr
    )
