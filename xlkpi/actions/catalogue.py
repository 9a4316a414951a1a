"""The actions that an officer can ask for by a button: each one said once, for every host."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from xlkpi.errors import RefusalError
from xlkpi.settings.settings import Settings
from xlkpi.workbook.book import Books


@dataclass(frozen=True, slots=True)
class Desk:
    """What an action works with: a council's settings, its workbooks, who asks and when."""

    settings: Settings
    books: Books
    role: str
    stamp: datetime
    agreed: tuple[str, ...] | None = None
    """The lines of the preview that somebody agreed to; None where nothing was shown."""


@dataclass(frozen=True, slots=True)
class Done:
    """What an action has to say."""

    summary: str
    """One line."""
    lines: tuple[str, ...] = ()
    """What was found, changed or left, a line each."""
    files: tuple[str, ...] = ()
    """The papers or workbooks that were made, by their paths."""


@dataclass(frozen=True, slots=True)
class Action:
    """Something an officer can ask for."""

    name: str
    label: str
    """The words on its button."""
    help: str
    """One sentence that a pointer over the button shows."""
    run: Callable[[Desk], Done]
    preview: Callable[[Desk], Done] | None = None
    """What would happen, to be agreed to first; None for an action that needs no asking."""

    @property
    def macro(self) -> str:
        """The macro that its button runs in desktop Excel, such as `KpiCheck`."""
        return "Kpi" + "".join(part.capitalize() for part in self.name.split("_"))


def _check(desk: Desk) -> Done:
    from xlkpi.actions.check import check  # noqa: PLC0415 -- a button loads what it needs

    found = check(desk.settings, desk.books.open)
    lines = tuple(str(one) for one in (*found.problems, *found.queries))
    summary = f"{len(found.problems)} problems to mend, {len(found.queries)} queries to look at."
    return Done(summary, lines)


def _rate(desk: Desk) -> Done:
    from xlkpi.actions.rate import rate  # noqa: PLC0415 -- as above

    done = rate(desk.settings, desk.books)
    changed = sum(len(one.changes) for one in done.edited)
    return Done(f"{done.rows} rows rated, {changed} cells changed.", done.notes)


def _post_preview(desk: Desk) -> Done:
    from xlkpi.actions.post import posting  # noqa: PLC0415 -- as above

    planned = posting(desk.settings, desk.books)
    return Done(planned.summary, planned.lines)


def _post(desk: Desk) -> Done:
    from xlkpi.actions.post import post, posting  # noqa: PLC0415 -- as above

    planned = posting(desk.settings, desk.books)
    if desk.agreed is not None and desk.agreed != planned.lines:
        message = (
            "the differences are not those you agreed to: somebody changed a figure; look again"
        )
        raise RefusalError(message)
    done = post(planned, desk.books, role=desk.role, stamp=desk.stamp)
    return Done(f"{len(planned.posted)} figures posted.", (*planned.lines, *done.notes))


def _papers(desk: Desk) -> Done:
    from xlkpi.actions.run import finish, write  # noqa: PLC0415 -- as above

    made = write(finish(desk.settings, (), lambda _: None), desk.settings.out)
    files = tuple(str(one.path) for one in made.files)
    return Done(f"{len(files)} files written for {desk.settings.period.name}.", files=files)


ACTIONS = MappingProxyType({
    action.name: action
    for action in (
        Action(
            "check",
            "Check entries",
            "List every problem and every figure that somebody should look at.",
            _check,
        ),
        Action(
            "rate",
            "Rate",
            "Write rating, reason, direction, trend and rank into the Scorecard.",
            _rate,
        ),
        Action(
            "post",
            "Post to Register",
            "Move agreed figures into the KPI Data Record, after a look at the differences.",
            _post,
            _post_preview,
        ),
        Action(
            "papers",
            "Write papers",
            "Make the scorecard workbook and every Word paper of the period.",
            _papers,
        ),
    )
})  # fmt: skip
"""Every action by its name, in the order of its buttons."""
