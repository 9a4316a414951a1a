"""New layout: an edited paper made anew from today's template, with every word officers wrote."""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from xml.sax.saxutils import quoteattr

from lxml import etree

from xlkpi.errors import PaperError
from xlkpi.report.control import Control
from xlkpi.report.control_text import tidy, write
from xlkpi.report.paper import Paper, write_paper
from xlkpi.report.record import Written
from xlkpi.report.refresh.carrying.cannot_carry import CannotCarryError
from xlkpi.report.refresh.carrying.carrier import Carrier
from xlkpi.report.refresh.carrying.package_parts import spelled
from xlkpi.report.refresh.items import is_theirs, items_of, label, title_of
from xlkpi.report.refresh.kept_commentary import Kept, kept_commentary, kept_words
from xlkpi.report.refresh.left_behind import left_behind
from xlkpi.report.refresh.officers_paper import OfficersPaper
from xlkpi.report.refresh.part_text import PartText
from xlkpi.report.refresh.refresh import UNKNOWN, Refreshed
from xlkpi.report.refresh.summary import Summary
from xlkpi.report.refresh.words import recovered_words, spoken
from xlkpi.report.shown import shown
from xlkpi.report.wordml import SDT

IGNORABLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Ignorable"
Found = tuple[str, Control]
"""The member that a control stands in, and the control."""


@dataclass(slots=True)
class _Relaying:
    """One paper on its way into the new layout."""

    name: str
    old: OfficersPaper
    new: OfficersPaper
    written: Written
    """What was written into the old one."""
    summary: Summary = field(default_factory=Summary)
    kept: list[Kept] = field(default_factory=list)
    has_left_behind: bool = False

    def work(self) -> None:
        """Carry every word, and tell what cannot be carried."""
        held = [PartText(part, self.old.members[part]) for part in self.old.written_parts]
        roots = {
            part: _with_namespaces(self.new.members[part], held[0].root)
            for part in self.new.written_parts
        }
        officers = [
            (part.name, Control(sdt))
            for part in held
            for sdt in part.root.iter(SDT)
            if Control(sdt).is_officers
        ]
        homes = _homes(roots)
        self._count({Control(s).tag for part in held for s in part.root.iter(SDT)})
        self._carry(officers, homes, roots[self.new.document])
        for one in recovered_words(held, [control.tag for _, control in officers], self.written):
            self._place_text(one.tag, one.text, homes.get(one.tag, []))
        self._leave_out(held, roots)
        for part, root in roots.items():
            self.new.members[part] = spelled(root)
        for line in left_behind(held, self.written, self.new.written.fixed):
            self.has_left_behind = True
            self.summary.note(line)

    def _carry(
        self, officers: list[Found], homes: Mapping[str, list[Found]], root: etree._Element
    ) -> None:
        """Put what officers wrote into the controls of the new layout."""
        carrier = Carrier(self.old, self.new, root)
        carrier.learn_usual_style(control for _, control in officers)
        theirs: dict[str, list[Found]] = defaultdict(list)
        for part, control in officers:
            if is_theirs(control, self.written):
                theirs[control.tag].append((part, control))
        for tag, found in theirs.items():
            versions = {shown(control.content): (part, control) for part, control in found}
            places = homes.get(tag, [])
            if len(versions) > 1:
                self._note(f"{spoken(tag)} stands in {len(versions)} versions: choose one")
            if len(versions) > 1 or not places:
                self.kept += [self._kept(control) for _, control in versions.values()]
                continue
            ((part, control),) = versions.values()
            try:
                for new_part, home in places:
                    carrier.carry(control, part, home, new_part)
                self.summary.kept.append(spoken(tag))
            except CannotCarryError as error:
                self._note(f"{spoken(tag)} holds {error}, which cannot be carried: copy it by hand")
                self.kept.append(self._kept(control))
        carrier.put()

    def _place_text(self, tag: str, text: str, places: list[Found]) -> None:
        """Put words whose control was lost into their place, as plain text."""
        if not places:
            self.kept.append(kept_words(tag, "", text, self.written, self.name))
        for _, home in places:
            tidy(home)
            home.show_as_words()
            write(home, text)
        if places:
            self.summary.kept.append(spoken(tag))

    def _leave_out(self, held: list[PartText], roots: Mapping[str, etree._Element]) -> None:
        """Take out the rows and highlights that an officer had deleted."""
        sections = {
            c.tag: c for part in held for s in part.root.iter(SDT) if (c := Control(s)).is_section
        }
        for root in roots.values():
            for section in [c for s in root.iter(SDT) if (c := Control(s)).is_section]:
                was = sections.get(section.tag)
                standing = {Control(item).tag for item in items_of(was)} if was else set()
                made = set(self.written.items.get(section.tag, ()))
                for item in items_of(section):
                    tag = Control(item).tag
                    if standing and tag in made - standing and len(items_of(section)) > 1:
                        section.content.remove(item)
                        self.summary.note(
                            f"{label(tag)} was deleted from {title_of(section)}: it stays out"
                        )

    def _count(self, tags: set[str]) -> None:
        """Count what is new and what has left."""
        was, now = self.written, self.new.written
        self.summary.regenerated += [t for t, said in now.texts.items() if was.texts.get(t) != said]
        before, after = (
            dict.fromkeys(item for items in one.items.values() for item in items)
            for one in (was, now)
        )
        self.summary.new += [label(tag) for tag in after if tag not in before]
        self.summary.retired += [label(tag) for tag in before if tag not in after and tag in tags]

    def _kept(self, control: Control) -> Kept:
        return kept_words(control.tag, control.title, control, self.written, self.name)

    def _note(self, line: str) -> None:
        self.has_left_behind = True
        self.summary.note(line)


def relaid(content: bytes, name: str, paper: Paper, templates: Path, as_at: date) -> Refreshed:
    """Return an officers' paper in the layout of today's template.

    Args:
        content: the file as officers left it.
        name: its name, for what is told of it.
        paper: the same paper as it would be made today.
        templates: the folder of templates.
        as_at: the day that the paper is dated.

    Raises:
        PaperError: the file is no paper that xlkpi made.
        TemplateError: the template cannot be used.
    """
    old = OfficersPaper(content)
    if old.identity is None:
        raise PaperError(UNKNOWN)
    new = OfficersPaper(write_paper(paper, templates, as_at))
    work = _Relaying(name, old, new, old.written)
    work.work()
    kept = kept_commentary(content, work.kept) if work.kept else None
    return Refreshed(new.to_bytes(), kept, work.summary, work.has_left_behind)


def _homes(roots: Mapping[str, etree._Element]) -> dict[str, list[Found]]:
    """Return the officer-owned controls of the new layout by tag."""
    found: dict[str, list[Found]] = defaultdict(list)
    for part, root in roots.items():
        for sdt in root.iter(SDT):
            control = Control(sdt)
            if control.is_officers:
                found[control.tag].append((part, control))
    return found


def _with_namespaces(part: bytes, old: etree._Element) -> etree._Element:
    """Return the part with every prefix declared that carried words may name."""
    held = etree.fromstring(part)
    new = {p: address for p, address in old.nsmap.items() if p and p not in held.nsmap}
    said = "".join(f" xmlns:{prefix}={quoteattr(address)}" for prefix, address in new.items())
    # -- spelled into the bytes: lxml takes seconds to move a whole part under another root --
    name = re.search(rb"<[^?!][^\s/>]*", part)
    at = name.end() if name else 0
    root = etree.fromstring(part[:at] + said.encode() + part[at:])
    ignored = f"{held.get(IGNORABLE, '')} {old.get(IGNORABLE, '')}".split()
    ignorable = [one for one in dict.fromkeys(ignored) if one in root.nsmap]
    if ignorable:
        root.set(IGNORABLE, " ".join(ignorable))
    return root
