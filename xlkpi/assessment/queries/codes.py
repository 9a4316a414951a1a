"""The codes of queries about figures, dates and what is missing."""

from xlkpi.register.code import Code, Severity


def _query(name: str, meaning: str, advice: str) -> Code:
    return Code(name, Severity.QUERY, meaning, advice)


CONFIRM = "Confirm it, or correct it."

ZERO_FOR_MISSING = _query(
    "zero-for-missing",
    "A figure is 0 where earlier ones were never near 0.",
    "If there was no figure, leave the cell blank and give the reason for the gap.",
)
STALE_COPY = _query(
    "stale-copy",
    "A figure is the same as the last one, in a series that does not stand still.",
    "Confirm that it is not last period's figure carried forward.",
)
RETURN_UNCHANGED = _query(
    "return-unchanged",
    "Three or more KPIs of one return all have the figures of the period before.",
    "Ask whether last period's return was sent again.",
)
UNUSUAL = _query(
    "unusual",
    "A figure is far from its history, and came there in one step.",
    "Confirm it, and say why in the commentary, or correct it.",
)
CUMULATIVE_FALL = _query(
    "cumulative-fall",
    "A figure that counts from April is below the one before it in the same year.",
    "Correct one of the two; where earlier figures were revised, record the revision.",
)
OUTSIDE_PERCENT = _query(
    "outside-percent", "A percentage is below 0 or above 100, which it never was before.", CONFIRM
)
SHARE_DIFFERS = _query(
    "share-differs",
    "A value is not what its numerator and denominator make.",
    "Correct the value, the numerator or the denominator.",
)
NUMERATOR_ABOVE = _query(
    "numerator-above-denominator",
    "The numerator of a percentage is above its denominator.",
    "Correct one of them; they may be the wrong way round.",
)
DECIMAL_SLIP = _query(
    "decimal-slip",
    "A figure is 10, 100 or 1,000 times, or such a part of, what it usually is.",
    "Look at the decimal point and the number of noughts.",
)
PERCENT_SCALE = _query(
    "percent-scale",
    "A percentage is written on another scale than before: 0.774 or 7,740 for 77.4.",
    "Write 77.4 for 77.4%.",
)
SIGN_SLIP = _query(
    "sign-slip", "A figure has another sign than all before it, and their size.", CONFIRM
)
DATE_AS_VALUE = _query(
    "date-as-value",
    "A figure is the number by which a spreadsheet stores a day.",
    "Type the figure again, and format the cell as a number.",
)
DATES_SWAPPED = _query(
    "dates-swapped",
    "A date is impossible as it stands, and sound with its day and month changed over.",
    "Correct the date: the day comes first.",
)
SUPPLIED_EARLY = _query(
    "supplied-early",
    "A final figure was supplied before its period ended.",
    "Correct the date or the period, or give the figure the status Estimated or Provisional.",
)
SUPPLIED_LATE = _query(
    "supplied-after-as-at",
    "A figure was supplied after the as-at day, so that the papers leave it out.",
    "Correct the date, or set a later as_at in xlkpi.toml.",
)
FUTURE_PERIOD = _query(
    "future-period",
    "A figure stands in a period that begins after the as-at day.",
    "Correct the period.",
)
WRONG_YEAR = _query(
    "wrong-year",
    "A figure came a year after its period, and the same period of this year is missing.",
    "Correct the year of the period, if this year's is meant.",
)
ROUNDING_HIDES_MISS = _query(
    "rounding-hides-miss",
    "A figure is rated otherwise than it would be as it is displayed.",
    "Show more decimals, or explain it.",
)
BREAKDOWN_TOTAL = _query(
    "breakdown-total",
    "Categories that should add up to the headline do not.",
    "Correct the headline or a category, or add the category that is missing.",
)
BREAKDOWN_RANGE = _query(
    "breakdown-range",
    "A rate lies below or above the rates of all its categories.",
    "Correct the headline or a category.",
)
YEAR_TOTAL = _query(
    "year-total",
    "A year's figure is not what its months or quarters make.",
    "Correct one of them, or record what was revised.",
)
OUTSIDE_LIMITS = _query(
    "outside-limits",
    "A value lies outside its own 95% limits.",
    "Correct the value or the limits.",
)
RATING_DIFFERS = _query(
    "rating-differs",
    "The rating in the file is not the one that the rule gives.",
    "Correct the figure, the target or the tolerance; the file's colour is never used.",
)
STALE_RESULT = _query(
    "stale-result",
    "The stored result of a KPI function is not what it answers.",
    "Run xlkpi recalc on the workbook, or calculate and save it in Excel.",
)
OVERDUE = _query(
    "overdue",
    "The result that is due by the KPI's frequency and lag is not there.",
    "Ask for it, or record the reason for the gap.",
)
STALE = _query(
    "stale",
    "Two or more results that are due are not there, so that the latest is older than it may be.",
    "Ask for them, or record the reason for the gap.",
)
MISSING_FIELD = _query(
    "missing-field",
    "The Supporting Information lacks what every KPI needs: definition, source, owner and so on.",
    "Fill the cells.",
)
MISSING_TARGET = _query(
    "missing-target",
    "A KPI that should be held against a target has none for the year.",
    "Agree one and enter it, or make the KPI a tracker.",
)
NOT_POSTED = Code(
    "not-posted",
    Severity.NOTE,
    "Figures stand in the Scorecard and not in the KPI Data Record.",
    "Post them when they are agreed: papers are made from the Record.",
)
