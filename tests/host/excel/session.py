"""`ask({...})` runs one session of the classic path in a process of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

DRIVER = Path(__file__).with_name("classic_driver.py")


def ask(home: Path, **asked: Any) -> Any:  # noqa: ANN401 -- whatever JSON has
    """Return what the session answers; `home` is where it keeps its own files."""
    done = subprocess.run(
        [sys.executable, DRIVER],
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        env=os.environ | {"LOCALAPPDATA": str(home), "HOME": str(home)},
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
