"""Does money that was not invoiced last year count in the year in which it will fall, before more is committed?"""

from datetime import date
from decimal import Decimal

import pytest
from chairs.domain import events as e
from chairs.domain.county.budget import YearTotals
from shared.contracts.chairs import commands as c
from shared.contracts.chairs import queries as ask
from shared.testing.spec import MANAGER, OPCC_FINANCE

from . import story
from .running import Day, Office, decided, opened
from .story import EVE, OTHER_CASE, WATFORD, commission, found, new, pounds

TODAY = date(2027, 4, 10)


@pytest.mark.rule("Y-06")
@pytest.mark.parametrize(("brought", "short"), [("2000.00", None), ("2000.01", "£0.01"), ("20000.00", "£8,000.00")])
def test_what_is_brought_forward_is_not_free(brought: str, short: str | None) -> None:
    year = YearTotals(allocated=pounds(12_000), committed=pounds(2000), brought_forward=pounds(brought))
    asked = commission(commissioned_on=TODAY)
    outcome = new.when(asked, by=WATFORD, found=found(years={2027: year}), on=TODAY)
    if short is None:
        outcome.then_kinds(e.ChairCommissioned)
        return
    outcome.refused(f"approve overspending by {short} first", field="accept_overspend")
    told = f"has £10,000.00 left, £{Decimal(brought):,} is still to be invoiced for commissions of earlier years"
    outcome.refused(told)


@pytest.mark.rule("Y-06")
def test_a_year_that_is_over_bears_nothing_more_of_earlier_ones() -> None:
    year = YearTotals(allocated=pounds(8000), brought_forward=pounds(5000))
    late = commission(commissioned_on=date(2027, 3, 31))
    new.when(late, by=WATFORD, found=found(years={2026: year}), on=TODAY).then_kinds(e.ChairCommissioned)


@pytest.mark.rule("Y-06")
async def test_last_years_commission_takes_room_until_it_is_invoiced(office: Office, day: Day) -> None:
    await office.open_case()
    await office.list_chair()
    await office.list_chair(EVE, "Eve Hall")
    await office.done(
        c.AllocateBudget(year=2026, amount=Decimal(8000)), c.AllocateBudget(year=2027, amount=pounds(8000))
    )
    await office.done(story.commission(), by=WATFORD)
    day.today = TODAY
    await office.hear(opened(OTHER_CASE, reference="DHR-2026-002"), decided(OTHER_CASE, reference="DHR-2026-002"))
    asked = commission(case_id=OTHER_CASE, chair_id=EVE, commissioned_on=TODAY)
    assert "approve overspending by £8,000.00 first" in ((await office.send(asked, WATFORD)).refused or "")
    assert (await office.ask(ask.BudgetOfYear(), MANAGER)).brought_forward == 8000
    allow = c.ApproveOverspend(case_id=OTHER_CASE, up_to=pounds(8000), reason="Both were agreed")
    await office.done(allow, by=OPCC_FINANCE)
    await office.done(asked.model_copy(update={"accept_overspend": True}), by=WATFORD)
