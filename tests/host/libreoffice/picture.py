"""Takes the picture docs/images/libreoffice.png: menu, toolbar and Scorecard on a real screen.

Run it from the folder of the checkout; it needs Xvfb and ImageMagick:
`python -m tests.host.libreoffice.picture`.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.host.libreoffice.office import Office
from xlkpi.host.libreoffice.extension import NAME, extension

ROOT = Path(__file__).parents[3]
PICTURE = ROOT / "docs" / "images" / "libreoffice.png"
SIZE, ZOOM = "1500x900x24", 70
CROP = "1500x620+0+0"


def taken(folder: Path, display: str) -> None:
    """Take the picture on a display."""
    shutil.copytree(ROOT / "workbooks", folder / "workbooks", ignore=lambda *_: ["examples"])
    shutil.copy(ROOT / "xlkpi.toml", folder)
    (folder / NAME).write_bytes(extension([sys.executable, "-m", "xlkpi"]))
    calc = Office(folder, display=display)
    try:
        calc.install(folder / NAME)
        book = calc("show", str(folder / "workbooks" / "CLT Scorecard.xlsx"))
        calc("arrange", book, "Scorecard", ZOOM)
        time.sleep(3)
        calc("open_menu", book, "KPI Register")
        time.sleep(1)
        shot = ["import", "-display", display, "-window", "root", "-crop", CROP, "+repage"]
        subprocess.run([*shot, "+dither", "-colors", "32", "-strip", str(PICTURE)], check=True)
    finally:
        calc.stop()


def main() -> None:
    """Take the picture on a screen of its own."""
    display = f":{os.getpid() % 500 + 100}"
    screen = subprocess.Popen(["Xvfb", display, "-screen", "0", SIZE])
    try:
        time.sleep(2)
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            taken(Path(folder), display)
    finally:
        screen.terminate()
        screen.wait()


if __name__ == "__main__":
    main()
