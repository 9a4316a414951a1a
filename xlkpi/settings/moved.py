"""Moved: the same settings for workbooks that were copied into one folder."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import tomlkit

from xlkpi.settings.model import SettingsFile
from xlkpi.settings.settings import Settings

TEMPLATES = "docx_templates"


@dataclass(frozen=True, slots=True)
class Moved:
    """The text of a settings file, and which file each name of its folder stands for."""

    text: str
    files: Mapping[str, Path]
    """The workbooks and the templates by their new names, relative to the settings."""


def moved(settings: Settings) -> Moved:
    """Return settings that read copies of the same files from one folder; comments stay."""
    document = tomlkit.parse(settings.path.read_text(encoding="utf-8-sig"))
    file = SettingsFile.model_validate(document.unwrap())
    folder = settings.path.parent
    needed = {source.path for source in (*settings.sources, *settings.entries)}
    files: dict[str, Path] = {}
    books = tomlkit.table()
    for book, name in file.books.items():
        path = folder / name
        if path in needed:
            new = _unused(path.name, files)
            files[new] = path
            books[book] = new
    document["books"] = books
    papers = document.setdefault("papers", tomlkit.table())
    papers["templates"] = TEMPLATES
    for template in sorted(settings.templates.glob("*.docx")):
        files[f"{TEMPLATES}/{template.name}"] = template
    run = document["run"]
    run["period"] = settings.period.name
    run["out"] = f"{file.run.out}/as reported {settings.as_at.isoformat()}"
    return Moved(tomlkit.dumps(document), files)


def _unused(name: str, taken: Mapping[str, Path]) -> str:
    """Return a file name that no other copy has."""
    path, turn = Path(name), 1
    while name.casefold() in map(str.casefold, taken):
        turn += 1
        name = f"{path.stem} {turn}{path.suffix}"
    return name
