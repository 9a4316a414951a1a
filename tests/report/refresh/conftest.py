"""What the tests of refreshed papers share."""

from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from tests.report.finished import TEMPLATES
from tests.report.reading import parts
from tests.report.refresh.officer import DOCUMENT


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the templates of next year: other headings, another order, other styles."""
    folder = tmp_path_factory.mktemp("next year")
    for path in TEMPLATES.glob("*.docx"):
        (folder / path.name).write_bytes(path.read_bytes())
    clt = folder / "CLT report.docx"
    clt.write_bytes(_other(clt.read_bytes()))
    return folder


def _other(template: bytes) -> bytes:
    members = parts(template)
    text = members[DOCUMENT].decode()
    text = text.replace(">Highlights<", ">What stands out<").replace(">Why<", ">The reason<")
    text = text.replace('"KPIWords"', '"KPIAccount"')
    members[DOCUMENT] = text.encode()
    styles = members["word/styles.xml"].decode()
    styles = styles.replace('"KPIWords"', '"KPIAccount"').replace("KPI Words", "KPI Account")
    members["word/styles.xml"] = styles.encode()
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as package:
        for name, content in members.items():
            package.writestr(name, content)
    return out.getvalue()
