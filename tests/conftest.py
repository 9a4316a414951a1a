"""What tests of every room share."""

import pytest

from tests.office import host


@pytest.fixture(scope="session")
def office() -> str:
    """The path of LibreOffice; a test that needs it is skipped where it is absent, except in CI."""
    return host.office()
