"""Excel at rest while xlkpi works: no redrawing, no events, no calculation; then all as it was."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from xlwings import App


@contextmanager
def quiet(app: App, doing: str) -> Iterator[None]:
    """Say in the status bar what is done, and put everything back whatever happens."""
    before = {name: getattr(app, name) for name in ("screen_updating", "enable_events")}
    calculation = _calculation(app)
    try:
        app.status_bar = f"KPI Register: {doing}"
        app.screen_updating = app.enable_events = False
        if calculation is not None:
            app.calculation = "manual"
        yield
    finally:
        # -- each by itself: one that Excel refuses must not keep the others from coming back --
        if calculation is not None:
            with suppress(Exception):
                app.calculation = calculation
        for name, value in before.items():
            with suppress(Exception):
                setattr(app, name, value)
        with suppress(Exception):
            app.status_bar = False


def _calculation(app: App) -> str | None:
    """Return how Excel calculates; None when no workbook is open to ask."""
    try:
        return str(app.calculation)
    except Exception:  # noqa: BLE001 -- COM raises what it likes
        return None
