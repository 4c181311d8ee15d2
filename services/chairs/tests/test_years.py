"""In which financial years does an invoice count, and who bears what of each year?"""

from datetime import date
from decimal import Decimal

import pytest
from chairs.domain.county.budget import Line
from chairs.domain.county.fees import SLIDES, claim
from chairs.domain.county.years import less, parts_of
from chairs.domain.money.ledger import ledger
from hypothesis import given, settings
from hypothesis import strategies as st
from shared.contracts.chairs import commands as c
from shared.contracts.chairs import queries as ask
from shared.contracts.chairs.values import CostShare, FeeScheme, Worked
from shared.testing.spec import MANAGER, OFFICER, OPCC_FINANCE, some_id

from . import story
from .running import Day, Office
from .story import approved, by_day, checked, pounds

MARCH, APRIL = date(2027, 3, 31), date(2027, 4, 1)


def worked(*days: tuple[date, str]) -> tuple[Worked, ...]:
    return tuple(Worked(day=day, hours=Decimal(hours), what="Reading") for day, hours in days)


@pytest.mark.rule("Y-06", "Y-03")
def test_a_claim_for_the_31st_of_march_and_the_1st_of_april_counts_in_both_years() -> None:
    across = worked((MARCH, "0.25"), (APRIL, "0.25"))
    claimed = story.invoice(hours=across, amount="27.03", dated_on=APRIL, received_on=APRIL)
    entered = by_day.when(claimed, by=OFFICER, on=date(2027, 4, 2)).and_then
    assert ledger(entered.state) == {2026: Line(pounds(10_000))}, "what nobody approved moves nothing"
    owed = entered.given(checked(), approved(total="27.03"))
    assert ledger(owed.state) == {
        2026: Line(pounds("9986.49"), pounds("13.52"), pounds(0)),
        2027: Line(pounds("13.51"), pounds("13.51"), pounds(0)),
    }


@pytest.mark.rule("Y-06", "Y-04")
def test_travel_and_a_fixed_fee_count_in_the_year_of_the_invoice() -> None:
    assert parts_of(worked((MARCH, "7.4")), pounds(400), pounds(80), 2027) == ((2026, pounds(400)), (2027, pounds(80)))
    assert parts_of((), pounds(4000), pounds(0), 2027) == ((2027, pounds(4000)),)


@pytest.mark.rule("Y-11", "Y-06")
def test_a_credit_takes_back_the_latest_year_first() -> None:
    parts = parts_of(worked((MARCH, "7.4"), (APRIL, "7.4")), pounds(800), pounds(0), 2027)
    assert less(parts, pounds("399.99")) == {2026: 400, 2027: Decimal("0.01")}
    assert less(parts, pounds("400.01")) == {2026: Decimal("399.99"), 2027: 0}


@pytest.mark.rule("Y-06", "Y-07")
@settings(deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from([date(2026, 6, 1), MARCH, APRIL, date(2028, 4, 1)]),
            st.integers(1, 40).map(lambda quarters: str(Decimal(quarters) / 4)),
        ),
        max_size=12,
    ),
    st.sampled_from(["0.00", "0.01", "80.55"]),
    st.decimals("0.00", "20000.00", places=2),
)
def test_the_parts_come_to_exactly_the_invoice_and_none_is_below_nothing(
    days: list[tuple[date, str]], travel: str, credited: Decimal
) -> None:
    hours = worked(*days)
    amount = claim(sum((each.hours for each in hours), Decimal(0)), SLIDES) if hours else pounds("8000.00")
    parts = parts_of(hours, amount, pounds(travel), 2028)
    total = amount + pounds(travel)
    left = less(parts, min(credited, total))
    assert sum(part for _, part in parts) == total
    assert all(part >= 0 for _, part in parts)
    assert sum(left.values()) == total - min(credited, total)
    assert all(0 <= left[year] <= part for year, part in parts)


@pytest.mark.rule("Y-04", "Y-09", "Y-11")
def test_travel_that_was_credited_leaves_no_room_that_can_not_be_invoiced() -> None:
    trip = story.hours("7.4") | {"travel": pounds(100), "travel_reason": "Leeds"}
    owed = by_day.when(story.invoice(**trip), by=OFFICER).and_then.given(checked(), approved(total=500))
    credit = c.EnterCreditNote(
        case_id=story.CASE_ID,
        invoice_id=some_id("invoice 1"),
        credit_id=some_id("C1"),
        number="C1",
        amount=pounds("30.00"),
        dated_on=date(2026, 10, 5),
        reason="The train was cheaper",
    )
    noted = owed.when(credit, by=OFFICER).and_then
    settled = noted.when(c.ApproveCreditNote(case_id=story.CASE_ID, credit_id=credit.credit_id), by=MANAGER).and_then
    state = settled.state
    (appointment,) = state.appointments
    assert (state.limit(appointment), state.invoiced(appointment)) == (pounds(10_070), pounds(470))
    rest = story.hours("177.6")
    assert rest["amount"] == state.limit(appointment) - state.invoiced(appointment) == 9600


@pytest.mark.rule("Y-10", "Y-06")
async def test_in_each_year_the_funders_bear_together_what_is_committed(office: Office, day: Day) -> None:
    """Half by the Commissioner, up to £2,000 for the whole review; the rest by two others."""
    share = CostShare(funder="OPCC", percent=50, cap=pounds(2000), others=("County Council", "ICB"))
    await office.list_chair()
    await office.open_case()
    await office.done(c.SetFunding(holds_from=date(2026, 4, 1), share=share), by=OPCC_FINANCE)
    await office.done(c.AllocateBudget(year=2026, amount=pounds(60_000)), by=OPCC_FINANCE)
    terms = story.commission(scheme=FeeScheme.DAY_RATE, days_estimated=12)
    await office.done(terms, by=story.WATFORD)
    day.today = date(2027, 4, 9)
    across = worked((MARCH, "7.4"), *((APRIL + story.DAY * at, "24") for at in range(7)))
    amount = claim(sum((each.hours for each in across), Decimal(0)), SLIDES)
    await office.pay(story.invoice(hours=across, amount=str(amount), dated_on=day.today, received_on=day.today))
    borne: dict[str, Decimal] = {}
    for year, committed in ((2026, "918.92"), (2027, "9081.08")):
        budget = await office.ask(ask.BudgetOfYear(year=year))
        assert budget.committed == pounds(committed)
        assert sum(one.share for one in budget.shares) == budget.committed
        for one in budget.shares:
            borne[one.name] = borne.get(one.name, Decimal(0)) + one.share
    assert borne == {"OPCC": 2000, "County Council": 4000, "ICB": 4000}
