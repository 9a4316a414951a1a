"""Macro-enabled workbooks: `macro_workbook(path, modules)`, `with_ribbon(xml)`."""

import shutil
from collections.abc import Callable, Mapping
from importlib.resources import as_file, files
from pathlib import Path

from tests.making.rich import DECLARATION, PACKAGE_RELATIONS, Parts, remade
from xlkpi.host.excel.project import with_modules

OWN = {"Mine": 'Public Sub Greet()\r\n    MsgBox "Good morning"\r\nEnd Sub\r\n'}
_RIBBONS = "http://schemas.microsoft.com/office/2007/relationships/ui/extensibility"
_CUSTOM_UI = b"http://schemas.microsoft.com/office/2009/07/customui"


def macro_workbook(path: Path, modules: Mapping[str, str] = OWN) -> Path:
    """Return an officer's macro-enabled workbook, as Excel wrote it, with these modules."""
    with as_file(files("xlwings").joinpath("quickstart.xlsm")) as shipped:
        shutil.copyfile(shipped, path)
    return remade(path, lambda parts: _add(parts, modules))


def _add(parts: Parts, modules: Mapping[str, str]) -> None:
    parts["xl/vbaProject.bin"] = with_modules(parts["xl/vbaProject.bin"], modules)


def with_ribbon(content: bytes) -> Callable[[Parts], None]:
    """Return what gives a package a ribbon of the officer's own, inside <customUI>."""

    def change(parts: Parts) -> None:
        xml = b'<customUI xmlns="%s">%s</customUI>' % (_CUSTOM_UI, content)
        parts["customUI/mine.xml"] = DECLARATION + xml
        related = (
            b'<Relationship Id="rIdMine" Type="%s" Target="customUI/mine.xml"/></Relationships>'
            % _RIBBONS.encode()
        )
        root = parts["_rels/.rels"]
        assert PACKAGE_RELATIONS in root
        parts["_rels/.rels"] = root.replace(b"</Relationships>", related)

    return change
