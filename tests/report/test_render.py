"""LibreOffice opens every paper and prints it: the pages, the words, the marking on each."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.report.finished import finished
from tests.report.making import NOTICE

EXPECTED = {
    "CLT report": ("Highlights", "What we are doing", "KPIs without a target", "Appendix"),
    "Scrutiny report": ("Brief summary", "How will success be measured?", "list of KPIs"),
    "Annual Performance Report": (
        "What went well",
        "Where to redouble our effort",
        "by directorate",
    ),
}


@pytest.fixture(scope="module")
def office() -> str:
    found = shutil.which("soffice")
    if found is None or shutil.which("pdftotext") is None:
        reason = "LibreOffice and pdftotext are needed to print papers: install both"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    return found


@pytest.fixture(scope="module")
def printed(office: str, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """Return the pages of three papers as text, all printed by one process."""
    folder = tmp_path_factory.mktemp("printed")
    chosen = {kind: name for name in reversed(finished()) for kind in EXPECTED if kind in name}
    for kind, name in chosen.items():
        (folder / f"{kind}.docx").write_bytes(finished()[name])
    files = [str(folder / f"{kind}.docx") for kind in EXPECTED]
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run([*command, *files], check=True, capture_output=True, timeout=180)
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

    assert 6 <= len(pages) <= 30
    assert all(words in whole for words in EXPECTED[kind])
    assert all(NOTICE in page and "OFFICIAL" in page for page in pages)
    assert all(f"Page {n} of {len(pages)}" in page for n, page in enumerate(pages, 1))
    assert "sample" not in whole
