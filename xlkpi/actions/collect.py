"""Collect: what officers wrote in papers goes home into the Register, after a look at it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from xlkpi.errors import PaperError
from xlkpi.register.register import Register
from xlkpi.register.result import Commentary
from xlkpi.report.filling import words_tag
from xlkpi.report.paper import period_code
from xlkpi.report.refresh.spoken import Spoken, spoken_in
from xlkpi.report.request import NAME as REQUEST
from xlkpi.settings.settings import Settings
from xlkpi.terms.period import Period
from xlkpi.terms.period_text import read_period
from xlkpi.terms.wording import fold, one_of
from xlkpi.workbook.book import Books
from xlkpi.workbook.edit.change import AnyEdit, Edit, Edited
from xlkpi.workbook.read import read_register
from xlkpi.workbook.record_sheet import RecordSheet

PARTS = ("what_happened", "why", "action", "by_whom", "by_when")
"""What a commentary must say to be whole, in the order in which it is read."""

LONGEST_SHOWN = 70

Case = tuple[str, Period]
"""A KPI in a period."""

Key = tuple[str, Period, str]
"""A part of the commentary on a KPI in a period."""


class Fate(Enum):
    """What becomes of words that were found."""

    NEW = "New"
    CHANGED = "Changed"
    SAME = "Same"
    HELD_BACK = "Held back"


@dataclass(frozen=True, slots=True)
class Words:
    """One part of one KPI's commentary, as papers say it."""

    ref: str
    period: Period
    part: str
    text: str
    before: str | None
    """What the Register says."""
    fate: Fate
    why: str = ""

    @property
    def line(self) -> str:
        """The words on one line of the difference list."""
        told = f"{self.fate.value}: {self.ref} {self.period.name}, {self.part.replace('_', ' ')}"
        if self.fate is Fate.HELD_BACK:
            return f"{told}: {self.why}"
        old = f"'{_short(self.before)}' -> " if self.before else ""
        return f"{told}: {old}'{_short(self.text)}'"


@dataclass(frozen=True, slots=True)
class Collecting:
    """What collecting would do; nothing is written yet."""

    settings: Settings
    register: Register
    words: tuple[Words, ...]
    flags: tuple[str, ...]
    """What is missing, and what was carried over from the period before."""
    refused: tuple[str, ...]
    """Files that could not be read, a line each."""

    @property
    def taken(self) -> tuple[Words, ...]:
        """The words that would be written."""
        return tuple(one for one in self.words if one.fate in {Fate.NEW, Fate.CHANGED})

    @property
    def lines(self) -> tuple[str, ...]:
        """The difference list."""
        return tuple(one.line for one in self.words if one.fate is not Fate.SAME)


def collecting(files: Sequence[Path], settings: Settings, books: Books) -> Collecting:
    """Return what collecting would do with the words of these papers.

    Raises:
        RegisterError: the Register has problems.
    """
    return collecting_into(read_register(settings.sources, books.open), files, settings)


def collecting_into(register: Register, files: Sequence[Path], settings: Settings) -> Collecting:
    """Return what collecting the words of these papers would do to a Register that was read."""
    said: dict[Key, dict[Spoken, str]] = {}
    asked: dict[Case, None] = {}
    refused = []
    for path in files:
        try:
            paper = _read(path, settings, register)
        except FileNotFoundError:
            refused.append(f"{path}: there is no such file")
        except PaperError as error:
            refused.append(f"{path} {error}")
        else:
            asked |= dict.fromkeys(paper.asked)
            for key, spoken in paper.said:
                said.setdefault(key, {})[spoken] = path.name
    words = tuple(_judged(key, spoken, register) for key, spoken in said.items())
    flags = (*_flags(words, register, asked), *_beyond_text(said))
    return Collecting(settings, register, words, flags, tuple(refused))


def collect(planned: Collecting, books: Books) -> tuple[Edited, ...]:
    """Return the workbooks after the words that were looked at have been written.

    Raises:
        WorkbookError: what stands in the way; then nothing was written.
    """
    home = next(s for s in planned.settings.sources if s.fills == Commentary.table)
    sheet = RecordSheet(books.open(home.path), home)
    rows: dict[tuple[str, Period], dict[str, str]] = {}
    for one in planned.taken:
        rows.setdefault((one.ref, one.period), {})[one.part] = one.text
    edits: list[AnyEdit] = []
    for (ref, period), parts in rows.items():
        held = planned.register.commentary_of(ref, period)
        if held is None or held.place is None:
            edits += sheet.new_row({"ref": ref, "period": period, **parts})
        else:
            place = held.place
            edits += [Edit(place.sheet, place.cell(part), text) for part, text in parts.items()]
    return books.write({home.path: edits}) if edits else ()


@dataclass(frozen=True, slots=True)
class _Read:
    """One paper or request that was read."""

    said: tuple[tuple[Key, Spoken], ...]
    asked: tuple[Case, ...]
    """The KPIs that a request asks words about; a paper asks for none."""


def _read(path: Path, settings: Settings, register: Register) -> _Read:
    """Return what one file says of KPIs that the Register knows."""
    read = spoken_in(path.read_bytes())
    identity = read.identity
    if fold(identity.council) != fold(settings.council):
        message = (
            f"is a paper of {identity.council}, and this Register is that of {settings.council}"
        )
        raise PaperError(message)
    period = read_period(identity.period)
    by_tag: Mapping[str, tuple[str, str]] = {
        words_tag(kpi.ref, period_code(period.name), part): (kpi.ref, part)
        for kpi in register.kpis
        for part in PARTS
    }
    found = tuple(
        ((by_tag[one.tag][0], period, by_tag[one.tag][1]), one)
        for one in read.spoken
        if one.tag in by_tag
    )
    is_request = identity.kind == REQUEST
    asked = [(by_tag[tag][0], period) for tag in read.tags if tag in by_tag] if is_request else []
    return _Read(found, tuple(dict.fromkeys(asked)))


def _judged(
    key: tuple[str, Period, str], spoken: Mapping[Spoken, str], register: Register
) -> Words:
    """Return what becomes of one part; the Register's own words are never lost in silence."""
    ref, period, part = key
    before = _recorded(register, ref, period, part)
    latest = _latest(spoken)
    texts = {one.text: name for one, name in latest.items()}
    first = next(iter(latest))
    if len(texts) > 1:
        told = one_of([f"'{_short(text)}' in {name}" for text, name in texts.items()])
        return Words(ref, period, part, first.text, before, Fate.HELD_BACK, f"{told}: say which")
    if before is None:
        return Words(ref, period, part, first.text, None, Fate.NEW)
    if _is_same(before, first.text):
        return Words(ref, period, part, first.text, before, Fate.SAME)
    if _is_same(before, first.made):  # -- the paper was made from what the Register says --
        return Words(ref, period, part, first.text, before, Fate.CHANGED)
    why = (
        f"the paper says '{_short(first.text)}' and the Register '{_short(before)}', which is not "
        f"what the paper was made from: put the right words into the Register"
    )
    return Words(ref, period, part, first.text, before, Fate.HELD_BACK, why)


def _latest(spoken: Mapping[Spoken, str]) -> Mapping[Spoken, str]:
    """Return the words without those that others here were made from, as a request from a paper."""
    begun = {one.made for one in spoken if not _is_same(one.made, one.text)}
    latest = {one: name for one, name in spoken.items() if one.text not in begun}
    return latest or spoken


def _beyond_text(said: Mapping[Key, Mapping[Spoken, str]]) -> Iterator[str]:
    """Yield what stands in words and cannot stand in a cell."""
    for (ref, period, part), spoken in said.items():
        for one, name in spoken.items():
            if one.beyond_text:
                told = f"{ref} {period.name}, {part.replace('_', ' ')}"
                yield (
                    f"{told}: {one.beyond_text} in {name} cannot stand in the Register, only the "
                    f"text: copy it into the paper in Word"
                )


def _flags(words: Sequence[Words], register: Register, asked: Iterable[Case]) -> Iterator[str]:
    """Yield what a commentary still lacks, and what it repeats from the period before."""
    cases = [(one.ref, one.period) for one in words]
    for ref, period in dict.fromkeys((*cases, *asked)):
        own = {one.part: one.text for one in words if (one.ref, one.period) == (ref, period)}
        whole = {part: own.get(part) or _recorded(register, ref, period, part) for part in PARTS}
        missing = [part.replace("_", " ") for part, text in whole.items() if not text]
        if missing:
            yield f"{ref} {period.name} does not say yet: {', '.join(missing)}"
        earlier = period.shift(-1)
        for part, text in own.items():
            before = _recorded(register, ref, earlier, part)
            if before and _is_same(before, text) and part not in {"by_whom", "by_when"}:
                told = part.replace("_", " ")
                yield f"{ref} {period.name}, {told}: the very words of {earlier.name}"


def _recorded(register: Register, ref: str, period: Period, part: str) -> str | None:
    held = register.commentary_of(ref, period)
    text: str | None = getattr(held, part) if held else None
    return text


def _is_same(one: str, other: str) -> bool:
    """Return whether two texts say the same, however their lines end."""
    return [line.strip() for line in one.splitlines()] == [
        line.strip() for line in other.splitlines()
    ]


def _short(text: str | None) -> str:
    line = " ".join((text or "").split())
    return line if len(line) <= LONGEST_SHOWN else f"{line[: LONGEST_SHOWN - 3]}..."
