"""Binding on the awkward corpus: what changes, what is given back, what is refused and how fast."""

import time
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from xml.parsers import expat

import pytest
from openxml_audit import OpenXmlValidator

from tests.making.macros import OWN, macro_workbook, with_ribbon
from tests.making.rich import AWKWARD, Parts, parts_of, plain_workbook, remade, rich_workbook
from xlkpi.errors import WorkbookError
from xlkpi.host.excel import project
from xlkpi.host.excel.bind import bind, rebind, unbind
from xlkpi.host.excel.saving import Request
from xlkpi.host.excel.wrappers import modules

STAMP = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
ROOT = Path(__file__).parents[3]
SCORECARD = ROOT / "workbooks" / "CLT Scorecard.xlsx"
MAY_CHANGE = {"[Content_Types].xml", "_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"}
VBA = "xl/vbaProject.bin"


def asked(path: Path) -> Request:
    return Request(path, STAMP)


def changed(before: Parts, after: Parts) -> set[str]:
    return {name for name in before if before[name] != after.get(name)}


def ribbon_of(path: Path) -> bytes:
    parts = parts_of(path)
    return next(parts[name] for name in parts if name.startswith("customUI/"))


@pytest.mark.parametrize("oddity", AWKWARD)
def test_nothing_but_the_lists_of_the_package_changes(oddity: str, tmp_path: Path) -> None:
    path = remade(plain_workbook(tmp_path), AWKWARD[oddity])
    before = parts_of(path)

    bound = bind(asked(path), None).path

    after = parts_of(bound)
    main = {name.replace("workbook10", "workbook") for name in changed(before, after)}
    assert bound.suffix == ".xlsm"
    assert main <= MAY_CHANGE
    assert parts_of(path) == before
    for name in after.keys() - before.keys():
        if name.endswith((".xml", ".rels")):
            expat.ParserCreate().Parse(after[name], True)  # noqa: FBT003


@pytest.mark.parametrize("oddity", AWKWARD)
def test_unbound_is_what_it_was_byte_for_byte(oddity: str, tmp_path: Path) -> None:
    path = remade(plain_workbook(tmp_path), AWKWARD[oddity])

    again = unbind(asked(bind(asked(path), None).path), tmp_path / "again.xlsx").path

    assert list(parts_of(again).items()) == list(parts_of(path).items())


def test_everything_a_rich_workbook_has_stays(tmp_path: Path) -> None:
    path = remade(rich_workbook(tmp_path), lambda parts: parts.update({VBA: own_project()}))
    before = parts_of(path)

    bind(asked(path), None)

    after = parts_of(path)
    assert changed(before, after) <= {*MAY_CHANGE, VBA}
    unbind(asked(path), None)
    assert list(parts_of(path).items()) == list(before.items())


def own_project() -> bytes:
    return project.new_project(OWN, "ThisWorkbook", ["Sheet1", "Sheet2"])


def test_an_officers_macros_stay_and_ours_join_them(tmp_path: Path) -> None:
    path = macro_workbook(tmp_path / "mine.xlsm")
    before = parts_of(path)
    theirs = project.sources_of(before[VBA])

    saved = bind(asked(path), None)

    held = project.sources_of(parts_of(path)[VBA])
    assert {name: held[name] for name in theirs} == theirs
    assert {name: held[name] for name in modules()} == modules()
    assert saved.backup
    assert parts_of(saved.backup) == before


def test_binding_again_gives_the_same_file(tmp_path: Path) -> None:
    path = macro_workbook(tmp_path / "mine.xlsm")
    before = parts_of(path)
    bind(asked(path), None)
    once = path.read_bytes()

    bind(asked(path), None)

    assert path.read_bytes() == once
    unbind(asked(path), None)
    assert parts_of(path) == before


def test_macros_written_since_stay_when_it_is_unbound(tmp_path: Path) -> None:
    path = bind(asked(plain_workbook(tmp_path)), None).path
    remade(path, lambda parts: parts.update({VBA: project.with_modules(parts[VBA], OWN)}))

    saved = unbind(asked(path), None)

    held = project.sources_of(parts_of(saved.path)[VBA])
    assert saved.path.suffix == ".xlsm"
    assert "Mine" in held
    assert not held.keys() & modules().keys()
    assert not any(name.startswith(("customUI/", "customXml/")) for name in parts_of(saved.path))


def test_what_excel_wrote_anew_is_unbound_by_what_is_ours(tmp_path: Path) -> None:
    path = bind(asked(plain_workbook(tmp_path)), None).path

    def written_anew(parts: Parts) -> None:
        parts["_rels/.rels"] = parts["_rels/.rels"].replace(b"/>", b" />")
        parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(b"/>", b" />")
        parts[VBA] = project.with_modules(parts[VBA], {"Module1": "Option Explicit\r\n"})

    remade(path, written_anew)

    saved = unbind(asked(path), tmp_path / "again.xlsx")

    assert VBA not in parts_of(saved.path)
    assert b"macroEnabled" not in parts_of(saved.path)["[Content_Types].xml"]
    assert not any("custom" in name.casefold() for name in parts_of(saved.path))


@pytest.mark.parametrize(
    "ribbon",
    [
        b'<ribbon><tabs><tab id="mine" label="Mine"/></tabs></ribbon>',
        b"<ribbon><tabs/></ribbon>",
        b"<ribbon><qat/></ribbon>",
        b"<ribbon/>",
        b"<commands/><backstage/>",
        b"",
    ],
)
def test_an_officers_ribbon_gets_the_tab_and_keeps_its_own(ribbon: bytes, tmp_path: Path) -> None:
    path = remade(plain_workbook(tmp_path), with_ribbon(ribbon))

    bound = bind(asked(path), None).path

    merged = ribbon_of(bound)
    expat.ParserCreate().Parse(merged, True)  # noqa: FBT003
    assert merged.count(b"<tabs") == merged.count(b"xlkpiTab") == 1
    assert (b'id="mine"' in merged) is (b'id="mine"' in ribbon)
    assert len([name for name in parts_of(bound) if name.startswith("customUI/")]) == 1
    again = unbind(asked(bound), tmp_path / "again.xlsx").path
    assert parts_of(again) == parts_of(path)


def test_the_tab_comes_out_of_a_ribbon_that_was_changed_since(tmp_path: Path) -> None:
    own = b'<ribbon><tabs><tab id="mine" label="Mine"/></tabs></ribbon>'
    bound = bind(asked(remade(plain_workbook(tmp_path), with_ribbon(own))), None).path
    renamed = ribbon_of(bound).replace(b'label="Mine"', b'label="Ours"')
    remade(bound, lambda parts: parts.update({"customUI/mine.xml": renamed}))

    again = unbind(asked(bound), tmp_path / "again.xlsx").path

    assert b"xlkpi" not in ribbon_of(again)
    assert b'label="Ours"' in ribbon_of(again)


def signed(parts: Parts) -> None:
    parts["xl/_rels/vbaProject.bin.rels"] = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        b'<Relationship Id="rId1" Target="vbaProjectSignature.bin" Type="http://schemas.microsoft.'
        b'com/office/2006/relationships/vbaProjectSignature"/></Relationships>'
    )
    parts["xl/vbaProjectSignature.bin"] = b"signature"


def damaged(parts: Parts) -> None:
    parts[VBA] = parts[VBA][:600]


@pytest.mark.parametrize(
    ("module", "change", "said"),
    [
        ("", signed, "signed"),
        ("", damaged, "cannot be read"),
        ("Public Sub KpiCheck()\r\nEnd Sub\r\n", None, "Mine has a KpiCheck of its own"),
        ("Function kpi_rag(a)\r\nEnd Function\r\n", None, "Mine has a kpi_rag of its own"),
    ],
)
def test_a_project_that_cannot_take_ours_is_refused_and_left(
    module: str, change: Callable[[Parts], None] | None, said: str, tmp_path: Path
) -> None:
    path = macro_workbook(tmp_path / "mine.xlsm", {"Mine": module or OWN["Mine"]})
    if change is not None:
        remade(path, change)
    before = path.read_bytes()

    with pytest.raises(WorkbookError, match=said) as refused:
        bind(asked(path), None)

    assert "\n" not in str(refused.value)
    assert str(path) in str(refused.value)
    assert path.read_bytes() == before
    assert [one.name for one in tmp_path.iterdir()] == ["mine.xlsm"]


def test_another_version_of_xlwings_is_refused(tmp_path: Path) -> None:
    source = modules()["xlwings"].replace("0.37.8", "0.24.9")
    path = macro_workbook(tmp_path / "mine.xlsm", {"xlwings": source})

    with pytest.raises(WorkbookError, match=r"holds xlwings 0\.24\.9 and xlkpi needs 0\.37\.8"):
        bind(asked(path), None)


@pytest.mark.parametrize(
    ("name", "out", "said"),
    [
        ("plain.xlsx", "other.xlsx", "a bound workbook ends in .xlsm"),
        ("plain.xlsx", "there.xlsm", "exists already"),
        ("missing.xlsx", None, "there is no such file"),
        ("notes.txt", None, "is not one of"),
    ],
)
def test_names_that_cannot_be_are_refused(
    name: str, out: str | None, said: str, tmp_path: Path
) -> None:
    plain_workbook(tmp_path)
    (tmp_path / "there.xlsm").touch()
    (tmp_path / "notes.txt").touch()

    with pytest.raises(WorkbookError, match=said):
        bind(asked(tmp_path / name), tmp_path / out if out else None)


def test_a_workbook_that_is_open_is_left(tmp_path: Path) -> None:
    path = macro_workbook(tmp_path / "mine.xlsm")
    (tmp_path / "~$mine.xlsm").write_bytes(b"\x06Office")

    with pytest.raises(WorkbookError, match="open elsewhere"):
        bind(asked(path), None)


def test_a_workbook_that_was_never_bound_is_not_unbound(tmp_path: Path) -> None:
    with pytest.raises(WorkbookError, match="was not bound by xlkpi"):
        unbind(asked(plain_workbook(tmp_path)), None)


def test_formulas_of_other_hosts_are_respelt_and_nothing_else(tmp_path: Path) -> None:
    spelt = {
        b"B2*2": b"_xldudf_KPI_RAG(B2,80,&quot;Higher&quot;)",
        b"B3*2": b'[1]!KPI_RAG(B3,80,"Higher")&amp;" [1]!KPI_RAG("',
        b"B4*2": b"IF(TRUE,_xll.KPI_RAG(B4,80,\"Higher\"),'C:\\a b\\xlkpi.xlam'!KPI_RAG(1,2,3))",
        b"B5*2": b'ORG.XLKPI.KPIADDIN.KPIRAG(B5,80,"Higher")',
        b"B6*2": b'KPI_RAG(B6,80,"Higher")',
        b"B7*2": b"OTHER!KPI_THING(B7)",
    }

    def respell(parts: Parts) -> None:
        for old, new in spelt.items():
            sheet = "xl/worksheets/sheet1.xml"
            parts[sheet] = parts[sheet].replace(b"<f>%s</f>" % old, b"<f>%s</f>" % new)

    path = remade(plain_workbook(tmp_path), respell)
    before = parts_of(path)

    done = rebind(asked(path), None)

    after = parts_of(path)
    sheet = after["xl/worksheets/sheet1.xml"].decode()
    assert done.formulas == 4
    assert "<f>KPI_RAG(B2,80,&quot;Higher&quot;)</f><v>3</v>" in sheet
    assert "<f>KPI_RAG(B3,80,&quot;Higher&quot;)&amp;&quot; [1]!KPI_RAG(&quot;</f>" in sheet
    assert "<f>IF(TRUE,KPI_RAG(B4,80,&quot;Higher&quot;),KPI_RAG(1,2,3))</f>" in sheet
    assert "<f>KPI_RAG(B5,80,&quot;Higher&quot;)</f>" in sheet
    assert '<f>KPI_RAG(B6,80,"Higher")</f>' in sheet
    assert "<f>OTHER!KPI_THING(B7)</f>" in sheet
    assert changed(before, after) <= {"xl/worksheets/sheet1.xml", "xl/workbook.xml"}
    assert b"fullCalcOnLoad" in after["xl/workbook.xml"]
    assert rebind(asked(path), None).saved is None


def test_the_shipped_scorecard_is_bound_in_time_and_stays_valid(tmp_path: Path) -> None:
    bind(asked(SCORECARD), tmp_path / "warm.xlsm")
    start = time.perf_counter()

    bound = bind(asked(SCORECARD), tmp_path / "bound.xlsm").path

    assert time.perf_counter() - start < 2
    known = {error.description for error in OpenXmlValidator().validate(SCORECARD).errors}
    found = {error.description for error in OpenXmlValidator().validate(bound).errors}
    assert found <= known
    with zipfile.ZipFile(bound) as package:
        assert package.testzip() is None
