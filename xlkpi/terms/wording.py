"""How two texts are compared, and how a refusal lists what it would have accepted."""

from collections.abc import Iterable
from enum import Enum
from typing import TypeVar

from xlkpi.errors import RefusalError

Word = TypeVar("Word", bound=Enum)


def fold(text: str) -> str:
    """Return `text` without regard to case, outer spaces or repeated spaces."""
    return " ".join(text.split()).casefold()


def quoted(found: object) -> str:
    """Return what was found as a short quotation, for a message."""
    text = str(found)
    return f"'{text if len(text) <= 60 else text[:57] + '...'}'"  # noqa: PLR2004 -- one line must stay one line


def one_of(words: Iterable[str]) -> str:
    """Return the accepted words as a list for a message: `A, B, C`."""
    return ", ".join(words)


def read_word(kind: type[Word], found: object, what: str, accepted: dict[str, Word]) -> Word:
    """Return the member of `kind` that `found` spells.

    Args:
        kind: the enumeration whose values are the canonical words.
        found: what the cell or setting holds.
        what: the noun for the message, such as `polarity`.
        accepted: folded spelling to member, beside the canonical words.

    Raises:
        RefusalError: the text spells none of them; nothing is ever guessed.
    """
    if isinstance(found, kind):
        return found
    if isinstance(found, str):
        folded = fold(found)
        for member in kind:
            if folded == fold(str(member.value)):
                return member
        if folded in accepted:
            return accepted[folded]
    words = one_of(str(member.value) for member in kind)
    if found is None or (isinstance(found, str) and not found.strip()):
        message = f"{what} is blank: choose one of {words}"
    else:
        message = f"{what} {quoted(found)} is not one of {words}"
    raise RefusalError(message)
