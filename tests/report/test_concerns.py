"""What the CLT report says beside results: risks, contacts, escalations, actions, sign-offs."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.report.finished import written
from tests.report.making import DIRECTORATES, PERIOD, clt_scorecard, edition
from tests.report.reading import root as root_of
from tests.report.reading import said, text
from xlkpi.assessment.scorecard import Scorecard
from xlkpi.register.entry import Entry
from xlkpi.register.posting import Difference, Fate
from xlkpi.register.process import Action, CustomerIssue, Escalation, Risk
from xlkpi.register.result import SignOff
from xlkpi.report.actions_table import actions, actions_sentence
from xlkpi.report.catalogue import CLT
from xlkpi.report.edition import Edition
from xlkpi.report.escalations_table import escalations, escalations_sentence
from xlkpi.report.issues_table import issue_parts
from xlkpi.report.risks_table import risk_parts
from xlkpi.report.sign_off import sign_off_sentence, sign_offs
from xlkpi.report.unposted import unposted_sentence

BEFORE = PERIOD.shift(-1)


def told(**tables: Any) -> Edition:  # noqa: ANN401 -- any tables of the Register
    run = edition(20)
    return replace(run, register=replace(run.register, **tables))


def card(*risks: str) -> Scorecard:
    """Return a scorecard whose first KPIs are linked to these risks."""
    whole = clt_scorecard(20)
    linked = tuple(
        replace(a, kpi=a.kpi.model_copy(update={"risk_ref": risk}))
        for a, risk in zip(whole.assessments, risks, strict=False)
    )
    return replace(whole, assessments=(*linked, *whole.assessments[len(linked) :]))


def risk(name: str, score: int, period: object = PERIOD, **more: object) -> Risk:
    return Risk.model_validate(
        {"risk": name, "title": "Floods", "period": period, "score": score, **more}
    )


def test_a_risk_is_found_by_its_reference_and_its_move_is_told() -> None:
    known = (risk("Risk 6", 12, BEFORE), risk("Risk 6", 16, level="High"))
    (part,) = risk_parts(card("Risk 6: floods", "risk 6"), told(risks=known))
    (first, second) = part.risks

    assert {first.score, second.score} == {"16 (High)"}
    assert first.movement == "▲ Risen, from 12"
    assert sorted(row.linked.split()[0] for row in part.risks) == ["CD01", "SR01"]
    assert part.risks_sentence.startswith("Two risks are linked to KPIs of this report. Since ")


def test_a_risk_that_is_not_listed_is_named_and_not_scored() -> None:
    (part,) = risk_parts(card("Risk 9: data"), told())

    assert [(row.risk, row.risk_title, row.score) for row in part.risks] == [
        ("Risk 9", "data", "[x]")
    ]


def test_a_score_of_a_later_period_is_not_seen() -> None:
    (part,) = risk_parts(card("R"), told(risks=(risk("R", 5), risk("R", 25, PERIOD.shift(1)))))

    assert part.risks[0].score == "5"


def test_a_council_without_linked_risks_has_no_such_part() -> None:
    paper = written(CLT.paper(clt_scorecard(20), told()))

    assert "Risks linked to KPIs" not in text(root_of(paper))
    assert "Contact Centre issues" not in text(root_of(paper))


def issue(name: str, contacts: int, period: object = PERIOD) -> CustomerIssue:
    return CustomerIssue.model_validate({"issue": name, "period": period, "contacts": contacts})


def test_contacts_are_compared_with_the_period_before() -> None:
    kept = (issue("Bins", 90, BEFORE), issue("Bins", 120), issue("Tax", 1500))
    (part,) = issue_parts(card(), told(customer_issues=kept))

    assert [(row.issue, row.contacts, row.contacts_change) for row in part.issues] == [
        ("Tax", "1,500", "no earlier figure"),
        ("Bins", "120", "+30"),
    ]
    assert part.issues_sentence.endswith(
        "Contacts rose most about \u2018Bins\u2019: from 90 to 120."
    )
    assert "1,620 times" in part.issues_sentence


def raised(number: int, **more: object) -> Escalation:
    return Escalation.model_validate(
        {"number": number, "ref": "SR01", "period": PERIOD, "from_level": "Service",
         "to_level": "DMT", **more}
    )  # fmt: skip


@pytest.mark.parametrize(
    ("more", "is_told"),
    [
        ({}, True),
        ({"period": BEFORE}, True),
        ({"period": BEFORE, "closed_on": "12/08/2026"}, False),
        ({"period": PERIOD.shift(1)}, False),
        ({"raised_on": "30/10/2026"}, False),
        ({"ref": "ZZ99"}, False),
    ],
)
def test_what_was_escalated_is_told_until_it_is_closed(
    more: dict[str, object], *, is_told: bool
) -> None:
    rows = escalations(card(), told(escalations=(raised(1, **more),)))

    assert bool(rows) is is_told


def test_escalations_are_counted() -> None:
    assert escalations_sentence((), "2026/27 Q2").startswith("Nothing was escalated")


def promised(number: int, **more: object) -> Action:
    return Action.model_validate({"number": number, "action": "Hire", "owner": "Head", **more})


def test_an_action_whose_day_has_passed_is_overdue_and_an_old_one_that_is_done_is_gone() -> None:
    rows = actions(
        card(),
        told(
            actions=(
                promised(1, due="01/09/2026", state="In progress", raised_in=BEFORE),
                promised(2, due="01/09/2026", state="Done", raised_in=BEFORE),
                promised(3, state="Done", raised_in=PERIOD.shift(-5)),
                promised(4, due="01/12/2026"),
            )
        ),
    )

    assert [(row.key, row.state) for row in rows] == [
        ("action 1", "In progress; overdue"),
        ("action 2", "Done"),
        ("action 4", "Not recorded"),
    ]
    assert actions_sentence(rows) == "Two actions are open, one of them overdue; one has been done."


def signed(directorate: str, **more: object) -> SignOff:
    return SignOff.model_validate(
        {"directorate": directorate, "period": PERIOD, "signed_by": "Director", **more}
    )


def test_teams_that_have_not_signed_are_named_and_their_rows_marked() -> None:
    given = [signed(name) for name in DIRECTORATES[1:]]
    run = told(sign_offs=(*given, signed(DIRECTORATES[0], signed_on="01/12/2026")))
    rows = sign_offs(clt_scorecard(20), run)
    paper = written(CLT.paper(clt_scorecard(20), run))

    assert sign_off_sentence(rows, "2026/27 Q2").startswith(
        "One of five management teams has not signed off 2026/27 Q2: Strategy and Resources."
    )
    assert said(paper, "note@SR01")[0].endswith(" · not signed off")
    assert not said(paper, "note@CD01")[0].endswith("not signed off")


def waiting(ref: str, fate: Fate = Fate.NEW) -> Difference:
    return Difference(Entry.model_validate({"ref": ref, "period": PERIOD, "value": 3}), None, fate)


def test_what_is_typed_and_not_posted_is_said() -> None:
    some = replace(told(), unposted=(waiting("SR01"), waiting("CD01", Fate.UNCHANGED)))
    unread = replace(told(), unposted=None)

    assert unposted_sentence(card(), told()) is None
    assert str(unposted_sentence(card(), some)).endswith("in this paper: SR01.")
    assert "could not be read" in str(unposted_sentence(card(), unread))
    assert edition(1).as_at == date(2026, 10, 22)
