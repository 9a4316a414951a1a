"""An edited paper brought into the layout of another template."""

from functools import cache
from pathlib import Path

from tests.report.making import edition
from tests.report.reading import W, controls
from tests.report.refresh.officer import Officer
from tests.report.refresh.registers import (
    NAME,
    first,
    first_card,
    paper_of,
)
from tests.report.refresh.rich import write_richly
from tests.report.refresh.test_refresh import REF, words
from xlkpi.assessment.scorecard import Scorecard
from xlkpi.report.refresh.new_layout import relaid
from xlkpi.report.refresh.refresh import Refreshed

WHY, DONE, WHO = words(REF, "why"), words(REF, "action"), words(REF, "by_whom")


@cache
def rich() -> bytes:
    officer = Officer(first())
    write_richly(officer, WHY)
    officer.write(WHO, "Head of Housing Options")
    return officer.saved()


def new_layout(docx: bytes, folder: Path, card: Scorecard | None = None) -> Refreshed:
    return relaid(docx, NAME, paper_of(card or first_card()), folder, edition(1).as_at)


def content(docx: bytes, tag: str = WHY) -> str:
    (found,) = [c for c in controls(docx) if c.tag == tag]
    return "".join(node.text or "" for node in found.element.iter(f"{W}t", f"{W}delText"))
