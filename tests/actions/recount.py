"""The ratings counted again from the workbooks with pandas, along a path of its own.

Nothing of xlkpi is imported here. It knows only what an officer knows who counts by hand: the
latest figure of each KPI by the end of the quarter, the target of that figure's period, and the
rule in words.
"""

import re
from collections import Counter
from datetime import date
from pathlib import Path

import pandas as pd

HEADER = 3
NO_CURRENT_RESULT = {"Not available", "Suspended", "Suppressed"}
RATINGS = ("Green", "Amber", "Red", "Tracker", "No target", "No comparator", "No data")


def month_end(period: str) -> int:
    """Return the last month of a period as 12 x year + month."""
    text = str(period)
    if match := re.fullmatch(r"(\d{4})/\d\d Q(\d)", text):
        return int(match[1]) * 12 + 3 + int(match[2]) * 3
    if match := re.fullmatch(r"(\d{4})-(\d\d)", text):
        return int(match[1]) * 12 + int(match[2])
    if match := re.fullmatch(r"(\d{4})/\d\d academic", text):
        return int(match[1]) * 12 + 20
    if match := re.fullmatch(r"(\d{4})/\d\d", text):
        return int(match[1]) * 12 + 15
    return int(text) * 12 + 12


def length(period: str) -> int:
    """Return how many months a period lasts."""
    text = str(period)
    if "Q" in text:
        return 3
    return 1 if re.fullmatch(r"\d{4}-\d\d", text) else 12


def read(workbooks: Path, book: str, sheet: str) -> pd.DataFrame:
    """Return a sheet as a frame of what its cells hold."""
    return pd.read_excel(
        workbooks / book, sheet_name=sheet, header=HEADER, dtype=object, engine="openpyxl"
    )


def recount(workbooks: Path, period: str, as_at: date) -> dict[str, Counter[str]]:
    """Return the number of KPIs by kind and rating at the end of `period`."""
    kpis = read(workbooks, "KPI Supporting Information.xlsx", "KPIs")
    targets = read(workbooks, "KPI Supporting Information.xlsx", "Targets")
    results = read(workbooks, "KPI Data Record.xlsx", "Results")
    results = results[results["Breakdown"].isna()]
    supplied = pd.to_datetime(results["Supplied on"])
    results = results[supplied.isna() | (supplied <= pd.Timestamp(as_at))]
    results = results.assign(end=results["Period"].map(month_end))
    results = results[results["end"] <= month_end(period)]
    results = results.assign(turn=results["Revision"].fillna(0).astype(float))
    results = results.sort_values(["end", "turn"]).drop_duplicates(
        ["KPI ref", "Period"], keep="last"
    )
    counts: dict[str, Counter[str]] = {}
    for _, kpi in kpis[kpis["State"] == "Live"].iterrows():
        if pd.notna(kpi["Valid from"]) and pd.Timestamp(kpi["Valid from"]) > pd.Timestamp(as_at):
            continue
        own = results[results["KPI ref"] == kpi["KPI ref"]]
        held = targets[targets["KPI ref"] == kpi["KPI ref"]]
        counts.setdefault(kpi["Kind"], Counter())[rating(kpi, own, held)] += 1
    return counts


def rating(kpi: pd.Series, results: pd.DataFrame, targets: pd.DataFrame) -> str:
    """Return the rating of one KPI's latest figure, in the words of the scorecard."""
    valued = results[results["Value"].notna()]
    gone = results["Reason for gap"].isin(NO_CURRENT_RESULT) & results["Value"].isna()
    later = results[gone & (results["end"] > (valued["end"].max() if len(valued) else 0))]
    latest = None if len(valued) == 0 or len(later) else valued.iloc[-1]
    if latest is None:
        return "Tracker" if kpi["Type"] == "Tracker" else "No data"
    row = target_row(kpi, latest["Period"], targets)
    if row is None or pd.isna(row["Target"]):
        return "Tracker" if kpi["Type"] == "Tracker" else "No target"
    if isinstance(row["Target"], str):
        return word_rating(kpi, row["Target"], float(latest["Value"]), latest, valued)
    return number_rating(kpi, row, float(latest["Value"]))


def target_row(kpi: pd.Series, period: str, targets: pd.DataFrame) -> pd.Series | None:
    """Return the target of the figure's period, else of the year around it where that may be."""
    exact = targets[targets["Period"] == period]
    if len(exact):
        return exact.iloc[0]
    adds_up = kpi["Aggregation"] in {"Sum", "Cumulative year to date"}
    if adds_up and not targets["Target"].map(lambda t: isinstance(t, str)).all():
        return None
    last, first = month_end(period), month_end(period) - length(period) + 1
    for _, row in targets.iterrows():
        end = month_end(row["Period"])
        if end - length(row["Period"]) + 1 <= first and last <= end:
            return row
    return None


def word_rating(
    kpi: pd.Series, word: str, value: float, latest: pd.Series, valued: pd.DataFrame
) -> str:
    """Return the rating against Tracker, Increase or Decrease."""
    if word == "Tracker":
        return "Tracker"
    before = valued[(valued["end"] < latest["end"])]
    if kpi["Comparator"] == "Same period last year":
        before = valued[valued["end"] == latest["end"] - 12]
    if kpi["Comparator"] == "Previous year end":
        year_end = (latest["end"] - 4) // 12 * 12 + 3
        before = valued[
            valued["end"] == (year_end if length(latest["Period"]) < 12 else latest["end"] - 12)
        ]
    if not len(before):
        return "No comparator"
    change = value - float(before.iloc[-1]["Value"])
    if abs(change) < 1e-9:
        return "Amber"
    return "Green" if (change > 0) == (word == "Increase") else "Red"


def number_rating(kpi: pd.Series, row: pd.Series, value: float) -> str:
    """Return the rating against a number or a band."""
    target = float(row["Target"])
    tolerance = 0.0 if pd.isna(row["Tolerance"]) else float(row["Tolerance"])
    if kpi["Polarity"] == "Within":
        upper = float(row["Upper end of band"])
        outside = max(target - value, value - upper, 0.0)
        bound = target if value < target else upper
    else:
        upper, bound = target, target
        outside = max((target - value) if kpi["Polarity"] == "Higher" else (value - target), 0.0)
    if outside < 1e-9:
        return "Green"
    slack = {
        "percent": abs(bound) * tolerance / 100,
        "points": tolerance,
        "floor": abs(target - tolerance),
    }.get(str(row["Tolerance mode"]), 0.0)
    return "Amber" if outside <= slack + 1e-9 else "Red"
