"""The process apart: carries out an action for an open document, and speaks JSON, line by line.

It is told what is asked and what the document holds. It tells what shall change there, hears
whether that was done, then writes the files, and ends with what the action has to say. If it ends
in any other way, the document is to be put back as it was.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any, TextIO

from xlkpi import __version__
from xlkpi.actions.catalogue import ACTIONS, Desk, Done
from xlkpi.errors import RegisterError, SettingsError, WorkbookError, XlkpiError
from xlkpi.host.sent_book import Instructions, SentBook, SentBooks, read_book
from xlkpi.settings.settings import FILE_NAME, Settings, read_settings
from xlkpi.workbook.files import Files


@dataclass(frozen=True, slots=True)
class Conversation:
    """Both directions of the talk with the spreadsheet."""

    heard: TextIO
    told: TextIO

    def hear(self) -> Mapping[str, Any]:
        """Return the next thing that the spreadsheet says; nothing once it has gone."""
        line = self.heard.readline()
        return dict(json.loads(line)) if line else {}

    def tell(self, **said: object) -> None:
        """Tell the spreadsheet one thing."""
        self.told.write(json.dumps(said, ensure_ascii=True) + "\n")
        self.told.flush()

    def deliver(self, instructions: Instructions) -> None:
        """Have the open document changed; a WorkbookError says why it could not be."""
        for said in instructions.values():
            self.tell(edits=said)
            reply = self.hear()
            if not reply.get("applied"):
                message = str(reply.get("refused", "LibreOffice did not answer: nothing was done"))
                raise WorkbookError(message)


def answer(talk: Conversation, stamp: datetime) -> None:
    """Carry out what is asked; whatever goes wrong on purpose is told as a line."""
    asked = talk.hear()
    try:
        done = _done(asked, talk, stamp)
    except RegisterError as error:
        lines = [str(problem) for problem in error.problems]
        message = f"{error}: nothing was changed. Mend them and ask again."
        talk.tell(failed={"message": message, "lines": lines})
    except XlkpiError as error:
        talk.tell(failed={"message": str(error), "lines": []})
    except OSError as error:
        where = error.filename or "a file"
        message = f"{where}: {error.strerror}: close it, or check the folder, and ask again."
        talk.tell(failed={"message": message, "lines": []})
    else:
        talk.tell(done={"summary": done.summary, "lines": done.lines, "files": done.files})


def _done(asked: Mapping[str, Any], talk: Conversation, stamp: datetime) -> Done:
    book = read_book(asked["book"])
    settings = settings_above(book.path)
    books = SentBooks((book,), Files(stamp), talk.deliver)
    action = ACTIONS[asked["action"]]
    run = action.preview if asked.get("is_preview") and action.preview else action.run
    done = run(Desk(settings, books, str(asked.get("role", "")), stamp))
    is_modified = bool(asked.get("is_modified"))
    notes = tuple(_notes(asked, settings, book, books, is_modified=is_modified))
    return replace(done, lines=(*notes, *done.lines))


def settings_above(path: Path) -> Settings:
    """Return the settings of the Register in whose folder a workbook lies, or in one above.

    Raises:
        SettingsError: there are none, or they cannot be read.
    """
    for folder in path.resolve().parents:
        if (folder / FILE_NAME).is_file():
            settings = read_settings(folder)
            return replace(settings, out=folder / settings.out)
    message = (
        f"{path}: neither its folder nor one above it holds {FILE_NAME}: open a workbook of the "
        f"Register, or save this one there"
    )
    raise SettingsError(message)


def _notes(
    asked: Mapping[str, Any],
    settings: Settings,
    book: SentBook,
    books: SentBooks,
    *,
    is_modified: bool,
) -> list[str]:
    """Return what an officer should know before the action's own lines."""
    notes = []
    known = {source.path.resolve() for source in (*settings.sources, *settings.entries)}
    if book.path.resolve() not in known:
        notes.append(f"{book.path.name} is no workbook of the Register that {settings.path} names.")
    elif is_modified and book.path not in books.read:
        notes.append(
            f"{book.path.name} was read as it was last saved: save it and ask again to include "
            f"what was typed since."
        )
    if asked.get("version") != __version__:
        notes.append(
            f"The add-in is of version {asked.get('version')} and xlkpi of {__version__}: make the "
            f"add-in again with xlkpi addin libreoffice, and install it."
        )
    return notes
