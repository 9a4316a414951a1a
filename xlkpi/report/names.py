"""Names: what a template may call the things a paper holds, read off the paper's own records.

A paper's contents are plain frozen dataclasses. Each field is a name that a content control may
carry as its tag: text, a rating, a picture, a chart, or a list (a repeating section whose items
have names of their own). A record inside a record lends its names. An officer's words are a `Words`
record; their controls are tagged `commentary:` and the part.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from enum import Enum
from functools import lru_cache
from operator import attrgetter
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from xlkpi.report.chart.chart import Chart
from xlkpi.report.picture import Picture
from xlkpi.terms.rag import Rag

KEYS = ("key", "ref")
"""The field that tells the items of a list apart; `key` is no name for a template."""


@dataclass(frozen=True, slots=True)
class Words:
    """An officer's words by part; a subclass has one field a part, None where nobody wrote yet."""


class Kind(Enum):
    """What a name stands for."""

    TEXT = "text"
    RATING = "rating"
    PICTURE = "picture"
    CHART = "chart"
    LIST = "repeating section"


@dataclass(frozen=True, slots=True)
class Name:
    """One name: what it stands for, where its value is, and for a list the names inside."""

    kind: Kind
    value: Callable[[Any], Any]
    inside: "Names | None" = None


@dataclass(frozen=True, slots=True)
class Names:
    """The names of one record: a paper, or an item of one of its lists."""

    of: Mapping[str, Name]
    words: Mapping[str, Callable[[Any], Any]]
    """The parts of an officer's words that the record can supply."""
    key: Callable[[Any], str] | None

    def homes_of(self, name: str) -> Iterator[str]:
        """Return the lists, at any depth, whose items know `name`."""
        for list_name, inner in self.of.items():
            if inner.inside is None:
                continue
            if name in inner.inside.of:
                yield list_name
            yield from inner.inside.homes_of(name)


def names_of(record: type) -> Names:
    """Return the names that records of this type lend to a template."""
    return _read(record)


@lru_cache
def _read(record: type) -> Names:
    found: dict[str, Name] = {}
    words: dict[str, Callable[[Any], Any]] = {}
    for path, kind in _fields(record):
        name = path.rpartition(".")[2]
        if isinstance(kind, type) and issubclass(kind, Words):
            words |= {part.name: attrgetter(f"{path}.{part.name}") for part in fields(kind)}
        elif name != "key":
            found[name] = _name(path, kind)
    every = {path.rpartition(".")[2]: path for path, _ in _fields(record)}
    key = next((attrgetter(every[name]) for name in KEYS if name in every), None)
    return Names(found, words, key)


def _fields(record: type, prefix: str = "") -> Iterator[tuple[str, Any]]:
    """Return the fields with their types, those of inner records with their path."""
    hints = get_type_hints(record)
    for field in fields(record):
        kind = _without_none(hints[field.name])
        path = f"{prefix}{field.name}"
        is_inner = isinstance(kind, type) and is_dataclass(kind)
        if is_inner and not issubclass(kind, Words | Picture | Chart):
            yield from _fields(kind, f"{path}.")
        else:
            yield path, kind


def _without_none(hint: Any) -> Any:  # noqa: ANN401 -- a type hint is any object
    """Return `X` of `X | None`."""
    if get_origin(hint) not in (Union, UnionType):
        return hint
    return next(part for part in get_args(hint) if part is not type(None))


def _name(path: str, kind: Any) -> Name:  # noqa: ANN401 -- a type hint is any object
    value = attrgetter(path)
    if kind is str:
        return Name(Kind.TEXT, value)
    if kind is Rag:
        return Name(Kind.RATING, value)
    if kind is Picture:
        return Name(Kind.PICTURE, value)
    if kind is Chart:
        return Name(Kind.CHART, value)
    if get_origin(kind) is tuple:
        return Name(Kind.LIST, value, names_of(get_args(kind)[0]))
    message = f"{path} is {kind}: a paper holds texts, ratings, pictures, charts, words and lists"
    raise TypeError(message)
