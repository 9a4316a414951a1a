"""`xlkpi post`: from the Scorecard to the KPI Data Record, after a look at what would change."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from xlkpi.cli.choices import (
    EvenIfOpen,
    Periods,
    Registers,
    Yes,
    agreed,
    chosen,
    files,
    tell_edited,
)

if TYPE_CHECKING:
    from xlkpi.actions.post import Posted


def post(
    by: Annotated[str, typer.Option("--by", help="The role that posts, such as 'Head of Policy'.")],
    register: Registers = None,
    period: Periods = None,
    yes: Yes = False,
    even_if_open: EvenIfOpen = False,
) -> None:
    """Post what was entered in the Scorecard to the KPI Data Record.

    The differences are listed first, and nothing is written before you agree. A figure that was
    posted before is never replaced silently: choose Revised under Status, and the earlier figure
    stays in its own row. Ratings, History and Peers in the Scorecard are refreshed. The Data Record
    and the Scorecard change both or neither; the change log says what, when, by which role and
    from where; a snapshot keeps the Register as it was reported.

    \b
    Examples:
      xlkpi post --by "Intelligence and Policy"
      xlkpi post --by "Intelligence and Policy" --yes
    """
    from xlkpi.actions import post as action

    now = datetime.now(UTC).astimezone()  # noqa: TID251 -- this is a door
    for settings in chosen(register, period):
        books = files(now, even_if_open=even_if_open)
        books.refuse_if_open(one.path for one in (*settings.entries, *settings.sources))
        planned = action.posting(settings, books)
        for line in (*planned.lines, planned.summary):
            typer.echo(line)
        if planned.posted and not agreed(yes, f"Post {len(planned.posted)} figures?"):
            typer.echo("Nothing was posted.")
            continue
        _tell(action.post(planned, books, role=by, stamp=now))


def _tell(done: "Posted") -> None:
    for note in done.notes:
        typer.echo(f"Note: {note}.")
    tell_edited(done.edited)
    if not done.edited:
        typer.echo("The Data Record and the Scorecard say the same; nothing was written.")
    if done.snapshot is None:
        raise typer.Exit(1)
    new = "kept in" if done.snapshot.is_new else "is kept already in"
    typer.echo(f"The Register as it stands {new} {done.snapshot.folder}")
