"""What an officer is told and asked: one window with a line, a list that scrolls, and buttons."""

from collections.abc import Sequence
from typing import Any

WIDTH, MARGIN, LINE = 300, 8, 10
"""Sizes in the units of dialogs, about a quarter of a character's width."""
LIST_HEIGHT, ROOM, BUTTON = 150, 14, 60
OK, CANCEL = 1, 2
CHARACTERS = 70
"""About how many characters a line of the message has."""


class Dialog:
    """A window over a document; it is made, shown and gone in one call."""

    def __init__(self, context: Any, title: str) -> None:
        """Begin a window with this title."""
        self._context = context
        self._model = self._make("com.sun.star.awt.UnoControlDialogModel")
        self._model.Title, self._model.Width = title, WIDTH
        self._bottom = MARGIN

    def show(
        self,
        parent: Any,
        message: str,
        lines: Sequence[str] = (),
        *,
        agree: str = "",
        role: str | None = None,
    ) -> str | None:
        """Return the role, or a blank, once it is agreed to; None when it is not.

        Args:
            parent: the document's window.
            message: one line or two.
            lines: a list under it.
            agree: the words on the button that goes on; without them there is only a button OK.
            role: what the role is taken to be; None where none is asked for.
        """
        self._add("FixedText", "message", _height(message), Label=message, MultiLine=True)
        if lines:
            text = "\n".join(lines)
            self._add(
                "Edit",
                "lines",
                LIST_HEIGHT,
                Text=text,
                MultiLine=True,
                ReadOnly=True,
                VScroll=True,
                HelpText="What was found, a line each",
            )
        if role is not None:
            words = "Your role, such as Head of Policy (never a name):"
            self._add("FixedText", "asked", LINE, Label=words)
            self._add("Edit", "role", ROOM, Text=role)
        self._buttons(agree)
        dialog = self._make("com.sun.star.awt.UnoControlDialog")
        dialog.setModel(self._model)
        dialog.createPeer(self._make("com.sun.star.awt.Toolkit"), parent)
        try:
            is_agreed = dialog.execute() == OK
            said = dialog.getControl("role").getText().strip() if role is not None else ""
        finally:
            dialog.dispose()
        return said if is_agreed else None

    def _buttons(self, agree: str) -> None:
        top, self._bottom = self._bottom, self._bottom
        right = WIDTH - MARGIN - BUTTON
        self._add(
            "Button",
            "ok",
            ROOM,
            Label=agree or "OK",
            PushButtonType=OK,
            DefaultButton=True,
            PositionX=right,
            Width=BUTTON,
        )
        if agree:
            self._bottom = top
            self._add(
                "Button",
                "cancel",
                ROOM,
                Label="Cancel",
                PushButtonType=CANCEL,
                PositionX=right - BUTTON - MARGIN,
                Width=BUTTON,
            )
        self._model.Height = self._bottom

    def _add(self, kind: str, name: str, height: int, **properties: object) -> None:
        made = self._model.createInstance(f"com.sun.star.awt.UnoControl{kind}Model")
        made.Name, made.Height = name, height
        made.PositionX, made.PositionY, made.Width = MARGIN, self._bottom, WIDTH - 2 * MARGIN
        for key, value in properties.items():
            setattr(made, key, value)
        self._model.insertByName(name, made)
        self._bottom += height + MARGIN

    def _make(self, service: str) -> Any:
        return self._context.ServiceManager.createInstanceWithContext(service, self._context)


def _height(message: str) -> int:
    return LINE * sum(1 + len(part) // CHARACTERS for part in message.split("\n"))
