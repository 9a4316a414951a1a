"""The macro-enabled Scorecard: made again alike, good without Excel, opened by LibreOffice."""

import shutil
from datetime import UTC, datetime
from pathlib import Path
from xml.parsers import expat

import pytest
from openxml_audit import OpenXmlValidator

from tests.host.libreoffice.office import Office
from tests.making.rich import parts_of
from workbooks.make_scorecard import MACRO_SCORECARD, SCORECARD, macro_form
from xlkpi.actions.catalogue import ACTIONS
from xlkpi.actions.post import posting
from xlkpi.actions.rate import rate
from xlkpi.functions.formula_name import calls_kpi_function
from xlkpi.host.excel.project import sources_of
from xlkpi.host.excel.wrappers import modules
from xlkpi.settings.settings import read_settings
from xlkpi.workbook.files import FileBook, Files

SHEET = "Scorecard"
ROOT = Path(__file__).parents[3]
STAMP = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)


def test_the_committed_workbook_is_what_the_form_makes() -> None:
    assert MACRO_SCORECARD.read_bytes() == macro_form(SCORECARD.read_bytes())


def test_it_is_valid_and_its_macros_are_those_of_this_version() -> None:
    parts = parts_of(MACRO_SCORECARD)
    for name, content in parts.items():
        if name.endswith((".xml", ".rels", ".vml")):
            expat.ParserCreate().Parse(content, True)  # noqa: FBT003
    held = sources_of(parts["xl/vbaProject.bin"])

    assert not OpenXmlValidator().validate(MACRO_SCORECARD).errors
    assert {name: held[name] for name in modules()} == modules()
    assert b"fullCalcOnLoad" not in parts["xl/workbook.xml"]


def test_it_says_what_the_plain_one_says_by_live_formulas() -> None:
    plain, live = FileBook(SCORECARD), FileBook(MACRO_SCORECARD)

    formulas = [text for text in live.formulas(SHEET).values() if calls_kpi_function(text)]

    assert {name: list(live.rows(name)) for name in live.sheet_names} == {
        name: list(plain.rows(name)) for name in plain.sheet_names
    }
    assert len(formulas) > 300


def test_every_action_has_a_button_on_the_sheet() -> None:
    drawing = parts_of(MACRO_SCORECARD)["xl/drawings/vmlDrawing.vml"].decode()

    for action in ACTIONS.values():
        assert f"[0]!{action.macro}<" in drawing
        assert f'alt="{action.label}"' in drawing
    assert "[0]!KpiHelp<" in drawing


def test_commands_work_on_it_where_the_settings_name_it(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "workbooks", tmp_path / "workbooks", ignore=lambda *_: ["examples"])
    said = (ROOT / "xlkpi.toml").read_text(encoding="utf-8")
    named = said.replace("CLT Scorecard.xlsx", "CLT Scorecard.xlsm")
    (tmp_path / "xlkpi.toml").write_text(named, encoding="utf-8")
    settings, files = read_settings(tmp_path), Files(STAMP)

    rated, planned = rate(settings, files), posting(settings, files)

    assert rated.rows == 111
    assert not rated.edited
    assert not planned.posted
    assert planned.summary == posting(read_settings(ROOT), files).summary


@pytest.mark.real_host
def test_libreoffice_computes_it_and_binds_its_buttons(calc: Office, tmp_path: Path) -> None:
    path = shutil.copy(MACRO_SCORECARD, tmp_path / "Scorecard.xlsm")
    held = FileBook(MACRO_SCORECARD)
    stored, live = held.rows(SHEET), held.formulas(SHEET)

    book = calc("open", str(path))
    bound = calc("buttons", book, SHEET)
    calc("recalculate", book)
    shown = calc("values", book, SHEET)
    calc("close", book)
    different = {
        (y, x): (shown[y][x], said)
        for y, row in enumerate(stored)
        for x, said in enumerate(row)
        if f"{letters(x)}{y + 1}" in live and shown[y][x] != said
    }

    assert set(bound) == {*(action.label for action in ACTIONS.values()), "Help"}
    assert all(binding for binding in bound.values())
    assert not different


def letters(index: int) -> str:
    return (chr(64 + index // 26) if index > 25 else "") + chr(65 + index % 26)
