"""Scorecards made up for the tests of papers: a hundred KPIs of every kind, and a few odd ones."""

from dataclasses import replace
from datetime import date

from xlkpi.assessment.assessment import Assessment, Benchmark
from xlkpi.assessment.scorecard import Audience, AudienceKind, Scorecard, scorecard
from xlkpi.register.kpi import Alignment, Change, Kpi
from xlkpi.register.register import Register
from xlkpi.register.result import Commentary, Result
from xlkpi.register.target import TargetRow
from xlkpi.report.edition import Edition
from xlkpi.rules.rag import RagRule
from xlkpi.rules.rag_why import why
from xlkpi.terms.direction import Direction
from xlkpi.terms.missing import GapReason
from xlkpi.terms.period import Period
from xlkpi.terms.polarity import Polarity
from xlkpi.terms.rag import Rag

PERIOD = Period.quarter(2026, 2)
NOTICE = "Demonstration only. Not issued by Leeds City Council."
BOARDS = (
    "Strategy & Resources",
    "Infrastructure, Investment & Inclusive Growth",
    "Adults, Health & Active Lifestyles",
    "Children & Families",
    "Environment, Housing & Communities",
)
DIRECTORATES = (
    "Strategy and Resources",
    "City Development",
    "Adults and Health",
    "Children and Families",
    "Communities, Housing and Environment",
)
PORTFOLIOS = ("Resources", "Economy", "Health & care", "Children", "Homes <and> places")
PRIORITIES = (
    "An efficient, enterprising and healthy organisation",
    "Inclusive growth: good jobs in an economy that works for everyone",
    "Helping people to live independently and stay well for longer",
    "Children & young people: safe, healthy and able to do well <in school and after>",
    "Homes, neighbourhoods and a clean environment",
)
TITLES = (
    ("Council housing repairs completed within target time", "%", "Higher", 96.5, 94.9, 95.0, 1),
    ("Average time to re-let council homes", "days", "Lower", 34.2, 33.4, 28.0, 1),
    ("Households in temporary accommodation", "households", "Lower", 2216.0, 2267.0, 2100.0, 0),
    ("Affordable homes delivered, rolling 12 months", "homes", "Higher", 687.0, 669.0, 570.0, 0),
    ("Major planning applications decided in agreed time", "%", "Higher", 88.4, 87.6, 90.0, 1),
    ("Household waste reused, recycled or composted", "%", "Higher", 36.8, 37.1, 40.0, 1),
    ("Missed bins per 100,000 collections", "per 100,000", "Lower", 71.0, 73.0, 80.0, 0),
    ("Children looked after per 10,000 aged under 18", "per 10,000", "Lower", 74.6, 75.1, 76.0, 1),
    ("Education, health and care plans issued in 20 weeks", "%", "Higher", 41.3, 40.3, 60.0, 1),
    ("Adults discharged to their usual place of residence", "%", "Higher", 92.7, 92.7, 92.0, 1),
    ("Council tax collected in the year to date", "%", "Higher", 54.1, 54.4, 54.0, 1),
    ("Young people not in education, employment or training", "%", "Lower", None, 6.1, 5.5, 1),
    ("Cost of agency staff", "£ million", "Lower", 9.84, 11.2, 8.0, 2),
    ("Median gender pay gap", "%", "Lower", 3.4, 4.1, None, 1),
)  # fmt: skip


def kpi(number: int = 0, **changes: object) -> Kpi:
    """Return a KPI; every fifth is a city outcome."""
    title, unit, polarity, *_, decimals = TITLES[number % len(TITLES)]
    area = number % len(DIRECTORATES)
    fields: dict[str, object] = {
        "ref": f"{('SR', 'CD', 'AH', 'CF', 'CHE')[area]}{number // 5 + 1:02d}",
        "title": title,
        "definition": f"As the national return defines it, counted for {title.lower()}.",
        "kind": "City outcome" if number % 7 == 3 else "Council service",
        "directorate": DIRECTORATES[area],
        "portfolio": PORTFOLIOS[area],
        "boards": BOARDS[area],
        "unit": unit,
        "decimals": decimals,
        "frequency": "quarterly",
        "aggregation": "Last",
        "polarity": polarity,
        "type": "Targeted",
        "comparator_type": "Previous period",
        "source": "Service records; illustrative"
        if number % 2
        else "Office for National Statistics",
        "owner": f"Chief Officer, {DIRECTORATES[area]}",
        "publish": True,
    }
    return Kpi.model_validate(fields | changes)


def assessment(number: int = 0, period: Period = PERIOD, **changes: object) -> Assessment:
    """Return the assessment of a KPI in `period`, rated by the rules themselves."""
    one = kpi(number, **changes)
    _, _, _, latest, before, target, decimals = TITLES[number % len(TITLES)]
    drift = (number % 11 - 5) / 40
    value = None if latest is None else round(latest * (1 + drift), decimals)
    earlier = _result(one, period.shift(-1), before)
    now = _result(one, period, value) if value is not None else None
    row = TargetRow.model_validate(
        {"ref": one.ref, "period": period.financial_year, "value": target, "tolerance": 5,
         "mode": "percent", "source": "illustrative", "status": None if target else "Proposed"}
    )  # fmt: skip
    rule = RagRule(target=row.target, tolerance=row.allowance, polarity=one.polarity)
    return Assessment(
        kpi=one,
        period=period,
        alignment=_alignment(one, number),
        latest=now,
        gap=GapReason.AWAITING if now is None else None,
        months_old=0,
        target=row,
        comparator=earlier,
        rag=rule.rate(value, before),
        why=why(rule, value, before, one.unit, one.decimals),
        direction=_direction(one, value, before),
        trend=None,
        benchmark=_benchmark(number, period, target or 50.0),
        history=_history(one, period, value, before),
        commentary=_commentary(one, number, period),
    )


def clt_scorecard(kpis: int = 100, period: Period = PERIOD) -> Scorecard:
    """Return the CLT's scorecard of so many KPIs."""
    return board_scorecard(Audience(AudienceKind.CLT, "Corporate Leadership Team"), kpis, period)


def board_scorecard(audience: Audience, kpis: int = 100, period: Period = PERIOD) -> Scorecard:
    """Return any audience's scorecard of so many KPIs."""
    now = [assessment(number, period) for number in range(kpis)]
    before = [
        replace(assessment(number + 14 * (number % 3), period.shift(-1)), kpi=a.kpi,
                alignment=a.alignment)
        for number, a in enumerate(now)
    ]  # fmt: skip
    return scorecard(audience, period, now, before)


def edition(kpis: int = 100, notice: str | None = NOTICE) -> Edition:
    """Return a run of demonstration papers."""
    recorded = tuple(
        Change.model_validate(fields)
        for fields in (
            {"ref": "CHE01", "field": "definition", "old": "calendar days", "new": "working days",
             "reason": "National definition changed", "agreed_by": "Corporate Leadership Team",
             "effective": "2026/27 Q1"},
            {"ref": "AH02", "field": "target", "old": "90%", "new": "92%",
             "reason": "Target for 2025/26 was met", "agreed_by": "Adults and Health DMT",
             "changed_on": "12/05/2026"},
        )
    )  # fmt: skip
    register = Register(kpis=tuple(kpi(n) for n in range(kpis)), changes=recorded)
    return Edition("Leeds City Council", date(2026, 10, 22), register, notice)


def _result(one: Kpi, period: Period, value: float | None) -> Result:
    return Result.model_validate({"ref": one.ref, "period": period, "value": value})


def _alignment(one: Kpi, number: int) -> Alignment:
    pillar = ("Inclusive Growth", "Health and Wellbeing", "Zero Carbon")[number % 3]
    is_city = one.kind.value == "City outcome"
    priority = None if is_city else PRIORITIES[number % len(PRIORITIES)]
    framework = "Best City Ambition" if is_city else "Council priorities"
    return Alignment.model_validate(
        {"ref": one.ref, "framework": framework, "pillar": pillar, "priority": priority}
    )


def _direction(one: Kpi, value: float | None, before: float | None) -> Direction:
    if value is None or before is None:
        return Direction.NO_DATA
    if value == before:
        return Direction.SAME
    is_better = (value > before) is (one.polarity is Polarity.HIGHER)
    return Direction.IMPROVED if is_better else Direction.WORSENED


def _benchmark(number: int, period: Period, median: float) -> Benchmark | None:
    if number % 4 == 0:
        return None
    of = period if number % 4 == 1 else period.financial_year.shift(-1)
    return Benchmark("Core Cities", of, median * 0.98, f"{number % 11 + 1}th of 11", 5, 11)


def _history(
    one: Kpi, period: Period, value: float | None, before: float | None
) -> tuple[Result, ...]:
    base = before or 50.0
    wave = [base * (1 + ((n * 7 + len(one.ref)) % 9 - 4) / 50) for n in range(10)]
    values = [*wave, before, value]
    return tuple(
        _result(one, period.shift(n - len(values) + 1), None if n == 4 else v)
        for n, v in enumerate(values)
    )


def _commentary(one: Kpi, number: int, period: Period) -> Commentary | None:
    if number % 25:
        return None
    return Commentary.model_validate(
        {"ref": one.ref, "period": period,
         "what_happened": "412 homes were re-let, of which 96 needed major works.\n"
                          "Standard re-lets are within target at 24.8 days & <25>.",
         "why": "A second contractor left in May, so major works took 11 days longer."}
    )  # fmt: skip


def rated(number: int, rag: Rag) -> Assessment:
    """Return an assessment with the rating that a test needs."""
    return replace(assessment(number), rag=rag)
