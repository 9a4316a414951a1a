"""The checks of `xlkpi doctor`: each a small function, all in one table."""

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path, PureWindowsPath

from xlkpi.errors import OfficeError, WorkbookError
from xlkpi.host.excel.project import sources_of
from xlkpi.host.excel.surroundings import Found, State, Surroundings
from xlkpi.host.excel.wrappers import FUNCTIONS, XLWINGS, version_in, xlwings_module
from xlkpi.office.program import libreoffice
from xlkpi.settings.settings import FILE_NAME
from xlkpi.workbook.package import DAMAGED, Package

OLDEST_PYTHON = (3, 11)
MACROS = r"Software\Microsoft\Office\16.0\Excel\Security"
POLICY = r"Software\Policies\Microsoft\Office\16.0\Excel\Security"
EXCEL = r"Excel.Application\CurVer"
CLOUDS = ("onedrive", "sharepoint", "google drive", "dropbox", "icloud")
ALLOWS = {1: "runs macros without asking", 2: "asks before it runs macros"}
NOT_WINDOWS = Found(State.NOT_SEEN, "this is not Windows, where desktop Excel would run")


@dataclass(frozen=True, slots=True)
class Check:
    """A thing to look at."""

    host: str
    subject: str
    look: Callable[[Surroundings], Found]


def good(found: str) -> Found:
    """Return that all is well."""
    return Found(State.GOOD, found)


def amiss(found: str, todo: str) -> Found:
    """Return what is wrong and what to do."""
    return Found(State.AMISS, found, todo)


def _python(here: Surroundings) -> Found:
    said = ".".join(map(str, here.python))
    if here.python < OLDEST_PYTHON:
        return amiss(f"Python {said}", "install Python 3.11 or later for yourself, without rights")
    return good(f"Python {said} at {here.executable}")


def _settings(here: Surroundings) -> Found:
    folders = (here.folder, *here.folder.parents)
    found = next((one for one in folders if (one / FILE_NAME).is_file()), None)
    if found is None:
        todo = f"put {FILE_NAME} into the folder of the Register, or run xlkpi adopt there"
        return amiss(f"there is no {FILE_NAME} in {here.folder} or above", todo)
    return good(f"{found / FILE_NAME}")


def _cloud(here: Surroundings) -> Found:
    roots = [v for k, v in here.environment.items() if k.casefold().startswith("onedrive") and v]
    is_below = any(str(here.folder).casefold().startswith(root.casefold()) for root in roots)
    parts = (part.casefold() for part in PureWindowsPath(here.folder).parts)
    if is_below or any(cloud in part for part in parts for cloud in CLOUDS):
        todo = (
            "choose Always keep on this device for it, and open workbooks from Explorer rather "
            "than from the browser; if a button says it cannot tell where a workbook lies, move "
            "the Register to a folder that is not synced"
        )
        return amiss(f"{here.folder} is synced with the cloud", todo)
    return good(f"{here.folder} is not synced with the cloud")


def _excel(here: Surroundings) -> Found:
    if not here.is_windows:
        return NOT_WINDOWS
    found = here.registry(EXCEL, "")
    if not found:
        return amiss("Excel is not installed", "ask for desktop Excel; the Store's will do too")
    return good(str(found))


def _packages(here: Surroundings) -> Found:
    needed = version_needed()
    held = here.packages.get("xlwings", "")
    if held != needed or "pyopenvba" not in here.packages:
        found = f"xlwings {held or 'is not installed'}, version {needed} is needed"
        return amiss(found, 'run: python -m pip install "xlkpi[excel]"')
    if here.is_windows and "pywin32" not in here.packages:
        return amiss("pywin32 is not installed", "run: python -m pip install pywin32")
    return good(f"xlwings {held}")


def _library(here: Surroundings) -> Found:
    if not here.is_windows:
        return NOT_WINDOWS
    names = [f"xlwings{bits}-{version_needed()}.dll" for bits in (32, 64)]
    missing = [name for name in names if not (here.prefix / name).is_file()]
    if missing:
        todo = "run: python -m pip install --force-reinstall xlwings==" + version_needed()
        return amiss(f"{' and '.join(missing)} missing in {here.prefix}", todo)
    return good(f"{' and '.join(names)} in {here.prefix}")


def _interpreter(here: Surroundings) -> Found:
    if not here.is_windows:
        return NOT_WINDOWS
    said = _configured(here.home / ".xlwings" / "xlwings.conf").get("INTERPRETER_WIN", "")
    if not said:
        return amiss("Excel has not been told which Python to use", "run: xlwings config create")
    ours = PureWindowsPath(here.executable).parent
    if PureWindowsPath(said).parent != ours:
        todo = f"run: xlwings config create --force, with the Python in {ours}"
        return amiss(f"Excel uses the Python {said}, which is not this one", todo)
    return good(said)


def _macros(here: Surroundings) -> Found:
    if not here.is_windows:
        return NOT_WINDOWS
    policy = here.registry(POLICY, "VBAWarnings")
    level = policy if policy is not None else here.registry(MACROS, "VBAWarnings")
    level = 2 if level is None else level
    if level in ALLOWS:
        return good(f"Excel {ALLOWS[int(str(level))]}")
    found = "Excel runs only signed macros" if level == 3 else "Excel runs no macros"  # noqa: PLR2004
    if policy is not None:
        return amiss(
            f"{found}, by your council's policy",
            "ask IT to make the Register's folder a trusted location, or use Excel on the web",
        )
    todo = (
        "in Excel: File, Options, Trust Center, Trust Center Settings, Trusted Locations, Add the "
        "Register's folder"
    )
    return amiss(found, todo)


def _marked(here: Surroundings) -> Found:
    if not here.is_windows:
        return NOT_WINDOWS
    marked = [path.name for path in _macro_files(here) if _came_from_the_web(path)]
    if marked:
        todo = "in Explorer: right click, Properties, tick Unblock, OK; for each of them"
        return amiss(f"Windows blocks the macros of {', '.join(marked)}", todo)
    return good("no workbook here is marked as coming from the internet")


def _bound(here: Surroundings) -> Found:
    held = {path.name: version for path in _macro_files(here) if (version := _bound_to(path))}
    other = [name for name, version in held.items() if version != version_needed()]
    if other:
        todo = "run xlkpi bind on each of them again"
        return amiss(f"{', '.join(other)}: bound with another version of xlwings", todo)
    return good(f"{len(held)} bound workbook{'' if len(held) == 1 else 's'} here, all up to date")


def _libreoffice(here: Surroundings) -> Found:
    del here
    try:
        return good(libreoffice())
    except OfficeError as error:
        found, _, todo = str(error).partition(": ")
        return amiss(found, f"{todo}; only those who use LibreOffice or print PDF need it")


def version_needed() -> str:
    """Return the version of xlwings that this xlkpi writes into workbooks."""
    try:
        return version_in(xlwings_module())
    except ModuleNotFoundError:
        return "0.37.8"


def _macro_files(here: Surroundings) -> Iterator[Path]:
    for pattern in ("*.xlsm", "*.xlam", "workbooks/*.xlsm"):
        yield from sorted(here.folder.glob(pattern))


def _came_from_the_web(path: Path) -> bool:
    try:
        return "ZoneId=3" in Path(f"{path}:Zone.Identifier").read_text(encoding="ascii")
    except (OSError, UnicodeError):
        return False


def _bound_to(path: Path) -> str:
    """Return the version of xlwings that a workbook is bound to; blank for one that is not."""
    try:
        parts = Package(path).parts
        found = parts.referred(parts.main, "vbaProject")
        sources = sources_of(parts.read(found[0])) if found else {}
    except (WorkbookError, ImportError, OSError, *DAMAGED):
        return ""
    return version_in(sources[XLWINGS]) if {FUNCTIONS, XLWINGS} <= sources.keys() else ""


def _configured(path: Path) -> dict[str, str]:
    """Return what xlwings' own settings file says."""
    try:
        with path.open(encoding="utf-8", errors="replace", newline="") as file:
            return {row[0].upper(): row[1] for row in csv.reader(file) if len(row) > 1}
    except OSError:
        return {}


CHECKS = (
    Check("everywhere", "Python", _python),
    Check("everywhere", "the Register", _settings),
    Check("everywhere", "its folder", _cloud),
    Check("Excel", "Excel itself", _excel),
    Check("Excel", "what xlkpi needs for it", _packages),
    Check("Excel", "xlwings' library", _library),
    Check("Excel", "the Python it starts", _interpreter),
    Check("Excel", "macros", _macros),
    Check("Excel", "blocked files", _marked),
    Check("Excel", "bound workbooks", _bound),
    Check("LibreOffice", "LibreOffice itself", _libreoffice),
)
"""Every check, by the host that it is about."""
