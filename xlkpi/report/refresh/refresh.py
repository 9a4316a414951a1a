"""Refresh: a paper that officers have worked in, with today's figures and all their words."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from hashlib import sha256
from itertools import count
from pathlib import Path

from lxml import etree

from xlkpi.errors import PaperError
from xlkpi.report.bookmark import FIRST, Bookmarks
from xlkpi.report.control import Control
from xlkpi.report.filling import text_of_value
from xlkpi.report.identity import Identity
from xlkpi.report.names import names_of
from xlkpi.report.paper import Paper, period_code
from xlkpi.report.record import Written
from xlkpi.report.refresh.data import Data
from xlkpi.report.refresh.figure import Figures
from xlkpi.report.refresh.items import Items, items_of
from xlkpi.report.refresh.kept_commentary import Kept, kept_commentary, kept_words
from xlkpi.report.refresh.media import Media
from xlkpi.report.refresh.officers_paper import OfficersPaper
from xlkpi.report.refresh.part_text import PartText
from xlkpi.report.refresh.patterns import Patterns
from xlkpi.report.refresh.places import missing_from, restore
from xlkpi.report.refresh.summary import Summary
from xlkpi.report.refresh.values import Values, values_of
from xlkpi.report.refresh.words import Recovered, recovered_words, renew_words
from xlkpi.report.wordml import (
    BOOKMARK_START,
    ID,
    NAME,
    SDT,
    SDT_PROPERTIES,
    VALUE,
)

WORDY = 3
"""So many words typed over a figure are a sentence, and kept."""


UNKNOWN = (
    "does not say which paper it is: xlkpi did not make it, or its properties were removed; make "
    "it anew with xlkpi report"
)

NEWER_TEMPLATE = (
    "the template has changed since this paper was made, and the paper keeps its layout: xlkpi "
    "paper refresh --new-layout brings it into the new one"
)


@dataclass(frozen=True, slots=True)
class Refreshed:
    """A paper brought up to date, not yet written anywhere."""

    content: bytes
    """The very bytes that were read where nothing had to change."""
    kept: bytes | None
    """The kept-commentary document; None where no words had to leave the paper."""
    summary: Summary
    has_left_behind: bool = False
    """Whether a paper in a new layout lacks something that stands in the paper as edited."""

    @property
    def notes(self) -> tuple[str, ...]:
        """What a person should look at."""
        return tuple(self.summary.notes)


@dataclass(slots=True)
class _Refreshing:
    """One paper on its way to being refreshed."""

    name: str
    paper: OfficersPaper
    values: Values
    patterns: Patterns
    figures: Figures
    written: Written
    bookmarks: Bookmarks
    parts: list[PartText]
    summary: Summary = field(default_factory=Summary)
    retired: list[Control] = field(default_factory=list)
    overtyped: list[tuple[str, str]] = field(default_factory=list)
    recovered: list[Recovered] = field(default_factory=list)
    unused: set[str] = field(default_factory=set)

    def work(self) -> None:
        """Bring every part up to date."""
        known = {*self.written.texts, *self.written.items}
        made_before = dict(self.written.texts)
        officers: list[tuple[PartText, Control]] = []
        tags: set[str] = set()
        orphans: dict[str, None] = {}
        for part in self.parts:
            controls = [Control(found) for found in part.root.iter(SDT)]
            controls = self._without_gone(part, controls)
            tags |= {control.tag for control in controls}
            data = Data(
                part, self.figures, made_before, self.bookmarks, self.summary, self.unused,
                self.overtyped,
            )  # fmt: skip
            for control in controls:
                if control.is_officers:
                    officers.append((part, control))
                elif value := self.values.data.get(control.tag):
                    data.renew(control, value)
                elif control.tag in made_before:
                    orphans[control.tag.partition("@")[2]] = None
        for about in orphans:
            self.summary.note(
                f"figures of {about} are no part of the paper now and stay as they are"
            )
        self._refuse_without_tags(tags, officers)
        renew_words(officers, self.values.words, self.written, self.summary)
        restore(self.parts, missing_from(self.values, tags, known), self.patterns, self.summary)

    def _without_gone(self, part: PartText, controls: list[Control]) -> list[Control]:
        """Bring the sections up to date, and return the controls that are still there."""
        gone: set[etree._Element] = set()
        items = Items(
            part, self.patterns, self.written, self.summary, self.bookmarks, self.retired, gone
        )
        for control in controls:
            section = self.values.sections.get(control.tag)
            if section is not None and items_of(control) and not _is_in(control, gone):
                items.renew(control, section)
        return [c for c in controls if not _is_in(c, gone)]

    def _refuse_without_tags(
        self, tags: set[str], officers: list[tuple[PartText, Control]]
    ) -> None:
        held = [control.tag for _, control in officers]
        held += [control.tag for control in self.retired]
        self.recovered = recovered_words(self.parts, held, self.written)
        if self.recovered:
            self.summary.lost_words = True
            self.summary.note(
                f"{len(self.recovered)} commentaries have lost their controls, as happens when "
                f"another program than Word saves the paper: their words were found and are kept"
            )
        made = {*self.written.texts, *self.written.words}
        if made and not made & tags:
            self.summary.lost_controls = True
            self.summary.note(
                "the paper has lost every control: no figure in it can be renewed; xlkpi paper "
                "refresh --new-layout makes it anew with its words"
            )

    def finish(self, identity: Identity) -> None:
        """Put what has changed into the file."""
        for part in self.parts:
            if part.content != self.paper.members[part.name]:
                self.paper.members[part.name] = part.content
        self.figures.media.drop_unused(self.unused | self.figures.media.let_go())
        self._remember()
        self.paper.set_written(self.written)
        self.paper.set_identity(identity)

    def _remember(self) -> None:
        """Bring the record up to date: what stands in the paper now, and what was made for it."""
        made = self.patterns.take_written()
        self.written.words |= made.words
        self.written.items |= made.items
        said = {tag: v.value for tag, v in self.values.data.items() if v.value is not None}
        known = {*self.written.texts, *made.texts}
        self.written.texts = {
            tag: text_of_value(value) for tag, value in said.items() if tag in known
        }

    def kept(self) -> list[Kept]:
        """Return the words that have no place in the paper any more."""
        found = [kept_words(c.tag, c.title, c, self.written, self.name) for c in self.retired]
        found += [
            kept_words(one.tag, "", one.text, self.written, self.name) for one in self.recovered
        ]
        found += [
            Kept(f"Typed over {tag}", f"From '{self.name}'", text)
            for tag, text in self.overtyped
            if len(text.split()) >= WORDY
        ]
        return found


def refreshed(content: bytes, name: str, paper: Paper, templates: Path) -> Refreshed:
    """Return an officers' paper with what `paper` says today.

    Args:
        content: the file as officers left it.
        name: its name, for what is told of it.
        paper: the same paper as it would be made today.
        templates: the folder of templates, for what joins the paper.

    Raises:
        PaperError: the file is no paper that can be refreshed.
    """
    file = OfficersPaper(content)
    held, today = file.identity, paper.identity
    if held is None or today is None:
        raise PaperError(UNKNOWN)
    work = _begun(file, name, paper, templates)
    work.work()
    work.finish(replace(held, version=today.version, sources=today.sources))
    if is_of_other_template(held, templates, paper):
        work.summary.note(NEWER_TEMPLATE)
    kept = work.kept()
    return Refreshed(
        file.to_bytes() if file.is_changed else content,
        kept_commentary(content, kept) if kept else None,
        work.summary,
    )


def refreshed_copy(content: bytes, name: str, paper: Paper, templates: Path) -> Refreshed | None:
    """Return an edited copy of this very paper with what it says today; None where it is none.

    A copy that cannot be read, says that it is another paper, or has lost its controls is none.
    """
    try:
        held = OfficersPaper(content).identity
        if held is None or paper.identity is None or not _is_same(held, paper.identity):
            return None
        done = refreshed(content, name, paper, templates)
    except PaperError:
        return None
    return None if done.summary.lost_controls else done


def is_of_other_template(held: Identity, templates: Path, paper: Paper) -> bool:
    """Return whether a paper was made from another template than the one that is there now."""
    try:
        return held.template != sha256((templates / paper.template).read_bytes()).hexdigest()
    except OSError:
        return False


def _is_same(one: Identity, other: Identity) -> bool:
    ours, theirs = ((i.kind, i.audience, i.period, i.council) for i in (one, other))
    return ours == theirs


def _begun(file: OfficersPaper, name: str, paper: Paper, templates: Path) -> _Refreshing:
    period = period_code(paper.contents.top.period)
    parts = [PartText(part, file.members[part]) for part in file.written_parts]
    media, styles = Media(file), file.style_ids
    bookmarks = _bookmarks(parts)
    patterns = Patterns(
        templates / paper.template,
        names_of(type(paper.contents)),
        period,
        media,
        frozenset(styles.values()),
        bookmarks,
        _free_numbers(parts),
    )
    values = values_of(paper.contents, period)
    return _Refreshing(
        name, file, values, patterns, Figures(media, styles), file.written, bookmarks, parts
    )


def _bookmarks(parts: list[PartText]) -> Bookmarks:
    """Return bookmarks whose names and numbers the paper does not have yet."""
    held = [start for part in parts for start in part.root.iter(BOOKMARK_START)]
    numbers = [int(n) for start in held if (n := start.get(ID, "")).isdecimal()]
    bookmarks = Bookmarks(numbers=count(max([FIRST, *(n + 1 for n in numbers)])))
    bookmarks.taken = {start.get(NAME, "") for start in held}
    return bookmarks


def _free_numbers(parts: list[PartText]) -> Iterator[int]:
    """Yield numbers that no control of the paper has, looked up when the first is wanted."""
    ids = f"{SDT_PROPERTIES}/{ID}"
    held = {
        found.get(VALUE)
        for part in parts
        for sdt in part.root.iter(SDT)
        for found in sdt.findall(ids)
    }
    yield from (number for number in count(1) if str(number) not in held)


def _is_in(control: Control, gone: set[etree._Element]) -> bool:
    if not gone:
        return False
    return control.element in gone or any(a in gone for a in control.element.iterancestors())
