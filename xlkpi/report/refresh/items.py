"""Items: rows and highlights that join or leave a paper, without taking an officer's hand along."""

from collections import Counter
from dataclasses import dataclass

from lxml import etree

from xlkpi.report.bookmark import Bookmarks
from xlkpi.report.control import Control
from xlkpi.report.filling import section_unit
from xlkpi.report.record import Written
from xlkpi.report.refresh.frame import Frame, frame_of, has_marks
from xlkpi.report.refresh.part_text import PartText
from xlkpi.report.refresh.patterns import Patterns, conform
from xlkpi.report.refresh.summary import Summary
from xlkpi.report.refresh.values import Owner, Path, Section
from xlkpi.report.shown import fingerprint, shown
from xlkpi.report.wordml import (
    REPEATING_ITEM,
    REPEATING_SECTION,
    SDT,
    SHOWING_PLACEHOLDER,
    TABLE,
    parent_of,
)


@dataclass(frozen=True, slots=True)
class Hand:
    """Whether an officer's hand is in an item: beside its words, in its words, or nowhere."""

    beside: bool
    words: tuple[Control, ...]


@dataclass(slots=True)
class Items:
    """The repeating sections of one part, brought up to date."""

    part: PartText
    patterns: Patterns
    written: Written
    summary: Summary
    bookmarks: Bookmarks
    retired_words: list[Control]
    """Officers' words in items that left."""
    gone: set[etree._Element]
    """What was taken out of the part."""

    def renew(self, control: Control, section: Section) -> None:
        """Bring one section up to date."""
        every = items_of(control)
        held = {Control(item).tag: item for item in every}
        generated = self.written.items.get(control.tag, [])
        for item in every:
            tag = Control(item).tag
            if tag not in section.items and tag.startswith(f"{section.name}:"):
                self._retire(control, section, held, item)
        joined = [t for t in section.items if t not in held and t not in generated]
        left_out = [t for t in section.items if t not in held and t in generated]
        for tag in left_out:
            self.summary.note(f"{label(tag)} was deleted from {title_of(control)}: it stays out")
        self.written.items[control.tag] = list(section.items)
        if held and joined:
            self._add(control, section, held, joined)

    def _retire(
        self,
        control: Control,
        section: Section,
        held: dict[str, etree._Element],
        item: etree._Element,
    ) -> None:
        tag = Control(item).tag
        hand = self.hand_in(item, section.path, [i for i in items_of(control) if i is not item])
        if hand.beside:
            self.summary.note(
                f"{label(tag)} left {title_of(control)}, and an officer has worked in it: it stays "
                f"as it is; delete it in Word when it is no longer wanted"
            )
            return
        self.retired_words += hand.words
        self.summary.retired.append(f"{label(tag)} in {title_of(control)}")
        held.pop(tag, None)
        self.gone.add(item)
        if len(items_of(control)) > 1:
            self.part.remove(item)
            return
        unit = section_unit(control)
        self.gone.add(unit)
        self.part.add_before(unit, self.bookmarks.pair(control.tag))
        self.part.remove(unit)

    def _add(
        self,
        control: Control,
        section: Section,
        held: dict[str, etree._Element],
        joined: list[str],
    ) -> None:
        """Put the items that joined behind those that precede them."""
        frames = [frame_of(item) for item in held.values()]
        first = next(iter(held.values()))
        behind: etree._Element | None = None
        runs: dict[etree._Element | None, list[etree._Element]] = {}
        for tag, owner in section.items.items():
            if tag in held:
                behind = held[tag]
            elif tag in joined:
                item = self._made(control, section, owner, frames, first)
                if item is not None:
                    runs.setdefault(behind, []).append(item)
                    self.summary.new.append(f"{label(tag)} in {title_of(control)}")
        for behind_this, items in runs.items():
            if behind_this is None:
                self.part.add_before(first, items)
            else:
                self.part.add_after(behind_this, items)

    def _made(
        self,
        control: Control,
        section: Section,
        owner: Owner,
        frames: list[Frame],
        neighbour: etree._Element,
    ) -> etree._Element | None:
        item = self.patterns.item(section, owner, frames)
        if item is None:
            why = self.patterns.why_not or f"the template has no section '{section.name}'"
            self.summary.note(
                f"{label(owner.item)} joined {title_of(control)} and is missing: {why}"
            )
            self.written.items[control.tag].remove(owner.item)
            return None
        if parent_of(control.element).tag == TABLE:
            conform(item, neighbour)
        return item

    def hand_in(self, item: etree._Element, path: Path, others: list[etree._Element]) -> Hand:
        """Return where in an item an officer's hand is."""
        if has_marks(item) or not self._is_framed_as_made(item, path, others):
            return Hand(beside=True, words=())
        words: list[Control] = []
        for found in item.iter(SDT):
            control = Control(found)
            if found is item or control.has(REPEATING_SECTION):
                continue
            if control.has(REPEATING_ITEM):
                inner = _path_of(found, item, path)
                if not self._is_framed_as_made(found, inner, []):
                    return Hand(beside=True, words=())
            elif control.is_officers:
                words += [control] if is_theirs(control, self.written) else []
            elif self._is_overtyped(control):
                return Hand(beside=True, words=())
        return Hand(beside=False, words=tuple(words))

    def _is_overtyped(self, control: Control) -> bool:
        said = self.written.texts.get(control.tag)
        has_picture = next(control.content.iter("{*}drawing"), None) is not None
        if has_picture or control.has(SHOWING_PLACEHOLDER):
            return False
        return said is None or shown(control.content) != said

    def _is_framed_as_made(
        self, item: etree._Element, path: Path, others: list[etree._Element]
    ) -> bool:
        frame = frame_of(item)
        patterns = self.patterns.of(path)
        if patterns:
            return any(frame_of(pattern) == frame for pattern in patterns)
        usual = Counter(map(frame_of, others)).most_common(1)
        return bool(usual) and usual[0][0] == frame


def items_of(section: Control) -> list[etree._Element]:
    """Return the items of a repeating section."""
    children = section.content.iterchildren(SDT)
    return [child for child in children if Control(child).has(REPEATING_ITEM)]


def is_theirs(control: Control, written: Written) -> bool:
    """Return whether an officer wrote what an officer-owned control holds."""
    made = written.words.get(control.tag)
    if made is None and control.has(SHOWING_PLACEHOLDER):
        return False
    return made is None or made.mark != fingerprint(control.content)


def label(tag: str) -> str:
    """Return what an item is about: its KPI's reference, or the name of its group."""
    return tag.partition(":")[2]


def title_of(control: Control) -> str:
    """Return what Word calls the control, in quotation marks."""
    return f"'{control.title or control.tag}'"


def _path_of(found: etree._Element, item: etree._Element, path: Path) -> Path:
    """Return the path of an item inside another whose path is known."""
    inner: list[str] = []
    for around in found.iterancestors(SDT):
        if around is item:
            break
        control = Control(around)
        if control.has(REPEATING_SECTION):
            inner.append(control.tag.partition("@")[0])
    return (*path, *reversed(inner))
