"""LibreOffice for the tests that need the real program."""

import os

import pytest

from xlkpi.errors import OfficeError
from xlkpi.office.program import libreoffice


def office() -> str:
    """Return the path of LibreOffice; skip the test where it is absent, except in CI."""
    try:
        return libreoffice()
    except OfficeError as error:
        if os.environ.get("CI") == "true":
            pytest.fail(str(error))
        pytest.skip(str(error))
