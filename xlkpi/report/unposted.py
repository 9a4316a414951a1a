"""What is typed in the Scorecard and not posted, and so in no figure of a paper."""

from xlkpi.assessment.finding import counted
from xlkpi.assessment.scorecard import Scorecard
from xlkpi.register.posting import Fate
from xlkpi.report.edition import Edition

WAITING = (Fate.NEW, Fate.REVISED, Fate.HELD_BACK)
NAMED = 10
"""So many references a sentence can hold."""


def unposted_sentence(scorecard: Scorecard, edition: Edition) -> str | None:
    """Return which results of the scorecard's KPIs wait to be posted; None where none does."""
    if edition.unposted is None:
        return (
            "The Scorecard could not be read, so it is not known whether results that were typed "
            "there are missing from this paper: xlkpi check says why."
        )
    seen = {a.kpi.ref for a in scorecard.assessments}
    waiting = [
        one.entry.ref
        for one in edition.unposted
        if one.fate in WAITING and one.entry.ref in seen and one.entry.period.end <= edition.as_at
    ]
    refs = list(dict.fromkeys(waiting))
    if not refs:
        return None
    more = f" and {len(refs) - NAMED} more" if len(refs) > NAMED else ""
    number = counted(
        len(refs),
        "result is typed in the Scorecard, not posted and so not",
        "results are typed in the Scorecard, not posted and so not",
    )
    return f"{number} in this paper: {', '.join(refs[:NAMED])}{more}."
