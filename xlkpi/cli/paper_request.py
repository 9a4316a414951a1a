"""`xlkpi paper request`: highlights sent out to their owners for words."""

import typer

from xlkpi.cli.choices import Boards, Out, Periods, Registers, chosen, homes
from xlkpi.cli.summary import print_files


def request(
    register: Registers = None, period: Periods = None, board: Boards = None, out: Out = None
) -> None:
    """Write a Word request to each role that owes words about a highlight of the period.

    Each has the facts, the words of the period before, and places to write in. What stands in the
    Register or in a paper already is filled in. A request that somebody has written in is brought
    up to date where it stands and keeps every word. With --board only that board's highlights
    count. Returned requests go home with xlkpi paper collect.

    \b
    Examples:
      xlkpi paper request
      xlkpi paper request --board 'Children and Families' --out 'for owners'
      xlkpi paper collect returned/*.docx
    """
    from xlkpi.actions.request import request as action

    every = chosen(register, period)
    for settings, home in zip(every, homes(every, out), strict=True):
        done = action(settings, board or (), home)
        print_files(done.files)
        for note in done.notes:
            typer.echo(f"look at: {note}")
        if not done.files:
            typer.echo(f"No highlight of {settings.period.name} wants words: nothing was written.")
