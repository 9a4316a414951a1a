"""`doctor`: each thing that can be amiss on a computer is found, with what to do."""

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tests.host.excel.test_bind import STAMP
from tests.making.macros import macro_workbook
from xlkpi.cli.app import app
from xlkpi.host.excel import checks
from xlkpi.host.excel.bind import bind
from xlkpi.host.excel.checks import CHECKS, MACROS, POLICY, version_needed
from xlkpi.host.excel.saving import Request
from xlkpi.host.excel.surroundings import Found, Registry, State, Surroundings


@pytest.fixture
def windows(tmp_path: Path) -> Surroundings:
    """Return a computer on which all is well."""
    (tmp_path / "xlkpi.toml").touch()
    for bits in (32, 64):
        (tmp_path / f"xlwings{bits}-{version_needed()}.dll").touch()
    python = tmp_path / "python" / "python.exe"
    settings = tmp_path / ".xlwings"
    settings.mkdir()
    (settings / "xlwings.conf").write_text(f'"INTERPRETER_WIN","{python}"\n')
    return Surroundings(
        folder=tmp_path,
        platform="win32",
        python=(3, 12),
        executable=str(python),
        prefix=tmp_path,
        home=tmp_path,
        environment={},
        registry=registry({(checks.EXCEL, ""): "Excel.Application.16"}),
        packages={"xlwings": version_needed(), "pyopenvba": "6.5.0", "pywin32": "312"},
    )


def registry(held: Mapping[tuple[str, str], object]) -> Registry:
    return lambda key, name: held.get((key, name))


def look(subject: str, here: Surroundings) -> Found:
    return next(check.look(here) for check in CHECKS if check.subject == subject)


def test_where_all_is_well_nothing_is_to_be_done(windows: Surroundings) -> None:
    found = {check.subject: check.look(windows) for check in CHECKS if check.host != "LibreOffice"}

    assert {one.state for one in found.values()} == {State.GOOD}
    assert not any(one.todo for one in found.values())


@pytest.mark.parametrize(
    ("subject", "change", "found", "todo"),
    [
        ("Python", {"python": (3, 9)}, "Python 3.9", "install Python 3.11 or later"),
        ("Excel itself", {"registry": registry({})}, "not installed", "desktop Excel"),
        (
            "what xlkpi needs for it",
            {"packages": {"xlwings": "0.30.0", "pyopenvba": "6.5.0"}},
            "xlwings 0.30.0, version 0.37.8 is needed",
            "pip install",
        ),
        (
            "what xlkpi needs for it",
            {"packages": {"xlwings": "0.37.8", "pyopenvba": "6.5.0"}},
            "pywin32 is not installed",
            "pip install pywin32",
        ),
        ("xlwings' library", {"prefix": Path("nowhere")}, "xlwings64-0.37.8.dll", "reinstall"),
        ("the Python it starts", {"home": Path("nowhere")}, "has not been told", "config create"),
        (
            "the Python it starts",
            {"executable": r"C:\Python312\python.exe"},
            "which is not this one",
            "config create --force",
        ),
        (
            "macros",
            {"registry": registry({(POLICY, "VBAWarnings"): 4})},
            "runs no macros, by your council's policy",
            "trusted location",
        ),
        (
            "macros",
            {"registry": registry({(MACROS, "VBAWarnings"): 3})},
            "only signed macros",
            "Trusted Locations",
        ),
        (
            "its folder",
            {"folder": Path("C:/Users/officer/OneDrive - Council/KPI")},
            "synced with the cloud",
            "Always keep on this device",
        ),
        ("the Register", {"folder": Path("/nowhere")}, "there is no xlkpi.toml", "adopt"),
    ],
)  # fmt: skip
def test_what_is_amiss_is_found_with_what_to_do(
    subject: str, change: Mapping[str, object], found: str, todo: str, windows: Surroundings
) -> None:
    seen = look(subject, replace(windows, **change))  # type: ignore[arg-type]

    assert seen.state is State.AMISS
    assert found in seen.found
    assert todo in seen.todo


def test_a_synced_folder_is_known_by_the_computer_too(windows: Surroundings) -> None:
    seen = look(
        "its folder", replace(windows, environment={"OneDriveCommercial": str(windows.folder)})
    )

    assert seen.state is State.AMISS


def test_a_file_from_the_internet_is_told_of(windows: Surroundings) -> None:
    path = macro_workbook(windows.folder / "Register.xlsm")
    Path(f"{path}:Zone.Identifier").write_text("[ZoneTransfer]\nZoneId=3\n")

    seen = look("blocked files", windows)

    assert "Register.xlsm" in seen.found
    assert "Unblock" in seen.todo


def test_a_workbook_of_another_version_is_told_of(
    windows: Surroundings, monkeypatch: pytest.MonkeyPatch
) -> None:
    bind(Request(macro_workbook(windows.folder / "Register.xlsm"), STAMP), None)
    (windows.folder / "broken.xlsm").write_bytes(b"no workbook")
    assert look("bound workbooks", windows).found == "1 bound workbook here, all up to date"

    monkeypatch.setattr(checks, "version_needed", lambda: "0.40.0")

    assert "Register.xlsm" in look("bound workbooks", windows).found


def test_elsewhere_what_only_windows_has_is_not_looked_at(windows: Surroundings) -> None:
    found = {check.subject: check.look(replace(windows, platform="linux")) for check in CHECKS}

    unseen = {subject for subject, one in found.items() if one.state is State.NOT_SEEN}
    assert unseen == {"Excel itself", "xlwings' library", "the Python it starts", "macros",
                      "blocked files"}  # fmt: skip


def test_the_command_says_it_in_words_and_in_json(tmp_path: Path) -> None:
    runner = CliRunner()

    words = runner.invoke(app, ["doctor", str(tmp_path)])
    said = runner.invoke(app, ["doctor", str(tmp_path), "--json"])

    assert words.exit_code == said.exit_code == 1
    assert "MEND the Register: there is no xlkpi.toml" in words.stdout
    assert "To do: put xlkpi.toml into the folder" in words.stdout
    assert [one["subject"] for one in json.loads(said.stdout)] == [one.subject for one in CHECKS]
