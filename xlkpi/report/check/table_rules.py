"""Rules of tables: a title, a heading row, one cell a value, and words beside every colour."""

import re
from collections.abc import Iterator

from xlkpi.report.check.colour import WHITE, is_colourful
from xlkpi.report.check.finding import Finding
from xlkpi.report.check.walk import Cell, Paragraph, Table
from xlkpi.report.check.word_paper import WordPaper
from xlkpi.report.wordml import value_of, w
from xlkpi.terms.rag import Rag

ROW_PROPERTIES, HEADING_ROW = w("trPr"), w("tblHeader")
CELL_PROPERTIES, SPAN, UPRIGHT_SPAN = w("tcPr"), w("gridSpan"), w("vMerge")
WORD = re.compile(r"[^\W\d_]{2,}")
CHIP = "KPI RAG "
RATINGS = frozenset(rag.value for rag in Rag)


def untitled_tables(paper: WordPaper) -> Iterator[Finding]:
    """Find tables without a title."""
    for table in paper.tables:
        if not table.title.strip():
            yield Finding(
                "A11", table.place, "the table has no title",
                "write what it holds in Table Properties > Alt Text > Title",
            )  # fmt: skip


def headless_tables(paper: WordPaper) -> Iterator[Finding]:
    """Find tables whose first row is not marked as headings."""
    for table in paper.tables:
        first = table.row_elements[0] if table.row_elements else None
        mark = None if first is None else first.find(f"{ROW_PROPERTIES}/{HEADING_ROW}")
        if mark is None or value_of(mark) in ("0", "false", "off"):
            yield Finding(
                "A12", table.place, "the first row is not marked as headings",
                "put the cursor there and choose Layout > Repeat Header Rows",
            )  # fmt: skip


def merged_cells(paper: WordPaper) -> Iterator[Finding]:
    """Find tables with merged cells, or with rows of different length."""
    for table in paper.tables:
        merged = next((cell for row in table.rows for cell in row if _is_merged(cell)), None)
        if merged is not None:
            yield Finding(
                "A13", merged.place, "the cell is merged with another",
                "use Layout > Split Cells, and repeat the words or part the table in two",
            )  # fmt: skip
        elif len({len(row) for row in table.rows}) > 1:
            longest = max(map(len, table.rows))
            row = next(row for row in table.rows if len(row) < longest)
            place = row[0].place if row else table.place
            yield Finding(
                "A13", place, f"the row has {len(row)} cells where another has {longest}",
                "give every row the same cells",
            )  # fmt: skip


def wordless_colours(paper: WordPaper) -> Iterator[Finding]:
    """Find chips and cells that say something by their colour and not by a word."""
    for paragraph in paper.paragraphs:
        if _is_bare_chip(paper, paragraph):
            yield Finding(
                "A14", paragraph.place, f"a rating's colour has '{paragraph.text}' for a word",
                "write the rating: Green, Amber, Red or why there is none",
            )  # fmt: skip
    for table in paper.tables:
        for cells in table.rows:
            grounds = [_ground(paper, cell) for cell in cells]
            # -- a whole row in one colour is a heading or a total, not a judgement --
            if len(set(grounds)) == 1 and len(cells) > 1:
                continue
            for cell, ground in zip(cells, grounds, strict=True):
                if is_colourful(ground) and not WORD.search(cell.text):
                    yield Finding(
                        "A14", cell.place, f"the colour {ground} stands without a word",
                        "write what the colour means into the cell",
                    )  # fmt: skip


def empty_cells(paper: WordPaper) -> Iterator[Finding]:
    """Find cells with nothing in them."""
    for cell in _cells(paper):
        if cell.is_blank and not is_colourful(paper.looks.own_ground(cell)):
            yield Finding(
                "A15", cell.place, "the cell is empty",
                "write why: 'No data', '[x]' with a key, or 'None'",
            )  # fmt: skip


def _is_bare_chip(paper: WordPaper, paragraph: Paragraph) -> bool:
    is_chip = paper.styles.name_of(paragraph.style).startswith(CHIP)
    return is_chip and paragraph.text.strip() not in RATINGS


def _ground(paper: WordPaper, cell: Cell) -> str:
    """Return the colour that somebody gave to this cell or to its words; white for none."""
    own = paper.looks.own_ground(cell)
    if own != WHITE:
        return own
    under = paper.looks.cell_ground(cell)
    shaded = (
        found
        for paragraph in cell.paragraphs
        if (found := paper.looks.paragraph_ground(paragraph)) != under
    )
    return next(shaded, WHITE)


def _is_merged(cell: Cell) -> bool:
    properties = cell.element.find(CELL_PROPERTIES)
    if properties is None:
        return False
    span = value_of(properties.find(SPAN))
    return span not in ("", "0", "1") or properties.find(UPRIGHT_SPAN) is not None


def _cells(paper: WordPaper) -> Iterator[Cell]:
    tables: Iterator[Table] = paper.tables
    return (cell for table in tables for row in table.rows for cell in row)
