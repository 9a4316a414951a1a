"""Values: what a paper says today, by the tags under which it stands in the paper."""

from dataclasses import dataclass, field
from typing import Any

from xlkpi.report.filling import item_tag, tag_of, words_tag
from xlkpi.report.names import Name, Names, names_of

Path = tuple[str, ...]
"""The names of the repeating sections around something, the outermost first."""


@dataclass(frozen=True, slots=True)
class Owner:
    """A record of the paper: the paper itself, or an item of a repeating section."""

    record: Any
    names: Names
    key: str
    path: Path
    item: str
    """The tag of the item; empty for the paper itself."""


@dataclass(frozen=True, slots=True)
class Value:
    """What one tag stands for."""

    name: str
    value: Any
    owner: Owner


@dataclass(frozen=True, slots=True)
class Section:
    """What a repeating section holds today."""

    name: str
    owner: Owner
    items: dict[str, Owner]
    """The records by the tag of their item, in order."""

    @property
    def path(self) -> Path:
        """The names of the sections down to this one."""
        return (*self.owner.path, self.name)


@dataclass(slots=True)
class Values:
    """Everything that a paper says."""

    period: str
    """The reporting period as tags spell it."""
    data: dict[str, Value] = field(default_factory=dict)
    sections: dict[str, Section] = field(default_factory=dict)
    words: dict[str, str | None] = field(default_factory=dict)
    """The officers' words as the Register has them."""

    def add(self, owner: Owner) -> None:
        """Add what a record says, and the records inside it."""
        for name, told in owner.names.of.items():
            value, tag = told.value(owner.record), tag_of(name, owner.key)
            if told.inside is not None:
                self._add_section(tag, name, told, owner, value)
                continue
            held = self.data.get(tag)
            # -- a trend is drawn in one table of a paper and left out in another --
            if held is None or held.value is None:
                self.data[tag] = Value(name, value, owner)
        key = owner.names.key(owner.record) if owner.names.key else ""
        for part, words in owner.names.words.items():
            self.words[words_tag(key, self.period, part)] = words(owner.record)

    def _add_section(self, tag: str, name: str, told: Name, owner: Owner, records: Any) -> None:  # noqa: ANN401 -- records of any paper
        names = told.inside
        if names is None:
            return
        items = {}
        for record in records:
            key = names.key(record) if names.key else ""
            item = item_tag(name, key)
            items[item] = Owner(record, names, key, (*owner.path, name), item)
            self.add(items[item])
        self.sections[tag] = Section(name, owner, items)


def values_of(contents: Any, period: str) -> Values:  # noqa: ANN401 -- contents of any paper
    """Return what these contents say, `period` as tags spell it."""
    values = Values(period)
    values.add(Owner(contents, names_of(type(contents)), "", (), ""))
    return values
