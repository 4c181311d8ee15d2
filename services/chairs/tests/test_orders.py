"""What holds in whatever order the facts of cases and our own commands arrive? On both databases."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from shared.contracts.cases import facts as cases
from shared.contracts.cases.values import Outcome, ReportStage
from shared.contracts.chairs import commands as c
from shared.contracts.chairs import queries as ask
from shared.contracts.chairs.values import Milestone
from shared.testing.spec import MANAGER, OFFICER, OPCC_FINANCE, TODAY, csp_chair_of

from . import story
from .running import Day, Office, answered, decided, of_case, opened
from .story import CASE_ID, DANA, EVE, WATFORD

STEVENAGE = csp_chair_of("Stevenage")
end = c.EndAppointment(case_id=CASE_ID, reason="Illness", ended_on=TODAY, due_in_all=Decimal(0))


async def listed(office: Office) -> None:
    await office.list_chair()
    await office.list_chair(EVE, "Eve Hall")
    await office.done(c.AllocateBudget(year=2026, amount=Decimal("60000.00")), by=OPCC_FINANCE)


async def points(office: Office, chair_id: str) -> int:
    return (await office.ask(ask.ChairDetail(chair_id=chair_id))).quality.points


@pytest.mark.rule("Q-03", "Q-07", "H-08")
async def test_an_outcome_that_finds_the_chair_replaced_judges_nobody_of_that_day(office: Office) -> None:
    await listed(office)
    await office.open_case()
    await office.done(story.commission(), end, by=WATFORD)
    await office.hear(answered(Outcome.PUBLISH))
    assert [await points(office, each) for each in (DANA, EVE)] == [0, 0]
    seen = await office.ask(ask.EvaluationRound(case_id=CASE_ID))
    assert (seen.opened_on, seen.point) == (None, False)


@pytest.mark.rule("Q-03", "H-08")
async def test_the_chair_who_finishes_gets_the_point_of_a_first_submission_alone(office: Office) -> None:
    await listed(office)
    await office.open_case()
    await office.done(story.commission(), end, by=WATFORD)
    await office.done(story.commission(chair_id=EVE, commissioned_on=TODAY), by=WATFORD)
    await office.hear(answered(Outcome.PUBLISH))
    assert [await points(office, each) for each in (DANA, EVE)] == [0, 1]


@pytest.mark.rule("Q-03")
async def test_a_second_round_before_the_first_earns_nothing(office: Office) -> None:
    await listed(office)
    await office.open_case()
    await office.done(story.commission(), by=WATFORD)
    await office.hear(answered(Outcome.PUBLISH, round=2), answered(Outcome.RESUBMIT, round=1))
    assert await points(office, DANA) == 0
    seen = await office.ask(ask.EvaluationRound(case_id=CASE_ID))
    assert seen.expected == 4


@pytest.mark.rule("H-12", "H-06")
async def test_a_transferred_case_is_its_new_partnership_s_and_checked_against_its_agencies(office: Office) -> None:
    away = story.tie(agency="Stevenage Housing", areas=("Stevenage",))
    await office.list_chair(affiliations=(away,))
    await office.done(c.AllocateBudget(year=2026, amount=Decimal("60000.00")), by=OPCC_FINANCE)
    await office.hear(opened(), decided())
    await office.done(story.commission(), by=WATFORD)
    await office.hear(of_case(cases.CaseTransferred, csp="Stevenage", from_csp="Watford"))
    commission = await office.ask(ask.CommissionOfCase(case_id=CASE_ID), STEVENAGE)
    assert commission.present is not None
    assert "Stevenage Housing" in (commission.present.conflict or "")
    decide = c.DecideConflict(case_id=CASE_ID, chair_continues=False, reason="Too close")
    refused = await office.send(decide, WATFORD)
    assert refused.forbidden == "Chairs of Stevenage's reviews are commissioned by its own CSP Chair."
    await office.done(decide, by=STEVENAGE)


@pytest.mark.rule("H-06")
async def test_a_commission_waits_for_the_decision_to_be_told(office: Office) -> None:
    await listed(office)
    early = await office.send(story.commission(), WATFORD)
    assert early.forbidden == "This case is not known here yet. Please try again in a minute."
    by_manager = await office.send(story.commission(on_behalf_of="the CSP Chair of Watford"), MANAGER)
    assert by_manager.refused == early.forbidden
    await office.hear(opened())
    undecided = await office.send(story.commission(), WATFORD)
    assert undecided.refused == "The CSP Chair has not yet decided to proceed with a review. That decision comes first."
    await office.hear(decided())
    await office.done(story.commission(), by=WATFORD)


@pytest.mark.rule("Y-09")
async def test_a_draft_agreed_before_the_commission_is_recorded_by_hand_and_once(office: Office) -> None:
    await listed(office)
    await office.open_case()
    await office.hear(of_case(cases.ReportAgreed, stage=ReportStage.PANEL, agreed_on=date(2026, 9, 1)))
    await office.done(story.commission(), by=WATFORD)
    reach = c.ReachMilestone(case_id=CASE_ID, milestone=Milestone.AGREED_DRAFT, reached_on=date(2026, 9, 1))
    await office.done(reach, reach, by=OFFICER)
    commission = await office.ask(ask.CommissionOfCase(case_id=CASE_ID))
    assert commission.present is not None
    assert commission.present.payable_now == 4000


@pytest.mark.rule("Y-06")
async def test_a_commission_of_31_march_and_one_of_1_april_are_charged_to_two_years(office: Office, day: Day) -> None:
    await listed(office)
    both = c.AllocateBudget(year=2027, amount=Decimal("16000.00"))  # what is not invoiced by March falls in it too
    await office.done(both, by=OPCC_FINANCE)
    day.today = date(2027, 4, 1)
    await office.open_case()
    await office.open_case(story.OTHER_CASE, "DHR-2026-002")
    last = day.today - timedelta(days=1)
    await office.done(story.commission(commissioned_on=last), by=WATFORD)
    await office.done(story.commission(case_id=story.OTHER_CASE, chair_id=EVE, commissioned_on=day.today), by=WATFORD)
    for year in (2026, 2027):
        assert (await office.ask(ask.BudgetOfYear(year=year))).committed == 8000
