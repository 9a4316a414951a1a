"""The page docs/functions.md, made from the catalogue."""

from collections.abc import Iterable

from xlkpi.functions.catalogue import CATALOGUE
from xlkpi.functions.definition import Argument, Definition, Kind
from xlkpi.terms.number import shown

HEADING = """\
# The worksheet functions

<!-- Made from the catalogue by `xlkpi functions --markdown`; edit the definitions in
xlkpi/functions/ instead. -->

Names, argument orders and result words are a promise: a later release may add an optional
argument at the end, never rename, reorder or remove one.

**Ranges.** A row function takes single cells or ranges of one shape and answers element by
element; ranges of different shapes give `#VALUE!`. A series function reads a row or column as one
series, oldest first; a block is one series a row, and the answer is a column.

**Percentages.** The unit `%` means figures such as 77.4 for 77.4%, bounds of 0 and 100, and
changes in points. A cell that Excel formats as 77.4% holds 0.774: multiply it by 100, or leave the
unit blank.

**Blanks.** Blank is not zero. A blank optional argument is an omitted one. `[x]`, `[c]`, `[z]`,
`[low]`, `n/a`, `..` and `-` stand for a missing value wherever a number of the record is read.
A number stored as text is refused, not converted; so are TRUE, FALSE and dates.

**Errors and refusals.** An Excel error in any argument is the answer, unchanged. An unusable
argument gives one line, `KPI? ` with what was found and what was expected. Nothing is guessed:
polarity and the mode of a tolerance have no default.

**Words.** Case, outer spaces and repeated spaces do not matter. Polarity is Higher (also high, up,
increase, maximise, aim to maximise, bigger is better, higher is better), Lower (low, down,
decrease, minimise, aim to minimise, smaller is better, lower is better), Within (within range,
within band, band, goldilocks) or None (neutral).

**Tolerance.** Its mode says how it is read: `percent` of the target; `points`, in the KPI's own
unit, whether that is percentage points, days or pounds; `floor`, where the tolerance is
itself the last amber value, which for Lower is a ceiling above the target.

**Equality.** Two numbers closer than 1e-9 x max(1, |a|, |b|) are equal.

**Hosts.** LibreOffice hands a blank cell to some arguments as 0, so pass cells or ranges rather
than texts and sums for values and targets; LibreOffice and the web show dates, and LibreOffice TRUE
and FALSE, as plain numbers; desktop Excel shows `#VALUE!` from a function as text. Otherwise every
host answers alike: the tables in tests/examples are what each is held to.
"""


def as_markdown() -> str:
    """Return the whole page, ending in a line break."""
    contents = [f"- [{name}](#{name.lower()}): {d.summary}" for name, d in CATALOGUE.items()]
    entries = [_entry(definition) for definition in CATALOGUE.values()]
    return "\n".join([HEADING, *contents, "", *entries]).rstrip() + "\n"


def _entry(definition: Definition) -> str:
    kind = "Row function" if definition.kind is Kind.ROW else "Series function"
    lines = [
        f"## {definition.name}",
        "",
        f"`{definition.signature}`",
        "",
        f"{definition.summary} {kind}.",
        "",
        "| argument | what it is |",
        "|---|---|",
        *(_argument(argument) for argument in definition.arguments),
        "",
        *(
            f"- `{example.formula}` gives {shown_result(example.result)}"
            for example in definition.examples
        ),
        "",
        f"**Method.** {definition.method}",
        "",
        f"**Source.** {definition.source}",
        "",
    ]
    return "\n".join(lines)


def _argument(argument: Argument) -> str:
    name = f"[{argument.name}]" if argument.is_optional else argument.name
    return f"| {name} | {argument.doc.replace('|', '/')} |"


def shown_result(result: object) -> str:
    """Return a result as a reader sees it: a cell, or the cells of a range row by row."""
    if isinstance(result, list):
        return "; ".join(", ".join(_cells(row)) for row in result)
    return next(iter(_cells([result])))


def _cells(row: Iterable[object]) -> Iterable[str]:
    for cell in row:
        text = shown(cell) if isinstance(cell, float | int) else str(cell)
        yield f"`{text}`" if text else "blank"
