"""The base of every record: frozen, strict about its fields, and knowing where it was read."""

from collections.abc import Iterator
from enum import Enum
from functools import lru_cache
from typing import ClassVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from xlkpi.register.place import Place
from xlkpi.terms.wording import read_word

Contradiction = tuple[str, str]
"""A field, and the message about it."""


class Record(BaseModel):
    """A row that somebody wrote down."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)

    table: ClassVar[str]
    """The name of the Register's table of such rows, as settings and messages spell it."""

    never_blank: ClassVar[tuple[str, ...]] = ()
    """Fields that a sheet may lack, but whose cells may not be blank where it has them."""

    place: Place | None = Field(default=None, exclude=True)

    def contradictions(self) -> Iterator[Contradiction]:
        """Yield each field that says otherwise than another field of the same row, and how."""
        yield from ()


def spelled(kind: type[Enum], what: str) -> BeforeValidator:
    """Return the reader of an enumeration's canonical words; a blank stays a blank."""

    def read(found: object) -> object:
        if found is None or (isinstance(found, str) and not found.strip()):
            return None
        return read_word(kind, found, what, {})

    return BeforeValidator(lru_cache(maxsize=None, typed=True)(read))
