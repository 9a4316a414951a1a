"""How a result stands among the areas of its comparator group."""

from collections.abc import Mapping
from statistics import median

from xlkpi.assessment.assessment import Benchmark
from xlkpi.register.benchmark import ComparatorValue
from xlkpi.register.kpi import Kpi
from xlkpi.register.register import Register
from xlkpi.register.result import Result
from xlkpi.rules.benchmark import Standing, standing
from xlkpi.terms.band import Band
from xlkpi.terms.period import Period
from xlkpi.terms.polarity import Polarity

FEWEST = 2
"""Fewer other areas than this make no comparison."""


def benchmark_of(
    register: Register, kpi: Kpi, results: tuple[Result, ...], band: Band | None, area_code: str
) -> Benchmark | None:
    """Return how the KPI stands in the latest period that both we and the group have.

    Former area codes are merged with the code that replaced them before anything is ranked, and
    restricted figures are left out, since any paper may be published.

    Args:
        register: where the other areas' values are.
        kpi: the KPI.
        results: our own results up to the reporting period, oldest first.
        band: the band of a Within KPI.
        area_code: our own code, whose value in the group's table is not a peer.
    """
    if kpi.benchmark_group is None:
        return None
    for result in reversed(results):
        if result.value is None:
            continue
        peers = peer_values(register, kpi, result.period, area_code)
        if len(peers) >= FEWEST:
            return _benchmark(kpi, result.period, result.value, list(peers.values()), band)
    return None


def _benchmark(
    kpi: Kpi, period: Period, value: float, peers: list[float], band: Band | None
) -> Benchmark:
    group, middle, areas = kpi.benchmark_group or "", median(peers), len(peers) + 1
    is_ranked = kpi.polarity is not Polarity.NONE and not (
        kpi.polarity is Polarity.WITHIN and band is None
    )
    if not is_ranked:
        return Benchmark(group, period, middle, standing=None, rank=None, areas=areas)
    place = standing(value, peers, kpi.polarity, band)
    rank = place.rank if isinstance(place, Standing) else None
    text = place.text if isinstance(place, Standing) else place.value
    return Benchmark(group, period, middle, text, rank, areas)


def peer_values(
    register: Register, kpi: Kpi, period: Period, area_code: str
) -> Mapping[str, float]:
    """Return the other members' values by their current area code.

    Former codes are merged with the current one; restricted figures and our own are left out.
    """
    members = {m.area_code for m in register.members_of(kpi.benchmark_group or "", period)}
    values: dict[str, float] = {}
    for row in register.comparators_of(kpi.ref, period):
        code = register.current_code.get(row.area_code, row.area_code)
        is_peer = code in members and code != area_code and not row.restricted
        if is_peer and row.value is not None and (code not in values or _is_current(row, code)):
            values[code] = row.value
    return values


def _is_current(row: ComparatorValue, code: str) -> bool:
    return row.area_code == code
