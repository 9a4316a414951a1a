"""What `doctor` looks at: this computer, this Python and one folder, as they are."""

import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path

Registry = Callable[[str, str], object]
"""Gives a value of the current user's registry by its key and name; None where there is none."""


class State(Enum):
    """How things stand."""

    GOOD = "good"
    AMISS = "amiss"
    NOT_SEEN = "not looked at"


@dataclass(frozen=True, slots=True)
class Found:
    """What a check found, and what to do about it; nothing to do where all is well."""

    state: State
    found: str
    todo: str = ""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """A computer as a check sees it."""

    folder: Path
    """Where the workbooks are."""
    platform: str
    python: tuple[int, int]
    executable: str
    prefix: Path
    home: Path
    environment: Mapping[str, str]
    registry: Registry
    packages: Mapping[str, str]
    """The versions of the packages that matter, of those that are installed."""

    @property
    def is_windows(self) -> bool:
        """Whether desktop Excel can run functions and buttons here."""
        return self.platform == "win32"


def here(folder: Path) -> Surroundings:
    """Return this computer, with the folder that holds the workbooks."""
    return Surroundings(
        folder.resolve(),
        sys.platform,
        (sys.version_info.major, sys.version_info.minor),
        sys.executable,
        Path(sys.prefix),
        Path.home(),
        os.environ,
        _registry,
        {name: found for name in ("xlwings", "pyopenvba", "pywin32") if (found := _version(name))},
    )


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "installed" if find_spec(package) else ""


if sys.platform == "win32":
    import winreg

    def _registry(key: str, name: str) -> object:
        """Return a value of the current user's registry, or of its policies."""
        for hive in (winreg.HKEY_CURRENT_USER, winreg.HKEY_LOCAL_MACHINE, winreg.HKEY_CLASSES_ROOT):
            try:
                with winreg.OpenKey(hive, key) as held:
                    found: object = winreg.QueryValueEx(held, name)[0]
                    return found
            except OSError:
                continue
        return None

else:

    def _registry(key: str, name: str) -> object:
        """Return nothing: only Windows has a registry."""
        del key, name
        return None
