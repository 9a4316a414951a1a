"""The names that the extension goes by, and how LibreOffice knows each function."""

from types import MappingProxyType

from xlkpi.functions.definition import Argument, Definition, Holds

EXTENSION = "org.xlkpi.libreoffice"
INTERFACE = "org.xlkpi.XKpi"
SERVICES = MappingProxyType({
    "": "org.xlkpi.KpiAddIn",
    "_xldudf_": "org.xlkpi.web.KpiAddIn",
    "_xll.": "org.xlkpi.xll.KpiAddIn",
})  # fmt: skip
"""What other hosts write before a function's name, and the service that answers to it.

One service has one name for a method, so each spelling has a service of its own.
"""
MENU, TOOLBAR = "org.xlkpi.menu", "org.xlkpi.toolbar"
DISPATCHER = "org.xlkpi.Actions"
"""The service that carries out the commands of menu, toolbar and buttons."""
COMMAND = "org.xlkpi.actions:"
"""The beginning of each command; the action's name follows."""
BUTTONS = "org.xlkpi.Buttons"
"""The service that looks at the buttons of each document that is opened."""
WAS = "#was:"
"""What stands between a button's command and the macro that it has in Excel."""

OF_THE_RECORD = (Holds.VALUE, Holds.TARGET, Holds.SERIES)


def method_name(definition: Definition) -> str:
    """Return the name of a function's method: `kpiRagWhy`."""
    return _joined(definition.name)


def parameter_name(argument: Argument) -> str:
    """Return the name of an argument's parameter: `minChange`."""
    return _joined(argument.name)


def _joined(name: str) -> str:
    """Return a name without the underlines, which the interface language does not allow."""
    first, *rest = name.lower().split("_")
    return first + "".join(part.capitalize() for part in rest)


def is_range(argument: Argument) -> bool:
    """Return whether an argument is taken as a range of cells, in which a blank stays a blank.

    Any other argument may be left out or typed into the formula, but a single blank cell arrives
    as 0. So what is needed and belongs to the record, where 0 would be a false answer, is a range.
    """
    return not argument.is_optional and argument.holds in OF_THE_RECORD
