"""The named peer: what a good analyst's script does with pandas and python-docx, in one file.

It reads the same workbooks, takes each KPI's latest result and target, rates it row by row, and
writes as many papers with the same scorecard tables. It checks nothing, knows no gaps, revisions,
profiles or periods of other kinds, and its papers are neither accessible nor in a template.
"""

import sys
from pathlib import Path

import pandas as pd
from docx import Document

WORKBOOKS, OUT = Path(sys.argv[1]), Path(sys.argv[2])
HEADER = 3


def rate(row: pd.Series) -> str:
    """Return the rating of a row whose tolerance is a percentage."""
    if not isinstance(row["Target"], int | float) or pd.isna(row["Target"]):
        return "No target"
    if pd.isna(row["Value"]):
        return "No data"
    sign = -1 if row["Polarity"] == "Lower" else 1
    slack = 0 if pd.isna(row["Tolerance"]) else abs(row["Target"]) * row["Tolerance"] / 100
    if sign * row["Value"] >= sign * row["Target"]:
        return "Green"
    return "Amber" if sign * row["Value"] >= sign * row["Target"] - slack else "Red"


def paper(name: str, rows: pd.DataFrame) -> None:
    """Write one paper with a table of the rows."""
    document = Document()
    document.add_heading(name)
    columns = ["KPI ref", "KPI", "Directorate", "Period", "Value", "Target", "RAG"]
    table = document.add_table(rows=1, cols=len(columns))
    for cell, column in zip(table.rows[0].cells, columns, strict=True):
        cell.text = column
    for _, row in rows.iterrows():
        for cell, column in zip(table.add_row().cells, columns, strict=True):
            cell.text = str(row[column])
    document.save(str(OUT / f"{name}.docx"))


def main() -> None:
    """Read, rate and write."""
    OUT.mkdir(parents=True, exist_ok=True)
    information = WORKBOOKS / "KPI Supporting Information.xlsx"
    kpis = pd.read_excel(information, sheet_name="KPIs", header=HEADER)
    targets = pd.read_excel(information, sheet_name="Targets", header=HEADER)
    results = pd.read_excel(WORKBOOKS / "KPI Data Record.xlsx", sheet_name="Results", header=HEADER)
    pd.read_excel(WORKBOOKS / "Benchmarks.xlsx", sheet_name="Comparator values", header=HEADER)
    latest = results.groupby("KPI ref").last().reset_index()
    held = targets.groupby("KPI ref").last().reset_index()
    rated = kpis.merge(latest, on="KPI ref", suffixes=("", " result"))
    rated = rated.merge(held, on="KPI ref", suffixes=("", " target"))
    rated["RAG"] = rated.apply(rate, axis=1)
    rated.to_excel(OUT / "Scorecard.xlsx")
    paper("CLT report", rated)
    paper("Annual report", rated)
    boards = sorted(
        {b.strip() for text in rated["Scrutiny boards"].dropna() for b in text.split(";")}
    )
    for board in boards:
        paper(board, rated[rated["Scrutiny boards"].fillna("").str.contains(board, regex=False)])


main()
