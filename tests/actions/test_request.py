"""Requests go out to roles with what is known, and come home through collect."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tests.making.books import Tables, read, register_folder, small_tables
from tests.report.reading import controls, parts, said
from tests.report.refresh.officer import DOCUMENT, TABLE, Officer, whole_text
from xlkpi.actions.collect import Collecting, Fate, collect, collecting
from xlkpi.actions.output import Fate as Placing
from xlkpi.actions.report import report
from xlkpi.actions.request import Requested, request
from xlkpi.errors import SettingsError
from xlkpi.report.check.rules import findings
from xlkpi.settings.settings import read_settings
from xlkpi.terms.period import Period
from xlkpi.workbook.files import Files

NOW = datetime(2026, 10, 26, 9, 30, tzinfo=UTC)
QUARTER = Period.quarter(2026, 2)
WHOLE = {
    "what_happened": "34.2 days.",
    "why": "A contractor left.",
    "action": "A second one begins.",
    "by_whom": "Head of Housing Options",
    "by_when": "31 March 2027",
}


def asked(folder: Path, *boards: str) -> Requested:
    return request(read_settings(folder), boards, folder / "out")


def only(done: Requested) -> Path:
    (placed,) = done.files
    return placed.path


def tag(part: str, ref: str = "RE01") -> str:
    return f"commentary:{ref}:2026-27Q2:{part}"


def with_commentary(*rows: Mapping[str, object]) -> Tables:
    return small_tables() | {"commentary": [dict(row) for row in rows]}


def filled(path: Path, words: dict[str, str], name: str = "returned.docx") -> Path:
    """Return the request as its owner sends it back."""
    officer = Officer(path.read_bytes())
    for part, text in words.items():
        officer.write(tag(part), text)
    home = path.parents[3] / name
    home.write_bytes(officer.saved())
    return home


def planned(folder: Path, *files: Path) -> Collecting:
    return collecting(files, read_settings(folder), Files(NOW))


def write_in(path: Path, part: str, words: str) -> None:
    officer = Officer(path.read_bytes())
    officer.write(tag(part), words)
    path.write_bytes(officer.saved())


def test_each_owner_is_asked_once_and_by_role(tmp_path: Path) -> None:
    tables = small_tables()
    tables["contacts"] = [{"role": "Head of Lettings", "name": "Nominated Officer",
                           "email": "lettings@council.example"}]  # fmt: skip
    owners = {"RE01": "Nominated Officer", "AM01": None, "GR01": "lettings@council.example"}
    for row in tables["kpis"]:
        if row["ref"] in owners:
            row |= {"owner": owners[str(row["ref"])], "contact": "Performance Officer"}
    done = asked(register_folder(tmp_path, tables))
    texts = [placed.path.read_bytes() for placed in done.files]
    everything = b"".join(b"".join(parts(text).values()) for text in texts)

    assert {placed.path.name for placed in done.files} <= {
        "Commentary request Head of Lettings 2026-27Q2.docx",
        "Commentary request Performance Officer 2026-27Q2.docx",
    }
    assert any("Head of Lettings" in placed.path.name for placed in done.files)
    assert b"Nominated" not in everything
    assert b"@council.example" not in everything


def test_an_owner_without_a_role_is_told_apart_by_directorate(tmp_path: Path) -> None:
    tables = small_tables()
    for row in tables["kpis"]:
        row["owner"] = None

    assert only(asked(register_folder(tmp_path, tables))).name.startswith(
        "Commentary request Owner to be named, Communities"
    )


def test_facts_and_boxes_stand_in_an_accessible_file(tmp_path: Path) -> None:
    docx = only(asked(register_folder(tmp_path))).read_bytes()

    assert findings(docx) == ()
    assert said(docx, "latest@RE01") == ["34.2"]
    assert [said(docx, tag(part))[0][0] for part in WHOLE] == ["["] * 5
    assert not [c for c in controls(docx) if c.is_data and not c.text.strip()]


def test_the_same_register_gives_the_same_bytes(tmp_path: Path) -> None:
    register_folder(tmp_path)
    first = only(asked(tmp_path)).read_bytes()
    again = request(read_settings(tmp_path), (), tmp_path / "elsewhere")

    assert only(again).read_bytes() == first
    assert [one.fate for one in asked(tmp_path).files] == [Placing.UNCHANGED]


def test_what_the_register_says_is_filled_in_and_last_time_is_shown(tmp_path: Path) -> None:
    tables = with_commentary(
        {"ref": "RE01", "period": "2026/27 Q2", "why": "A contractor left."},
        {"ref": "RE01", "period": "2026/27 Q1", "why": "It rained.", "by_whom": "Head of Voids"},
    )
    docx = only(asked(register_folder(tmp_path, tables))).read_bytes()

    assert said(docx, tag("why")) == ["A contractor left."]
    assert said(docx, "earlier_heading@RE01") == ["For reference only: the words of 2026/27 Q1"]
    assert said(docx, "earlier_said@RE01 why") == ["It rained."]
    assert said(docx, "earlier_said@RE01 by_whom") == ["Head of Voids"]
    locked = [c.lock for c in controls(docx) if c.tag.startswith("earlier_said")]
    assert locked == ["sdtLocked"] * 2


def test_what_a_paper_says_is_filled_in(tmp_path: Path) -> None:
    register_folder(tmp_path)
    report(read_settings(tmp_path), "clt", {}, tmp_path / "out")
    write_in(next((tmp_path / "out").rglob("CLT*.docx")), "why", "Works took longer.")

    assert said(only(asked(tmp_path)).read_bytes(), tag("why")) == ["Works took longer."]


def test_a_whole_commentary_is_not_asked_for(tmp_path: Path) -> None:
    whole = [{"ref": ref, "period": "2026/27 Q2", **WHOLE} for ref in ("RE01", "AM01", "GR01")]
    done = asked(register_folder(tmp_path, with_commentary(*whole)))

    assert "RE01" not in "".join(whole_text(one.path.read_bytes()) for one in done.files)
    assert done.kpis == sum(len(_refs(one.path)) for one in done.files)


def _refs(path: Path) -> list[str]:
    return [c.tag for c in controls(path.read_bytes()) if c.tag.startswith("ref@")]


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ({"Corporate Leadership Team": date(2026, 11, 3)}, "by 3 November 2026, when papers"),
        ({"Corporate Leadership Team": date(2026, 10, 1)}, "as soon as you can"),
        ({"Planning Committee": date(2026, 11, 3)}, "as soon as you can"),
        (
            {"Corporate Leadership Team": date(2026, 11, 3),
             "Directorate Management Teams": date(2026, 10, 28)},
            "by 28 October 2026, when papers for the Directorate Management Teams",
        ),
    ],
)  # fmt: skip
def test_it_says_when_it_should_come_back(
    tmp_path: Path, days: dict[str, date], expected: str
) -> None:
    rows = [
        {"body": b, "period": "2026/27 Q2", "submission": d.isoformat()} for b, d in days.items()
    ]
    path = only(asked(register_folder(tmp_path, small_tables() | {"timetable": rows})))

    assert expected in said(path.read_bytes(), "return_sentence")[0]


def test_only_a_boards_highlights_count_where_one_is_named(tmp_path: Path) -> None:
    register_folder(tmp_path)
    done = asked(tmp_path, "strategy")

    assert _refs(only(done)) == ["ref@RE01"]
    assert "Scrutiny Board (Strategy and Resources)" in said(
        only(done).read_bytes(), "readers@RE01"
    )
    with pytest.raises(SettingsError, match="there is no Scrutiny Board 'Parks'"):
        asked(tmp_path, "Parks")


def test_an_edited_request_is_brought_up_to_date_where_it_stands(tmp_path: Path) -> None:
    register_folder(tmp_path)
    path = only(asked(tmp_path))
    write_in(path, "why", "Works took longer.")
    before, tables = path.read_bytes(), small_tables()
    for row in tables["results"]:
        row["value"] += 0.5
    register_folder(tmp_path, tables)
    (done,) = asked(tmp_path).files
    after = path.read_bytes()

    assert done.fate is Placing.REFRESHED
    assert said(after, tag("why")) == ["Works took longer."]
    assert said(after, "latest@RE01") == ["34.7"]
    assert next((path.parent / "versions" / path.name).iterdir()).read_bytes() == before
    assert [one.fate for one in asked(tmp_path).files] == [Placing.KEPT]
    assert path.read_bytes() == after


def test_an_edited_request_keeps_a_kpi_whose_words_are_home_by_now(tmp_path: Path) -> None:
    tables = small_tables()
    tables["kpis"][1] |= {"owner": "Head of Housing Options"}
    register_folder(tmp_path, tables)
    path = only(asked(tmp_path))
    officer = Officer(path.read_bytes())
    for part, words in WHOLE.items():
        officer.write(tag(part), words)
    path.write_bytes(officer.saved())
    collect(planned(tmp_path, path), Files(NOW))
    done = asked(tmp_path)

    assert said(path.read_bytes(), tag("why")) == [WHOLE["why"]]
    assert [p.name for p in path.parent.glob("*.docx")] == [path.name]
    assert all(one.fate in {Placing.KEPT, Placing.REFRESHED} for one in done.files)


def test_a_renamed_and_partly_filled_request_comes_home(tmp_path: Path) -> None:
    register_folder(tmp_path)
    back = filled(only(asked(tmp_path)), {"why": "Works took longer."}, "RE re-lets FINAL v2.docx")
    found = planned(tmp_path, back)
    collect(found, Files(NOW))
    held = read(tmp_path).commentary_of("RE01", QUARTER)

    assert found.lines == ("New: RE01 2026/27 Q2, why: 'Works took longer.'",)
    assert (
        "RE01 2026/27 Q2 does not say yet: what happened, action, by whom, by when" in found.flags
    )
    assert held is not None
    assert held.why == "Works took longer."


def test_a_request_that_came_back_without_a_word_is_told(tmp_path: Path) -> None:
    register_folder(tmp_path)
    found = planned(tmp_path, only(asked(tmp_path)))

    assert found.taken == ()
    assert any(flag.startswith("RE01 2026/27 Q2 does not say yet: what") for flag in found.flags)


def test_different_words_of_two_people_are_held_back(tmp_path: Path) -> None:
    register_folder(tmp_path)
    path = only(asked(tmp_path))
    one = filled(path, {"why": "The weather.", "action": "A new contract."}, "one.docx")
    two = filled(path, {"why": "The contractor.", "action": "A new contract."}, "two.docx")
    found = planned(tmp_path, one, two)

    assert {w.part: w.fate for w in found.words} == {"why": Fate.HELD_BACK, "action": Fate.NEW}
    assert "'The weather.' in one.docx" in found.lines[0]
    assert "'The contractor.' in two.docx: say which" in found.lines[0]


def test_words_that_a_request_was_filled_from_give_way_to_those_in_it(tmp_path: Path) -> None:
    register_folder(tmp_path)
    report(read_settings(tmp_path), "clt", {}, tmp_path / "out")
    paper = next((tmp_path / "out").rglob("CLT*.docx"))
    write_in(paper, "why", "Works took longer.")
    back = filled(only(asked(tmp_path)), {"why": "Works took eleven days longer."})
    found = planned(tmp_path, paper, back)

    assert found.lines == ("New: RE01 2026/27 Q2, why: 'Works took eleven days longer.'",)


def test_what_a_cell_cannot_hold_is_told(tmp_path: Path) -> None:
    register_folder(tmp_path)
    officer = Officer(only(asked(tmp_path)).read_bytes())
    officer.write(tag("why"), "By ward:", TABLE)
    back = tmp_path / "back.docx"
    back.write_bytes(officer.saved())

    assert any("a table in back.docx cannot stand in the Register" in f for f in
               planned(tmp_path, back).flags)  # fmt: skip


def test_words_that_differ_in_paper_and_register_are_told_when_asking(tmp_path: Path) -> None:
    register_folder(tmp_path)
    report(read_settings(tmp_path), "clt", {}, tmp_path / "out")
    write_in(next((tmp_path / "out").rglob("CLT*.docx")), "why", "The weather.")
    said_since = {"ref": "RE01", "period": "2026/27 Q2", "why": "The contractor."}
    register_folder(tmp_path, with_commentary(said_since))
    done = asked(tmp_path)

    assert any("Held back: RE01 2026/27 Q2, why" in note for note in done.notes)
    assert said(only(done).read_bytes(), tag("why")) == ["The contractor."]


def test_last_times_words_are_no_words_of_this_time(tmp_path: Path) -> None:
    tables = with_commentary({"ref": "RE01", "period": "2026/27 Q1", "why": "It rained."})
    officer = Officer(only(asked(register_folder(tmp_path, tables))).read_bytes())
    next(officer.content("earlier_said@RE01 why").iter("{*}t")).text = "It poured."
    back = tmp_path / "back.docx"
    back.write_bytes(officer.saved())

    assert planned(tmp_path, back).words == ()
    assert DOCUMENT in parts(back.read_bytes())
