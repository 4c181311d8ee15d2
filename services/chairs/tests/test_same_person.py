"""Is somebody who applies twice one person on the list, with their load, their quality and their history?"""

from decimal import Decimal

import pytest
from chairs.domain import events as e
from chairs.domain.people.same_person import Alike, plain_name
from chairs.domain.roster.found import RosterFound
from shared.contracts.chairs import commands as c
from shared.contracts.chairs import queries as ask
from shared.contracts.chairs.values import ListStage
from shared.testing.spec import MANAGER, OFFICER, TODAY

from . import story
from .running import Office
from .story import CASE_ID, DANA, EVE, FAY, WATFORD, accepted, apply_again, apply_to_list, assessed, listed, roster

left = listed.given(e.ChairLeft(left_on=TODAY))


def known(stage: ListStage) -> RosterFound:
    return RosterFound(alike=(Alike(EVE, "Dana Reed", stage),))


@pytest.mark.rule("H-01", "H-11")
@pytest.mark.parametrize(
    ("stage", "told"),
    [
        (ListStage.APPLIED, "has an application open already. Add what is new to their record"),
        (ListStage.LISTED, "is on the approved list already. Change their record"),
        (ListStage.SUSPENDED, "is on the approved list already"),
        (ListStage.REFUSED, "was not accepted. Open their record and choose “Apply again”"),
        (ListStage.REMOVED, "was removed. Open their record and choose “Apply again”"),
        (ListStage.LEFT, "and left. Open their record and choose “Apply again”"),
    ],
)
def test_a_name_that_is_known_is_refused_with_what_to_do(stage: ListStage, told: str) -> None:
    roster.when(apply_to_list(), by=OFFICER, found=known(stage)).refused(told, field="name")
    another = apply_to_list(another_person=True)
    roster.when(another, by=OFFICER, found=known(stage)).then_kinds(e.ApplicationReceived).twice_changes_nothing()


@pytest.mark.rule("H-01")
@pytest.mark.parametrize("name", ["DANA  reed", "Dr Dana Reed", "Dr. Dana Reed", "Dána Reed"])
def test_a_name_is_known_however_it_is_written(name: str) -> None:
    assert plain_name(name) == plain_name("Dana Reed")


def test_a_short_name_that_is_a_title_too_stays_a_name() -> None:
    assert plain_name("Dame Reed") == "dame reed"
    assert plain_name("Dana Reid") != plain_name("Dana Reed")


@pytest.mark.rule("H-01", "H-02", "Y-08")
def test_who_left_applies_again_under_the_same_record_and_is_assessed_anew_by_another_person() -> None:
    again = left.when(apply_again(), by=OFFICER).then_kinds(e.AppliedAgain).and_then
    again.when(apply_again(), by=OFFICER).refused("has an application open already")
    assess = c.AssessApplication(chair_id=DANA, skills=story.SKILLS, note="Still shown")
    again.when(assess, by=OFFICER).refused("You entered this application")
    again.when(c.AcceptApplication(chair_id=DANA), by=MANAGER).refused("Assess the application first")
    seen = again.when(assess, by=MANAGER).then_kinds(e.ApplicationAssessed).and_then
    seen.when(c.AcceptApplication(chair_id=DANA), by=MANAGER).then_kinds(e.ChairAccepted)


@pytest.mark.rule("H-01")
def test_only_who_is_not_on_the_list_applies_again() -> None:
    roster.when(apply_again()).refused("no application under this reference")
    listed.when(apply_again()).refused("nothing to apply for")
    gone = listed.given(e.ChairRemoved(reason="Late", removed_on=TODAY))
    gone.when(apply_again()).then_kinds(e.AppliedAgain)
    refused = e.ApplicationRefused(reason="Too little", decided_by="manager", decided_on=TODAY)
    roster.given(story.received, refused).when(apply_again()).then_kinds(e.AppliedAgain)


@pytest.mark.rule("H-01", "H-12")
def test_what_the_record_holds_stays_when_somebody_applies_again() -> None:
    tied = e.AffiliationDeclared(affiliation=story.tie())
    linked = e.AccountLinked(account_id="dana")
    before = roster.given(story.received, assessed, accepted, tied, linked, e.ChairLeft(left_on=TODAY))
    again = before.when(apply_again(specialisms=("Police",)), by=OFFICER).and_then
    chair = again.state
    assert (chair.affiliations, chair.account_id, chair.training) == ((story.tie(),), "dana", story.TRAINED)
    assert (chair.specialisms, chair.skills, chair.approved_until) == (("Police",), (), None)


@pytest.mark.rule("H-01", "H-08", "H-11", "Q-02")
async def test_load_and_history_are_found_again_and_a_second_record_is_not_made(office: Office) -> None:
    await office.open_case()
    await office.list_chair()
    await office.done(c.AllocateBudget(year=2026, amount=Decimal(40_000)))
    await office.done(story.commission(), by=WATFORD)
    end = c.EndAppointment(case_id=CASE_ID, reason="Illness", ended_on=TODAY, due_in_all=Decimal(100))
    await office.done(end, by=WATFORD)
    await office.done(c.LeaveList(chair_id=DANA, left_on=TODAY))
    twice = await office.send(apply_to_list(chair_id=FAY, name="Dr. Dana REED", email="new@example.org"), OFFICER)
    assert "Apply again" in (twice.refused or "")
    await office.done(apply_again(), by=OFFICER)
    await office.done(
        c.AssessApplication(chair_id=DANA, skills=story.SKILLS, note="Still shown"), c.AcceptApplication(chair_id=DANA)
    )
    record = await office.ask(ask.ChairDetail(chair_id=DANA))
    assert (record.stage, record.may_be, len(record.reviews)) == (ListStage.LISTED, (), 1)
    candidates = await office.ask(ask.CandidatesForCase(case_id=CASE_ID))
    assert [each.excluded for each in candidates.excluded] == [("Chaired this review before, and was replaced.",)]


@pytest.mark.rule("H-01")
async def test_who_decides_sees_whom_the_applicant_may_be_by_name_and_by_address(office: Office) -> None:
    await office.list_chair()
    await office.list_chair(EVE, "Eve Hall")
    await office.done(c.LeaveList(chair_id=EVE, left_on=TODAY))
    married = apply_to_list(chair_id=FAY, name="Dana Reed", email=" EVE.HALL@example.org ", another_person=True)
    await office.done(married, by=OFFICER)
    record = await office.ask(ask.ChairDetail(chair_id=FAY))
    said = [(each.name, each.stage, each.same_email) for each in record.may_be]
    assert said == [("Dana Reed", ListStage.LISTED, False), ("Eve Hall", ListStage.LEFT, True)]
