"""Make the CLT Scorecard, the form in which a quarter is entered, from the Register beside it."""

from pathlib import Path

from xlkpi.assessment.scorecards import scorecards
from xlkpi.settings.settings import read_settings
from xlkpi.workbook.entry_form import entry_form
from xlkpi.workbook.read import read_register

HERE = Path(__file__).parent
SCORECARD = HERE / "CLT Scorecard.xlsx"


def form() -> bytes:
    """Return the entry form of the period that the shipped settings name."""
    settings = read_settings(HERE.parent)
    register = read_register(settings.sources)
    question = settings.question
    return entry_form(
        register, scorecards(register, question).clt, settings.notice, settings.area_code
    )


if __name__ == "__main__":
    SCORECARD.write_bytes(form())
    print(SCORECARD.name)
