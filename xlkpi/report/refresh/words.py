"""Words: what officers wrote, kept; what was generated and nobody touched, brought up to date."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lxml import etree

from xlkpi.report.control import Control
from xlkpi.report.control_text import can_hold_text, lines_of, tidy, write
from xlkpi.report.record import WordsMade, Written, tags_by_anchor
from xlkpi.report.refresh.items import is_theirs
from xlkpi.report.refresh.part_text import PartText
from xlkpi.report.refresh.summary import Summary
from xlkpi.report.shown import fingerprint, shown
from xlkpi.report.wordml import (
    BOOKMARK_END,
    BOOKMARK_START,
    ID,
    NAME,
    PARAGRAPH,
    SHOWING_PLACEHOLDER,
    TEXT,
)

TAG = re.compile(r"(\w+):(.*):([^:]*):([^:]*)", re.DOTALL)
"""`commentary:AH01:2026-27Q2:why`; the owner may hold a colon of its own."""

Found = tuple[PartText, Control]


@dataclass(frozen=True, slots=True)
class Recovered:
    """Words whose control a program has dropped, found by the bookmark around them."""

    tag: str
    text: str


def renew_words(
    found: Iterable[Found], recorded: Mapping[str, str | None], written: Written, summary: Summary
) -> None:
    """Keep what officers wrote; write recorded words where nobody wrote in the paper.

    Args:
        found: every officer-owned control of the paper, with its part.
        recorded: the words that the Register has, by tag.
        written: what was generated; brought up to date.
        summary: told what was kept and what is new.
    """
    copies: dict[str, list[Found]] = defaultdict(list)
    for part, control in found:
        copies[control.tag].append((part, control))
    for tag, held in copies.items():
        theirs = [control for _, control in held if is_theirs(control, written)]
        if theirs:
            summary.kept.append(spoken(tag))
            versions = {shown(control.content) for control in theirs}
            if len(versions) > 1:
                summary.note(
                    f"{spoken(tag)} stands in {len(versions)} versions: both are kept; delete "
                    f"the one that is not meant"
                )
        elif words := recorded.get(tag):
            for part, control in held:
                _write(part, control, words, written, summary)


def _write(
    part: PartText, control: Control, words: str, written: Written, summary: Summary
) -> None:
    is_asking = control.has(SHOWING_PLACEHOLDER)
    is_current = not is_asking and shown(control.content) == "\n".join(lines_of(words))
    if is_current or not can_hold_text(control):
        return
    tidy(control)
    control.show_as_words()
    write(control, words)
    content = control.content
    written.words[control.tag] = WordsMade(fingerprint(content), shown(content))
    part.write(control.element)
    summary.regenerated.append(spoken(control.tag))


def recovered_words(
    parts: Iterable[PartText], held: Iterable[str], written: Written
) -> list[Recovered]:
    """Return the words of controls that are gone, where their bookmarks are still there.

    Args:
        parts: the parts of the paper.
        held: the tags of the officer-owned controls that it still has.
        written: what was generated, which is no officer's.
    """
    by_anchor, still = tags_by_anchor(written), set(held)
    found: list[Recovered] = []
    for part in parts:
        for start in part.root.iter(BOOKMARK_START):
            tag = by_anchor.get("_".join(start.get(NAME, "").split("_")[:2]))
            if tag is None or tag in still:
                continue
            text = _between(start)
            if text and text != written.words[tag].text.strip():
                found.append(Recovered(tag, text))
    return found


def _between(start: etree._Element) -> str:
    """Return the text from the beginning of a bookmark to its end, its paragraphs as lines."""
    lines, around = [""], None
    for node in _following(start):
        if node.tag == BOOKMARK_END and node.get(ID) == start.get(ID):
            break
        if node.tag != TEXT:
            continue
        paragraph = next(node.iterancestors(PARAGRAPH), None)
        if around is not None and paragraph is not around:
            lines.append("")
        around = paragraph
        lines[-1] += node.text or ""
    return "\n".join(lines).strip()


def _following(start: etree._Element) -> Iterable[etree._Element]:
    """Yield what follows an element in reading order, to the end of the part."""
    node = start
    while True:
        for sibling in node.itersiblings():
            yield from sibling.iter("*")
        parent = node.getparent()
        if parent is None:
            return
        node = parent


def spoken(tag: str) -> str:
    """Return what an officer-owned control is about: `AH01, why`."""
    _, owner, _, part = parts_of(tag)
    return f"{owner}, {part.replace('_', ' ')}" if part else tag


def parts_of(tag: str) -> tuple[str, str, str, str]:
    """Return the word, owner, period and part that the tag of officers' words is made of."""
    found = TAG.fullmatch(tag)
    return (found[1], found[2], found[3], found[4]) if found else (tag, tag, "", "")
