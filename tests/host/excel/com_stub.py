"""COM faked at its outermost edge, so that xlwings' own Windows code runs on any system.

`install(application)` puts the modules of pywin32 in place and imports xlwings as Windows has it;
everything above COM, from conversion to `call_udf`, is then xlwings itself.
"""

# ruff: noqa: N802 -- the names are those of Windows and Excel

import asyncio
import ctypes
import subprocess
import sys
import types
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Any

LOADED = (asyncio, subprocess)
"""What must know which system this really is."""

RANGE_IID = "{00020846-0000-0000-C000-000000000046}"
MISSING = -2147352572
"""What COM hands over for an argument that was left out."""
YES_NO, YES, OK = 4, 6, 1


class ComError(Exception):
    """pywintypes.com_error."""

    def __init__(self, said: str, hresult: int = -2146827284) -> None:
        super().__init__(hresult, said, (0, "Excel", said, "", 0, hresult), None)
        self.hresult, self.excepinfo = hresult, self.args[2]


class TypeInfo:
    """What an object says it is."""

    def __init__(self, iid: str) -> None:
        self.iid = iid

    def GetTypeInfo(self) -> "TypeInfo":
        return self

    def GetTypeAttr(self) -> "TypeInfo":
        return self

    def GetIDsOfNames(self, *_: object) -> None:
        message = "unknown name"
        raise ComError(message)


class CDispatch:
    """An object behind COM."""

    iid = ""

    @property
    def _oleobj_(self) -> TypeInfo:
        return TypeInfo(self.iid)


class Utc(tzinfo):
    """win32timezone's own."""

    def utcoffset(self, _: datetime | None) -> timedelta:
        return timedelta()

    def dst(self, _: datetime | None) -> timedelta:
        return timedelta()

    @staticmethod
    def utc() -> tzinfo:
        return UTC


class Anything:
    """A library of the system: whatever is asked of it is done, and nothing happens."""

    def __getattr__(self, _: str) -> "Anything":
        return Anything()

    def __call__(self, *_: object) -> int:
        return 0  # -- no windows, so that nobody counts them --


class Boxes:
    """The message boxes that were shown."""

    def __init__(self) -> None:
        self.shown: list[str] = []

    def __call__(self, _hwnd: int, text: str, _title: str, style: int) -> int:
        self.shown.append(text)
        return YES if style & 0xF == YES_NO else OK


def install(application: object) -> Boxes:
    """Return the message boxes to come, once xlwings finds `application` as its Excel."""
    boxes = Boxes()
    dispatch = _unwrapped
    client = _module(
        "win32com.client",
        CDispatch=CDispatch,
        CoClassBaseClass=type("CoClassBaseClass", (), {}),
        DispatchBaseClass=type("DispatchBaseClass", (), {}),
        Dispatch=dispatch,
        DispatchEx=dispatch,
    )
    _module("win32com", client=client)
    server = {name: _module(f"win32com.server.{name}") for name in ("dispatcher", "policy", "util")}
    _module("win32com.server", **server)
    _module("pywintypes", com_error=ComError, error=ComError, TimeType=datetime, IID=str)
    _module(
        "pythoncom",
        __file__="stub",
        CoInitialize=lambda: None,
        ole_error=ComError,
        TypeIIDs={"": ""},
        IID_IDispatch="",
    )
    _module("win32api", MessageBox=boxes)
    names = ("OK", "OKCANCEL", "YESNO", "YESNOCANCEL", "ICONINFORMATION", "ICONWARNING")
    styles = (0, 1, YES_NO, 3, 64, 48)
    _module("win32con", **{f"MB_{name}": style for name, style in zip(names, styles, strict=True)})
    _module("win32gui", FindWindowEx=lambda *_: 1)
    _module("win32process", GetWindowThreadProcessId=lambda _: (1, 1))
    _module("win32timezone", TimeZoneInfo=Utc)
    _module("win32event")
    found = types.SimpleNamespace(PyCom_PyObjectFromIUnknown=_Given(application))
    for name in ("oledll", "windll"):
        setattr(ctypes, name, Anything())
    real = ctypes.PyDLL, sys.platform
    ctypes.PyDLL, sys.platform = (lambda _: found), "win32"  # type: ignore[assignment, misc]
    import xlwings  # noqa: PLC0415 -- only now would it take this for Windows

    assert "excel" in [engine.name for engine in xlwings.engines]
    ctypes.PyDLL = real[0]  # type: ignore[misc]
    return boxes


class _Given:
    """A function of a library that hands out one object."""

    restype: Any = None

    def __init__(self, given: object) -> None:
        self._given = given

    def __call__(self, *_: object) -> object:
        return self._given


def _unwrapped(found: object) -> object:
    return found


def _module(name: str, **names: object) -> types.ModuleType:
    module = types.ModuleType(name)
    module.__dict__.update(names)
    sys.modules[name] = module
    return module


Call = Callable[..., Any]
