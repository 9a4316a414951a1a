"""Small records for tests that need no file: `kpi()`, `results()`, `target()`, `register()`."""

from typing import Any

from xlkpi.register.benchmark import AreaCode, ComparatorValue, GroupMember
from xlkpi.register.kpi import Kpi
from xlkpi.register.register import Register
from xlkpi.register.result import Result
from xlkpi.register.target import TargetRow

PLAIN: dict[str, Any] = {
    "ref": "AH01",
    "title": "A measure",
    "kind": "Council service",
    "directorate": "Adults and Health",
    "boards": "Adults, Health and Active Lifestyles",
    "unit": "%",
    "decimals": 1,
    "frequency": "quarter",
    "aggregation": "Last",
    "polarity": "Higher",
    "type": "Targeted",
    "comparator_type": "Previous period",
    "publish": "Yes",
}


def kpi(**fields: Any) -> Kpi:  # noqa: ANN401 -- cells as an officer types them
    """Return a KPI; fields override the plain quarterly percentage."""
    return Kpi(**{**PLAIN, **fields})


def results(written: str, ref: str = "AH01") -> list[Result]:
    """Return results from lines of `period = value`; a value in words is a reason for a gap."""
    rows = [line.split("=") for line in written.replace(",", "\n").splitlines() if "=" in line]
    return [_result(ref, period.strip(), value.strip()) for period, value in rows]


def _result(ref: str, period: str, value: str) -> Result:
    if value[:1].isdigit() or value[:1] == "-":
        return Result(ref=ref, period=period, value=float(value))
    return Result(ref=ref, period=period, gap_reason=value)


def target(period: str, value: Any, **fields: Any) -> TargetRow:  # noqa: ANN401
    """Return a target of the plain KPI."""
    return TargetRow(**{"ref": "AH01", "period": period, "value": value, **fields})


def group(*areas: str) -> tuple[GroupMember, ...]:
    """Return undated members of the group `Core Cities` whose codes are their names."""
    return tuple(GroupMember(group="Core Cities", area_code=area, area=area) for area in areas)


def peers(period: str, **values: float | None) -> tuple[ComparatorValue, ...]:
    """Return other areas' values of the plain KPI in one period."""
    return tuple(
        ComparatorValue(ref="AH01", period=period, area_code=area, value=value)
        for area, value in values.items()
    )


def former(code: str, now: str) -> AreaCode:
    """Return the former code of an area."""
    return AreaCode(former_code=code, area_code=now)


def register(*kpis: Kpi, **tables: Any) -> Register:  # noqa: ANN401
    """Return a Register of these KPIs and tables."""
    return Register(kpis=kpis, **{name: tuple(rows) for name, rows in tables.items()})
