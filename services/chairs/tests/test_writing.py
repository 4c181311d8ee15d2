"""A report writer who is another person is as independent as the chair (H-05, H-06, H-07, H-12)."""

from dataclasses import replace
from datetime import date

import pytest
from chairs.domain import events as e
from chairs.domain.found import CommissionFound
from shared.contracts.cases.facts import DateOfDeathCorrected
from shared.contracts.chairs import commands as c
from shared.contracts.chairs import queries as ask
from shared.contracts.chairs.values import Affiliation, ListStage
from shared.testing.spec import OPCC_FINANCE, SYSTEM

from . import story
from .running import Office, of_case
from .story import CASE_ID, DANA, EVE, WATFORD, commission, found, new, person, pounds, tie

ENOUGH = date(2024, 3, 1)
"""Two years before the death, by date."""


def eve(*affiliations: Affiliation) -> CommissionFound:
    return found(person(), person(EVE, "Eve Hall", affiliations=affiliations))


@pytest.mark.rule("H-05", "H-07")
@pytest.mark.parametrize(
    ("left", "independent"), [(ENOUGH - story.DAY, True), (ENOUGH, True), (ENOUGH + story.DAY, False)]
)
def test_a_writer_on_the_list_left_two_years_before_the_death(left: date, *, independent: bool) -> None:
    outcome = new.when(commission(writer_id=EVE), by=WATFORD, found=eve(tie(until=left)))
    if not independent:
        outcome.refused("Eve Hall is not independent", field="writer_id")
        return
    (event,) = outcome.events
    assert isinstance(event, e.ChairCommissioned)
    (sentence,) = event.writer_explanation
    assert sentence.startswith("Eve Hall, the report writer: Worked until ")


@pytest.mark.rule("H-05", "H-12")
def test_a_writer_whose_last_day_is_not_known_needs_a_persons_decision() -> None:
    unclear = eve(tie(end_unknown=True))
    new.when(commission(writer_id=EVE), by=WATFORD, found=unclear).refused(
        "Record the decision about Eve Hall's independence", field="writer_independence"
    )
    decided = commission(writer_id=EVE, writer_independence="Her former employer says 2019")
    state = new.when(decided, by=WATFORD, found=unclear).and_then.state
    assert state.present is not None
    assert state.present.writer_id == EVE
    working = eve(tie(agency="Hertfordshire Constabulary", areas=(), statutory=True))
    new.when(decided, by=WATFORD, found=working).refused("a statutory agency", field="writer_id")


@pytest.mark.rule("H-01", "H-07")
def test_nobody_who_is_suspended_writes_a_report() -> None:
    suspended = found(person(), person(EVE, "Eve Hall", stage=ListStage.SUSPENDED))
    new.when(commission(writer_id=EVE), by=WATFORD, found=suspended).refused("Eve Hall is suspended", field="writer_id")


@pytest.mark.rule("H-05", "H-07")
def test_of_a_writer_who_is_not_on_the_list_the_record_keeps_a_declaration() -> None:
    silent = commission(writer_name="Gil Moss")
    new.when(silent, by=WATFORD, found=found()).refused(
        "Gil Moss is not on the approved list", field="writer_independence"
    )
    told = commission(writer_name="Gil Moss", writer_independence="Never worked for an agency in Hertfordshire")
    (event,) = new.when(told, by=WATFORD, found=found()).events
    assert isinstance(event, e.ChairCommissioned)
    assert event.writer_independence == "Never worked for an agency in Hertfordshire"
    nobody = commission(writer_independence="Never worked in the county")
    new.when(nobody, by=WATFORD, found=found()).refused("Say who writes", field="writer_independence")


@pytest.mark.rule("H-12")
def test_a_fact_that_changes_is_held_against_the_writer_too() -> None:
    recheck = c.RecheckIndependence(case_id=CASE_ID)
    both = new.when(commission(writer_id=EVE), by=WATFORD, found=eve(tie(until=ENOUGH))).and_then
    both.when(recheck, by=SYSTEM, found=eve(tie(until=ENOUGH))).nothing()
    earlier = replace(story.known, earliest_death=date(2026, 2, 28))
    moved = replace(eve(tie(until=ENOUGH)), case=earlier)
    outcome = both.when(recheck, by=SYSTEM, found=moved).twice_changes_nothing()
    (event,) = outcome.events
    assert isinstance(event, e.ConflictFound)
    assert event.chair_name == "Dana Reed"
    assert any(each.startswith("Eve Hall, the report writer:") for each in event.explanation)
    alone = new.when(commission(), by=WATFORD, found=eve()).and_then
    alone.when(recheck, by=SYSTEM, found=eve(tie())).nothing()


@pytest.mark.rule("H-12")
async def test_a_writers_new_affiliation_is_raised_on_the_case(office: Office) -> None:
    await office.list_chair()
    await office.list_chair(EVE, "Eve Hall")
    await office.open_case()
    await office.done(c.AllocateBudget(year=2026, amount=pounds(60_000)), by=OPCC_FINANCE)
    await office.done(commission(writer_id=EVE), by=WATFORD)
    await office.done(c.DeclareAffiliation(chair_id=EVE, affiliation=tie()))
    present = (await office.ask(ask.CommissionOfCase(case_id=CASE_ID))).present
    assert present is not None
    assert present.writer_explanation == ("Eve Hall, the report writer: No affiliation is recorded.",)
    assert "Eve Hall, the report writer: Works for Watford Housing Trust" in (present.conflict or "")


@pytest.mark.rule("H-12", "N-11")
@pytest.mark.parametrize(
    ("death", "raised"),
    [
        (date(2026, 3, 2), ""),
        (date(2026, 3, 1), ""),
        (date(2026, 2, 28), "this was later"),
        (None, "The day of the death is not known; a person has to decide."),
    ],
)
async def test_a_corrected_date_of_death_is_checked_where_it_is_heard(
    office: Office, death: date | None, raised: str
) -> None:
    await office.list_chair()
    await office.done(c.DeclareAffiliation(chair_id=DANA, affiliation=tie(until=ENOUGH)))
    await office.open_case()
    await office.done(c.AllocateBudget(year=2026, amount=pounds(60_000)), by=OPCC_FINANCE)
    await office.done(commission(), by=WATFORD)
    await office.hear(of_case(DateOfDeathCorrected, earliest_death=death))
    present = (await office.ask(ask.CommissionOfCase(case_id=CASE_ID))).present
    assert present is not None
    assert (raised in (present.conflict or "")) if raised else present.conflict is None
    choice = await office.ask(ask.CandidatesForCase(case_id=CASE_ID))
    assert choice.earliest_death == death
