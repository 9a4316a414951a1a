"""Rules of the whole file: its title, its language, and changes that nobody accepted."""

from collections import Counter
from collections.abc import Iterator
from itertools import islice

from lxml import etree

from xlkpi.report.check.finding import Finding, Place
from xlkpi.report.check.word_paper import WordPaper
from xlkpi.report.wordml import PARAGRAPH, RUN, RUN_PROPERTIES, text_of, value_of, w

TITLE = "{http://purl.org/dc/elements/1.1/}title"
LANGUAGE, BRITISH = w("lang"), "en-GB"
PROPERTIES = Place("file properties")
CHANGES = tuple(
    w(name)
    for name in ("ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange", "tblPrChange",
                 "trPrChange", "tcPrChange", "sectPrChange", "cellIns", "cellDel")
)  # fmt: skip


def title(paper: WordPaper) -> Iterator[Finding]:
    """Find a file whose properties hold no title."""
    core = paper.parts.core
    said = None if core is None else core.findtext(TITLE)
    if not (said or "").strip():
        yield Finding(
            "A01", PROPERTIES, "the file has no title",
            "write what the paper is in File > Info > Title",
        )  # fmt: skip


def language(paper: WordPaper) -> Iterator[Finding]:
    """Find a file or passages whose language is not British English."""
    to_do = "select all, then Review > Language > Set Proofing Language > English (United Kingdom)"
    default = _default_language(paper)
    if default != BRITISH:
        found = f"the language is '{default}'" if default else "no language is set"
        yield Finding("A02", PROPERTIES, f"{found}, not {BRITISH}", to_do)
    # -- a Polish summary is right to say so; American spelling marks are a keyboard's doing --
    passages = [
        (walk, mark)
        for walk in paper.walks
        for mark in walk.part.root.iter(LANGUAGE)
        if value_of(mark).startswith("en-") and value_of(mark) != BRITISH and _has_text(mark)
    ]
    counts = Counter(value_of(mark) for _, mark in passages)
    for other, count in counts.items():
        walk, first = next((w, mark) for w, mark in passages if value_of(mark) == other)
        plural = "passage is" if count == 1 else "passages are"
        yield Finding("A02", walk.place_of(first), f"{count} {plural} marked '{other}'", to_do)


def tracked_changes(paper: WordPaper) -> Iterator[Finding]:
    """Find paragraphs and tables with tracked changes."""
    for walk in paper.walks:
        seen: set[etree._Element | None] = set()
        for change in walk.part.root.iter(*CHANGES):
            near = change if change.tag == PARAGRAPH else _near(change)
            if near in seen:
                continue
            seen.add(near)
            place = walk.place_of(change)
            yield Finding(
                "A19", place, "a tracked change is left in",
                "accept or reject it under Review > Changes",
            )  # fmt: skip


def _default_language(paper: WordPaper) -> str:
    """Return the language of text that says none of its own."""
    chain = (*paper.styles.chain("", RUN_PROPERTIES), paper.styles.run_defaults)
    said = (value_of(one.find(LANGUAGE)) for one in chain if one is not None)
    found = next((language for language in said if language), "")
    if found or paper.parts.settings is None:
        return found
    return value_of(paper.parts.settings.find(w("themeFontLang")))


def _has_text(mark: etree._Element) -> bool:
    run = next(islice(mark.iterancestors(RUN), 1), None)
    return run is not None and bool(text_of(run).strip())


def _near(change: etree._Element) -> etree._Element | None:
    return next(change.iterancestors(PARAGRAPH), change.getparent())
