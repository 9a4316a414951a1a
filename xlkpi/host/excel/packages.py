"""The packages that macros are made with, which the extra `excel` brings."""

from importlib.util import find_spec

from xlkpi.errors import WorkbookError

NEEDED = ("pyopenvba", "xlwings")


def refuse_without_packages() -> None:
    """Refuse to make macros where the packages for it are missing."""
    missing = [name for name in NEEDED if find_spec(name) is None]
    if missing:
        message = (
            f'{" and ".join(missing)} not installed: run python -m pip install "xlkpi[excel]", '
            f"and then this again"
        )
        raise WorkbookError(message)
