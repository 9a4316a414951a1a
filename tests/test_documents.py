"""What the documents point at is there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGES = [
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    ROOT / "CHANGELOG.md",
    *ROOT.glob("docs/**/*.md"),
]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_link_leads_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#]+?)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
    missing = [link for link in links if "://" not in link and not (page.parent / link).exists()]

    assert not missing


def test_every_analysis_page_and_decision_is_listed() -> None:
    for folder in ("analysis", "adr"):
        index = (ROOT / "docs" / folder / "README.md").read_text(encoding="utf-8")
        pages = [page.name for page in (ROOT / "docs" / folder).glob("*.md")]

        assert [name for name in pages if name != "README.md" and f"({name})" not in index] == []


def test_the_commands_of_the_readme_exist() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    readme = (ROOT / "README.md").read_text(encoding="utf-8")

    assert all(
        f"\n{target}:" in makefile for target in re.findall(r"^make (\w+)", readme, re.MULTILINE)
    )
