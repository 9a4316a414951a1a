"""Making the workbooks again gives what is committed."""

from collections.abc import Mapping
from pathlib import Path
from zipfile import ZipFile

import pytest

from workbooks.make_registers import main

WORKBOOKS = Path(__file__).parents[2] / "workbooks"
HART = "examples/hart/Hart KPIs.xlsx"
FILES = (
    "KPI Data Record.xlsx",
    "KPI Supporting Information.xlsx",
    "Benchmarks.xlsx",
    "Reporting Checklist.xlsx",
    HART,
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made")
    (folder / HART).parent.mkdir(parents=True)
    main(folder)
    return folder


def parts(path: Path) -> Mapping[str, bytes]:
    with ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


@pytest.mark.parametrize("name", FILES)
def test_the_committed_workbook_is_what_its_sources_make(made: Path, name: str) -> None:
    # -- part by part: another machine's zlib may press the same bytes into other ones --
    assert parts(made / name) == parts(WORKBOOKS / name)


def test_a_second_making_gives_the_same_bytes(made: Path, tmp_path: Path) -> None:
    (tmp_path / HART).parent.mkdir(parents=True)
    main(tmp_path)
    for name in FILES:
        assert (tmp_path / name).read_bytes() == (made / name).read_bytes(), name
