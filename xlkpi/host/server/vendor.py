"""xlwings Server, made ready: its client, Office.js, and the list of functions as Excel takes it.

Only what `PATHS` names is ever asked of it: calls, scripts and pages of its own are not offered.
"""

import os
import sys
from inspect import Parameter, Signature
from types import MappingProxyType, ModuleType
from typing import Any

from xlkpi.errors import SettingsError
from xlkpi.functions.catalogue import CATALOGUE, call
from xlkpi.functions.definition import Argument, Definition

KEY = "XLWINGS_LICENSE_KEY"
PATHS = ("/static/js/", "/static/vendor/office-js/")
FILES = frozenset({"/xlwings/custom-functions-meta.json", "/xlwings/custom-functions-code.js"})
SAID = MappingProxyType(
    {
        "XLWINGS_ENVIRONMENT": "prod",
        "XLWINGS_FUNCTIONS_NAMESPACE": "",  # -- so that it is =KPI_RAG() and nothing else --
        "XLWINGS_PROJECT_NAME": "KPI Register",
        "XLWINGS_ENABLE_SOCKETIO": "false",
        "XLWINGS_ENABLE_EXAMPLES": "false",
        "XLWINGS_LOG_LEVEL": "WARNING",
    }
)


def prepare(folder: str, *, signs_in: bool) -> tuple[Any, dict[str, Any]]:
    """Return the vendor's application, and what its client is to be told.

    Args:
        folder: an empty one that it takes for its project, so that it finds no settings elsewhere.
        signs_in: whether its client fetches a token with every call.

    Raises:
        SettingsError: no licence key is set, or it is not installed.
    """
    if not os.environ.get(KEY):
        message = (
            f"xlwings Server needs a licence key: set {KEY}, to 'noncommercial' where its "
            f"PolyForm Noncommercial License covers you, as it does a government institution"
        )
        raise SettingsError(message)
    providers = '["entraid"]' if signs_in else "[]"
    os.environ.update(SAID, XLWINGS_PROJECT_DIR=folder, XLWINGS_AUTH_PROVIDERS=providers)
    sys.modules["custom_functions"] = functions()
    sys.modules["custom_scripts"] = ModuleType("custom_scripts")
    try:
        from xlwings_server.config import settings  # noqa: PLC0415 -- what is set above comes first
        from xlwings_server.main import app  # noqa: PLC0415 -- as above
    except ModuleNotFoundError as error:
        message = f"{error.name} is not installed: install xlkpi[server]"
        raise SettingsError(message) from error
    return app, dict(settings.jsconfig)


def functions() -> ModuleType:
    """Return a module with every worksheet function, as xlwings wants to be told of them."""
    module = ModuleType("custom_functions")
    for definition in CATALOGUE.values():
        setattr(module, definition.name, _function(definition))
    return module


def _function(definition: Definition) -> Any:  # noqa: ANN401 -- a function with marks on it
    from xlwings.server import arg, func  # noqa: PLC0415 -- after what is set above

    def answered(*cells: object) -> object:
        return call(definition.name, cells)

    answered.__name__, answered.__doc__ = definition.name, definition.summary
    answered.__signature__ = Signature(  # type: ignore[attr-defined]
        [_parameter(one) for one in definition.arguments]
    )
    for one in definition.arguments:
        answered = arg(one.name, doc=one.doc)(answered)
    return func(answered)


def _parameter(argument: Argument) -> Parameter:
    default = None if argument.is_optional else Parameter.empty
    return Parameter(argument.name, Parameter.POSITIONAL_OR_KEYWORD, default=default)
