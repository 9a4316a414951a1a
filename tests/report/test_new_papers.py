"""DMT packs, member briefings and KPI sheets: what each says to whom."""

from dataclasses import replace

import pytest

from tests.report.finished import finished, written
from tests.report.making import (
    DIRECTORATES,
    PERIOD,
    PORTFOLIOS,
    board_scorecard,
    edition,
    kpi,
)
from tests.report.reading import controls, root, said, text
from xlkpi.assessment.scorecard import Audience, AudienceKind, Scorecard
from xlkpi.errors import PaperError
from xlkpi.register.problem import Problem
from xlkpi.register.result import Result
from xlkpi.report.catalogue import BRIEFING, DMT, KPI, PAPER_KINDS
from xlkpi.report.edition import Edition
from xlkpi.report.kpi_sheet import KpiSheetContents
from xlkpi.report.marking import is_public
from xlkpi.terms.missing import GapReason


def of(kind: AudienceKind, name: str) -> Scorecard:
    return board_scorecard(Audience(kind, name), 40)


def paper(start: str) -> bytes:
    return next(content for name, content in finished().items() if name.startswith(start))


def test_a_pack_asks_for_words_results_targets_and_answers() -> None:
    query = Problem("is the figure of last quarter: is it right?", kpi="SR02", period="2026/27 Q2")
    run = replace(edition(40), queries=lambda: (query,))
    whole = board_scorecard(Audience(AudienceKind.DIRECTORATE, DIRECTORATES[0]), 60)
    pack = written(DMT.paper(whole, run))
    asked = {found.text for found in controls(pack) if found.tag.startswith("ask@")}

    assert any(ask.startswith("Write the commentary on ") for ask in asked)
    assert any(ask.startswith("Complete the commentary on ") for ask in asked)
    assert any(ask.startswith("Agree a target for ") for ask in asked)
    assert any(ask.startswith("Answer a query (2026/27 Q2): Is the figure") for ask in asked)
    assert said(pack, "sign_off_state") == ["In the Register, 2026/27 Q2 is: not signed off."]


def test_a_pack_has_a_box_to_sign_and_a_form_to_escalate() -> None:
    tags = {found.tag for found in controls(paper("DMT pack"))}
    key = f"commentary:{DIRECTORATES[0]}:2026-27Q2"

    assert {f"{key}:signed_by", f"{key}:signed_on", f"{key}:signed_all"} <= tags
    assert {f"{key}:escalate_why", f"{key}:escalate_to"} <= tags


def test_a_briefing_names_the_portfolio_and_few_highlights() -> None:
    briefing = paper("Member briefing")
    headlines = [found for found in controls(briefing) if found.tag.startswith("headline@")]

    assert said(briefing, "addressed_to")[0].endswith(f"Executive Board member for {PORTFOLIOS[4]}")
    assert 0 < len(headlines) <= 3


def test_a_briefing_with_a_public_marking_has_no_draft_and_no_hidden_kpi() -> None:
    card = of(AudienceKind.PORTFOLIO, PORTFOLIOS[0])
    hidden = replace(card.assessments[0], kpi=kpi(0, publish=False, portfolio=PORTFOLIOS[0]))
    card = replace(card, assessments=(hidden, *card.assessments[1:]))
    inside = written(BRIEFING.paper(card, edition(40)))
    opened = BRIEFING.paper(card, replace(edition(40), markings={"briefing": "OFFICIAL, PUBLIC"}))

    assert said(inside, "scope")[0].startswith("8 KPIs")
    assert said(written(opened), "scope")[0].startswith("7 KPIs")
    assert opened.is_public


def sheet(card: Scorecard, run: Edition | None = None) -> KpiSheetContents:
    found = KPI.paper(card, run or edition(40)).contents
    assert isinstance(found, KpiSheetContents)
    return found


def test_a_sheet_lists_the_results_with_the_target_of_each_period() -> None:
    found = sheet(of(AudienceKind.KPI, "SR01"))

    (subject,) = found.subject
    assert subject.history[0].past_period == PERIOD.name
    assert [fact.said for fact in found.facts if fact.what == "Portfolio"] == [PORTFOLIOS[0]]
    assert subject.history_sentence.startswith("11 results are recorded from 2023/24 Q3 to")


def test_a_suppressed_result_shows_neither_figure_nor_count() -> None:
    card = of(AudienceKind.KPI, "SR01")
    row = Result.model_validate(
        {"ref": "SR01", "period": PERIOD, "numerator": 3, "denominator": 80,
         "gap_reason": GapReason.SUPPRESSED}
    )  # fmt: skip
    (one,) = card.assessments
    hidden = replace(one, history=(*one.history[:-1], row))
    first = sheet(replace(card, assessments=(hidden,))).subject[0].history[0]

    assert (first.past_result, first.past_count) == ("[c]", "[c]")


def test_the_sheet_of_a_kpi_that_is_not_published_is_refused_as_a_public_paper() -> None:
    card = of(AudienceKind.KPI, "SR01")
    card = replace(
        card, assessments=(replace(card.assessments[0], kpi=kpi(0, sensitivity="Security")),)
    )
    run = replace(edition(40), markings={"kpi": "PUBLIC"})

    with pytest.raises(PaperError, match="SR01 is not for publication") as refused:
        KPI.paper(card, run)
    assert "\n" not in str(refused.value)
    assert KPI.paper(card, edition(40)).contents.top.marking == "OFFICIAL: not for publication"


@pytest.mark.parametrize(
    ("marking", "is_open"),
    [("PUBLIC", True), ("OFFICIAL: public", True), ("OFFICIAL: not for publication", False),
     ("Exempt under paragraph 3", False), ("not public", True), ("", False)],
)  # fmt: skip
def test_a_marking_says_whether_all_may_read_it(marking: str, *, is_open: bool) -> None:
    assert is_public(marking) is is_open


def test_every_kind_has_a_word_a_template_and_a_name_of_its_own() -> None:
    words = [kind.word for kind in PAPER_KINDS]

    assert words == ["clt", "dmt", "scrutiny", "annual", "briefing", "kpi"]
    assert len({kind.template for kind in PAPER_KINDS}) == len(words)


NAMES = 'Ämter & <Söhne> \U0001f3e1 \u202b\u05e9\u05dc\u05d5\u05dd\u202c "quoted"'


def test_any_name_is_printed_as_it_is() -> None:
    odd = kpi(0, title=NAMES, owner=NAMES, definition=NAMES)
    card = of(AudienceKind.KPI, "SR01")
    card = replace(card, assessments=(replace(card.assessments[0], kpi=odd),))

    assert NAMES in text(root(written(KPI.paper(card, edition(40)))))


def test_a_sheet_is_of_the_period_reported_whenever_its_kpi_was_measured() -> None:
    found = sheet(of(AudienceKind.KPI, "SR01"))

    assert found.top.period == PERIOD.name
    assert set(said(paper("KPI sheet"), "period")) == {PERIOD.name}
    assert set(said(paper("KPI sheet"), "period@SR01")) == {PERIOD.name}
