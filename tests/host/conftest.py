"""One LibreOffice for the tests of every host, with the extension that this checkout builds."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.host.libreoffice.office import Office, python_of_libreoffice
from tests.office.host import office
from xlkpi.host.libreoffice.extension import NAME, extension


@pytest.fixture(scope="session")
def calc(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """Return a LibreOffice that has the extension installed, and was started again since."""
    office()
    try:
        python_of_libreoffice()
    except FileNotFoundError as error:
        if os.environ.get("CI") == "true":
            pytest.fail(str(error))
        pytest.skip(str(error))
    folder = tmp_path_factory.mktemp("libreoffice")
    (folder / NAME).write_bytes(extension([sys.executable, "-m", "xlkpi"]))
    started = Office(folder)
    try:
        started.install(folder / NAME)
        yield started
    finally:
        started.stop()


@pytest.fixture
def log(calc: Office) -> Path:
    """Return where the extension keeps its log."""
    return Path(calc("profile")) / "xlkpi.log"
