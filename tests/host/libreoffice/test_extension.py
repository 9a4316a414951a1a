"""The extension as a file: made of the catalogue and the actions, the same every time."""

import ast
import json
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import pytest
from typer.testing import CliRunner

from tests.host.libreoffice.office import Office
from xlkpi.actions.catalogue import ACTIONS
from xlkpi.cli.app import app
from xlkpi.functions.catalogue import CATALOGUE
from xlkpi.functions.formula_name import function_name
from xlkpi.host.libreoffice.extension import extension, parts
from xlkpi.host.libreoffice.signature import COMMAND, SERVICES, method_name

COMMAND_LINE = ["python", "-m", "xlkpi"]
PARTS = parts(COMMAND_LINE)
NOTHING = '<manifest:manifest xmlns:manifest="http://openoffice.org/2001/manifest"/>'
OLDEST_PYTHON = (3, 10)
"""The Python that LibreOffice 25.2 may bring itself."""


def test_the_same_command_gives_the_same_bytes() -> None:
    assert extension(COMMAND_LINE) == extension(COMMAND_LINE)
    assert ZipFile(BytesIO(extension(COMMAND_LINE))).testzip() is None


def test_every_xml_part_is_well_formed() -> None:
    names = [name for name in PARTS if name.endswith((".xcu", ".xml"))]

    assert len(names) == 7
    for name in names:
        ET.fromstring(PARTS[name])  # noqa: S314 -- what we made


def test_every_function_has_its_method_and_its_help_in_every_spelling() -> None:
    idl, help_ = PARTS["XKpi.idl"].decode(), PARTS["CalcAddIns.xcu"].decode()
    for name, definition in CATALOGUE.items():
        assert f"{method_name(definition)}(" in idl
        for before, service in SERVICES.items():
            assert f">{before}{name}<" in help_
            assert function_name(f"{service}.{method_name(definition)}") == name


def test_every_action_is_in_the_menu_on_the_toolbar_and_known_by_its_macro() -> None:
    shown = PARTS["Addons.xcu"].decode()
    built = json.loads(PARTS["pythonpath/xlkpi/host/libreoffice/inside/built.json"])
    for action in ACTIONS.values():
        assert shown.count(f">{COMMAND}{action.name}<") == 2
        assert shown.count(f">{action.label}<") == 2
        assert built["actions"][action.name]["macro"] == action.macro


def test_what_libreoffice_runs_needs_no_newer_python_than_its_own() -> None:
    for name, content in PARTS.items():
        if name.endswith(".py"):
            ast.parse(content, name, feature_version=OLDEST_PYTHON)


def test_the_functions_in_the_extension_need_the_standard_library_alone(tmp_path: Path) -> None:
    with ZipFile(BytesIO(extension(COMMAND_LINE))) as package:
        package.extractall(tmp_path)
    asked = (
        "import sys; sys.path.insert(0, 'pythonpath');"
        "from xlkpi.functions.catalogue import CATALOGUE as C;"
        "from xlkpi.host.libreoffice.inside.doubt import settled as s;"
        "print(s(C['KPI_RAG'], [77.4, 80.0, 'Higher', 5.0, 'percent'], (2, 3, 4), None))"
    )
    command = [sys.executable, "-I", "-S", "-c", asked]
    said = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)

    assert said.stdout.strip() == "Amber"


def test_the_command_writes_an_extension_that_leads_back_to_this_xlkpi(tmp_path: Path) -> None:
    out = tmp_path / "xlkpi.oxt"
    said = CliRunner().invoke(app, ["addin", "libreoffice", "--out", str(out)])
    with ZipFile(out) as package:
        built = json.loads(package.read("pythonpath/xlkpi/host/libreoffice/inside/built.json"))

    assert said.exit_code == 0
    assert "Tools, Extensions" in said.output
    assert built["command"] == [sys.executable, "-m", "xlkpi"]


@pytest.mark.real_host
def test_a_libreoffice_that_is_too_old_does_not_let_it_in(calc: Office, tmp_path: Path) -> None:
    said = PARTS["description.xml"].decode()
    for oldest in ("25.2", "99.2"):
        path = tmp_path / f"{oldest}.oxt"
        with ZipFile(path, "w") as package:
            identified = said.replace("org.xlkpi.libreoffice", f"org.xlkpi.for{oldest}")
            package.writestr("description.xml", identified.replace("25.2", oldest))
            package.writestr("META-INF/manifest.xml", NOTHING)

    assert 'd:name="LibreOffice 25.2 or later"' in said
    assert calc("is_let_in", str(tmp_path / "25.2.oxt"), "org.xlkpi.for25.2")
    assert not calc("is_let_in", str(tmp_path / "99.2.oxt"), "org.xlkpi.for99.2")
