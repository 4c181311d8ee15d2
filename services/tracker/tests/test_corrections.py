"""A review's dates were corrected: does the tracker follow (N-11)?"""

from datetime import date

import pytest
from shared.contracts.cases import facts as cases
from shared.contracts.tracker import commands as c
from shared.contracts.tracker import queries as ask
from shared.database.tables import FEED
from sqlalchemy import select

from .county import County, Day, decided, of_case, opened
from .story import CASE_ID


@pytest.mark.rule("N-11")
async def test_the_tracker_shows_corrected_dates_and_a_death_that_is_not_known(county: County, day: Day) -> None:
    day.today = date(2026, 10, 28)
    await county.hear(opened())
    moved = of_case(cases.AttentionDateCorrected, attention_date=date(2026, 9, 30), decision_due=date(2026, 10, 28))
    await county.hear(moved, of_case(cases.DateOfDeathCorrected, earliest_death=date(2026, 8, 2)))
    row = await county.ask(ask.TrackerOf(case_id=CASE_ID))
    assert (row.attention_date, row.next_due, row.death_month) == (date(2026, 9, 30), date(2026, 10, 28), "2026-08")
    assert not row.overdue
    day.today = date(2026, 10, 29)
    assert (await county.ask(ask.TrackerOf(case_id=CASE_ID))).overdue
    await county.hear(of_case(cases.DateOfDeathCorrected, earliest_death=None))
    assert (await county.ask(ask.TrackerOf(case_id=CASE_ID))).death_month is None


@pytest.mark.rule("B-03", "Q-04")
async def test_whose_an_update_is_comes_from_the_review_and_is_told(county: County, day: Day) -> None:
    await county.hear(opened(), decided())
    update = c.RecordQuarterlyUpdate(quarter="2026-Q4", case_id=CASE_ID, text="The panel met twice")
    await county.done(update)
    told = await county.writer.do(lambda tx: [(row.type, row.data) for row in tx.execute(select(FEED))])
    (given,) = [data for kind, data in told if kind == "QuarterlyUpdateGiven"]
    assert '"panel chair"' in given
    assert "met twice" not in given
