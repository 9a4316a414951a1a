"""The add-in: one class a spelling, with one method a function of the catalogue."""

from collections.abc import Callable
from typing import Any

import unohelper
from com.sun.star.lang import XLocalizable, XServiceInfo
from org.xlkpi import XKpi

from xlkpi.functions.catalogue import CATALOGUE
from xlkpi.functions.definition import Definition
from xlkpi.host.libreoffice.inside.asking_formula import is_blank
from xlkpi.host.libreoffice.inside.doubt import settled
from xlkpi.host.libreoffice.inside.handed_over import as_rows, cells_of
from xlkpi.host.libreoffice.signature import SERVICES, is_range, method_name


class Functions(unohelper.Base, XKpi, XServiceInfo, XLocalizable):
    """The functions; each is a method that the catalogue gives."""

    service = ""

    def __init__(self, context: object) -> None:
        """Stand ready; the functions depend on their arguments alone."""
        del context

    def getImplementationName(self) -> str:
        """Return the name under which the class is registered."""
        return self.service

    def supportsService(self, name: str) -> bool:
        """Return whether this is the service of that name."""
        return name == self.service

    def getSupportedServiceNames(self) -> tuple[str, ...]:
        """Return the service's one name; with the general one LibreOffice would skip our help."""
        return (self.service,)

    def setLocale(self, locale: object) -> None:
        """Take note of nothing: the functions are English in every language."""
        self.locale = locale

    def getLocale(self) -> object:
        """Return the locale as it was set."""
        return self.locale


def _method(definition: Definition) -> Callable[..., object]:
    ranges = tuple(place for place, one in enumerate(definition.arguments) if is_range(one))
    loose = tuple(place for place, one in enumerate(definition.arguments) if not is_range(one))
    first = next(iter(ranges), None)
    name = method_name(definition)

    def call(self: Functions, *given: Any) -> object:
        cells = list(given)
        for place in ranges:
            cells[place] = cells_of(cells[place])

        def look_up(place: int) -> bool | None:
            if first is None:
                return None
            return is_blank(given[first], f"{self.service}.{name}", first, place)

        return as_rows(settled(definition, cells, loose, look_up))

    return call


METHODS = {method_name(definition): _method(definition) for definition in CATALOGUE.values()}

g_ImplementationHelper = unohelper.ImplementationHelper()  # noqa: N816 -- what the loader looks for
for _service in SERVICES.values():
    _made = type("Functions", (Functions,), {**METHODS, "service": _service})
    g_ImplementationHelper.addImplementation(_made, _service, (_service,))
