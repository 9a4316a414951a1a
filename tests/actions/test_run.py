"""The main job on the shipped Register: every paper, the same bytes twice, the right counts."""

import json
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from lxml import etree

from tests.actions.recount import RATINGS, recount
from tests.cli.test_check_command import ROOT, xlkpi
from tests.making.books import register_folder, small_tables

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("out")
    done = xlkpi("run", "--out", str(out), "--report", str(out / "run.json"))
    assert done.returncode == 0, done.stderr
    return out


def tables_of(paper: Path) -> Iterator[tuple[str, list[list[str]]]]:
    """Yield the tables of a paper with their titles, cell by cell."""
    with zipfile.ZipFile(paper) as package:
        body = etree.fromstring(package.read("word/document.xml"))
    for table in body.iter(f"{W}tbl"):
        title = table.find(f"{W}tblPr/{W}tblCaption")
        rows = [
            ["".join(text.text or "" for text in cell.iter(f"{W}t")) for cell in row.iter(f"{W}tc")]
            for row in table.iter(f"{W}tr")
        ]
        yield (title.get(f"{W}val") or "" if title is not None else ""), rows


def test_seven_papers_and_a_scorecard_are_made(made: Path) -> None:
    folder = made / "2026-27 Q2"

    assert len(list(folder.glob("*.docx"))) == 7
    assert len(list(folder.glob("Scrutiny report *.docx"))) == 5
    assert (folder / "Scorecard.xlsx").exists()


def test_a_second_run_gives_the_same_bytes(made: Path, tmp_path: Path) -> None:
    assert xlkpi("run", "--out", str(tmp_path)).returncode == 0
    for path in (made / "2026-27 Q2").iterdir():
        assert (tmp_path / "2026-27 Q2" / path.name).read_bytes() == path.read_bytes(), path.name


def test_the_counts_in_the_paper_are_those_counted_again_from_the_workbooks(made: Path) -> None:
    expected = recount(ROOT / "workbooks", "2026/27 Q2", date(2026, 10, 23))
    paper = next((made / "2026-27 Q2").glob("CLT report *.docx"))
    printed = [rows[1] for title, rows in tables_of(paper) if title == "Ratings"]

    assert len(printed) == 2
    for kind, row in zip(("Council service", "City outcome"), printed, strict=True):
        counts = [expected[kind][rating] for rating in RATINGS]
        assert row == ["2026/27 Q2", *map(str, counts), str(sum(counts))]
        assert sum(counts) > 40


def test_the_counts_of_the_quarter_before_are_counted_again_too(made: Path) -> None:
    expected = recount(ROOT / "workbooks", "2026/27 Q1", date(2026, 10, 23))
    paper = next((made / "2026-27 Q2").glob("CLT report *.docx"))
    printed = [rows[2] for title, rows in tables_of(paper) if title == "Ratings"]
    counts = [[expected[kind][r] for r in RATINGS] for kind in ("Council service", "City outcome")]

    assert [row[1:8] for row in printed] == [[str(n) for n in row] for row in counts]


def test_the_report_of_the_run_says_what_the_papers_say(made: Path) -> None:
    (run,) = json.loads((made / "run.json").read_text(encoding="utf-8"))
    expected = recount(ROOT / "workbooks", "2026/27 Q2", date(2026, 10, 23))

    assert run["period"] == "2026/27 Q2"
    for kind, counts in run["ratings"].items():
        assert counts == {rating: expected[kind][rating] for rating in counts}
    assert len(run["files"]) == 8


def test_every_paper_says_it_is_a_demonstration(made: Path) -> None:
    for paper in (made / "2026-27 Q2").glob("*.docx"):
        with zipfile.ZipFile(paper) as package:
            headers = [n for n in package.namelist() if n.startswith("word/header")]
            texts = [etree.fromstring(package.read(name)) for name in headers]
        assert headers, paper.name
        for header in texts:
            words = "".join(text.text or "" for text in header.iter(f"{W}t"))
            assert "not issued by Leeds City Council" in words, paper.name


def test_a_kpi_that_is_not_for_publication_is_in_no_public_paper(made: Path) -> None:
    from openpyxl import load_workbook  # noqa: PLC0415 -- an independent reader

    book = load_workbook(ROOT / "workbooks" / "KPI Supporting Information.xlsx", read_only=True)
    rows = list(book["KPIs"].iter_rows(min_row=4, values_only=True))
    publish, title = rows[0].index("Publish"), rows[0].index("KPI")
    hidden = [str(row[title]) for row in rows[1:] if row[publish] == "No"]
    assert hidden
    for paper in (made / "2026-27 Q2").glob("*.docx"):
        with zipfile.ZipFile(paper) as package:
            everything = b"".join(package.read(name) for name in package.namelist()).decode(
                "utf-8", errors="ignore"
            )
        shown = [name for name in hidden if name in everything]
        assert bool(shown) == paper.name.startswith("CLT"), paper.name


def test_a_register_with_problems_leaves_the_folder_as_it_was(tmp_path: Path) -> None:
    folder = register_folder(tmp_path)
    assert xlkpi("run", cwd=folder).returncode == 0
    before = {p: p.read_bytes() for p in (folder / "out").rglob("*") if p.is_file()}
    tables = small_tables()
    tables["results"][0].update(value="tbc")
    tables["kpis"][1].update(polarity="")
    register_folder(folder, tables)
    done = xlkpi("run", cwd=folder)

    assert done.returncode == 1
    assert "Results!E5 (Value): GR01" in done.stderr
    assert "KPIs!T6 (Polarity): AM01" in done.stderr
    assert "2 problems in the Register: nothing was written" in done.stderr
    assert {p: p.read_bytes() for p in (folder / "out").rglob("*") if p.is_file()} == before


def test_a_missing_template_is_one_line_and_nothing_is_written(tmp_path: Path) -> None:
    folder = register_folder(tmp_path)
    settings = folder / "xlkpi.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text[: text.index("[papers]")] + '[papers]\ntemplates = "none"\n')
    done = xlkpi("run", cwd=folder)

    assert done.returncode == 1
    assert "CLT report.docx" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (folder / "out").exists()


def test_periods_and_boards_may_repeat(tmp_path: Path) -> None:
    done = xlkpi(
        "run", "--period", "2026/27 Q1", "--period", "2026/27 Q2", "--board", "children",
        "--board", "adults", "--out", str(tmp_path / "both"),
    )  # fmt: skip

    assert done.returncode == 0, done.stderr
    for quarter in ("2026-27 Q1", "2026-27 Q2"):
        assert len(list((tmp_path / "both" / quarter).glob("Scrutiny report *.docx"))) == 2


def test_several_registers_each_have_their_folder(tmp_path: Path) -> None:
    done = xlkpi(
        "run", "--register", ".", "--register", "workbooks/examples/hart",
        "--out", str(tmp_path / "out"), "--report", str(tmp_path / "run.json"),
    )  # fmt: skip

    assert done.returncode == 0, done.stderr
    assert "Warning" not in done.stderr
    assert len(json.loads((tmp_path / "run.json").read_text(encoding="utf-8"))) == 2
    assert (tmp_path / "out" / "Hart District Council" / "2014-15 Q2" / "Scorecard.xlsx").exists()
    assert (tmp_path / "out" / "Leeds City Council" / "2026-27 Q2" / "Scorecard.xlsx").exists()


def test_when_one_of_several_registers_fails_nothing_is_written(tmp_path: Path) -> None:
    bad = register_folder(tmp_path / "bad")
    (bad / "KPI Data Record.xlsx").unlink()
    done = xlkpi("run", "--register", ".", "--register", str(bad), "--out", str(tmp_path / "out"))

    assert done.returncode == 1
    assert not (tmp_path / "out").exists()


def test_a_board_that_is_not_there_is_one_line(tmp_path: Path) -> None:
    done = xlkpi("run", "--board", "culture", "--out", str(tmp_path / "out"))

    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].startswith("xlkpi: there is no Scrutiny Board 'culture'")
    assert not (tmp_path / "out").exists()


def test_a_report_that_cannot_be_written_stops_the_run_before_it_begins(tmp_path: Path) -> None:
    out, report = tmp_path / "out", tmp_path / "no" / "run.json"
    done = xlkpi("run", "--out", str(out), "--report", str(report))

    assert done.returncode == 1
    assert "there is no folder" in done.stderr
    assert not out.exists()


def test_a_period_that_has_not_ended_is_one_line(tmp_path: Path) -> None:
    done = xlkpi("run", "--period", "2026/27 Q4", "--out", str(tmp_path / "out"))

    assert done.returncode == 1
    assert "period 2026/27 Q4 ends on 31/03/2027, after the as-at day 23/10/2026" in done.stderr
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("name", ["Strategy/Resources", "A: [b]*?", "../../leak", "x" * 200])
def test_names_of_boards_and_directorates_need_not_be_names_of_files(
    tmp_path: Path, name: str
) -> None:
    tables = small_tables()
    for number, row in enumerate(tables["kpis"]):
        row.update(boards=f"{name}; {name} {number}", directorate=name)
    folder = register_folder(tmp_path / "register", tables)
    done = xlkpi("run", cwd=folder)

    assert done.returncode == 0, done.stderr
    assert len(list((folder / "out" / "2026-27 Q2").glob("Scrutiny report *.docx"))) == 5
    assert {path.name for path in tmp_path.iterdir()} == {"register"}


def test_two_boards_whose_papers_share_a_name_are_refused(tmp_path: Path) -> None:
    tables = small_tables()
    tables["kpis"][0].update(boards="A/B")
    tables["kpis"][1].update(boards="A-B")
    folder = register_folder(tmp_path, tables)
    done = xlkpi("run", cwd=folder)

    assert done.returncode == 1
    assert "two boards would have the paper" in done.stderr
    assert not (folder / "out").exists()


@pytest.mark.parametrize(
    ("arguments", "papers"),
    [
        (("clt",), ["CLT report 2026-27Q2.docx"]),
        (("annual",), ["Annual Performance Report 2025-26.docx"]),
        (("scrutiny", "--board", "strategy"), ["Scrutiny report Strategy and Resources"]),
    ],
)
def test_one_kind_of_paper_can_be_asked_for(
    tmp_path: Path, arguments: tuple[str, ...], papers: list[str]
) -> None:
    done = xlkpi("report", *arguments, "--out", str(tmp_path))
    names = sorted(path.name for path in (tmp_path / "2026-27 Q2").glob("*.docx"))

    assert done.returncode == 0, done.stderr
    assert len(names) == len(papers)
    assert all(name.startswith(paper) for name, paper in zip(names, papers, strict=True))
