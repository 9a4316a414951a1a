"""A reply is kept beside the settings, closes its query for that value, and is never a formula."""

import csv
from datetime import date
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.cli.test_check_command import xlkpi
from tests.making.books import register_folder, small_tables
from xlkpi.actions.answers import FILE_NAME, Answer, read_answers, write_answers
from xlkpi.actions.check import answer, check
from xlkpi.errors import RefusalError, SettingsError
from xlkpi.settings.settings import read_settings

TODAY = date(2026, 10, 23)
CODE, KPI = "numerator-above-denominator", "GR01"


def spoilt(folder: Path, numerator: float = 120) -> Path:
    tables = small_tables()
    tables["results"][3].update(numerator=numerator, denominator=100)
    return register_folder(folder, tables)


def codes(folder: Path) -> list[str]:
    return [one.code.name for one in check(read_settings(folder)).queries]


def reply(folder: Path, words: str = "Counted twice") -> tuple[Answer, ...]:
    settings = read_settings(folder)
    return answer(settings, CODE, KPI, words, "Head of Housing Options", TODAY)


def test_an_answered_query_is_not_raised_again_for_that_value(tmp_path: Path) -> None:
    folder = spoilt(tmp_path)
    assert CODE in codes(folder)
    reply(folder)

    found = check(read_settings(folder))
    assert CODE not in codes(folder)
    assert [(query.code.name, kept.reply, kept.by) for query, kept in found.answered] == [
        (CODE, "Counted twice", "Head of Housing Options")
    ]


def test_another_value_is_asked_about_again(tmp_path: Path) -> None:
    reply(spoilt(tmp_path))

    assert CODE in codes(spoilt(tmp_path, numerator=130))
    assert CODE not in codes(spoilt(tmp_path, numerator=120))


def test_a_reply_that_was_emptied_in_the_file_closes_nothing(tmp_path: Path) -> None:
    reply(spoilt(tmp_path))
    path = tmp_path / FILE_NAME
    path.write_bytes(path.read_bytes().replace(b"Counted twice", b" ") + b",,,,,,,\r\n")

    assert CODE in codes(tmp_path)
    assert read_answers(tmp_path) == ()


@pytest.mark.parametrize("delimiter", [";", "\t"])
@pytest.mark.parametrize("quoting", [csv.QUOTE_MINIMAL, csv.QUOTE_ALL])
def test_a_file_that_a_spreadsheet_saved_with_another_delimiter_is_read(
    tmp_path: Path, delimiter: str, quoting: Literal[0, 1]
) -> None:
    given_ = [Answer("a", "K", "", "Value", "1", 'late, "sic"; ok\tso', "Head", TODAY)]
    path = write_answers(tmp_path, given_)
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, delimiter=delimiter, quoting=quoting).writerows(rows)

    assert list(read_answers(tmp_path)) == given_


def test_the_file_is_one_that_excel_reads(tmp_path: Path) -> None:
    reply(spoilt(tmp_path))
    content = (tmp_path / FILE_NAME).read_bytes()
    header, row = csv.reader(content.decode("utf-8-sig").splitlines())

    assert content.startswith(b"\xef\xbb\xbf")
    assert dict(zip(header, row, strict=True)) == {
        "Code": CODE,
        "KPI": KPI,
        "Period": "2026/27 Q2",
        "Heading": "Numerator",
        "Value": "120",
        "Reply": "Counted twice",
        "Answered by (role)": "Head of Housing Options",
        "Answered on": "2026-10-23",
    }


def test_a_later_reply_takes_the_place_of_the_earlier_one(tmp_path: Path) -> None:
    first = Answer("a", "K", "2026-09", "Value", "1.50", "first")
    second = Answer("a", "K", "2026-09", "value", "1.5", "second")
    write_answers(tmp_path, [first, second])

    assert [one.reply for one in read_answers(tmp_path)] == ["second"]


def test_what_excel_makes_of_a_month_and_a_day_is_still_read(tmp_path: Path) -> None:
    kept = Answer("a", "K", "2026-09", "Value", "1", "yes", "", TODAY)
    path = write_answers(tmp_path, [kept])
    text = path.read_text(encoding="utf-8-sig")
    path.write_text(text.replace("2026-09", "Sep-26").replace("2026-10-23", "23/10/2026"))
    (read,) = read_answers(tmp_path)

    assert (read.key, read.on) == (kept.key, TODAY)


@settings(deadline=None)
@given(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20), min_size=2))
def test_any_text_comes_back_and_none_is_a_formula(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("answers")
    replies = [text if text.strip() else "yes" for text in texts]
    given_ = [
        Answer(f"c{n}", text, "", text, text, reply)
        for n, (text, reply) in enumerate(zip(texts, replies, strict=True))
    ]
    path = write_answers(folder, given_)
    lines = path.read_bytes().decode("utf-8-sig").splitlines(keepends=True)
    cells = [cell for row in csv.reader(lines) for cell in row]

    assert list(read_answers(folder)) == given_
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in cells)


@pytest.mark.parametrize("text", ["=1+1", "-9", "@SUM(1)", "'=1", "''-1", "'quoted'"])
def test_text_that_begins_like_a_formula_is_defused_and_restored(tmp_path: Path, text: str) -> None:
    path = write_answers(tmp_path, [Answer("a", "K", "", "", text, text)])

    assert f",{text}" not in path.read_text(encoding="utf-8-sig") or text == "'quoted'"
    assert read_answers(tmp_path)[0].reply == text


def test_a_query_that_is_not_there_and_a_blank_reply_are_refused(tmp_path: Path) -> None:
    folder = spoilt(tmp_path)
    settings = read_settings(folder)

    with pytest.raises(RefusalError, match=f"no query stale about KPI GR01 is open: it has {CODE}"):
        answer(settings, "stale", "GR01", "because", "", TODAY)
    with pytest.raises(RefusalError, match="is blank"):
        reply(folder, " ")
    assert not (folder / FILE_NAME).exists()


def test_a_file_without_its_columns_is_one_line(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_text("Code,KPI\n", encoding="utf-8")

    with pytest.raises(SettingsError, match="the column Period is missing") as caught:
        read_answers(tmp_path)
    assert "delete" not in str(caught.value)


def test_the_command_answers_counts_and_shows(tmp_path: Path) -> None:
    folder = spoilt(tmp_path)
    told = xlkpi("check", "--answer", CODE, KPI, "Counted twice", "--by", "Officer", cwd=folder)
    short, whole = xlkpi("check", cwd=folder), xlkpi("check", "--all", cwd=folder)

    assert told.stdout == f"{CODE} {KPI} 2026/27 Q2 120: answered in {FILE_NAME}\n"
    assert short.stdout.splitlines()[-1].endswith("4 queries to look at, 1 answered.")
    assert "Counted twice" not in short.stdout
    assert "answered: Counted twice (Officer) [numerator-above-denominator]" in whole.stdout
