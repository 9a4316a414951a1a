"""Which earlier period a result is compared with."""

import pytest

from xlkpi.errors import RefusalError
from xlkpi.rules.comparator import comparator_period
from xlkpi.terms.comparator import ComparatorType
from xlkpi.terms.period_text import read_period


@pytest.mark.parametrize(
    ("kind", "period", "available", "expected"),
    [
        ("Previous period", "2026/27 Q2", "2026/27 Q1, 2025/26 Q2", "2026/27 Q1"),
        ("Previous period", "2026/27 Q1", "2025/26 Q4, 2025/26", "2025/26 Q4"),
        ("Previous period", "2026/27 Q2", "2025/26 Q3", "2025/26 Q3"),
        ("Previous period", "2024", "2021", "2021"),
        ("Previous period", "2024", "", None),
        ("Same period last year", "2026/27 Q2", "2026/27 Q1, 2025/26 Q2", "2025/26 Q2"),
        ("Same period last year", "2026-09", "2025-09, 2026-08", "2025-09"),
        ("Same period last year", "2026/27 Q2", "2026/27 Q1", None),
        ("Previous year end", "2026/27 Q2", "2025/26 Q4, 2026/27 Q1", "2025/26 Q4"),
        ("Previous year end", "2026/27 Q2", "2025/26 Q4, 2025/26", "2025/26"),
        ("Previous year end", "2026-09", "2026-03", "2026-03"),
        ("Previous year end", "2025/26", "2024/25", "2024/25"),
    ],
)
def test_the_comparator_is_the_period_the_type_says(
    kind: str, period: str, available: str, expected: str | None
) -> None:
    periods = [read_period(name) for name in available.split(", ") if name]
    found = comparator_period(ComparatorType.read(kind), read_period(period), periods)

    assert (found.name if found else None) == expected


def test_a_baseline_is_its_own_period_and_must_be_named() -> None:
    baseline, period = read_period("2019/20"), read_period("2025/26")

    assert comparator_period(ComparatorType.BASELINE, period, [baseline], baseline) == baseline
    with pytest.raises(RefusalError, match="no baseline period"):
        comparator_period(ComparatorType.BASELINE, period, [baseline])
