"""What `adopt` writes: read back, it is the Register that a hand-written mapping reads."""

import re
import shutil
import tomllib
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest
import xlsxwriter

from tests.making.books import register_folder
from tests.making.foreign import (
    HOME_SHEETS,
    MONTHS,
    PENTANA_FIGURES,
    PENTANA_ROWS,
    home_made,
    pentana_like,
    workbook,
)
from xlkpi.actions.adopt import Adopted, adopt, look
from xlkpi.errors import RefusalError, SettingsError, WorkbookError
from xlkpi.register.record import Record
from xlkpi.register.register import Register
from xlkpi.settings.settings import read_settings
from xlkpi.workbook.read import read_register

ROOT = Path(__file__).parents[2]
HART = ROOT / "workbooks" / "examples" / "hart"
DAY, STAMP = date(2026, 10, 23), datetime(2026, 10, 23, 9, 30, tzinfo=UTC)
NOT_ASKED = {"kpis": {"source", "publish"}, "results": {"source"}} | {
    "targets": {"source", "profile", "status"}
}
"""Fields that no Register needs: the mapping by hand gives them, adopt does not ask."""


def adopted(folder: Path, *files: Path) -> Adopted:
    return adopt(look(files), folder, DAY, STAMP)


def register(folder: Path) -> Register:
    return read_register(read_settings(folder).sources)


def rows(records: tuple[Record, ...], table: str) -> list[dict[str, Any]]:
    return [record.model_dump(exclude={"place", *NOT_ASKED[table]}) for record in records]


# -- Hart: what the file does not say is filled in, and nothing else ------------------------------


def hart_folder(tmp_path: Path) -> Path:
    shutil.copy(HART / "Hart KPIs.xlsx", tmp_path)
    return tmp_path


def filled(text: str, by_hand: Mapping[str, Mapping[str, Any]]) -> str:
    """Return the settings with every question answered from the mapping by hand."""
    lines: list[str] = []
    fills, ref = "", ""
    for line in text.splitlines():
        if found := re.match(r'fills = "(\w+)"', line):
            fills = found[1]
        each = by_hand[fills].get("each", {}) if fills else {}
        if found := re.match(r"# \[tables\.each\.(\w+)\]", line):
            ref = found[1]
            lines += answers_of(ref, each[ref]) if ref in each else []
        elif not ref and (found := re.match(r"# (\w+) = ", line)):
            answer = by_hand[fills].get("values", {}).get(found[1])
            lines += [f"{found[1]} = {answer!r}"] if answer is not None else []
            if found[1] == "tolerance":
                one_by_one = {ref: own for ref, own in each.items() if "tolerance" in own}
                lines += [line for ref, own in one_by_one.items() for line in answers_of(ref, own)]
        elif not line.startswith("#"):
            ref = "" if not line else ref
            lines.append(line)
    return "\n".join(lines) + "\n"


def answers_of(ref: str, own: Mapping[str, Any]) -> Iterator[str]:
    yield f"[tables.each.{ref}]"
    yield from (f"{key} = {value!r}" for key, value in own.items())


@pytest.fixture(scope="module")
def hart(tmp_path_factory: pytest.TempPathFactory) -> Register:
    folder = hart_folder(tmp_path_factory.mktemp("hart"))
    adopted(folder, folder / "Hart KPIs.xlsx")
    said = tomllib.loads((HART / "xlkpi.toml").read_text(encoding="utf-8"))
    by_hand = {table["fills"]: table for table in said["tables"]}
    path = folder / "xlkpi.toml"
    path.write_text(filled(path.read_text(encoding="utf-8"), by_hand), encoding="utf-8")
    return register(folder)


@pytest.mark.parametrize("table", ["kpis", "results", "targets"])
def test_hart_reads_as_the_mapping_by_hand_once_its_questions_are_answered(
    hart: Register, table: str
) -> None:
    by_hand = register(HART)

    assert rows(getattr(hart, table), table) == rows(getattr(by_hand, table), table)
    assert len(hart.kpis) == 45


def test_hart_is_asked_what_it_does_not_say_and_nothing_else(tmp_path: Path) -> None:
    folder = hart_folder(tmp_path)
    kpis, results, targets = look([folder / "Hart KPIs.xlsx"]).tables

    assert [ask.field for ask in kpis.asks if not ask.is_optional] == [
        "kind", "directorate", "aggregation", "polarity", "comparator_type",
    ]  # fmt: skip
    assert results.asks == ()
    assert {ask.field for ask in targets.asks} == {"tolerance", "mode", "value"}
    assert all(ask.is_optional for ask in targets.asks)


def test_what_is_left_is_said_after_writing(tmp_path: Path) -> None:
    folder = hart_folder(tmp_path)
    done = adopted(folder, folder / "Hart KPIs.xlsx")

    assert done.findings is not None
    assert len(done.findings.problems) == 5
    assert "'Polarity'" in str(done.findings.problems[3])


# -- two other councils, who say everything in their own words ------------------------------------


def test_an_export_with_quarters_in_merged_headings_reads_without_a_question(
    tmp_path: Path,
) -> None:
    done = adopted(tmp_path, pentana_like(tmp_path))
    found = register(tmp_path)

    assert done.findings is not None
    assert done.findings.problems == ()
    assert [(k.ref, k.title, k.polarity.value) for k in found.kpis] == [
        (row[0], row[1], {"Aim to Maximise": "Higher", "Aim to Minimise": "Lower"}[str(row[4])])
        for row in PENTANA_ROWS
    ]
    assert [(r.ref, r.period.name, r.value) for r in found.results] == [
        (ref, f"2025/26 Q{number}", three[0])
        for ref, quarters in PENTANA_FIGURES.items()
        for number, three in enumerate(quarters, start=1)
        if three[0] is not None
    ]
    assert [t.value for t in found.targets] == [
        three[1] for quarters in PENTANA_FIGURES.values() for three in quarters
    ]
    assert {r.rating_shown.value for r in found.results if r.rating_shown} == {
        "Green", "Amber", "Red",
    }  # fmt: skip
    assert {str(t.mode and t.mode.value) for t in found.targets} == {"percent"}
    assert {k.owner for k in found.kpis} == {"Head of Housing", "Head of Waste"}


def test_a_register_with_a_sheet_per_directorate_reads_without_a_question(tmp_path: Path) -> None:
    done = adopted(tmp_path, home_made(tmp_path))
    found = register(tmp_path)
    expected = [
        (row[0], f"{month:%Y-%m}", float(str(figure).rstrip("%").replace(",", "")))
        for sheet in HOME_SHEETS.values()
        for row in sheet
        if len(row) > 12 and str(row[0])[-1].isdigit()
        for month, figure in zip(MONTHS, row[12], strict=True)  # type: ignore[call-overload] # months
        if figure is not None and figure not in {"tbc", "n/a"}
    ]

    assert done.findings is not None
    assert done.findings.problems == ()
    assert [
        (r.ref, r.period.name, r.value) for r in found.results if r.value is not None
    ] == expected
    assert {k.ref: k.directorate for k in found.kpis} == {
        "HC1": "Housing & Communities", "HC2": "Housing & Communities",
        "HC3": "Housing & Communities", "PL1": "Planning", "PL2": "Planning",
    }  # fmt: skip
    assert {k.ref: k.polarity.value for k in found.kpis} == {
        "HC1": "Lower", "HC2": "Higher", "HC3": "None", "PL1": "Higher", "PL2": "Lower",
    }  # fmt: skip
    assert {t.ref: t.value for t in found.targets} == {
        "HC1": 450, "HC2": 60, "HC3": None, "PL1": 75, "PL2": 5,
    }  # fmt: skip
    assert next(k.type.value for k in found.kpis if k.ref == "HC3") == "Tracker"


def test_names_serve_as_references_where_an_officer_says_so(tmp_path: Path) -> None:
    head = ("Indicator", "Directorate", "Aim", "Freq", "Basis", "Compared with", "Measure of")
    rows = [
        ("Sometown District Council",),
        (*head, "Q1 2025/26", "Target 2025/26"),
        ("Calls answered", "Customers", "H", "Q", "Snapshot", "Last quarter", "Council", 80, 85),
        ("Bins missed", "Waste", "L", "Q", "Snapshot", "Last quarter", "Council", 41, 40),
    ]
    done = adopted(tmp_path, workbook(tmp_path / "Ours.xlsx", {"Scorecard": rows}))
    path = tmp_path / "xlkpi.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("# ref =", "ref ="), encoding="utf-8")

    assert done.findings is not None
    assert done.findings.problems
    assert [kpi.ref for kpi in register(tmp_path).kpis] == ["Calls answered", "Bins missed"]
    assert [result.value for result in register(tmp_path).results] == [80, 41]


def test_two_workbooks_adopted_together_are_one_register(tmp_path: Path) -> None:
    done = adopted(tmp_path, pentana_like(tmp_path), home_made(tmp_path))

    assert done.findings is not None
    assert (done.findings.problems, done.findings.kpis) == ((), 9)


# -- the file that was there ----------------------------------------------------------------------


@pytest.mark.parametrize("make", [pentana_like, home_made])
def test_the_officers_file_never_changes(tmp_path: Path, make: Any) -> None:  # noqa: ANN401
    path = make(tmp_path)
    before, when = path.read_bytes(), path.stat().st_mtime_ns
    adopted(tmp_path, path)

    assert path.read_bytes() == before
    assert path.stat().st_mtime_ns == when
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted([path.name, "xlkpi.toml"])


def test_adopting_again_writes_the_same_bytes(tmp_path: Path) -> None:
    path = pentana_like(tmp_path)
    adopted(tmp_path, path)
    first = (tmp_path / "xlkpi.toml").read_bytes()
    done = adopted(tmp_path, path, path)

    assert (tmp_path / "xlkpi.toml").read_bytes() == first
    assert done.saved.backup is None
    assert sorted(p.name for p in tmp_path.iterdir()) == [path.name, "xlkpi.toml"]


def test_answers_stay_when_a_workbook_is_adopted_again(tmp_path: Path) -> None:
    folder = hart_folder(tmp_path)
    path = folder / "xlkpi.toml"
    adopted(folder, folder / "Hart KPIs.xlsx")
    text = path.read_text(encoding="utf-8")
    text = text.replace('# kind = ""', 'kind = "Council service"')
    text = text.replace('period = "2014/15 Q1"', 'period = "2014/15 Q4"')
    text = re.sub(
        r'# (\[tables.each.CS01\].*)\n# polarity = ""(.*)\n# because = ""',
        r'\1\npolarity = "Higher"\2\nbecause = "a score"',
        text,
    )
    path.write_text(text, encoding="utf-8")
    adopted(folder, folder / "Hart KPIs.xlsx")
    kpis, results, _ = tomllib.loads(path.read_text(encoding="utf-8"))["tables"]

    assert kpis["values"]["kind"] == "Council service"
    assert kpis["each"]["CS01"] == {"polarity": "Higher", "because": "a score"}
    assert results["columns"]["Qtr 1"]["period"] == "2014/15 Q4"


def test_what_stood_in_the_settings_stays_with_its_comments(tmp_path: Path) -> None:
    folder = register_folder(tmp_path, said="# -- ours, by hand --\n")
    path = folder / "xlkpi.toml"
    before = path.read_bytes().replace(b"\n", b"\r\n")
    path.write_bytes(before)
    done = adopted(folder, pentana_like(folder))
    after = path.read_bytes()
    said = tomllib.loads(after.decode())

    assert all(line in after for line in before.split(b"\r\n"))
    assert b"\n" not in after.replace(b"\r\n", b"")
    assert done.saved.backup is not None
    assert done.saved.backup.read_bytes() == before
    assert done.findings is not None
    assert (done.findings.problems, done.findings.kpis) == ((), 8)
    assert [t["fills"] for t in said["tables"] if "sheet" not in t] == [
        "kpis", "results", "targets",
    ]  # fmt: skip


def test_sections_written_by_hand_are_left_as_they_are(tmp_path: Path) -> None:
    shutil.copy(HART / "Hart KPIs.xlsx", tmp_path)
    text = (HART / "xlkpi.toml").read_text(encoding="utf-8")
    (tmp_path / "xlkpi.toml").write_text(text, encoding="utf-8")
    done = adopted(tmp_path, tmp_path / "Hart KPIs.xlsx")

    assert (tmp_path / "xlkpi.toml").read_text(encoding="utf-8") == text
    assert len(done.saved.kept) == 3


def test_settings_that_cannot_be_read_are_not_added_to(tmp_path: Path) -> None:
    (tmp_path / "xlkpi.toml").write_text("[council\nname = 'x'", encoding="utf-8")
    with pytest.raises(SettingsError, match="nothing is added to it"):
        adopted(tmp_path, pentana_like(tmp_path))

    assert (tmp_path / "xlkpi.toml").read_text(encoding="utf-8") == "[council\nname = 'x'"


# -- files that are none --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"\xd0\xcf\x11\xe0" + b"0" * 600, "an old .xls or a password-protected workbook"),
        (b"not a workbook", "is not an Excel workbook"),
    ],
)
def test_a_file_that_is_no_workbook_is_one_line(
    tmp_path: Path, content: bytes, expected: str
) -> None:
    path = tmp_path / "old.xls"
    path.write_bytes(content)
    with pytest.raises(WorkbookError, match=expected):
        look([path])


def test_a_folder_is_no_workbook(tmp_path: Path) -> None:
    with pytest.raises(WorkbookError, match="is a folder, not a workbook"):
        look([tmp_path])


def test_workbooks_without_a_table_are_skipped_with_the_reason_and_nothing_is_written(
    tmp_path: Path,
) -> None:
    path = tmp_path / "empty.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        book.add_worksheet("Sheet1")
        chart = book.add_chart({"type": "bar"})
        chart.add_series({"values": "=Sheet1!$A$1:$A$4"})
        book.add_chartsheet("Chart").set_chart(chart)
        book.add_worksheet("Notes").write_string(0, 0, "Prepared for the management team")
    proposal = look([path])
    with pytest.raises(RefusalError, match="nothing in these workbooks can be read"):
        adopt(proposal, tmp_path, DAY, STAMP)

    assert [sheet.skipped.split(":")[0] for sheet in proposal.sheets] == [
        "it is empty",
        "a sheet that is a chart",
        "no row has the headings of a table",
    ]
    assert not (tmp_path / "xlkpi.toml").exists()


def test_a_sheet_of_a_hundred_thousand_rows_takes_seconds(tmp_path: Path) -> None:
    path = tmp_path / "large.xlsx"
    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ("PI Code", "Quarter", "Actual", "RAG"))
        for row in range(100_000):
            year = 1950 + row // 2000
            quarter = f"{year}/{(year + 1) % 100:02d} Q{row // 500 % 4 + 1}"
            sheet.write_row(row + 1, 0, (f"K{row % 500}", quarter, row % 97, "Green"))
    began = perf_counter()
    (table,) = look([path]).tables

    assert table.fills == "results"
    assert perf_counter() - began < 30  # -- three when nothing else runs --
