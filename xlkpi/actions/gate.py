"""Gate: what every finished paper is held to before it leaves the house."""

from collections.abc import Mapping

from xlkpi.errors import PaperError
from xlkpi.report.check.rules import findings
from xlkpi.report.edition import Edition
from xlkpi.report.withheld import leaks, withheld


def refuse_leaks(public: Mapping[str, bytes], edition: Edition) -> None:
    """Refuse public papers that say what may not be published.

    Raises:
        PaperError: one does; the message says what the first is, where, and how many more.
    """
    if not public:
        return
    secret = withheld(edition.register)
    found = [
        f"{name}, {leak}" for name, content in public.items() for leak in leaks(content, secret)
    ]
    if found:
        more = f", and {len(found) - 1} more of the kind" if len(found) > 1 else ""
        message = (
            f"{found[0]}{more}: a public paper may not say it, and nothing was written; take it "
            f"out of the Register or the template"
        )
        raise PaperError(message)


def faults(content: bytes) -> tuple[str, ...]:
    """Return what keeps somebody from reading a finished paper, one line each.

    They are told, not refused: a paper with a fault may still be needed today.
    """
    return tuple(map(str, findings(content)))


def told_leaks(content: bytes, edition: Edition) -> tuple[str, ...]:
    """Return what an officers' copy of a public paper says that may not be published."""
    return tuple(
        f"NOT FOR PUBLICATION as it is: {leak}"
        for leak in leaks(content, withheld(edition.register))
    )
