"""The picture of the pane in the documentation: `python -m tests.host.server.picture`."""

import tempfile
from io import BytesIO
from pathlib import Path

from PIL import Image

from tests.host.server.pane import USUAL, chromium, opened
from tests.host.server.registers import ROOT, shipped
from tests.host.server.served import Server

PICTURE = ROOT / "docs" / "images" / "pane.png"
HEIGHT = 1200


def main() -> None:
    """Draw the pane beside the shipped Scorecard, with a figure that somebody mistyped."""
    with tempfile.TemporaryDirectory() as folder:
        home = shipped(Path(folder))
        book = home / "workbooks" / "CLT Scorecard.xlsx"
        with (
            Server(home, Path(folder) / "log.txt") as server,
            chromium() as browser,
            opened(browser, server, book, width=USUAL) as pane,
        ):
            pane.type("Scorecard", "D5", 265.5)
            pane.press("check")
            pane.page.set_viewport_size({"width": USUAL, "height": HEIGHT})
            pane.page.mouse.move(0, 0)
            shot = Image.open(BytesIO(pane.page.screenshot()))
    shot.quantize(64).save(PICTURE, optimize=True)


if __name__ == "__main__":
    main()
