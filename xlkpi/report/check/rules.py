"""The rules: nineteen, each with its number, what it is about and the function that holds to it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from xlkpi.report.check import (
    file_rules,
    heading_rules,
    picture_rules,
    table_rules,
    text_rules,
)
from xlkpi.report.check.finding import Finding
from xlkpi.report.check.word_paper import WordPaper


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of accessibility."""

    code: str
    title: str
    """What must be so."""
    find: Callable[[WordPaper], Iterator[Finding]]


RULES = (
    Rule("A01", "The file has a title.", file_rules.title),
    Rule("A02", "Its language is British English.", file_rules.language),
    Rule("A03", "No heading is empty.", heading_rules.empty_headings),
    Rule("A04", "Headings go down one level at a time.", heading_rules.skipped_levels),
    Rule("A05", "No empty paragraph stands for space.", heading_rules.empty_paragraphs),
    Rule("A06", "Text has a contrast of 4.5 to 1 to its ground.", text_rules.faint_text),
    Rule("A07", "No text is smaller than 8.5 points.", text_rules.small_text),
    Rule("A08", "Lists are Word\u2019s own, not typed.", heading_rules.typed_lists),
    Rule("A09", "A link says what it leads to.", text_rules.bare_links),
    Rule("A10", "Nothing is left unfilled, no reference is broken.", text_rules.unfilled),
    Rule("A11", "Every table has a title.", table_rules.untitled_tables),
    Rule("A12", "Every table marks its heading row.", table_rules.headless_tables),
    Rule("A13", "No cells are merged, all rows have the same.", table_rules.merged_cells),
    Rule("A14", "A colour that means something has its word.", table_rules.wordless_colours),
    Rule("A15", "No cell is empty.", table_rules.empty_cells),
    Rule("A16", "Pictures and charts say what they show.", picture_rules.wordless_pictures),
    Rule("A17", "They say it in 250 characters.", picture_rules.long_winded_pictures),
    Rule("A18", "Nothing floats over the text.", picture_rules.floating_objects),
    Rule("A19", "No tracked change is left in.", file_rules.tracked_changes),
)


def findings(content: bytes) -> tuple[Finding, ...]:
    """Return every fault of a Word file, in the order of the rules.

    Raises:
        PaperError: the file cannot be read.
    """
    return findings_in(WordPaper.opened(content))


def findings_in(paper: WordPaper) -> tuple[Finding, ...]:
    """Return every fault of an opened Word file, in the order of the rules."""
    return tuple(found for rule in RULES for found in rule.find(paper))
