"""LibreOffice opens every paper and prints it: the pages, the words, the marking on each."""

import re
import subprocess
from pathlib import Path

import pytest

from tests.report.finished import finished
from tests.report.making import NOTICE
from xlkpi.actions.export import pdfs

EXPECTED = {
    "CLT report": ("Highlights", "What we are doing", "KPIs without a target", "Appendix"),
    "Scrutiny report": ("Brief summary", "How will success be measured?", "list of KPIs"),
    "Annual Performance Report": (
        "What went well",
        "Where to redouble our effort",
        "by directorate",
    ),
    "DMT pack": ("What is asked of the team", "Sign-off for the period", "To escalate"),
    "Member briefing": ("The quarter in brief", "What has changed", "Results to watch"),
    "KPI sheet": ("Results so far", "What it measures", "Changes to KPIs"),
}
PAGES = {"Member briefing": (2, 2), "KPI sheet": (2, 4)}
"""The fewest and the most pages, where a paper has promised them."""


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """Return the pages of one paper of each kind as text, all printed by one process."""
    folder = tmp_path_factory.mktemp("printed")
    chosen = {kind: name for name in reversed(finished()) for kind in EXPECTED if kind in name}
    made = pdfs({f"{kind}.docx": finished()[name] for kind, name in chosen.items()})
    for name, pdf in made.items():
        (folder / name).write_bytes(pdf.content)
        assert pdf.faults == ()
    return {kind: _pages(folder / f"{kind}.pdf") for kind in EXPECTED}


def _pages(pdf: Path) -> list[str]:
    command = ["pdftotext", "-layout", str(pdf), "-"]
    found = subprocess.run(command, check=True, capture_output=True, text=True, timeout=60)
    return found.stdout.split("\f")[:-1]


@pytest.mark.real_host
@pytest.mark.parametrize("kind", EXPECTED)
def test_a_paper_prints_with_its_parts_and_its_notice(
    kind: str, printed: dict[str, list[str]]
) -> None:
    pages = printed[kind]
    whole = re.sub(r"\s+", " ", " ".join(pages))

    fewest, most = PAGES.get(kind, (6, 40))

    assert fewest <= len(pages) <= most
    assert all(words in whole for words in EXPECTED[kind])
    assert all(NOTICE in page and "OFFICIAL" in page for page in pages)
    assert all(f"Page {n} of {len(pages)}" in page for n, page in enumerate(pages, 1))
    assert "sample" not in whole
