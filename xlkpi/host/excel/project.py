"""The VBA project of a workbook: modules put in and taken out; what was there stays."""

import io
import re
import tempfile
import zipfile
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path

from xlkpi.errors import WorkbookError
from xlkpi.workbook.edit.xml_bytes import markup

PART = "xl/vbaProject.bin"
_PUBLIC = re.compile(
    r"^[ \t]*(?:Public[ \t]+|Global[ \t]+)?(?:Static[ \t]+)?(?:Sub|Function)[ \t]+(\w+)",
    re.IGNORECASE | re.MULTILINE,
)
_ATTRIBUTES = re.compile(
    r"^Attribute .*$|^VERSION .*$|^BEGIN$|^END$|^\s*MultiUse = .*$", re.MULTILINE
)
_ONLY_OPTIONS = re.compile(r"^\s*(?:'.*|Option .*)?$", re.MULTILINE)
_TYPES = (
    b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    b'<Default Extension="xml" ContentType="application/xml"/></Types>'
)
_WORKSHEET = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"


def new_project(modules: Mapping[str, str], book_name: str, sheet_names: Sequence[str]) -> bytes:
    """Return a project with these modules, and one for the workbook and each named sheet.

    Args:
        modules: source by name.
        book_name: the workbook's code name.
        sheet_names: the code names of its sheets, those that have one.
    """
    from pyopenvba import ExcelFile  # noqa: PLC0415 -- large, and only binding needs it

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "book.xlsm"
        path.write_bytes(_bare_package(book_name, sheet_names))
        with ExcelFile(path) as file:
            project = file.add_vba_project()
            for name, source in modules.items():
                project.add_module(name, source)
            file.save(path)
        with zipfile.ZipFile(path) as package:
            return package.read(PART)


def with_modules(project: bytes, modules: Mapping[str, str]) -> bytes:
    """Return an officer's project with these modules added, or brought up to date."""
    return _changed(project, add=modules, remove=modules.keys())


def without_modules(project: bytes, names: Collection[str]) -> bytes:
    """Return a project without modules of these names."""
    return _changed(project, add={}, remove=names)


def sources_of(project: bytes) -> Mapping[str, str]:
    """Return the source of each module by its name.

    Raises:
        WorkbookError: this is no VBA project, or a damaged one.
    """
    from pyopenvba import ExcelFile, PyOpenVBAError  # noqa: PLC0415 -- as above

    with tempfile.TemporaryDirectory() as folder:
        path = _packed(Path(folder), project)
        try:
            with ExcelFile(path) as file:
                return dict(file.vba_modules())
        except (PyOpenVBAError, ValueError, LookupError, OverflowError) as error:
            message = "its VBA project cannot be read: open it in Excel and save it again"
            raise WorkbookError(message) from error


def refuse_unfit(project: bytes) -> None:
    """Refuse a project that is signed or locked: what is added would break the one or be hidden."""
    from pyopenvba import ExcelFile  # noqa: PLC0415 -- as above
    from pyopenvba.cfb import CFB  # noqa: PLC0415 -- as above
    from pyopenvba.vba import parse_vba_project  # noqa: PLC0415 -- as above

    with tempfile.TemporaryDirectory() as folder, ExcelFile(_packed(Path(folder), project)) as file:
        is_signed = file.vba_signature().present
    if is_signed:
        raise WorkbookError(SIGNED)
    protection = parse_vba_project(CFB.from_bytes(project)).protection
    if protection is not None and protection.has_password:
        raise WorkbookError(LOCKED)


SIGNED = (
    "its VBA project is signed, and adding to it would break the signature: have its owner sign it "
    "again afterwards, or use the add-in instead (xlkpi addin excel)"
)
LOCKED = (
    "its VBA project is locked with a password: unlock it in the VBA editor (Tools, VBAProject "
    "Properties, Protection), or use the add-in instead (xlkpi addin excel)"
)


def clashes(sources: Mapping[str, str], names: Collection[str]) -> Iterator[tuple[str, str]]:
    """Yield each public macro or function that has one of these names, with its module."""
    wanted = {name.casefold() for name in names}
    for module, source in sources.items():
        for found in _PUBLIC.finditer(source):
            if found[1].casefold() in wanted:
                yield found[1], module


def holds_code(sources: Mapping[str, str]) -> bool:
    """Return whether any module says more than what Excel itself writes into a new one."""
    return any(_ONLY_OPTIONS.sub("", _ATTRIBUTES.sub("", one)).strip() for one in sources.values())


def _changed(project: bytes, add: Mapping[str, str], remove: Collection[str]) -> bytes:
    from pyopenvba import ExcelFile  # noqa: PLC0415 -- as above

    gone = {name.casefold() for name in remove}
    with tempfile.TemporaryDirectory() as folder:
        path = _packed(Path(folder), project)
        with ExcelFile(path) as file:
            held = file.vba_project()
            for name in [one for one in held.module_names() if one.casefold() in gone]:
                held.delete_module(name)
            for name, source in add.items():
                held.add_module(name, source)
            file.save(path)
        with zipfile.ZipFile(path) as package:
            return package.read(PART)


def _packed(folder: Path, project: bytes) -> Path:
    """Return a package that holds a project and nothing else."""
    path = folder / "book.xlsm"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("[Content_Types].xml", _TYPES)
        package.writestr(PART, project)
    return path


def _bare_package(book_name: str, sheet_names: Sequence[str]) -> bytes:
    """Return the least that a workbook of these code names can be."""
    sheets = [(number, markup(name)) for number, name in enumerate(sheet_names, start=1)]
    listed = b"".join(b'<sheet name="%s" r:id="rId%d"/>' % (name, n) for n, name in sheets)
    related = b"".join(
        b'<Relationship Id="rId%d" Type="%s" Target="worksheets/sheet%d.xml"/>' % (n, _WORKSHEET, n)
        for n, _ in sheets
    )
    parts = {
        "[Content_Types].xml": _TYPES,
        "xl/workbook.xml": b'<workbook><workbookPr codeName="%s"/><sheets>%s</sheets></workbook>'
        % (markup(book_name), listed),
        "xl/_rels/workbook.xml.rels": b"<Relationships>%s</Relationships>" % related,
    } | {
        f"xl/worksheets/sheet{n}.xml": b'<worksheet><sheetPr codeName="%s"/></worksheet>' % name
        for n, name in sheets
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return file.getvalue()
