"""A cell's text: the one way a reference, name or word is read, whatever the cell's format."""

from datetime import date, datetime
from math import isfinite

from xlkpi.errors import RefusalError
from xlkpi.terms.number import spelling

ERRORS = frozenset(
    (
        "#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#GETTING_DATA",
        "#SPILL!", "#CALC!", "#FIELD!", "#BLOCKED!", "#UNKNOWN!", "#CONNECT!", "#BUSY!",
        "#EXTERNAL!", "#PYTHON!", "#TIMEOUT!",
    )
)  # fmt: skip
"""What a spreadsheet shows where a formula failed."""


def is_blank(found: object) -> bool:
    """Return whether a cell holds nothing: empty, or only spaces."""
    return found is None or (isinstance(found, str) and not found.strip())


def text_of(found: object) -> str:
    """Return what a cell shows as text, blank for none: `101` for the number 101."""
    if isinstance(found, str):
        return found.strip()
    if found is None:
        return ""
    if isinstance(found, bool):
        return str(found).upper()
    if isinstance(found, float) and isfinite(found):
        return str(int(found)) if found == int(found) else spelling(found)
    if isinstance(found, datetime | date):
        return found.isoformat()[:10]
    return str(found).strip()


def refuse_error(text: str) -> None:
    """Refuse what a failed formula left in a cell: it is nobody's word."""
    if text.startswith("#") and text.upper() in ERRORS:
        message = f"found the error {text}: mend the formula, or type what belongs here"
        raise RefusalError(message)
