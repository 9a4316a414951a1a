"""`xlkpi.toml` says everything once, and what it cannot mean is refused in one line."""

from pathlib import Path

import pytest

from xlkpi.errors import SettingsError
from xlkpi.settings.settings import read_settings

SOUND = """
[council]
name = "Example Council"
[run]
period = "2026/27 Q2"
as_at = 2026-10-23
"""


def refusal(folder: Path, text: str) -> str:
    (folder / "xlkpi.toml").write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError) as caught:
        read_settings(folder)
    message = str(caught.value)
    assert "\n" not in message
    return message


def test_the_least_a_council_must_say_reads_the_shipped_layout(tmp_path: Path) -> None:
    (tmp_path / "xlkpi.toml").write_text(SOUND, encoding="utf-8")
    settings = read_settings(tmp_path)

    assert settings.period.name == "2026/27 Q2"
    results = next(source for source in settings.sources if source.fills == "results")
    assert results.path == tmp_path / "KPI Data Record.xlsx"
    assert results.follows_layout


def test_a_missing_file_says_where_to_run(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="there is no such file: run xlkpi in the folder"):
        read_settings(tmp_path)


def test_a_misspelt_key_is_named(tmp_path: Path) -> None:
    assert "run.peroid: is not a key that xlkpi knows" in refusal(
        tmp_path, SOUND.replace("period", "peroid")
    )


def test_a_period_without_its_year_is_refused(tmp_path: Path) -> None:
    message = refusal(tmp_path, SOUND.replace("2026/27 Q2", "Q2 26"))

    assert "run.period: period 'Q2 26' does not say which financial year" in message


def test_a_broken_file_is_refused_with_its_place(tmp_path: Path) -> None:
    assert "cannot be read as settings" in refusal(tmp_path, "[council\n")


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ('fills = "resluts"', "fills = 'resluts' is not one of kpis"),
        ('fills = "results"\nheadings = { vlaue = "Q1" }', "results has no field 'vlaue'"),
        ('fills = "kpis"\neach = { FI06 = { polarity = "Higher" } }', "FI06 gives no reason"),
        ('fills = "kpis"\nheader_row = 0', "header_row"),
    ],
)
def test_a_mapping_that_leads_nowhere_is_refused(tmp_path: Path, said: str, expected: str) -> None:
    text = f'{SOUND}[[tables]]\nbook = "data_record"\nsheet = "S"\n{said}\n'

    assert expected in refusal(tmp_path, text)


def test_a_table_in_a_workbook_that_is_not_listed_is_refused(tmp_path: Path) -> None:
    text = f'{SOUND}[[tables]]\nbook = "other"\nsheet = "S"\nfills = "kpis"\n'

    assert "book = 'other' is not listed under [books]" in refusal(tmp_path, text)


@pytest.mark.parametrize(
    ("books", "expected"),
    [
        (("supporting_information",), "books: no workbook holds the results: add data_record"),
        (("data_record",), "books: no workbook holds the kpis: add supporting_information"),
        (
            ("data_record", "supporting_information", "bench_marks"),
            "books.bench_marks: no table is read from it: did you mean benchmarks?",
        ),
        (
            ("data_record", "supporting_information", "zebra"),
            "books.zebra: no table is read from it: use one of data_record, ",
        ),
    ],
)
def test_a_book_that_is_missing_or_never_read_is_refused(
    tmp_path: Path, books: tuple[str, ...], expected: str
) -> None:
    listed = "".join(f'{book} = "{book}.xlsx"\n' for book in books)

    assert expected in refusal(tmp_path, f"{SOUND}[books]\n{listed}")


def test_every_refusal_names_the_settings_file(tmp_path: Path) -> None:
    text = f'{SOUND}[[tables]]\nbook = "other"\nsheet = "S"\nfills = "kpis"\n'

    assert refusal(tmp_path, text).startswith(f"{tmp_path / 'xlkpi.toml'}: ")


@pytest.mark.parametrize(
    ("written", "wrong", "expected"),
    [
        ("2026-10-23", "2026-10-23T10:30:00", "write the day without a time, as 2026-10-23"),
        ("2026-10-23", '"soon"', "run.as_at: found 'soon': write the day as 2026-10-23"),
        ('"Example Council"', "5", "council.name: found '5': write text in quotation marks"),
        ('[council]\nname = "Example Council"', 'council = "X"', "council: found 'X': write a sec"),
        ('name = "Example Council"', "", "council.name: is missing: add it"),
    ],
)
def test_a_value_of_another_sort_is_refused_in_plain_words(
    tmp_path: Path, written: str, wrong: str, expected: str
) -> None:
    message = refusal(tmp_path, SOUND.replace(written, wrong))

    assert expected in message
    assert "Input should" not in message
    assert "Datetimes" not in message


def test_a_byte_order_mark_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "xlkpi.toml").write_text(SOUND, encoding="utf-8-sig")

    assert read_settings(tmp_path).council == "Example Council"
