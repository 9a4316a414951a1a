"""The extension as one file: what LibreOffice's extension manager installs."""

import json
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree as ET
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import xlkpi
from xlkpi import __version__
from xlkpi.actions.catalogue import ACTIONS
from xlkpi.host.libreoffice import configuration
from xlkpi.host.libreoffice.idl import interface
from xlkpi.host.libreoffice.signature import EXTENSION
from xlkpi.host.libreoffice.xcu import as_file
from xlkpi.office.program import OLDEST

EARLIEST = (1980, 1, 1, 0, 0, 0)
NAME = "xlkpi.oxt"
"""LibreOffice knows an installed extension, and the scripts in it, by its file's name."""
INSIDE = "host/libreoffice/inside"
VENDORED = (
    "__init__.py", "errors.py", "terms", "rules", "functions", "office/__init__.py",
    "office/surroundings.py", "host/__init__.py", "host/libreoffice/__init__.py",
    "host/libreoffice/signature.py", INSIDE,
)  # fmt: skip
"""What LibreOffice's own Python needs of this package: files, and folders with all their files."""
COMPONENTS = ("functions", "dispatch", "buttons")
"""The modules of `inside/` whose classes LibreOffice makes."""

CONFIGURATION = "application/vnd.sun.star.configuration-data"
KINDS = {
    "XKpi.idl": "application/vnd.sun.star.uno-typelibrary;type=RDB",
    **{
        f"kpi_{name}.py": "application/vnd.sun.star.uno-component;type=Python"
        for name in COMPONENTS
    },
    "CalcAddIns.xcu": CONFIGURATION,
    "Addons.xcu": CONFIGURATION,
    "CalcWindowState.xcu": CONFIGURATION,
    "ProtocolHandler.xcu": CONFIGURATION,
    "Jobs.xcu": CONFIGURATION,
}
"""Every part that LibreOffice is told of, with what it is."""

COMPONENT = '''\
"""Leads LibreOffice to {module}."""

import sys
import typing
from pathlib import Path

# -- before a Python of the same package that the officer may have installed elsewhere --
sys.path.insert(0, str(Path(__file__).with_name("pythonpath")))
if not hasattr(typing, "Self"):  # -- LibreOffice may bring a Python older than 3.11 --
    typing.Self = typing.Any

from {module} import g_ImplementationHelper
'''

Parts = Mapping[str, bytes]


def extension(command: Sequence[str]) -> bytes:
    """Return the extension; the same command and version give the same bytes.

    Args:
        command: what starts this xlkpi, such as a Python with `-m xlkpi`.
    """
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as package:
        for name, content in sorted(parts(command).items()):
            package.writestr(ZipInfo(name, EARLIEST), content, ZIP_DEFLATED)
    return out.getvalue()


def parts(command: Sequence[str]) -> Parts:
    """Return each file of the extension by its name."""
    return {
        "META-INF/manifest.xml": _manifest(),
        "description.xml": _description(),
        "CalcAddIns.xcu": configuration.function_help(),
        "Addons.xcu": configuration.menu_and_toolbar(),
        "CalcWindowState.xcu": configuration.toolbar_window(),
        "ProtocolHandler.xcu": configuration.protocol(),
        "Jobs.xcu": configuration.jobs(),
        "XKpi.idl": interface().encode(),
        **{f"kpi_{name}.py": _component(name) for name in COMPONENTS},
        **dict(_vendored()),
        f"pythonpath/xlkpi/{INSIDE}/built.json": _built(command),
    }


def _manifest() -> bytes:
    space = "http://openoffice.org/2001/manifest"
    ET.register_namespace("manifest", space)
    root = ET.Element(f"{{{space}}}manifest")
    for name, kind in KINDS.items():
        entry = {f"{{{space}}}full-path": name, f"{{{space}}}media-type": kind}
        ET.SubElement(root, f"{{{space}}}file-entry", entry)
    return as_file(root)


def _description() -> bytes:
    """Return what the extension manager shows, and the oldest LibreOffice that it lets in."""
    space = "http://openoffice.org/extensions/description/2006"
    own = "http://libreoffice.org/extensions/description/2011"
    oldest = ".".join(map(str, OLDEST))
    return f"""\
<?xml version="1.0" encoding="UTF-8"?>
<description xmlns="{space}" xmlns:d="{space}" xmlns:l="{own}">
  <identifier value="{EXTENSION}"/>
  <version value="{__version__}"/>
  <display-name><name lang="en">KPI Register (xlkpi)</name></display-name>
  <publisher><name lang="en">The xlkpi authors</name></publisher>
  <dependencies>
    <l:LibreOffice-minimal-version value="{oldest}" d:name="LibreOffice {oldest} or later"/>
  </dependencies>
</description>
""".encode()


def _component(name: str) -> bytes:
    module = f"{xlkpi.__name__}.{INSIDE.replace('/', '.')}.{name}"
    return COMPONENT.format(module=module).encode()


def _vendored() -> Iterator[tuple[str, bytes]]:
    home = Path(xlkpi.__file__).parent
    for name in VENDORED:
        where = home / name
        for path in [where] if where.is_file() else where.rglob("*.py"):
            yield f"pythonpath/xlkpi/{path.relative_to(home).as_posix()}", path.read_bytes()


def _built(command: Sequence[str]) -> bytes:
    """Return what the inside knows of the outside."""
    said = {
        "version": __version__,
        "command": list(command),
        "actions": {
            action.name: {
                "label": action.label,
                "macro": action.macro,
                "is_asked": action.preview is not None,
            }
            for action in ACTIONS.values()
        },
    }
    return json.dumps(said, indent=1, ensure_ascii=False).encode()
