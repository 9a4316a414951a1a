"""What the VBA of a bound workbook calls: every worksheet function, and `call` for its buttons.

Nothing here raises: a function answers a line that begins with `KPI? `, a button shows a message.
"""

from collections.abc import Callable, Sequence
from inspect import Parameter, Signature

from xlwings import Book, arg, func

from xlkpi import __version__
from xlkpi.actions.catalogue import ACTIONS
from xlkpi.functions.catalogue import CATALOGUE
from xlkpi.functions.catalogue import call as answer
from xlkpi.functions.cells import REFUSED, one_line
from xlkpi.functions.definition import Definition
from xlkpi.host.excel.com_value import from_com
from xlkpi.host.excel.guard import LOG, logged, own_folder, said_of
from xlkpi.host.excel.press import press
from xlkpi.host.excel.ribbon import LABEL

Grid = Sequence[Sequence[object]]


def _worksheet_function(definition: Definition) -> Callable[..., object]:
    """Return a function as xlwings takes it: its name, arguments, help and how they arrive."""

    def function(*arguments: Grid) -> object:
        try:
            return answer(definition.name, [from_com(one) for one in arguments])
        except Exception as error:  # noqa: BLE001 -- a cell has nowhere to raise to
            return one_line(f"{REFUSED}{definition.name} failed: see {logged(error)}")

    function.__name__ = function.__qualname__ = definition.name
    function.__doc__ = definition.summary
    function.__annotations__.clear()  # -- xlwings takes them for names of converters --
    function.__dict__["__signature__"] = Signature(
        [
            Parameter(
                argument.name,
                Parameter.POSITIONAL_OR_KEYWORD,
                default=None if argument.is_optional else Parameter.empty,
            )
            for argument in definition.arguments
        ]
    )
    whole = func(function)
    for argument in definition.arguments:
        whole = arg(argument.name, ndim=2, err_to_str=True, doc=argument.doc)(whole)
    return whole


globals().update({name: _worksheet_function(one) for name, one in CATALOGUE.items()})


def call(name: str) -> None:
    """Run an action for the workbook whose button was pressed; a message says what came of it."""
    _guarded(lambda book: press(book, ACTIONS[name]))


def guide() -> None:
    """Show what each button does."""
    lines = [f"{action.label}: {action.help}" for action in ACTIONS.values()]
    version = f"xlkpi {__version__}. Its log is {own_folder() / LOG}."
    _guarded(lambda book: book.app.alert("\n\n".join([*lines, version]), LABEL, mode="info"))


def _guarded(act: Callable[[Book], object]) -> None:
    """Do something for the calling workbook; whatever goes wrong becomes a message box."""
    try:
        book = Book.caller()
    except Exception as error:  # noqa: BLE001 -- without a workbook there is nobody to tell
        logged(error)
        return
    try:
        act(book)
    except Exception as error:  # noqa: BLE001 -- an officer sees a message, never a traceback
        book.app.alert(said_of(error), LABEL, mode="critical")
