"""The functions in LibreOffice's interface language, which it reads as text."""

from xlkpi.functions.catalogue import CATALOGUE
from xlkpi.functions.definition import Definition
from xlkpi.host.libreoffice.signature import INTERFACE, is_range, method_name, parameter_name

RESULT = "sequence< sequence<any> >"
RANGE = "com::sun::star::table::XCellRange"
LOOSE = "any"


def interface() -> str:
    """Return the interface with one method a function."""
    *modules, name = INTERFACE.split(".")
    opened = " ".join(f"module {module} {{" for module in modules)
    methods = "\n".join(_method(definition) for definition in CATALOGUE.values())
    closed = " ".join("};" for _ in modules)
    return (
        f"{opened}\ninterface {name} : com::sun::star::uno::XInterface {{\n{methods}\n}};\n"
        f"{closed}\n"
    )


def _method(definition: Definition) -> str:
    arguments = ", ".join(
        f"[in] {RANGE if is_range(argument) else LOOSE} {parameter_name(argument)}"
        for argument in definition.arguments
    )
    return f"  {RESULT} {method_name(definition)}({arguments});"
