"""The add-in for Excel: the same functions and ribbon tab for every workbook that is open."""

import io
import re
import tempfile
from pathlib import Path

from xlkpi.host.excel.binding import put_in
from xlkpi.host.excel.wrappers import modules
from xlkpi.workbook.edit.book import OpenBook
from xlkpi.workbook.edit.finish import finish
from xlkpi.workbook.edit.plan import Plan

NAME = "xlkpi.xlam"
ACTIVE = "ActiveWorkbook"
_PROPERTIES = "docProps/core.xml"
_WHO_AND_WHEN = re.compile(rb"(<(dc:creator|cp:lastModifiedBy)>)[^<]*(</\2>)")
_WHEN = re.compile(rb"(<dcterms:\w+ [^>]*>)[^<]*(</)")


def add_in() -> bytes:
    """Return the add-in; the same xlkpi gives the same bytes."""
    from pyopenvba import ExcelFile  # noqa: PLC0415 -- large, and only this needs it

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / NAME
        ExcelFile.create_new(path).close()
        content = path.read_bytes()
    plan = Plan(OpenBook(Path(NAME), content))
    put_in(plan, modules(ACTIVE))
    said = _WHO_AND_WHEN.sub(rb"\g<1>xlkpi\g<3>", plan.text(_PROPERTIES))
    plan.texts[_PROPERTIES.casefold()] = _WHEN.sub(rb"\g<1>2026-01-01T00:00:00Z\g<2>", said)
    finish(plan)
    file = io.BytesIO()
    plan.write(file)
    return file.getvalue()
