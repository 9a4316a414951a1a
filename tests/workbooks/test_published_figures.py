"""What is published stands in the Register as published; what is not says Illustrative."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pytest

Sheet = Callable[[str], Sequence[Mapping[str, Any]]]
Source = Callable[[str], Sequence[Mapping[str, str]]]

LEEDS = "E08000035"


def figure(found: object) -> float | None:
    """Read a figure at 13 significant digits: a workbook keeps 16, a spreadsheet shows 15."""
    return None if found in ("", None) else float(f"{float(str(found)):.13g}")


def headlines(sheet: Sheet, ref: str) -> list[Mapping[str, Any]]:
    rows = [row for row in sheet("Results") if row["KPI ref"] == ref]
    return [row for row in rows if row["Category"] is None]


def test_every_ons_figure_of_leeds_stands_as_published(sheet: Sheet, source: Source) -> None:
    figures = source("ons_leeds.csv")
    seen = 0
    for kpi in source("kpis.csv"):
        series = sorted(
            (
                row["period"],
                figure(row["observation"]),
                figure(row["lci_95"]),
                figure(row["uci_95"]),
            )
            for row in figures
            if (row["dataset"], row["indicator"]) == (kpi["dataset"], kpi["indicator"])
        )
        published = [row[1:] for row in series if row[1] is not None]
        if published:
            shipped = [
                tuple(figure(row[f]) for f in ("Value", "Lower 95% limit", "Upper 95% limit"))
                for row in headlines(sheet, kpi["ref"])
                if row["Value"] is not None
            ]
            assert shipped == published, kpi["ref"]
            seen += len(published)
    assert seen == sum(bool(row["observation"]) for row in figures)


def test_every_adult_social_care_figure_of_leeds_stands_as_published(
    sheet: Sheet, source: Source
) -> None:
    figures = source("oflog_adult_social_care.csv")
    ours = [row for row in figures if row["Local authority code"] == LEEDS and row["Value"]]
    by_code = {kpi["indicator"]: kpi["ref"] for kpi in source("kpis.csv")}
    for row in ours:
        year = row["Financial year"].replace("-", "/")
        shipped = {r["Period"]: r["Value"] for r in headlines(sheet, by_code[row["Code"]])}
        assert figure(shipped[year]) == figure(row["Value"]), (row["Code"], year)
    assert len(ours) == 42


@pytest.mark.parametrize(
    ("ref", "span", "period"),
    [
        ("AH01", "2024-11-16/P1Y", "2025"),
        ("AH02", "2020-01-01/P5Y", "2024"),
        ("AH03", "2022-01-01/P3Y", "2024"),
        ("AH07", "2022-04-01/P1Y", "2022/23"),
        ("CF08", "2024-08-01/P1Y", "2024/25 academic"),
        ("CF07", "2024-09-01/P1Y", "2024/25 academic"),
        ("CD05", "2025-04-30", "2025"),
        ("CD16", "2024-04-01/P1Y", "2024/25"),
        ("CD27", "2026-04-01", "2026/27 Q1"),
        ("CHE02", "2024-02-01/P1Y", "2024"),
        ("CHE03", "2024-05-15/P1Y", "2024"),
    ],
)
def test_a_published_span_stands_under_its_period(
    sheet: Sheet, source: Source, ref: str, span: str, period: str
) -> None:
    kpi = next(kpi for kpi in source("kpis.csv") if kpi["ref"] == ref)
    published = next(
        figure(row["observation"])
        for row in source("ons_leeds.csv")
        if (row["dataset"], row["indicator"], row["period"])
        == (kpi["dataset"], kpi["indicator"], span)
    )
    shipped = {row["Period"]: row["Value"] for row in headlines(sheet, ref)}
    assert figure(shipped[period]) == published


def test_every_comparator_figure_stands_as_published(sheet: Sheet, source: Source) -> None:
    shipped = sorted(
        (row["KPI ref"], row["Area code"], row["Area"], figure(row["Value"]) or 0.0)
        for row in sheet("Comparator values")
    )
    published = []
    for kpi in source("kpis.csv"):
        published += [
            (kpi["ref"], row["areacd"], row["areanm"], figure(row["observation"]) or 0.0)
            for row in source("ons_comparators.csv")
            if (row["dataset"], row["indicator"]) == (kpi["dataset"], kpi["indicator"])
        ]
        published += [
            (kpi["ref"], row["Local authority code"], row["Local authority name"],
             figure(row["Value"]) or 0.0)
            for row in source("oflog_adult_social_care.csv")
            if row["Code"] == kpi["indicator"] and row["Local authority code"] != LEEDS
        ]  # fmt: skip
    assert shipped == sorted(published)


def test_sheffield_stands_under_both_codes_and_the_former_one_is_listed(sheet: Sheet) -> None:
    codes = {row["Area code"] for row in sheet("Comparator values") if row["Area"] == "Sheffield"}
    assert codes == {"E08000019", "E08000039"}
    former = {row["Former code"]: row["Area code"] for row in sheet("Former codes")}
    assert former["E08000019"] == "E08000039"


def test_nothing_made_up_is_presented_as_published(sheet: Sheet, source: Source) -> None:
    published = {kpi["ref"] for kpi in source("kpis.csv") if kpi["dataset"]}
    for row in (*sheet("KPIs"), *sheet("Results")):
        is_illustrative = str(row["Source"]).startswith("Illustrative")
        assert is_illustrative is (row["KPI ref"] not in published), row


def test_every_target_and_tolerance_says_illustrative(sheet: Sheet) -> None:
    assert all(str(row["Source"]).startswith("Illustrative") for row in sheet("Targets"))
