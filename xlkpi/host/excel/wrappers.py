"""The VBA of a bound workbook, made from the catalogue of functions and the list of actions."""

import re
from collections.abc import Iterator, Mapping
from importlib.resources import files

from xlkpi.actions.catalogue import ACTIONS, Action
from xlkpi.functions.catalogue import CATALOGUE
from xlkpi.functions.definition import Definition

PYTHON_MODULE = "xlkpi.host.excel.classic"
FUNCTIONS, BUTTONS, XLWINGS = "KpiFunctions", "KpiButtons", "xlwings"
"""The modules that a bound workbook has; the last one is xlwings' own, as it ships."""

HELP_MACRO = "KpiHelp"
RIBBON_MACRO = "KpiRibbon"
MADE = "' Made by xlkpi from its catalogue: what is written here by hand is lost."
LONGEST_DESCRIPTION = 255
NOT_REACHED = "KPI? Excel could not reach Python, run xlkpi doctor:"
_VERSION = re.compile(r'XLWINGS_VERSION As String = "([^"]+)"')


def modules(workbook: str = "ThisWorkbook") -> Mapping[str, str]:
    """Return the source of each module by its name.

    Args:
        workbook: the workbook that the functions and buttons serve; an add-in serves
            `ActiveWorkbook`.
    """
    own = {FUNCTIONS: functions_module(workbook), BUTTONS: buttons_module()}
    return {XLWINGS: xlwings_module(is_add_in=workbook != "ThisWorkbook"), **own}


def functions_module(workbook: str = "ThisWorkbook") -> str:
    """Return the module with a wrapper for every function of the catalogue."""
    head = [f'Attribute VB_Name = "{FUNCTIONS}"', "Option Explicit", MADE]
    parts = [line for one in CATALOGUE.values() for line in _function(one, workbook)]
    return _text([*head, *parts])


def buttons_module() -> str:
    """Return the module with a macro for every action, for Help, and for the ribbon's buttons."""
    head = [f'Attribute VB_Name = "{BUTTONS}"', "Option Explicit", MADE]
    subs = [line for one in ACTIONS.values() for line in _button(one)]
    return _text([*head, *subs, *_sub(HELP_MACRO, "guide()"), *_ribbon()])


def macros() -> tuple[str, ...]:
    """Return the name of every public macro and function that the modules define."""
    buttons = (action.macro for action in ACTIONS.values())
    return (*CATALOGUE, *buttons, HELP_MACRO, RIBBON_MACRO)


def xlwings_module(*, is_add_in: bool = False) -> str:
    """Return the VBA that xlwings ships for a workbook, or for an add-in, of its own."""
    name = "xlwings_custom_addin.bas" if is_add_in else "xlwings.bas"
    text = files("xlwings").joinpath(name).read_text(encoding="utf-8-sig")
    return _text(text.splitlines())


def version_in(source: str) -> str:
    """Return the version of xlwings whose VBA this is; blank where it does not say."""
    found = _VERSION.search(source)
    return found[1] if found else ""


def _function(definition: Definition, workbook: str) -> Iterator[str]:
    name = definition.name
    spelt = ", ".join(
        f"Optional {argument.name}" if argument.is_optional else argument.name
        for argument in definition.arguments
    )
    given = ", ".join(argument.name for argument in definition.arguments)
    call = f'"{PYTHON_MODULE}", "{name}", Array({given}), {workbook}, Application.Caller'
    yield ""
    yield f"Public Function {name}({spelt})"
    yield f"Attribute {name}.VB_Description = {quoted(definition.summary[:LONGEST_DESCRIPTION])}"
    yield f'Attribute {name}.VB_ProcData.VB_Invoke_Func = " \\n14"'
    yield "    If TypeOf Application.Caller Is Range Then On Error GoTo failed"
    yield f"    {name} = XLPy.CallUDF({call})"
    yield "    Exit Function"
    yield "failed:"
    yield f"    {name} = {quoted(NOT_REACHED)} & Space(1) & Left(Err.Description, 180)"
    yield "End Function"


def _button(action: Action) -> Iterator[str]:
    yield from _sub(action.macro, f"call('{action.name}')", action.help)


def _sub(macro: str, command: str, about: str = "") -> Iterator[str]:
    yield ""
    yield f"Public Sub {macro}()"
    if about:
        yield f"Attribute {macro}.VB_Description = {quoted(about[:LONGEST_DESCRIPTION])}"
    name = command.partition("(")[0]
    yield f'    RunPython "from {PYTHON_MODULE} import {name}; {command}"'
    yield "End Sub"


def _ribbon() -> Iterator[str]:
    yield ""
    yield f"Public Sub {RIBBON_MACRO}(control As Object)"
    yield "    Select Case control.Tag"
    for action in ACTIONS.values():
        yield f'        Case "{action.name}": {action.macro}'
    yield f"        Case Else: {HELP_MACRO}"
    yield "    End Select"
    yield "End Sub"


def quoted(text: str) -> str:
    """Return a text as VBA writes it, in what every Windows code page of the West can hold."""
    plain = text.encode("cp1252", "replace").decode("cp1252")
    return '"{}"'.format(" ".join(plain.split()).replace('"', '""'))


def _text(lines: list[str]) -> str:
    return "".join(f"{line}\r\n" for line in lines)
