"""The papers: what is printed is what the scorecard says, the same bytes every time."""

import re
from collections import Counter, defaultdict
from pathlib import Path
from zipfile import ZipFile

import pytest
from lxml import etree

from tests.report.finished import TEMPLATES, clt, finished, papers, written
from tests.report.making import BOARDS, NOTICE, board_scorecard, clt_scorecard, edition
from tests.report.reading import W, controls, parts, roots, said, text
from xlkpi.assessment.scorecard import Audience, AudienceKind
from xlkpi.register.kpi import KpiKind
from xlkpi.report.catalogue import clt_report, scrutiny_report
from xlkpi.report.check.rules import findings
from xlkpi.report.paper import write_paper
from xlkpi.terms.rag import Rag

NAMES = [paper.name for paper in papers()]


@pytest.mark.parametrize("name", NAMES)
def test_the_same_paper_gives_the_same_bytes(name: str) -> None:
    (paper,) = (p for p in papers() if p.name == name)

    assert written(paper) == finished()[name]


@pytest.mark.parametrize("name", NAMES)
def test_controls_are_numbered_tagged_and_locked(name: str) -> None:
    found = controls(finished()[name])

    assert len({c.number for c in found}) == len(found)
    assert all(0 < len(c.tag) <= 64 for c in found)
    assert {c.lock for c in found if c.is_data} == {"sdtLocked"}
    assert not any(c.lock for c in found if c.tag.startswith("commentary"))


@pytest.mark.parametrize("name", NAMES)
def test_a_tag_of_data_stands_for_one_value_wherever_it_is(name: str) -> None:
    texts: dict[str, set[str]] = defaultdict(set)
    for found in controls(finished()[name]):
        if found.is_data:
            texts[found.tag].add(found.text)

    assert {tag: values for tag, values in texts.items() if len(values) > 1} == {}


@pytest.mark.parametrize("name", NAMES)
def test_no_sample_of_the_template_is_left_in_a_control_of_data(name: str, tmp_path: Path) -> None:
    (paper,) = (p for p in papers() if p.name == name)
    _write_with_marked_samples(TEMPLATES / paper.template, tmp_path / paper.template)
    found = write_paper(paper, tmp_path, edition(1).as_at)
    left = [c.tag for c in controls(found) if c.is_data and "MARKED" in c.text]

    assert left == []


def _write_with_marked_samples(template: Path, copy: Path) -> None:
    with ZipFile(template) as source, ZipFile(copy, "w") as target:
        for member in source.namelist():
            content = source.read(member)
            if member.startswith(("word/document", "word/header", "word/footer")):
                root_of_part = etree.fromstring(content)
                for words in root_of_part.iterfind(f".//{W}sdtContent//{W}t"):
                    words.text = "MARKED"
                content = etree.tostring(root_of_part)
            target.writestr(member, content)


@pytest.mark.parametrize("name", NAMES)
def test_marking_and_notice_stand_in_the_header_of_every_page(name: str) -> None:
    headers = [text(part) for part in roots(finished()[name]) if part.tag == f"{W}hdr"]

    assert len(headers) == 2
    assert all(NOTICE in header and "OFFICIAL" in header for header in headers)


@pytest.mark.parametrize("name", NAMES)
def test_a_file_says_nothing_of_clock_or_author(name: str) -> None:
    core = parts(finished()[name])["docProps/core.xml"].decode()
    dates = set(re.findall(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", core))

    assert dates == {"2026-10-22T00:00:00Z"}
    assert re.findall(r"<dc:creator>(.*?)<", core) == ["xlkpi"]
    assert re.findall(r"<cp:lastModifiedBy>(.*?)<", core) == ["xlkpi"]


def test_the_counts_printed_are_those_of_the_scorecard() -> None:
    card = clt_scorecard()
    for kind in KpiKind:
        counted = Counter(a.rag for a in card.assessments if a.kpi.kind is kind)

        assert said(clt(), f"green@{kind.name}-now") == [str(counted[Rag.GREEN])]
        assert said(clt(), f"red@{kind.name}-now") == [str(counted[Rag.RED])]
        assert said(clt(), f"total@{kind.name}-now") == [str(counted.total())]


def test_services_and_city_outcomes_are_never_in_one_table() -> None:
    city = {a.kpi.ref for a in clt_scorecard().assessments if a.kpi.kind is KpiKind.CITY}
    section = next(c for c in controls(clt()) if c.tag == "scorecard").element
    tables = [_refs_in(table) for table in section.iter(f"{W}tbl")]

    assert all(refs <= city or not refs & city for refs in tables)
    assert set().union(*tables) == {a.kpi.ref for a in clt_scorecard().assessments}


def _refs_in(table: etree._Element) -> set[str]:
    return {text(next(row.iter(f"{W}tc"))) for row in list(table.iter(f"{W}tr"))[1:]}


def test_a_highlight_prints_the_officers_words_and_asks_where_there_are_none() -> None:
    whys = {c.tag: c.text for c in controls(clt()) if re.match("commentary:.*:why$", c.tag)}

    assert set(whys.values()) == {
        "A second contractor left in May, so major works took 11 days longer.",
        "[Owner to say why]",
    }
    assert len(whys) == 8


def test_a_scrutiny_report_lists_only_what_its_board_may_see() -> None:
    name = f"Scrutiny report {BOARDS[0]} 2026-27Q2"
    refs = {c.text for c in controls(finished()[name]) if c.tag.startswith("ref@")}

    assert refs == {f"SR{n:02d}" for n in range(1, 21)}


def test_a_change_to_a_kpi_is_told_with_reason_and_date() -> None:
    assert said(clt(), "what@change 1") == ["Definition: calendar days; now working days"]
    assert said(clt(), "agreed@change 2") == ["Adults and Health DMT, from 12 May 2026"]


def test_a_paper_of_the_councils_own_carries_no_notice() -> None:
    paper = clt_report(clt_scorecard(12), edition(12, notice=None))
    headers = [text(part) for part in roots(written(paper)) if part.tag == f"{W}hdr"]

    assert not any("Demonstration" in header for header in headers)


def test_the_annual_report_has_one_name() -> None:
    name, paper = list(finished().items())[-1]
    headers = [text(part) for part in roots(paper) if part.tag == f"{W}hdr"]

    assert name == "Annual Performance Report 2025-26"
    assert said(paper, "paper_title") == ["Annual Performance Report"]
    assert all(" · Annual Performance Report · " in header for header in headers)


@pytest.mark.parametrize(
    ("board", "name"),
    [
        ("Strategy & Resources", "Scrutiny report Strategy & Resources 2026-27Q2"),
        ('A/B\\C: [d]*?"<e>|', "Scrutiny report A-B-C- [d]----e-- 2026-27Q2"),
        ("../../leak", "Scrutiny report ..-..-leak 2026-27Q2"),
        ("One\ttwo\n. .", "Scrutiny report One-two- 2026-27Q2"),
    ],
)
def test_a_file_can_bear_the_name_of_any_board(board: str, name: str) -> None:
    audience = Audience(AudienceKind.BOARD, board)

    assert scrutiny_report(board_scorecard(audience, 1), edition(1)).name == name


def test_a_board_may_have_the_longest_of_names() -> None:
    found = [
        scrutiny_report(board_scorecard(Audience(AudienceKind.BOARD, board), 1), edition(1))
        for board in ("x" * 300, "x" * 301)
    ]
    core = parts(written(found[0]))["docProps/core.xml"].decode()

    assert [len(paper.name) for paper in found] == [120, 120]
    assert found[0].name != found[1].name
    assert found[0].name.endswith(" 2026-27Q2")
    assert max(map(len, re.findall(r">([^<]*)<", core))) == 255


def test_a_scorecard_of_no_kpis_still_makes_a_paper() -> None:
    found = written(clt_report(clt_scorecard(0), edition(0)))

    assert said(found, "scorecard") == []
    assert findings(found) == ()
