"""What LibreOffice is started with: an environment without Python's, a profile of its own."""

import os
from pathlib import Path

FOREIGN = ("PYTHON", "UNO_", "URE_", "LD_LIBRARY_PATH", "LD_PRELOAD", "DYLD_", "VIRTUAL_ENV")
"""Beginnings of the names that would lead LibreOffice's own Python astray."""

SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
</oor:items>
"""
"""No macro runs, and no document fetches anything from elsewhere."""


def clean() -> dict[str, str]:
    """Return this process's environment without what is meant for another Python."""
    return {name: said for name, said in os.environ.items() if not name.startswith(FOREIGN)}


def make_profile(folder: Path) -> str:
    """Return the option that gives LibreOffice a new profile in this folder."""
    user = folder / "user"
    user.mkdir(parents=True)
    (user / "registrymodifications.xcu").write_text(SETTINGS, encoding="utf-8")
    return f"-env:UserInstallation={folder.as_uri()}"
