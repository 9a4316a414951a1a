"""The macros of a bound workbook: what another program reads out of it, and what a press runs."""

import re
import zipfile
from pathlib import Path

import pytest
from openxml_audit import OpenXmlValidator
from pyopenvba.interpreter import Interpreter

from tests.host.excel.test_bind import STAMP
from tests.making.rich import plain_workbook
from xlkpi.actions.catalogue import ACTIONS
from xlkpi.functions.catalogue import CATALOGUE
from xlkpi.host.excel.add_in import add_in
from xlkpi.host.excel.bind import bind
from xlkpi.host.excel.ribbon import HELP, new_ribbon
from xlkpi.host.excel.saving import Request
from xlkpi.host.excel.wrappers import (
    RIBBON_MACRO,
    buttons_module,
    functions_module,
    modules,
    version_in,
)

MOST_CHARACTERS = 1023
"""In a line of VBA."""
RESERVED = {
    "and", "as", "boolean", "byref", "byte", "byval", "call", "case", "const", "currency", "date",
    "dim", "do", "double", "each", "else", "empty", "end", "enum", "erase", "error", "exit",
    "false",
    "for", "function", "get", "global", "goto", "if", "in", "input", "integer", "is", "let", "like",
    "lock", "long", "loop", "me", "mod", "new", "next", "not", "nothing", "null", "object", "on",
    "open", "option", "optional", "or", "print", "private", "public", "put", "redim", "rem",
    "resume", "return", "select", "set", "single", "static", "step", "stop", "string", "sub",
    "then",
    "to", "true", "type", "unlock", "until", "variant", "wend", "while", "with", "write", "xor",
}  # fmt: skip
STAND_IN = """
Public Ran As String
Public Function RunPython(PythonCommand As String)
    Ran = Ran & PythonCommand
End Function
Public Function WhatRan() As String
    WhatRan = Ran
End Function
"""


@pytest.fixture(scope="module")
def bound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bound")
    return bind(Request(plain_workbook(folder), STAMP), None).path


def test_another_program_reads_the_very_sources(bound: Path) -> None:
    olevba = pytest.importorskip("oletools.olevba")
    parser = olevba.VBA_Parser(str(bound))

    read = {name: text for _, _, name, text in parser.extract_all_macros()}

    ours = {f"{name}.bas": source for name, source in modules().items()}
    assert {name: lines(text) for name, text in read.items() if name in ours} == {
        name: lines(text) for name, text in ours.items()
    }
    assert read.keys() - ours.keys() == {"ThisWorkbook.cls"}
    assert not [
        line for line in lines(read["ThisWorkbook.cls"]) if not line.startswith("Attribute")
    ]


def test_nothing_runs_by_itself(bound: Path) -> None:
    olevba = pytest.importorskip("oletools.olevba")

    found = olevba.VBA_Parser(str(bound)).analyze_macros()

    arguments = {argument.name for one in CATALOGUE.values() for argument in one.arguments}
    words = {word for kind, word, _ in found if kind == "AutoExec"}
    assert not words - arguments  # -- it takes min_change for the event of a control --


def code(source: str) -> str:
    """Return a module without the attributes that Excel's editor hides."""
    return "\n".join(line for line in lines(source) if not line.startswith("Attribute "))


def lines(text: str) -> list[str]:
    return text.replace("\r\n", "\n").rstrip("\n").split("\n")


@pytest.mark.parametrize("name", ACTIONS)
def test_a_button_runs_its_action_in_python(name: str) -> None:
    assert pressed(ACTIONS[name].macro) == (
        f"from xlkpi.host.excel.classic import call; call('{name}')"
    )


def test_the_help_button_runs_the_guide() -> None:
    assert pressed("KpiHelp") == "from xlkpi.host.excel.classic import guide; guide()"


def pressed(macro: str) -> str:
    vba = Interpreter()
    vba.add_module(STAND_IN, name="xlwings")
    vba.add_module(code(buttons_module()), name="KpiButtons")
    vba.run(macro)
    return str(vba.run("WhatRan"))


def test_every_button_of_the_ribbon_leads_to_a_macro() -> None:
    ribbon = new_ribbon().decode()

    tags = re.findall(r' tag="(\w+)"', ribbon)
    cases = re.findall(r'Case "(\w+)": (\w+)', buttons_module())

    assert tags == [*ACTIONS, HELP]
    assert dict(cases) == {name: action.macro for name, action in ACTIONS.items()}
    assert set(re.findall(r'onAction="(\w+)"', ribbon)) == {RIBBON_MACRO}
    assert f"Sub {RIBBON_MACRO}(control As Object)" in buttons_module()


def test_the_wrappers_are_good_vba() -> None:
    for source in (functions_module(), buttons_module()):
        assert source.isascii()
        assert max(map(len, source.splitlines())) <= MOST_CHARACTERS
        Interpreter().add_module(code(source), name="Ours")
    names = {argument.name for one in CATALOGUE.values() for argument in one.arguments}
    assert not names & RESERVED


def test_the_vba_and_the_package_are_of_one_version() -> None:
    from xlwings import __version__  # noqa: PLC0415 -- loads much, for one word

    assert version_in(modules()["xlwings"]) == __version__


def test_the_add_in_is_valid_names_nobody_and_serves_the_active_workbook(tmp_path: Path) -> None:
    path = tmp_path / "xlkpi.xlam"

    path.write_bytes(add_in())

    assert add_in() == path.read_bytes()
    assert not OpenXmlValidator().validate(path).errors
    with zipfile.ZipFile(path) as package:
        core = package.read("docProps/core.xml").decode()
        names = package.namelist()
    assert re.findall(r"(?:creator|lastModifiedBy)>([^<]+)<", core) == ["xlkpi", "xlkpi"]
    assert "customUI/customUI14.xml" in names
    held = functions_module("ActiveWorkbook")
    assert "ThisWorkbook" not in held
