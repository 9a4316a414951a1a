"""The whole exception tree.

::

    XlkpiError                  anything this project raises on purpose
    ├── RefusalError            a word, number or period that cannot be used as it stands
    ├── SettingsError           xlkpi.toml is missing, unreadable or says something impossible
    ├── WorkbookError           a spreadsheet file is not one, or lacks a sheet or heading
    ├── RegisterError           the Register has problems; carries all of them, located
    ├── TemplateError           a Word template lacks what the paper needs
    ├── PaperError              a Word file is not one, or cannot be read
    ├── OfficeError             LibreOffice is missing, too old, or cannot do what it is asked
    └── OutputError             a finished file cannot be put in its place

Three kinds of "no" are kept apart. A domain outcome ("No target") is a value. A problem in the
Register is data: located, collected, all in one pass. A failure is one of these exceptions, and its
message is one line: what was found, where, what was expected and what to do.
"""

from collections.abc import Sequence
from enum import Enum
from typing import Protocol


class LocatedProblem(Protocol):
    """A problem as the Register tells it; `str(problem)` is its one line."""

    @property
    def message(self) -> str:
        """What was found, what was expected and what to do."""

    @property
    def file(self) -> str:
        """The workbook's name."""

    @property
    def sheet(self) -> str:
        """The sheet's name; blank when a whole file is meant."""

    @property
    def cell(self) -> str:
        """The address; blank when a whole sheet is meant."""

    @property
    def heading(self) -> str:
        """The heading over the cell."""

    @property
    def kpi(self) -> str:
        """The KPI's reference; blank when none is meant."""

    @property
    def period(self) -> str:
        """The period's name; blank when none is meant."""

    @property
    def severity(self) -> Enum:
        """Whether the Register can be used as it stands."""


class XlkpiError(Exception):
    """Anything this project raises on purpose; `str(error)` is one line for an officer."""


class RefusalError(XlkpiError, ValueError):
    """A word, number or period that cannot be used as it stands.

    It is a ValueError too, so that a model's validation collects it with its field.
    """


class SettingsError(XlkpiError):
    """`xlkpi.toml` is missing, unreadable or says something impossible."""


class WorkbookError(XlkpiError):
    """A spreadsheet file is not one, or lacks a sheet or heading that the Register needs."""


class TemplateError(XlkpiError):
    """A Word template lacks what the paper needs."""


class PaperError(XlkpiError):
    """A Word file is not one, or cannot be read."""


class OfficeError(XlkpiError):
    """LibreOffice is missing, too old, or cannot do what it is asked."""


class OutputError(XlkpiError):
    """A finished file cannot be put in its place; the folder is as it was."""


class RegisterError(XlkpiError):
    """The Register cannot be used until its problems are mended."""

    def __init__(self, problems: Sequence[LocatedProblem]) -> None:
        """Carry every problem, so that an officer can mend them in one pass."""
        self.problems = tuple(problems)
        count = len(self.problems)
        super().__init__(f"{count} problem{'' if count == 1 else 's'} in the Register")
