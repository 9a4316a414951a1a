"""What LibreOffice is told: the functions with their help, a menu, a toolbar, a job."""

from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

from xlkpi.actions.catalogue import ACTIONS
from xlkpi.functions.catalogue import CATALOGUE
from xlkpi.functions.definition import Argument, Definition
from xlkpi.host.libreoffice.signature import (
    BUTTONS,
    COMMAND,
    DISPATCHER,
    MENU,
    SERVICES,
    TOOLBAR,
    method_name,
    parameter_name,
)
from xlkpi.host.libreoffice.xcu import component, new, node, numbered, shared, value, words

CALC = "com.sun.star.sheet.SpreadsheetDocument"
TITLE = "KPI Register"
LONGEST = 255
"""What a function wizard shows of a description."""


def function_help() -> bytes:
    """Return CalcAddIns.xcu: names, the wizard's help, and the names that .xlsx files have."""
    services = (
        new(service, node("AddInFunctions", *_functions(before)))
        for before, service in SERVICES.items()
    )
    return component("CalcAddIns", node("AddInInfo", *services))


def _functions(before: str) -> Iterator[Element]:
    for definition in CATALOGUE.values():
        name = before + definition.name
        yield new(
            method_name(definition),
            words("DisplayName", name),
            words("Description", _about(definition, before)),
            value("Category", "Add-In"),
            words("CompatibilityName", name),
            node("Parameters", *map(_parameter, definition.arguments)),
        )


def _about(definition: Definition, before: str) -> str:
    if not before:
        return definition.summary
    return f"{definition.name} as another program saves it. {definition.summary}"[:LONGEST]


def _parameter(argument: Argument) -> Element:
    name = f"[{argument.name}]" if argument.is_optional else argument.name
    name_ = parameter_name(argument)
    return new(name_, words("DisplayName", name), words("Description", argument.doc))


def menu_and_toolbar() -> bytes:
    """Return Addons.xcu: every action in a menu of its own and on a toolbar."""
    items = node("Submenu", *numbered(_items()))
    menu = new(MENU, words("Title", TITLE), value("Context", CALC), items)
    toolbar = new(TOOLBAR, *numbered(_items()))
    shown = node("AddonUI", node("OfficeMenuBar", menu), node("OfficeToolBar", toolbar))
    return component("Addons", shown)


def _items() -> Iterator[Iterable[Element]]:
    for action in ACTIONS.values():
        yield (
            value("URL", COMMAND + action.name),
            words("Title", action.label),
            value("Target", "_self"),
            value("Context", CALC),
        )


def toolbar_window() -> bytes:
    """Return CalcWindowState.xcu: what the toolbar is called, and that it is shown."""
    state = new(
        f"private:resource/toolbar/addon_{TOOLBAR}",
        words("UIName", TITLE),
        value("Visible", "true"),
        value("Docked", "true"),
        value("DockingArea", "0"),
    )
    shown = node("UIElements", node("States", state))
    return component("CalcWindowState", shown, package="org.openoffice.Office.UI")


def protocol() -> bytes:
    """Return ProtocolHandler.xcu: which service carries out the commands."""
    handler = new(DISPATCHER, value("Protocols", f"{COMMAND}*", "oor:string-list"))
    return component("ProtocolHandler", node("HandlerSet", handler))


def jobs() -> bytes:
    """Return Jobs.xcu: whenever a document has been opened, its buttons are looked at."""
    ours = node("Jobs", new(BUTTONS, value("Service", BUTTONS)))
    opened = shared("OnLoad", node("JobList", new(BUTTONS)))
    return component("Jobs", ours, node("Events", opened))
