"""What an audience sees, and what it must not."""

from datetime import date

from tests.making.records import kpi, register, results
from xlkpi.assessment.assess import Question
from xlkpi.assessment.highlight import highlights
from xlkpi.assessment.scorecards import scorecards
from xlkpi.register.process import Escalation
from xlkpi.register.result import Commentary
from xlkpi.terms.period_text import read_period

ASKED = Question(read_period("2026/27 Q2"), date(2026, 10, 23))


def words(**fields: object) -> Commentary:
    return Commentary(ref="AH01", period="2026/27 Q2", what_happened="It rose.", **fields)


def test_words_that_nobody_accepted_reach_no_public_paper() -> None:
    draft = register(kpi(), results=results("2026/27 Q2 = 5"), commentary=[words()])
    agreed = register(
        kpi(), results=results("2026/27 Q2 = 5"), commentary=[words(accepted_by="Director")]
    )

    assert scorecards(draft, ASKED).clt.assessments[0].commentary is not None
    assert scorecards(draft, ASKED).boards[0].assessments[0].commentary is None
    assert scorecards(agreed, ASKED).boards[0].assessments[0].commentary is not None


def test_a_sensitive_kpi_is_in_no_public_scorecard_whatever_its_publish_flag() -> None:
    cards = scorecards(register(kpi(sensitivity="Exempt 10.4(3)")), ASKED)

    assert len(cards.clt.assessments) == 1
    assert cards.boards[0].assessments == ()
    assert cards.annual.assessments == ()


def test_a_kpi_without_a_publish_flag_is_not_published() -> None:
    cards = scorecards(register(kpi(publish=None)), ASKED)

    assert cards.boards[0].assessments == ()


def test_what_officers_raised_is_a_highlight_before_any_rule() -> None:
    raised = Escalation(
        number=1, ref="AH01", period="2026/27 Q2", from_level="Service", to_level="CLT"
    )
    record = register(
        kpi(),
        kpi(ref="AH02"),
        results=results("2026/27 Q2 = 5"),
        escalations=[raised],
    )
    (item,) = highlights(scorecards(record, ASKED).clt)

    assert item.assessment.kpi.ref == "AH01"
    assert item.reasons == ("Escalated to CLT",)
    assert highlights(scorecards(record, ASKED).boards[0]) == ()
