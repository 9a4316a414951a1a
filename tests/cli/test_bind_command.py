"""`xlkpi bind`, `unbind`, `rebind` and `addin excel` as an officer runs them."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from tests.making.rich import parts_of, plain_workbook
from xlkpi.cli.app import app
from xlkpi.errors import WorkbookError
from xlkpi.host.excel import packages


def run(*arguments: str | Path) -> str:
    """Return what a command prints; its failures are raised."""
    done = CliRunner().invoke(app, [str(one) for one in arguments], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.output


def test_a_workbook_is_bound_and_unbound(tmp_path: Path) -> None:
    path = plain_workbook(tmp_path)

    bound = run("bind", path)
    unbound = run("unbind", tmp_path / "plain.xlsm", "--out", tmp_path / "again.xlsx")

    assert "plain.xlsm: open it in Excel" in bound
    assert "again.xlsx: without our macros" in unbound
    assert parts_of(tmp_path / "again.xlsx") == parts_of(path)


def test_a_workbook_without_foreign_names_is_left(tmp_path: Path) -> None:
    assert "nothing was written" in run("rebind", plain_workbook(tmp_path))


def test_the_add_in_is_written(tmp_path: Path) -> None:
    said = run("addin", "excel", "--out", tmp_path / "ours.xlam")

    assert "Add-ins" in said
    assert (tmp_path / "ours.xlam").read_bytes()[:2] == b"PK"


def test_without_the_packages_it_says_which_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(packages, "NEEDED", ("no_such_package",))

    with pytest.raises(WorkbookError, match=r"pip install \"xlkpi\[excel\]\""):
        run("bind", plain_workbook(tmp_path))
