"""Withheld: what no public paper may say, and the search of a finished file for it.

Nothing of it is put into a public paper in the first place. The search is for what officers typed:
a commentary that names a colleague, or a KPI that is not published.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from xlkpi.register.kpi import Contact, Kpi
from xlkpi.register.register import Register
from xlkpi.register.result import Result
from xlkpi.report.spoken_parts import Spoken, everything, spoken_in
from xlkpi.terms.missing import GapReason
from xlkpi.terms.number import spelling
from xlkpi.terms.wording import fold

SHORTEST_REF = 3
"""A reference of fewer characters, or of digits alone, is also an ordinary word or number."""

FIGURELESS = frozenset({"target", "tolerance", "rank", "aim", "note", "definition", "past_target"})
"""Names of controls whose numbers are never a result."""


@dataclass(frozen=True)
class Withheld:
    """What must stay out of public papers."""

    terms: tuple[tuple[str, str], ...] = ()
    """A text, and what it is: `CF18` is `a KPI that is not published`."""
    figures: tuple[tuple[str, str, str], ...] = ()
    """A KPI's reference, a figure of it that is suppressed, and its period."""
    refs: frozenset[str] = field(default_factory=frozenset)
    """The KPIs of which nothing may be said."""

    @cached_property
    def what(self) -> dict[str, str]:
        """What each term is, by its folded text."""
        return {fold(text): what for text, what in self.terms}

    @cached_property
    def bare(self) -> tuple[str, ...]:
        """The terms without spaces; of addresses, of which there are many, the parts behind @."""
        texts = {"".join(fold(text).split()) for text, _ in self.terms}
        return tuple(sorted({text[text.find("@") :] if "@" in text else text for text in texts}))

    @cached_property
    def pattern(self) -> re.Pattern[str] | None:
        """Finds any term as whole words, however they are spaced; None without terms."""
        texts = sorted({fold(text) for text, _ in self.terms}, key=len, reverse=True)
        if not texts:
            return None
        spaced = (r"\s+".join(map(re.escape, text.split())) for text in texts)
        return re.compile(rf"(?<!\w)(?:{'|'.join(spaced)})(?!\w)", re.IGNORECASE)


def withheld(register: Register) -> Withheld:
    """Return what no public paper made of the Register may say."""
    hidden = [kpi for kpi in register.kpis if not kpi.is_published]
    shown = [fold(kpi.title) for kpi in register.kpis if kpi.is_published]
    terms = [(kpi.ref, f"{kpi.ref}, which is not published") for kpi in hidden if _is_telling(kpi)]
    terms += [
        (kpi.title, f"the title of {kpi.ref}, which is not published")
        for kpi in hidden
        if not any(fold(kpi.title) in title for title in shown)
    ]
    roles = {fold(row.role) for row in register.contacts} | {
        fold(name) for kpi in register.kpis for name in (kpi.owner, kpi.contact) if name
    }
    terms += [term for row in register.contacts for term in _person(row, roles)]
    suppressed = (row for row in register.results if row.gap_reason is GapReason.SUPPRESSED)
    figures = [one for row in suppressed for one in _figures(row, register)]
    return Withheld(tuple(terms), tuple(figures), frozenset(kpi.ref for kpi in hidden))


def leaks(content: bytes, secret: Withheld) -> tuple[str, ...]:
    """Return each thing in a Word file that is withheld, with its place; none where it is clean.

    Every part is searched: text, whichever runs it is split into; alternative text, tags and
    properties; comments; the data of charts, and the workbooks embedded in them.
    """
    if not _may_leak(content, secret):
        return ()
    return tuple(dict.fromkeys(line for one in spoken_in(content) for line in _found(one, secret)))


def _may_leak(content: bytes, secret: Withheld) -> bool:
    """Return whether a closer look is needed: something of it may be in the file somewhere."""
    text = "".join(everything(content).split()).casefold()
    if any(term in text for term in secret.bare):
        return True
    refs = {*secret.refs, *(ref for ref, _, _ in secret.figures)}
    return any(f"{mark}{ref.casefold()}" in text for ref in refs for mark in "@:")


def _found(one: Spoken, secret: Withheld) -> Iterator[str]:
    if secret.pattern is not None and not one.name:
        for match in secret.pattern.finditer(one.text):
            said = " ".join(match[0].split())
            yield f"{one.place} says '{said}': {secret.what[fold(said)]}"
    if one.ref in secret.refs:
        yield f"{one.place} is about {one.ref}, which is not published"
    for ref, figure, period in secret.figures:
        if one.ref == ref and one.name not in FIGURELESS and one.says(figure, period):
            yield f"{one.place} says '{figure}': a figure of {ref} {period} that is suppressed"


def _is_telling(kpi: Kpi) -> bool:
    return len(kpi.ref) >= SHORTEST_REF and not kpi.ref.isdigit()


def _person(row: Contact, roles: Collection[str]) -> Iterator[tuple[str, str]]:
    """Yield a contact's name, and their address.

    One word alone (`Vacant`) and a role in the name's cell are nobody's name.
    """
    if row.email:
        yield row.email, "an address of the Register's contacts"
    name = row.name or ""
    words = name.split()
    is_name = len(words) > 1 and not (words[0][0].islower() or words[-1][0].islower())
    if is_name and fold(name) not in roles:
        yield name, "a person of the Register's contacts"


def _figures(row: Result, register: Register) -> Iterator[tuple[str, str, str]]:
    """Yield the figures of a suppressed result: its count, and what was recorded before."""
    kpi = next((kpi for kpi in register.kpis if kpi.ref == row.ref), None)
    earlier = (
        one.value
        for one in register.results
        if (one.ref, one.period, one.category) == (row.ref, row.period, row.category)
    )
    for value in {row.numerator, *earlier} - {None}:
        spelt = {spelling(value)} if value is not None else set()
        if kpi is not None:
            spelt.add(kpi.show(value))
        for figure in sorted(spelt):
            yield row.ref, figure, row.period.name
