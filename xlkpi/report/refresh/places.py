"""Places: where something stands again that had nothing to say when the paper was made."""

from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree

from xlkpi.report.record import anchor_of
from xlkpi.report.refresh.part_text import PartText
from xlkpi.report.refresh.patterns import Patterns
from xlkpi.report.refresh.summary import Summary
from xlkpi.report.refresh.values import Owner, Values
from xlkpi.report.wordml import (
    BOOKMARK_END,
    BOOKMARK_START,
    ID,
    NAME,
    PARAGRAPH,
    TABLE,
    parent_of,
)

Place = tuple[PartText, etree._Element]  # noqa: SLF001 -- lxml's elements have no public name


@dataclass(frozen=True, slots=True)
class Missing:
    """Something that the paper says today and has no control for."""

    tag: str
    name: str
    owner: Owner


def missing_from(values: Values, held: set[str], known: set[str]) -> list[Missing]:
    """Return what has something to say and was not in the paper when it was made.

    Args:
        values: what the paper says today.
        held: every tag that stands in the paper.
        known: every tag that was written into it: what is not there was deleted by an officer.
    """
    found, there = [], held | known
    for tag, value in values.data.items():
        if value.value is not None and tag not in there and _is_there(value.owner, held):
            found.append(Missing(tag, value.name, value.owner))
    for tag, section in values.sections.items():
        if section.items and tag not in there and _is_there(section.owner, held):
            found.append(Missing(tag, section.name, section.owner))
    return found


def restore(
    parts: Sequence[PartText], missing: Sequence[Missing], patterns: Patterns, summary: Summary
) -> None:
    """Put what is missing where its bookmark keeps a place; without one nothing is done."""
    places = _places(parts)
    for one in missing:
        for part, start in places.get(anchor_of(one.tag), ()):
            made = patterns.place(one.name, one.owner)
            if made is None:
                why = patterns.why_not or "the template has no such control"
                summary.note(f"'{one.tag}' has something to say and is missing: {why}")
                break
            _put(part, start, made)
            summary.new.append(one.tag)


def _put(part: PartText, start: etree._Element, made: etree._Element) -> None:
    """Put the new element in the place of the bookmark."""
    home = parent_of(start)
    is_block = made.tag in {PARAGRAPH, TABLE} or next(made.iter(PARAGRAPH), None) is not None
    part.add_before(home if is_block and home.tag == PARAGRAPH else start, [made])
    end = next(e for e in part.root.iter(BOOKMARK_END) if e.get(ID) == start.get(ID))
    for mark in (start, end):
        part.remove(mark)


def _places(parts: Sequence[PartText]) -> dict[str, list[Place]]:
    found: dict[str, list[Place]] = {}
    for part in parts:
        for start in part.root.iter(BOOKMARK_START):
            name = "_".join(start.get(NAME, "").split("_")[:2])
            found.setdefault(name, []).append((part, start))
    return found


def _is_there(owner: Owner, held: set[str]) -> bool:
    return not owner.item or owner.item in held
