"""What is known of a formula once its turn has come."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Outcome:
    """Whether a formula's result is known, and whether it is another one than is stored."""

    reason: str = ""
    """Why it is not known, for the formulas that depend on it; blank when it is known."""
    refusal: str = ""
    """Why it could not be worked out itself; blank where something before it could not."""
    is_changed: bool = False
    """Whether it is known and is not what is stored."""
    is_moved: bool = False
    """Whether it is not known and follows from something that has changed."""
    is_old: bool = False
    """Whether it is not known because nobody has calculated it since it was last edited."""


KNOWN = Outcome()
"""The stored result holds."""


def merged(outcomes: Iterable[Outcome]) -> Outcome:
    """Return what is known of several together, as of all that one formula depends on."""
    reason, is_changed, is_moved, is_old = "", False, False, False
    for one in outcomes:
        if one is KNOWN:
            continue
        reason = reason or one.reason
        is_changed = is_changed or one.is_changed
        is_moved = is_moved or one.is_moved
        is_old = is_old or one.is_old
    # -- one that is not known and stands beside a change has moved as well --
    return Outcome(
        reason,
        is_changed=is_changed,
        is_moved=is_moved or bool(reason and is_changed),
        is_old=is_old,
    )
