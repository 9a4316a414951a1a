"""The codes of queries about rows: what one sheet says and another does not."""

from xlkpi.register.code import Code, Severity


def _query(name: str, meaning: str, advice: str) -> Code:
    return Code(name, Severity.QUERY, meaning, advice)


NO_ALIGNMENT = _query(
    "no-alignment",
    "A KPI has no place in the framework at the end of the period.",
    "Add its row to the sheet of alignments.",
)
NO_CONTACT = _query(
    "no-contact",
    "A role that owns a KPI or answers for it is not in the list of contacts.",
    "Add the role, or correct its spelling.",
)
UNKNOWN_DIRECTORATE = _query(
    "unknown-directorate",
    "A directorate has signed off results and has no KPI.",
    "Correct the directorate's name, or take the row out.",
)
UNKNOWN_BOARD = _query(
    "unknown-board",
    "A board is named by a KPI, and no meeting of the timetable is its own.",
    "Correct the board's name, or add its meeting.",
)
SIMILAR_NAMES = _query(
    "similar-names",
    "A board or directorate is spelt almost like another.",
    "Correct the spelling, if the same one is meant.",
)
OVERLAPPING_ALIGNMENTS = _query(
    "overlapping-alignments",
    "Two alignments of a KPI in one framework hold at once, and the first is used.",
    "End one of them before the other begins.",
)
OVERLAPPING_MEMBERSHIPS = _query(
    "overlapping-memberships",
    "An area is listed twice in one group for the same days.",
    "Take one row out, or end it before the other begins.",
)
REPLACED_BY_UNKNOWN = _query(
    "replaced-by-unknown",
    "A KPI is replaced by one that is not in the list.",
    "Correct the reference, or add the KPI.",
)
REPLACED_IN_CIRCLE = _query(
    "replaced-in-circle",
    "KPIs replace one another in a circle.",
    "Blank the one that is in use.",
)
REPLACED_STILL_LIVE = _query(
    "replaced-still-live",
    "A KPI and the one that replaces it are both reported for the period.",
    "End the older one before the newer one begins.",
)
SAME_SPAN_TWICE = _query(
    "same-span-twice",
    "Two rows give different figures for the same twelve months.",
    "Correct one of them, or keep one.",
)
AREA_UNDER_TWO_CODES = _query(
    "area-under-two-codes",
    "An area's figures stand under two codes, so that it would count twice.",
    "List the former code with the code that replaced it, or correct it.",
)
REVISION_SKIPPED = _query(
    "revision-skipped",
    "The revisions of a result are not numbered 1, 2, 3 after the first figure.",
    "Number them in order, or add the row that is missing.",
)
