"""A council's own words in cells, such as arrows for polarity, and the Register's word for each."""

from collections.abc import Callable, Iterable, Mapping

from xlkpi.errors import RefusalError
from xlkpi.register.kpi import KpiKind, KpiType
from xlkpi.terms.aggregation import Aggregation
from xlkpi.terms.comparator import ComparatorType
from xlkpi.terms.missing import is_missing
from xlkpi.terms.period import Frequency
from xlkpi.terms.polarity import Polarity
from xlkpi.terms.rag import Rag
from xlkpi.terms.target import TargetKind
from xlkpi.terms.tolerance import ToleranceMode
from xlkpi.terms.wording import fold, read_word

KNOWN_RATINGS = {"data only": Rag.TRACKER, "unknown": Rag.NO_TARGET}
"""The two other words that the Register itself takes for a rating."""

READ: Mapping[str, Callable[[object], object]] = {
    "polarity": Polarity.read,
    "frequency": Frequency.read,
    "aggregation": Aggregation.read,
    "comparator_type": ComparatorType.read,
    "mode": ToleranceMode.read,
    "kind": lambda found: read_word(KpiKind, found, "kind", {}),
    "type": lambda found: read_word(KpiType, found, "type", {}),
    "rating": lambda found: read_word(Rag, found, "rating", KNOWN_RATINGS),
    "target": lambda found: read_word(TargetKind, found, "target", {}),
}
"""Meaning to what reads the Register's own words for it."""

_WORDS = {
    "polarity": {
        "Higher": "h; hi; higher; bigger; more; max; high is good; higher is good; ↑; ▲; ⬆; △; "
        "higher the better; bigger the better; the higher the better; increasing; good to be high; "
        "maximise performance; increase is good; high is better; more is better; to be high",
        "Lower": "l; lo; lower; smaller; less; min; low is good; lower is good; ↓; ▼; ⬇; ▽; "
        "lower the better; smaller the better; the lower the better; decreasing; good to be low; "
        "decrease is good; low is better; less is better; to be low; reduce",
        "Within": "range; in range; ↔; within a range; target range",
        "None": "n; neither; data only; not applicable; no polarity; context only; contextual",
    },
    "frequency": {
        "month": "m; mthly; mth; months; every month; per month",
        "quarter": "q; qtr; qtrly; qtly; 1/4ly; quarters; every quarter; per quarter",
        "year": "a; y; ann; annum; years; every year; per year; once a year; financial year",
        "academic year": "academic; school year; academic year",
        "calendar year": "calendar; calendar year",
    },
    "aggregation": {
        "Cumulative year to date": "cum; ytd; cumulative ytd; cumulative total; running total; c; "
        "year-to-date; cumulative from april",
        "Last": "snapshot; point in time; as at; last value; last; stock; position; end of period; "
        "snap shot; position at end; s",
        "Sum": "add; added; sum of quarters; sum of months; sum of periods; total for period; "
        "non-cumulative total; discrete",
        "Weighted rate": "num/den; numerator/denominator; weighted average; weighted rate",
        "Rolling": "rolling; rolling year; rolling average; rolling 12 month; 12 month rolling",
    },
    "comparator_type": {
        "Previous period": "previous quarter; prev qtr; prev quarter; last qtr; previous month; "
        "last month; prior quarter; prior period; pq",
        "Same period last year": "same qtr last year; same quarter previous year; sqly; sply; "
        "previous year; prior year; same period previous year; last year same quarter",
        "Previous year end": "last year outturn; last year's outturn; previous outturn; "
        "previous year outturn; year-end; outturn",
        "Baseline": "base; baseline year; base year",
    },
    "kind": {
        "Council service": "council; service; internal; corporate; direct; in our control; ours; "
        "control; operational; council owned; service measure; our own; council led",
        "City outcome": "partnership; partner; place; city; borough; district; county; outcome; "
        "contextual; context; influence; outside our control; shared; wider; city wide; community",
    },
    "type": {
        "Targeted": "target; targeted; with target; yes; y; numeric target; target set",
        "Interim": "direction only; improve; increase/decrease; increase; decrease; interim target",
        "Tracker": "data only; monitor; monitoring; monitor only; no target; information only; "
        "information; context; contextual; for information; tracking; track; no; n; volumetric",
    },
    "mode": {
        "percent": "%; percent of target; % of target; percentage; percentage of target; per cent; "
        "percent of the target",
        "points": "pp; percentage points; percentage point; % points; absolute; number; units; "
        "point; ppt; in units; abs",
        "floor": "minimum; threshold; floor standard; floor value; limit",
    },
    "rating": {
        "Green": "g; grn; on target; ok; on track; met; achieved; target met; above target; "
        "meeting target; exceeding target; on or above target; ahead of target; at target",
        "Amber": "a; amb; just short; near target; slightly off target; warning; within tolerance; "
        "just off target; slightly below target; close to target; yellow; within tolerances; "
        "slightly missed; just below target",
        "Red": "r; off target; below target; alert; not met; missed; off track; target not met; "
        "not achieved; well below target; behind target; outside tolerance; failing",
        "Tracker": "data; d; monitor; monitoring; information only; no rag; contextual",
        "No data": "awaiting data; not due; data not available; no data available; not reported",
        "No target": "target not set; none; grey; no target set; not rated",
    },
    "target": {
        "Tracker": "data only; monitor; monitoring; monitor only; information only; "
        "for information; contextual; track; context only",
        "Increase": "increase; improve; improving; up; ↑; to increase; upward trend; more",
        "Decrease": "decrease; reduce; reduction; down; ↓; to decrease; downward trend; less",
    },
}

OWN: Mapping[str, Mapping[str, str]] = {
    name: {fold(own): word for word, owns in words.items() for own in owns.split(";")}
    for name, words in _WORDS.items()
}
"""Meaning to a council's word to the Register's."""

_TOGETHER = {
    "rating": (("g", "a", "r"), ("grn", "amb"), ("ok", "warning", "alert")),
    "polarity": (("h", "l"), ("↑", "↓"), ("▲", "▼"), ("⬆", "⬇")),
    "frequency": (("m", "q", "a"), ("mthly", "qtrly", "ann")),
}
"""Words that are used together: where one stands today, another can stand next quarter."""

NO_FIGURE = frozenset(
    {"tbc", "tba", "not available", "no data", "not yet available", "awaited", "awaiting data"}
    | {"not due", "annual", "n/k", "not known", "not collected", "not reported", "na", "n/d"}
    | {
        "data not available",
        "none",
        "no target",
        "not set",
        "target not set",
        "not applicable",
        "pending",
        "unavailable",
    }
)
"""What stands in a figure's cell where there is none."""


def register_word(meaning: str, text: str) -> str | None:
    """Return the Register's word for a text; None where it is not known to mean any."""
    try:
        READ[meaning](text)
    except RefusalError:
        return OWN.get(meaning, {}).get(fold(text))
    return text


def translations(meaning: str, texts: Iterable[str]) -> tuple[dict[str, str], tuple[str, ...]]:
    """Return own words with the Register's where they differ, and those that none is known for."""
    words: dict[str, str] = {}
    unknown: list[str] = []
    for text in dict.fromkeys(texts):
        word = register_word(meaning, text)
        if word is None and is_missing(text):
            words[text] = ""
        elif word is None:
            unknown.append(text)
        elif word != text:
            words[text] = word
    seen = set(map(fold, words))
    for family in _TOGETHER.get(meaning, ()):
        if seen & set(family):
            words |= {own: OWN[meaning][own] for own in family if own not in seen}
    return words, tuple(unknown)
