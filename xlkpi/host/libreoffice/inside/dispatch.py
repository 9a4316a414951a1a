"""The commands of menu, toolbar and buttons, as LibreOffice asks for them."""

from typing import Any

import unohelper
from com.sun.star.frame import XDispatch, XDispatchProvider
from com.sun.star.lang import XInitialization, XServiceInfo

from xlkpi.host.libreoffice.inside.action import Asking
from xlkpi.host.libreoffice.inside.built import BUILT
from xlkpi.host.libreoffice.signature import COMMAND, DISPATCHER, WAS


class Dispatcher(unohelper.Base, XDispatchProvider, XDispatch, XInitialization, XServiceInfo):
    """Carries out `org.xlkpi.actions:check` and its like in the window they were chosen in."""

    def __init__(self, context: Any) -> None:
        """Stand ready for a window."""
        self._context = context
        self._frame: Any = None

    def initialize(self, arguments: Any) -> None:
        """Take note of the window."""
        if arguments:
            self._frame = arguments[0]

    def queryDispatch(self, url: Any, target: str, flags: int) -> "Dispatcher | None":
        """Return this for a command that is an action's."""
        del target, flags
        return self if _action(url) in BUILT["actions"] else None

    def queryDispatches(self, requests: Any) -> tuple[object, ...]:
        """Return who carries out each of several commands."""
        return tuple(self.queryDispatch(r.FeatureURL, r.FrameName, r.SearchFlags) for r in requests)

    def dispatch(self, url: Any, arguments: Any) -> None:
        """Carry out a command."""
        del arguments
        Asking(self._context, self._frame, _action(url)).carry_out()

    def addStatusListener(self, listener: object, url: object) -> None:
        """Tell nobody anything: a command can always be chosen."""

    def removeStatusListener(self, listener: object, url: object) -> None:
        """Forget nobody, as nobody was noted."""

    def getImplementationName(self) -> str:
        """Return the name under which the class is registered."""
        return DISPATCHER

    def supportsService(self, name: str) -> bool:
        """Return whether this is the service of that name."""
        return name in self.getSupportedServiceNames()

    def getSupportedServiceNames(self) -> tuple[str, ...]:
        """Return the names of what this is."""
        return (DISPATCHER, "com.sun.star.frame.ProtocolHandler")


def _action(url: Any) -> str:
    return str(url.Complete).removeprefix(COMMAND).partition(WAS)[0]


g_ImplementationHelper = unohelper.ImplementationHelper()  # noqa: N816 -- what the loader looks for
g_ImplementationHelper.addImplementation(
    Dispatcher, DISPATCHER, (DISPATCHER, "com.sun.star.frame.ProtocolHandler")
)
