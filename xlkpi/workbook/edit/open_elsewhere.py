"""Who has the workbook open, by the files that Excel and LibreOffice leave beside it."""

from pathlib import Path

from xlkpi.errors import WorkbookError

_LENGTH_AT, _NAME_AT, _SHORT_NAME_AT = 55, 57, 1
_SOMEBODY = "somebody"


def refuse_if_open(path: Path) -> None:
    """Refuse a workbook that is open in Excel or LibreOffice, naming who has it open."""
    owner = path.with_name(f"~${path.name}")
    lock = path.with_name(f".~lock.{path.name}#")
    if owner.exists():
        who, mark = excel_user(_content(owner)), owner.name
    elif lock.exists():
        who, mark = libreoffice_user(_content(lock)), lock.name
    else:
        return
    message = (
        f"is open elsewhere, by {who}: close it there and try again, or say that the mark {mark} "
        f"was left behind"
    )
    raise WorkbookError(message)


def excel_user(content: bytes) -> str:
    """Return the user named in Excel's owner file: in UTF-16, or else in a byte a character."""
    count = int.from_bytes(content[_LENGTH_AT:_NAME_AT], "little")
    name = content[_NAME_AT : _NAME_AT + 2 * count].decode("utf-16-le", "replace")
    if not _readable(name):
        name = content[_SHORT_NAME_AT : _SHORT_NAME_AT + content[0] if content else 0].decode(
            "cp1252", "replace"
        )
    return _readable(name) or _SOMEBODY


def libreoffice_user(content: bytes) -> str:
    """Return the user named in LibreOffice's lock file: name, login, computer, time, profile."""
    fields = content.decode("utf-8", "replace").split(",")
    name, login = (*fields, "", "")[:2]
    return _readable(name) or _readable(login) or _SOMEBODY


def _readable(name: str) -> str:
    """Return the name on one line, without what a terminal would act on."""
    return " ".join("".join(c if c.isprintable() else " " for c in name).split())


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""
