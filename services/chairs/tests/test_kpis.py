"""The KPI sheet's lines from the facts of the tracker and of cases: updates delivered, family engagement (Q-04)."""

from datetime import date
from decimal import Decimal

import pytest
from shared.contracts.cases import facts as cases
from shared.contracts.chairs import commands as c
from shared.contracts.chairs import queries as ask
from shared.contracts.chairs.answers import Kpi
from shared.contracts.chairs.values import Outcome
from shared.contracts.tracker import facts as tracker
from shared.contracts.tracker.values import UpdateGiver
from shared.message import Contract
from shared.testing.spec import OPCC_FINANCE, TODAY

from . import story
from .running import Day, Office, answered, of_case
from .story import CASE_ID, DANA, DAY, EVE, WATFORD

ON_TIME, FIRST = "Report on time", "Accepted at first submission"
UPDATES, FAMILY = "Quarterly updates delivered", "Family engagement offered"


async def with_chair(office: Office) -> None:
    await office.list_chair()
    await office.list_chair(EVE, "Eve Hall")
    await office.open_case()
    await office.done(c.AllocateBudget(year=2026, amount=Decimal("60000.00")), by=OPCC_FINANCE)
    await office.done(story.commission(), by=WATFORD)


async def line(office: Office, name: str, chair_id: str = DANA) -> tuple[str, bool | None]:
    sheet = await office.ask(ask.ChairKpis(chair_id=chair_id))
    found: Kpi = next(each for each in sheet.reviews[0].lines if each.name == name)
    return found.value, found.met


def asked(
    quarter: str,
    asked_on: date | None,
    due: date | None,
    of: UpdateGiver = UpdateGiver.PANEL_CHAIR,
    *,
    again: bool = False,
) -> Contract:
    return tracker.QuarterlyUpdateAsked(
        case_id=CASE_ID, quarter=quarter, of=of, again=again, asked_on=asked_on, due=due
    )


def given(quarter: str, on: date, of: UpdateGiver = UpdateGiver.PANEL_CHAIR) -> Contract:
    return tracker.QuarterlyUpdateGiven(case_id=CASE_ID, quarter=quarter, of=of, given_on=on)


def missing(quarter: str, on: date) -> Contract:
    return tracker.QuarterlyUpdateMissing(case_id=CASE_ID, quarter=quarter, of=UpdateGiver.PANEL_CHAIR, missing_on=on)


THIRD, DUE = asked("2026-Q3", date(2026, 9, 16), date(2026, 9, 30)), date(2026, 9, 30)


@pytest.mark.rule("Q-04", "B-03")
@pytest.mark.parametrize(
    ("on", "told"),
    [
        (DUE - DAY, ("1 of 1", True)),
        (DUE, ("1 of 1", True)),
        (DUE + DAY, ("0 of 1, 1 late", False)),
    ],
)
async def test_an_update_counts_as_delivered_up_to_its_day(office: Office, on: date, told: tuple[str, bool]) -> None:
    await with_chair(office)
    assert await line(office, UPDATES) == ("none was due so far", None)
    await office.hear(THIRD, given("2026-Q3", on), given("2026-Q3", on + DAY), producer="tracker")
    assert await line(office, UPDATES) == told


@pytest.mark.rule("Q-04", "B-03")
async def test_an_update_is_waited_for_until_its_day_and_missing_the_day_after(office: Office, day: Day) -> None:
    await with_chair(office)
    await office.hear(THIRD, given("2026-Q3", DUE), producer="tracker")
    await office.hear(asked("2026-Q4", date(2026, 12, 17), date(2026, 12, 31)), producer="tracker")
    day.today = date(2026, 12, 31)
    assert await line(office, UPDATES) == ("1 of 1, the next is due on 31 December 2026", True)
    day.today = date(2027, 1, 1)
    assert await line(office, UPDATES) == ("1 of 2, 1 missing", False)
    await office.hear(missing("2026-Q4", date(2027, 1, 1)), producer="tracker")
    assert await line(office, UPDATES) == ("1 of 2, 1 missing", False)
    await office.hear(given("2026-Q4", date(2027, 1, 5)), producer="tracker")
    assert await line(office, UPDATES) == ("1 of 2, 1 late", False)


@pytest.mark.rule("Q-04", "B-03")
async def test_what_was_not_the_chairs_to_give_does_not_count(office: Office) -> None:
    await with_chair(office)
    await office.hear(
        asked("2026-Q3", date(2026, 9, 16), DUE, UpdateGiver.CSP_CHAIR),
        missing("2026-Q3", DUE + DAY),
        asked("2026-Q4", date(2026, 10, 1), date(2026, 10, 20)),
        tracker.QuarterlyUpdateCalledOff(case_id=CASE_ID, quarter="2026-Q4"),
        producer="tracker",
    )
    assert await line(office, UPDATES) == ("none was due so far", None)
    await office.hear(asked("2026-Q2", None, None), producer="tracker")
    assert await line(office, UPDATES) == ("none was due so far, 1 not known here", None)


@pytest.mark.rule("Q-04", "H-08")
async def test_a_chair_who_was_replaced_answers_for_their_own_time_alone(office: Office) -> None:
    await with_chair(office)
    await office.hear(THIRD, asked("2026-Q4", date(2026, 10, 17), date(2026, 10, 31)), producer="tracker")
    await office.hear(missing("2026-Q3", DUE + DAY), producer="tracker")
    end = c.EndAppointment(case_id=CASE_ID, reason="Illness", ended_on=date(2026, 10, 20), due_in_all=Decimal(0))
    await office.done(end, by=WATFORD)
    await office.done(story.commission(chair_id=EVE, commissioned_on=date(2026, 10, 21)), by=WATFORD)
    assert await line(office, UPDATES) == ("0 of 1, 1 missing", False)
    assert await line(office, UPDATES, EVE) == ("none was due so far", None)
    await office.hear(given("2026-Q4", date(2026, 10, 25)), producer="tracker")
    assert await line(office, UPDATES) == ("0 of 1, 1 missing", False)
    assert await line(office, UPDATES, EVE) == ("1 of 1", True)
    assert await line(office, FAMILY) == ("not before the chair was replaced", None)


@pytest.mark.rule("Q-04", "F-01")
async def test_the_family_was_offered_to_take_part_or_not(office: Office) -> None:
    await with_chair(office)
    assert await line(office, FAMILY) == ("not yet", None)
    await office.hear(of_case(cases.FamilyEngagementOffered, offered_on=date(2026, 7, 2)))
    await office.hear(of_case(cases.FamilyEngagementOffered, offered_on=date(2026, 6, 20)))
    await office.hear(of_case(cases.FamilyEngagementOffered, offered_on=date(2026, 9, 1)))
    assert await line(office, FAMILY) == ("yes, on 20 June 2026", True)


@pytest.mark.rule("Q-04", "F-01")
@pytest.mark.parametrize(
    ("offered_on", "told"),
    [
        (date(2026, 11, 2), ("yes, on 2 November 2026", True)),
        (date(2026, 11, 3), ("no, none is recorded", False)),
        (None, ("no, none is recorded", False)),
    ],
)
async def test_after_the_approval_an_offer_comes_too_late(
    office: Office, offered_on: date | None, told: tuple[str, bool]
) -> None:
    await with_chair(office)
    await office.hear(of_case(cases.ReportSubmitted, round=1, submitted_on=date(2026, 10, 1)), answered())
    if offered_on is not None:
        await office.hear(of_case(cases.FamilyEngagementOffered, offered_on=offered_on))
    assert await line(office, FAMILY) == told
    assert date(2026, 11, 2) < TODAY


@pytest.mark.rule("Q-04", "H-08")
async def test_a_report_is_held_against_whoever_it_fell_to(office: Office) -> None:
    """Due on 1 November: Dana was replaced before, Eve submits it late."""
    await with_chair(office)
    gone = date(2026, 6, 20)
    end = c.EndAppointment(case_id=CASE_ID, reason="Illness", ended_on=gone, due_in_all=Decimal(100))
    await office.done(end, by=WATFORD)
    await office.done(story.commission(chair_id=EVE, commissioned_on=gone + DAY), by=WATFORD)
    assert await line(office, ON_TIME) == ("replaced before it was due", None)
    assert await line(office, ON_TIME, EVE) == ("due on 1 November 2026, not submitted", False)
    await office.hear(of_case(cases.ReportSubmitted, round=1, submitted_on=date(2026, 11, 2)))
    assert await line(office, ON_TIME) == ("replaced before it was due", None)
    assert await line(office, ON_TIME, EVE) == ("due on 1 November 2026, submitted on 2 November 2026", False)


@pytest.mark.rule("Q-03", "Q-04", "H-08")
async def test_what_was_submitted_before_a_chair_came_is_not_theirs(office: Office) -> None:
    """Dana submits in time and it is sent back; Eve takes over and the second round is published."""
    await with_chair(office)
    await office.hear(of_case(cases.ReportSubmitted, round=1, submitted_on=date(2026, 8, 1)))
    back = of_case(cases.OutcomeRecorded, round=1, outcome=Outcome.RESUBMIT, recorded_on=date(2026, 9, 1))
    await office.hear(back)
    end = c.EndAppointment(case_id=CASE_ID, reason="Illness", ended_on=date(2026, 9, 10), due_in_all=Decimal(100))
    await office.done(end, by=WATFORD)
    await office.done(story.commission(chair_id=EVE, commissioned_on=date(2026, 9, 11)), by=WATFORD)
    await office.hear(back.model_copy(update={"round": 2, "outcome": Outcome.PUBLISH, "recorded_on": TODAY}))
    assert await line(office, ON_TIME) == ("due on 1 November 2026, submitted on 1 August 2026", True)
    before = ("submitted before they were commissioned", None)
    assert (await line(office, ON_TIME, EVE), await line(office, FIRST, EVE)) == (before, before)
