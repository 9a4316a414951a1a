"""Print how often sound published figures are queried, and how often planted faults are.

Every figure of the published series under workbooks/sources is taken as sound and held against
those before it in its series. The last figure of each series is then spoilt in each of the ways
that officers know.
"""

import csv
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.run import ROOT
from tests.making.records import kpi
from xlkpi.assessment.queries.figures import figure_query
from xlkpi.register.kpi import Kpi
from xlkpi.register.result import Result
from xlkpi.terms.number import decimals_in
from xlkpi.terms.period import Frequency, Period

SOURCES = ROOT / "workbooks" / "sources"
ONS, OFLOG = ("ons_leeds.csv", "ons_comparators.csv"), ("oflog_adult_social_care.csv",)
FIRST = Period(Frequency.YEAR, 1950)
FEWEST = 5
DAY = 46_204.0
"""A day of 2026 as a spreadsheet stores it."""

Series = tuple[Kpi, Sequence[Result]]


def series_of(names: Sequence[str]) -> Iterator[Series]:
    """Yield each area's series of each measure in some of the source files, oldest first."""
    found: defaultdict[tuple[str, ...], dict[str, float]] = defaultdict(dict)
    for name in names:
        with Path(SOURCES / name).open(encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file):
                key, when, value = _parts(row)
                if value:
                    found[key][when] = float(value)
    for key, values in found.items():
        yield _series(key[-1], [values[when] for when in sorted(values)])


def _parts(row: dict[str, str]) -> tuple[tuple[str, ...], str, str]:
    if "observation" in row:
        fields = ("dataset", "areacd", "indicator", "measure", "unit")
        return tuple(row[field] for field in fields), row["period"], row["observation"]
    return (row["Code"], row["Local authority code"], ""), row["Financial year"], row["Value"]


def _series(unit: str, values: Sequence[float]) -> Series:
    most = max(map(decimals_in, values))
    one = kpi(unit=unit, decimals=min(1, most), frequency="year")
    return one, [
        Result(ref=one.ref, period=FIRST.shift(number), value=value)
        for number, value in enumerate(values)
    ]


def spoilt(value: float, last: float) -> dict[str, float]:
    """Return a figure in each of its faulty forms."""
    return {
        "10 times": value * 10,
        "100 times": value * 100,
        "a tenth": value / 10,
        "a hundredth": value / 100,
        "other sign": -value,
        "0": 0.0,
        "last one again": last,
        "a day": DAY,
    }


def main() -> None:
    """Print the rates of each source."""
    for title, names in (("ONS", ONS), ("Oflog", OFLOG)):
        alarms: Counter[str] = Counter()
        caught: Counter[str] = Counter()
        figures = ends = 0
        for one, rows in series_of(names):
            for number in range(1, len(rows)):
                figures += 1
                query = figure_query(one, rows[number], rows[:number])
                alarms[query.code.name if query else ""] += 1
            *earlier, last = rows
            if len(rows) >= FEWEST and last.value:
                ends += 1
                for fault, value in spoilt(last.value, earlier[-1].value or 0.0).items():
                    wrong = last.model_copy(update={"value": value})
                    caught[fault] += figure_query(one, wrong, earlier) is not None
        rate = 1 - alarms.pop("", 0) / figures
        print(f"{title}: {figures:,} sound figures, {rate:.2%} queried", dict(alarms))
        print("  caught:", ", ".join(f"{fault} {n / ends:.0%}" for fault, n in caught.items()))


if __name__ == "__main__":
    main()
