"""Which column of a sheet holds which field, and what is wrong with the sheet's headings."""

from collections.abc import Iterator, Mapping, Sequence

from xlkpi.register.cell import text_of
from xlkpi.register.raw import Column
from xlkpi.terms.wording import fold
from xlkpi.workbook.package import column_letter
from xlkpi.workbook.source import TableSource, ValueColumn

ALSO_REQUIRED = {"results": ("value",), "targets": ("value",), "comparator_values": ("value",)}
"""Fields whose cells may be blank but whose column may not be missing."""


def headings_of(
    source: TableSource, rows: Sequence[Sequence[object]], header: int
) -> Sequence[object]:
    """Return the headings in row `header`, counted from 0, with the row above where two make them.

    A group's words stand before the heading of every column below them, as `Qtr 1 Actual`; they
    reach to the next group, as a merged cell does.
    """
    if source.header_rows == 1:
        return rows[header]
    return joined(rows[header - 1] if header else (), rows[header])


def joined(above: Sequence[object], below: Sequence[object]) -> Sequence[str | None]:
    """Return the headings that two rows make together."""
    headings: list[str | None] = []
    group = ""
    for index in range(max(len(above), len(below))):
        upper, lower = (text_of(row[index]) if index < len(row) else "" for row in (above, below))
        if upper:
            group = upper if lower else ""  # -- a title beside a group belongs to itself alone --
        headings.append(f"{group} {lower}".strip() if lower else upper or None)
    return headings


def columns_of(source: TableSource, headings: Sequence[object]) -> Mapping[str, Column]:
    """Return the columns that hold fields, by field."""
    places = _places(headings)
    columns = {}
    for field in source.layout.headings:
        for spelling in _spellings(source, field):
            if fold(spelling) in places:
                columns[field] = places[fold(spelling)]
                break
    return columns


def own_columns(column: ValueColumn, headings: Sequence[object]) -> Mapping[str, Column]:
    """Return the columns that belong to one value column of a wide sheet, by field."""
    places = _places(headings)
    own = {"value": column.heading, **column.others}
    return {field: places[fold(heading)] for field, heading in own.items()}


def missing(source: TableSource, headings: Sequence[object]) -> list[str]:
    """Return a message for each heading that the table cannot be read without."""
    columns = columns_of(source, headings)
    messages = []
    for field in source.layout.headings:
        if field not in _needed(source) or field in columns:
            continue
        if source.headings.get(field) == "":
            messages.append(
                f'{field} = "" under headings in xlkpi.toml, but every row needs one: name its '
                f"heading, or give it under values"
            )
        else:
            spellings = " or ".join(f"'{text}'" for text in _spellings(source, field))
            messages.append(
                f"no column is headed {spellings}: add it, or name its heading in xlkpi.toml"
            )
    places = _places(headings)
    for column in source.columns:
        messages += [
            f"no column is headed '{heading}': correct tables.columns in xlkpi.toml"
            for heading in (column.heading, *column.others.values())
            if fold(heading) not in places
        ]
    return messages


def faults(source: TableSource, headings: Sequence[object]) -> Iterator[str]:
    """Yield a message for each heading that would be lost without a word."""
    yield from _lost(source, headings)
    yield from _twice(source, headings)


def _lost(source: TableSource, headings: Sequence[object]) -> Iterator[str]:
    """Yield a message for the headings that settings or layout name and no column has."""
    columns = columns_of(source, headings)
    lost = [
        field
        for field in source.layout.headings
        if field not in columns and field not in _needed(source) and field not in _given(source)
    ]
    for field in lost:
        if source.headings.get(field):
            yield (
                f"no column is headed '{source.headings[field]}': correct the heading of {field} "
                f"in xlkpi.toml"
            )
    silent = [field for field in lost if field not in source.headings]
    if source.follows_layout and silent:
        names = " or ".join(f"'{source.layout.headings[field]}'" for field in silent)
        none = ", ".join(f'{field} = ""' for field in silent)
        many = len(silent) > 1
        yield (
            f"no column is headed {names}: add {'them' if many else 'it'}, or say in xlkpi.toml "
            f'under [[tables]] with fills = "{source.fills}" headings = {{ {none} }} that your '
            f"file has none"
        )


def _twice(source: TableSource, headings: Sequence[object]) -> Iterator[str]:
    """Yield a message for each field that more than one column could hold."""
    accepted = {field: _spellings(source, field) for field in source.layout.headings}
    for column in source.columns:
        accepted |= {f: (h,) for f, h in column.others.items()}
        accepted |= {"period": (), "value": ()}
    wanted = [*accepted.items(), *(("value", (column.heading,)) for column in source.columns)]
    for field, spellings in wanted:
        folded = {fold(spelling) for spelling in spellings}
        found = [
            f"'{text_of(heading)}' ({column_letter(number)})"
            for number, heading in enumerate(headings, start=1)
            if heading is not None and fold(text_of(heading)) in folded
        ]
        if len(found) > 1:
            yield (
                f"{len(found)} columns could hold the {field}, {' and '.join(found)}: rename all "
                f"but one, or name the one that counts in xlkpi.toml"
            )


def _spellings(source: TableSource, field: str) -> tuple[str, ...]:
    """Return the headings under which a field is recognised in this sheet."""
    own = source.headings.get(field)
    if own is None:
        return source.layout.spellings(field)
    return (own,) if own else ()


def _needed(source: TableSource) -> set[str]:
    """Return the fields without whose column the table cannot be read."""
    model = source.layout.record.model_fields
    needed = {name for name, field in model.items() if field.is_required()}
    return (needed | set(ALSO_REQUIRED.get(source.fills, ()))) - _given(source)


def _given(source: TableSource) -> set[str]:
    """Return the fields that the settings give, so that no column has to."""
    given = set(source.values).union(*source.each.values())
    for column in source.columns:
        given |= {"period", "value", *column.others}
    return given


def _places(headings: Sequence[object]) -> Mapping[str, Column]:
    """Return the columns by their folded heading; the first of two alike counts."""
    places: dict[str, Column] = {}
    for number, heading in enumerate(headings, start=1):
        if heading is not None:
            text = text_of(heading)
            places.setdefault(fold(text), Column(column_letter(number), text, number - 1))
    return places
