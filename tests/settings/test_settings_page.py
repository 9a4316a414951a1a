"""docs/settings.md names every key that `xlkpi.toml` may have."""

from pathlib import Path

import pytest

from xlkpi.settings.model import CouncilSettings, PaperSettings, RunSettings, TableSettings
from xlkpi.workbook.layout import BOOKS, LAYOUTS

PAGE = (Path(__file__).parents[2] / "docs" / "settings.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("section", [CouncilSettings, RunSettings, PaperSettings, TableSettings])
def test_every_key_is_documented(section: type) -> None:
    keys = section.model_fields  # type: ignore[attr-defined] # a pydantic model's own

    assert [key for key in keys if f"| `{key}` |" not in PAGE] == []


def test_every_table_and_book_is_documented() -> None:
    assert [name for name in (*LAYOUTS, *BOOKS) if f"`{name}`" not in PAGE] == []
