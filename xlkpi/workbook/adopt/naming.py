"""Which column of a sheet holds what: by its heading, and by what its cells look like."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from xlkpi.register.cell import text_of
from xlkpi.workbook.adopt.confidence import Confidence, Evidence, Reason, confidence, weight
from xlkpi.workbook.adopt.likeness import close_names, names_inside
from xlkpi.workbook.adopt.looks import LOOKS, looks_like, sample
from xlkpi.workbook.adopt.periods import Context, Timed, timed
from xlkpi.workbook.adopt.plain import plain
from xlkpi.workbook.adopt.vocabulary import MEANINGS, MEASURES, Meaning
from xlkpi.workbook.package import column_letter

LONGEST_HEADING = 60
"""Longer texts are titles or data; no word in them makes a heading."""

BY_NAME: Mapping[str, Meaning] = {meaning.name: meaning for meaning in MEANINGS}


@dataclass(frozen=True, slots=True)
class Named:
    """A column with what it is taken for."""

    index: int
    heading: str
    """As `xlkpi.toml` spells it."""
    meaning: Meaning | None
    """None where nothing is known that it could hold."""
    evidence: tuple[Evidence, ...] = ()
    timed: Timed | None = None
    """The period that it is about, when its heading names one."""

    @property
    def letter(self) -> str:
        """The letters of the column."""
        return column_letter(self.index + 1)

    @property
    def confidence(self) -> Confidence:
        """How sure the reading is."""
        return confidence(self.evidence)


@cache
def heading_evidence(meaning: Meaning, heading: str) -> Evidence | None:
    """Return what the heading alone says for a meaning; None for nothing."""
    name = plain(heading)
    if not name or len(heading) > LONGEST_HEADING:
        return None
    if name in meaning.own_names:
        return Evidence(Reason.OWN_NAME)
    if name in meaning.other_names:
        return Evidence(Reason.OTHER_NAME)
    for one in meaning.among(names_inside(name)):
        return Evidence(Reason.NAMES_IT, one)
    for one in meaning.among(close_names(name)):
        return Evidence(Reason.RESEMBLES, one)
    return None


def strength(heading: object, context: Context) -> float:
    """Return how much a cell looks like a heading, from 0 to 1."""
    text = text_of(heading)
    found = (heading_evidence(meaning, text) for meaning in MEANINGS)
    best = max((one.reason.weight for one in found if one), default=0.0)
    is_timed = isinstance(heading, date) or (
        len(text) <= LONGEST_HEADING and timed(text, context) is not None
    )
    return max(best, Reason.NAMES_IT.weight if is_timed else 0.0)


def named(
    headings: Sequence[object], cells: Sequence[Sequence[object]], context: Context
) -> tuple[Named, ...]:
    """Return every column that has a heading, with what it is taken for.

    Args:
        headings: as the reader joins them.
        cells: of each column, those below the headings.
        context: what the sheet says of its time.
    """
    columns = {i: text_of(h) for i, h in enumerate(headings) if text_of(h)}
    samples = {i: sample(cells[i]) for i in columns}
    found: dict[int, Named] = {}
    for index, text in columns.items():
        if of_period := _of_period(index, headings[index], text, samples[index], context):
            found[index] = of_period
    rest = {i: text for i, text in columns.items() if i not in found}
    found |= {one.index: one for one in _assigned(rest, samples)}
    return tuple(found.get(i) or Named(i, " ".join(columns[i].split()), None) for i in columns)


def _of_period(
    index: int, heading: object, text: str, cells: Sequence[object], context: Context
) -> Named | None:
    """Return a column about one period, such as `Qtr 1 Actual`; None when it is not."""
    if len(text) > LONGEST_HEADING:
        return None
    when = timed(heading, context)
    if when is None:
        return None
    line = " ".join(text.split())
    if not plain(when.rest):
        name = "rating" if looks_like(cells, "numbers") is False else "actual"
        meaning, heading_says = BY_NAME[name], Evidence(Reason.A_PERIOD)
    else:
        best = _best(when.rest)
        if best is None or (best[0].name not in MEASURES and best[0].fields):
            return None
        meaning, heading_says = best
    evidence = (heading_says, *_values(meaning, cells))
    if confidence(evidence) is Confidence.NONE:
        return None
    return Named(index, line, meaning, evidence, when)


def _best(heading: str) -> tuple[Meaning, Evidence] | None:
    found = [(m, e) for m in MEANINGS if (e := heading_evidence(m, heading))]
    return max(found, key=lambda one: one[1].reason.weight, default=None)


def _assigned(
    columns: Mapping[int, str], samples: Mapping[int, Sequence[object]]
) -> Iterator[Named]:
    """Yield each column with its meaning: the surest pair first, a field of the Register once."""
    pairs = [
        (meaning, index, evidence)
        for index, text in columns.items()
        for meaning in MEANINGS
        if (evidence := _evidence(meaning, text, samples[index]))
        and confidence(evidence) is not Confidence.NONE
    ]
    order = {meaning.name: number for number, meaning in enumerate(MEANINGS)}
    pairs.sort(key=lambda pair: (-weight(pair[2]), order[pair[0].name], pair[1]))
    taken: set[str] = set()
    done: set[int] = set()
    for meaning, index, evidence in pairs:
        if index not in done and meaning.name not in taken:
            done.add(index)
            taken |= {meaning.name} if meaning.fields else set()
            yield Named(index, " ".join(columns[index].split()), meaning, evidence)


def _evidence(meaning: Meaning, text: str, cells: Sequence[object]) -> tuple[Evidence, ...]:
    heading = heading_evidence(meaning, text)
    return (heading, *_values(meaning, cells)) if heading else ()


def _values(meaning: Meaning, cells: Iterable[object]) -> Iterator[Evidence]:
    """Yield what the cells say for or against a meaning."""
    if not meaning.look:
        return
    fits = looks_like(list(cells), meaning.look)
    if fits is not None:
        reason = Reason.VALUES_FIT if fits else Reason.VALUES_DO_NOT_FIT
        yield Evidence(reason, LOOKS[meaning.look][0])
