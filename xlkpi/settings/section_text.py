"""A proposed `[[tables]]` section as text for `xlkpi.toml`, its questions as lines to fill."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import tomlkit

from xlkpi.workbook.adopt.proposal import Ask, Said, TableProposal

LONGEST_COMMENT = 160
ANSWERED = "as it was answered before"


@dataclass(frozen=True, slots=True)
class Answers:
    """What an officer filled into the section that adopt wrote earlier."""

    headings: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Any] = field(default_factory=dict)
    each: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    columns: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @classmethod
    def of(cls, said: Mapping[str, Any]) -> "Answers":
        """Return the answers in a section as it was read."""
        return cls(**{name: said.get(name, {}) for name in cls.__dataclass_fields__})


def section_lines(table: TableProposal, book: str, answers: Answers) -> Iterator[str]:
    """Yield the lines of one section; what an officer answered before wins."""
    yield "[[tables]]"
    yield f"fills = {value(table.fills)}"
    yield f"book = {value(book)}"
    yield f"sheet = {value(table.sheet)}"
    yield f"header_row = {table.header_row}"
    if table.header_rows > 1:
        yield f"header_rows = {table.header_rows}"
    if table.numbers_as_text:
        yield "numbers_as_text = true"
    if table.leave_out:
        yield f"leave_out = {value(list(table.leave_out))}"
    if table.ends_at:
        yield f"ends_at = {value(table.ends_at)}"
    yield from _mapping("headings", table.headings, answers.headings, table.asks)
    yield from _mapping("values", table.values, answers.values, table.asks)
    yield from _words(table, answers)
    yield from _each(table, answers)
    yield from _columns(table, answers)


def value(found: object) -> str:
    """Return a value as TOML spells it."""
    return tomlkit.item(found).as_string()


def key(name: str) -> str:
    """Return a key as TOML spells it, in quotation marks where it needs them."""
    return tomlkit.key(name).as_string() if name else '""'


def comment(text: str) -> str:
    """Return a text as it can stand behind a #: one line, nothing that TOML forbids there."""
    line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return line if len(line) <= LONGEST_COMMENT else f"{line[: LONGEST_COMMENT - 3]}..."


def _mapping(
    name: str, said: Mapping[str, Said], answered: Mapping[str, Any], asks: tuple[Ask, ...]
) -> Iterator[str]:
    """Yield `[tables.headings]` or `[tables.values]`: what is known, then what is asked."""
    lines = []
    for field_, one in said.items():
        if field_ in answered and answered[field_] != one.value:
            lines.append(f"{key(field_)} = {value(answered[field_])}   # {ANSWERED}")
        else:
            lines.append(f"{key(field_)} = {value(one.value)}   # {comment(one.because)}")
    rest = {field_: found for field_, found in answered.items() if field_ not in said}
    lines += [f"{key(field_)} = {value(found)}   # {ANSWERED}" for field_, found in rest.items()]
    lines += [
        f"# {key(ask.field)} = {value(ask.offered)}   # {comment(ask.expected)}"
        for ask in asks
        if ask.section == name and not ask.refs and ask.field not in answered
    ]
    if lines:
        yield from ("", f"[tables.{name}]", *lines)


def _words(table: TableProposal, answers: Answers) -> Iterator[str]:
    """Yield `[tables.words.polarity]` and its like."""
    asked: defaultdict[str, list[Ask]] = defaultdict(list)
    for ask in table.asks:
        if ask.section.startswith("words."):
            asked[ask.section.partition(".")[2]].append(ask)
    for field_ in dict.fromkeys((*table.words, *answers.words, *asked)):
        known = {**table.words.get(field_, {}), **answers.words.get(field_, {})}
        yield from ("", f"[tables.words.{key(field_)}]")
        yield from (f"{key(own)} = {value(word)}" for own, word in known.items())
        for ask in asked.get(field_, []):
            if ask.field not in known:
                yield f'# {key(ask.field)} = ""   # {comment(ask.expected)}'


def _each(table: TableProposal, answers: Answers) -> Iterator[str]:
    """Yield `[tables.each.CS01]` for each KPI of which something is known or asked."""
    asks = [ask for ask in table.asks if ask.refs]
    refs = dict.fromkeys((*answers.each, *table.each, *(ref for ask in asks for ref in ask.refs)))
    for ref in refs:
        known = {**{f: s.value for f, s in table.each.get(ref, {}).items()}}
        known |= {f: v for f, v in answers.each.get(ref, {}).items() if f != "because"}
        open_asks = [ask for ask in asks if ref in ask.refs and ask.field not in known]
        title = next((ask.refs[ref] for ask in asks if ref in ask.refs), "")
        behind = f"   # {comment(title)}" if title else ""
        mark = "" if known else "# "
        yield from ("", f"{mark}[tables.each.{key(ref)}]{behind}")
        yield from (f"{key(f)} = {value(v)}" for f, v in known.items())
        if known:
            said = "; ".join(dict.fromkeys(s.because for s in table.each.get(ref, {}).values()))
            reason = str(answers.each.get(ref, {}).get("because", "")) or said or ANSWERED
            yield f"because = {value(reason)}"
        for ask in open_asks:
            yield f"# {key(ask.field)} = {value(ask.offered)}   # {comment(ask.expected)}"
        if not known:
            yield '# because = ""   # the reason, in your words'


def _columns(table: TableProposal, answers: Answers) -> Iterator[str]:
    """Yield `[tables.columns."Qtr 1"]` for each value column."""
    for column in table.columns:
        yield from ("", f"[tables.columns.{key(column.heading)}]")
        answered = answers.columns.get(column.heading, {})
        if answered.get("period") not in (None, column.period and column.period.name):
            yield f"period = {value(answered['period'])}   # {ANSWERED}"
        elif column.period:
            yield f"period = {value(column.period.name)}   # {comment(column.because)}"
        else:
            yield f'# period = ""   # such as "2026/27 Q1": {comment(column.because)}'
        others = {**column.others, **{f: h for f, h in answered.items() if f != "period"}}
        yield from (f"{key(f)} = {value(heading)}" for f, heading in others.items())
