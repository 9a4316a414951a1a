"""The house rules that a machine can hold to."""

import ast
import re
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MOST_LINES, MOST_FUNCTION_LINES = 300, 40
FORBIDDEN = {"utils", "helpers", "common", "misc", "core", "manager", "util", "helper"}
SOURCES = sorted((ROOT / "xlkpi").rglob("*.py"))


def functions_in(path: Path) -> Iterator[tuple[str, int]]:
    """Yield each function with its length, its docstring not counted."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            doc = node.body[0]
            if isinstance(doc, ast.Expr) and isinstance(doc.value, ast.Constant):
                length -= (doc.end_lineno or doc.lineno) - doc.lineno + 1
            yield node.name, length


def tracked_files() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if listed.returncode:
        pytest.skip("this copy is not a git checkout")
    return [ROOT / name for name in listed.stdout.split("\0") if name]


def contents(path: Path) -> bytes:
    """Return what a file says; of an Office file, what its parts say."""
    if path.suffix not in {".docx", ".xlsx"}:
        return path.read_bytes()
    with zipfile.ZipFile(path) as package:
        return b"\n".join(package.read(name) for name in package.namelist())


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_module_and_its_functions_can_be_seen_whole(path: Path) -> None:
    lines = len(path.read_text(encoding="utf-8").splitlines())
    long = {name: length for name, length in functions_in(path) if length > MOST_FUNCTION_LINES}

    assert lines <= MOST_LINES
    assert not long


def test_no_room_is_named_for_nothing() -> None:
    names = {path.stem for path in SOURCES} | {path.parent.name for path in SOURCES}

    assert not names & FORBIDDEN


def test_no_committed_file_names_a_registry_or_a_path_of_one_machine() -> None:
    hosts = ("py" + "pi.org", "python" + "hosted", "registry." + "npmjs", "deb." + "debian")
    options = ("--index" + "-url", "--find" + "-links")
    homes = tuple(f"/{name}/" for name in ("root", "home", "work", "opt"))
    pattern = re.compile("|".join(map(re.escape, (*hosts, *options, *homes))).encode())
    guilty = [
        path.relative_to(ROOT).as_posix()
        for path in tracked_files()
        if path.is_file() and pattern.search(contents(path))
    ]

    assert not guilty


def test_every_error_is_drawn_in_the_tree() -> None:
    from xlkpi import errors  # noqa: PLC0415 -- the module itself is the subject

    classes = [name for name in vars(errors) if name.endswith("Error")]

    assert errors.__doc__
    assert all(name in errors.__doc__ for name in classes)
    assert all(issubclass(getattr(errors, name), errors.XlkpiError) for name in classes)
