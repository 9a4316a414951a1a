"""The codes of problems: without them mended the Register cannot be used."""

from xlkpi.register.code import Code, Severity


def _problem(name: str, meaning: str, advice: str) -> Code:
    return Code(name, Severity.PROBLEM, meaning, advice)


UNREADABLE = _problem(
    "unreadable",
    "A workbook is not there, or cannot be read.",
    "Put it where xlkpi.toml says it is, or say there where it is; mend it as the message says.",
)
MISSING_SHEET = _problem(
    "missing-sheet",
    "A workbook lacks a sheet that the Register needs.",
    "Name the sheet in xlkpi.toml, or say there that the council keeps no such table.",
)
HEADINGS = _problem(
    "headings",
    "A heading is missing, or two columns could hold the same field.",
    "Add or rename the heading, or name the council's own in xlkpi.toml.",
)
NEVER_CALCULATED = _problem(
    "never-calculated",
    "A formula was never worked out, so that its value is not known.",
    "Open the workbook in Excel and save it; xlkpi recalc works out KPI functions.",
)
NOT_IN_SHEET = _problem(
    "not-in-sheet",
    "The settings say something of a KPI that the sheet does not have.",
    "Correct the reference in xlkpi.toml, or remove what is said of it.",
)
BLANK_FIELD = _problem(
    "blank-field", "A cell is blank that no row can do without.", "Fill the cell."
)
FORMULA_ERROR = _problem(
    "formula-error",
    "A cell shows what a failed formula left there, such as #REF!.",
    "Mend the formula, or type what belongs there.",
)
NOT_A_NUMBER = _problem(
    "not-a-number",
    "Text, a date or TRUE stands where a number belongs, or a number is stored as text.",
    "Type the number; where there is none, leave the cell blank and give the reason for the gap.",
)
OUT_OF_RANGE = _problem(
    "out-of-range", "A number is one that its cell cannot mean.", "Correct the number."
)
NOT_A_DATE = _problem(
    "not-a-date", "A date cannot be read.", "Type it as a date, such as 31/03/2026."
)
NOT_A_PERIOD = _problem(
    "not-a-period",
    "A period is ambiguous, impossible or none.",
    "Write it as 2026/27, 2026/27 Q2, 2026-09, 2026 or 2026/27 academic.",
)
NOT_YES_OR_NO = _problem(
    "not-yes-or-no", "Something else stands where Yes or No belongs.", "Write Yes or No."
)
UNKNOWN_WORD = _problem(
    "unknown-word",
    "A word is none of those that its cell can hold, such as a polarity of 'sideways'.",
    "Choose one of the words that the message lists.",
)
IMPOSSIBLE_VALUE = _problem(
    "impossible-value", "A cell holds what it cannot mean.", "Correct the cell as the message says."
)
IMPOSSIBLE_TARGET = _problem(
    "impossible-target",
    "A target and its tolerance or band make no rule, such as a floor above the target.",
    "Correct the target, the end of its band or its tolerance.",
)
NO_KPIS = _problem("no-kpis", "The Register lists no KPI.", "List at least one.")
NONE_LIVE = _problem(
    "none-live", "No KPI is Live, so nothing would be reported.", "Correct the State of the KPIs."
)
REPEATED_ROW = _problem(
    "repeated-row",
    "Two rows say the same thing, such as two results for one KPI and period.",
    "Keep one; a result that was corrected gets a Revision number.",
)
UNKNOWN_KPI = _problem(
    "unknown-kpi",
    "A row is about a KPI that the list of KPIs does not have.",
    "Add the KPI to the list, or correct the reference.",
)
EMPTY_GROUP = _problem(
    "empty-group",
    "A KPI is compared with a group that has no members.",
    "List the group's areas, correct its name, or blank the cell.",
)
TWO_SPELLINGS = _problem(
    "two-spellings",
    "A board or directorate is spelt in two ways, which would make two papers of it.",
    "Spell it the same in every row.",
)
NO_BASELINE = _problem(
    "no-baseline",
    "A KPI is compared with its baseline, and no baseline period is named.",
    "Name the baseline period, or choose another comparator.",
)
CUMULATIVE_COMPARATOR = _problem(
    "cumulative-comparator",
    "A KPI that counts from April is compared with the period before, which counts fewer months.",
    "Choose the comparator Same period last year.",
)
WRONG_FREQUENCY = _problem(
    "wrong-frequency",
    "A row's period is of another sort than its KPI's, such as a month for a quarterly KPI.",
    "Correct the period, or the KPI's frequency.",
)
WRONG_TARGET = _problem(
    "wrong-target",
    "A target is of another kind than its KPI's type, such as a number for a tracker.",
    "Correct the target, or the KPI's type.",
)
TOLERANCE_WITHOUT_MODE = _problem(
    "tolerance-without-mode",
    "A tolerance does not say how it is read, so that it could be read in several ways.",
    "Say percent (of the target), points (in the KPI's own unit) or floor (the last amber value).",
)
MODE_WITHOUT_TOLERANCE = _problem(
    "mode-without-tolerance",
    "A tolerance mode stands beside no tolerance.",
    "Give the tolerance, or blank the mode.",
)
VALUE_AND_GAP = _problem(
    "value-and-gap",
    "A row has a value and the reason why there is none.",
    "Blank one of them.",
)
LIMITS_CROSSED = _problem(
    "limits-crossed", "A lower limit is above its upper limit.", "Correct one of them."
)
DATES_CROSSED = _problem(
    "dates-crossed", "Something ends before it begins.", "Correct one of the dates."
)
CONTRADICTION = _problem(
    "contradiction", "Two cells of a row cannot both hold.", "Correct one of them."
)
