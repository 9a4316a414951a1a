"""Adopt: workbooks that nobody described are looked at, mapped and read through the mapping."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from xlkpi.actions.check import Findings, check
from xlkpi.errors import RefusalError, SettingsError
from xlkpi.register.codes import HEADINGS
from xlkpi.register.problem import Problem
from xlkpi.settings.settings import read_settings
from xlkpi.settings.writing import Saved, save
from xlkpi.workbook.adopt.plan import propose
from xlkpi.workbook.adopt.proposal import Proposal
from xlkpi.workbook.layout import LAYOUTS

_BLOCK = re.compile(r"# -- adopted: (.+) --")
_SECTION = re.compile(r"(?:# )?\[")
_WAITS = re.compile(r"# ([a-z_]+) = ")

Waiting = Mapping[tuple[str, str], Sequence[str]]
"""What waits in `xlkpi.toml`, such as `line 28`, by `workbook, sheet` and field."""


@dataclass(frozen=True, slots=True)
class Adopted:
    """The settings as they were written, and what `check` says of the Register they describe."""

    saved: Saved
    findings: Findings | None
    """None where the settings themselves wait for an answer."""
    waits_for: str = ""
    """What the settings lack, in one line."""


def look(files: Sequence[Path]) -> Proposal:
    """Return the mapping that workbooks suggest; a file that is named twice is looked at once.

    Raises:
        WorkbookError: one of the files cannot be read as a workbook.
        RefusalError: nothing in them can be read as part of a Register.
    """
    once = {path.resolve(): path for path in files}
    return propose(tuple(once.values()))


def adopt(proposal: Proposal, folder: Path, day: date, stamp: datetime) -> Adopted:
    """Return what has become of the Register in `folder` once the proposal is written there.

    Args:
        proposal: what was looked at and agreed.
        folder: where `xlkpi.toml` is, or will be.
        day: the day the Register is taken to stand at, where the settings do not say it yet.
        stamp: the name of the backup.

    Raises:
        RefusalError: the proposal holds nothing that could be written.
        SettingsError: the settings cannot be written; they are as they were.
    """
    if not proposal.tables:
        message = (
            "nothing in these workbooks can be read as KPIs, results or targets: see the reasons "
            "above, or map them by hand in xlkpi.toml"
        )
        raise RefusalError(message)
    saved = save(proposal, folder, day, stamp)
    try:
        found = check(read_settings(folder))
    except SettingsError as error:
        return Adopted(saved, None, str(error))
    waiting = _waiting(saved.path)
    told = tuple(_pointed(one, waiting) for one in found.problems)
    return Adopted(saved, replace(found, problems=told))


def _waiting(path: Path) -> Waiting:
    """Return the lines that wait to be filled, by their sheet and field."""
    found, sheet, section = defaultdict[tuple[str, str], list[str]](list), "", ""
    for number, line in enumerate(path.read_text(encoding="utf-8-sig").splitlines(), start=1):
        if block := _BLOCK.fullmatch(line):
            sheet = block[1]
        elif _SECTION.match(line):
            section = f"the section at line {number}" if line.startswith("#") else ""
        elif waits := _WAITS.match(line):
            found[sheet, waits[1]].append(section or f"line {number}")
    return found


def _pointed(problem: Problem, waiting: Waiting) -> Problem:
    """Return a problem with the line that waits for its answer, where a heading is not there."""
    place = f"{problem.file}, {problem.sheet}"
    for (sheet, field), lines in waiting.items():
        headings = {f"'{one.headings[field]}'" for one in LAYOUTS.values() if field in one.headings}
        said, _, _ = problem.message.partition(": ")
        if problem.code is HEADINGS and sheet == place and any(one in said for one in headings):
            more = f" and {len(lines) - 1} more" if len(lines) > 1 else ""
            message = (
                f"{said}: add it, or fill {lines[0]}{more} of xlkpi.toml, {field}, and take "
                f"the # away"
            )
            return replace(problem, message=message)
    return problem
