"""How does somebody come to the approved list, stay on it, and leave it?"""

from datetime import date
from typing import Any

import pytest
from chairs.domain import events as e
from chairs.domain.commands import PassTimeForChair
from chairs.domain.events import Expiring
from chairs.domain.roster.found import RosterFound
from shared.contracts.chairs import commands as c
from shared.contracts.chairs.values import KpiOutcome, ReviewType, Skill, Training
from shared.testing.spec import MANAGER, OFFICER, TODAY, some_id

from . import story
from .story import DANA, accepted, apply_again, apply_to_list, assessed, listed, received, roster

assess = c.AssessApplication(chair_id=DANA, skills=story.SKILLS, note="All shown")


@pytest.mark.rule("H-01")
def test_an_application_keeps_cv_evidence_training_and_who_entered_it() -> None:
    outcome = roster.when(apply_to_list(), by=OFFICER).then_kinds(e.ApplicationReceived).twice_changes_nothing()
    (event,) = outcome.events
    assert isinstance(event, e.ApplicationReceived)
    assert (event.cv, event.training, event.entered_by) == (story.CV, story.TRAINED, OFFICER.id)


@pytest.mark.rule("H-01")
@pytest.mark.parametrize("address", ["Dana Reed", "dana@", "dana.reed@county", "dana reed@county.example"])
def test_an_application_has_an_address_that_can_be_written_to(address: str) -> None:
    roster.when(apply_to_list(email=address), by=OFFICER).refused("a whole e-mail address", field="email")
    gone = listed.given(e.ChairRemoved(reason="Late", removed_on=TODAY))
    gone.when(apply_again(email=address), by=OFFICER).refused("a whole e-mail address", field="email")


@pytest.mark.rule("H-05")
@pytest.mark.parametrize(
    ("where", "accepted"),
    [
        ({"areas": ()}, False),
        ({"areas": (), "outside": True}, True),
        ({"areas": (), "county_wide": True}, True),
        ({"areas": ("Watford",)}, True),
        ({"areas": ("Watford",), "outside": True}, False),
        ({"areas": (), "county_wide": True, "outside": True}, False),
    ],
)
def test_of_each_agency_it_is_said_where_it_works(where: dict[str, Any], accepted: bool) -> None:
    declared = listed.when(c.DeclareAffiliation(chair_id=DANA, affiliation=story.tie(**where)), by=OFFICER)
    applied = roster.when(apply_to_list(affiliations=(story.tie(**where),)), by=OFFICER)
    if accepted:
        declared.then_kinds(e.AffiliationDeclared)
        applied.then_kinds(e.ApplicationReceived)
    else:
        declared.refused("Say where Watford Housing Trust works", field="affiliation.areas")
        applied.refused("Say where Watford Housing Trust works", field="affiliations.0.areas")


@pytest.mark.rule("H-01")
def test_an_accepted_applicant_is_listed_for_three_years() -> None:
    accept = c.AcceptApplication(chair_id=DANA)
    roster.given(received, assessed).when(accept, by=MANAGER).then(
        e.ChairAccepted(name="Dana Reed", approved_until=date(2029, 11, 3), decided_by=MANAGER.id, decided_on=TODAY)
    ).twice_changes_nothing()


@pytest.mark.rule("H-01")
def test_a_refusal_has_a_reason_and_ends_the_application() -> None:
    refuse = c.RefuseApplication(chair_id=DANA, reason="Too little evidence of analysis")
    refused = roster.given(received).when(refuse, by=MANAGER).then_kinds(e.ApplicationRefused).twice_changes_nothing()
    refused.and_then.when(c.AcceptApplication(chair_id=DANA), by=MANAGER).refused("decided already")


@pytest.mark.rule("Y-08", "H-01")
@pytest.mark.parametrize(
    "command",
    [
        assess,
        c.AcceptApplication(chair_id=DANA),
        c.RefuseApplication(chair_id=DANA, reason="No"),
    ],
    ids=lambda command: type(command).__name__,
)
def test_who_entered_an_application_neither_assesses_nor_decides_it(command: c.AssessApplication) -> None:
    roster.given(received).when(command, by=OFFICER).refused("You entered this application")


@pytest.mark.rule("H-02")
def test_an_application_is_assessed_before_it_is_accepted() -> None:
    roster.given(received).when(c.AcceptApplication(chair_id=DANA), by=MANAGER).refused("Assess the application first")


@pytest.mark.rule("H-02")
def test_the_assessment_says_which_skills_are_shown() -> None:
    some = c.AssessApplication(chair_id=DANA, skills=(Skill.CHAIRING,), note="Only this")
    roster.given(received).when(some, by=MANAGER).then(
        e.ApplicationAssessed(skills=(Skill.CHAIRING,), note="Only this", assessed_by=MANAGER.id, assessed_on=TODAY)
    )


@pytest.mark.rule("H-03")
def test_specialisms_are_data_and_an_unknown_one_is_added_first() -> None:
    asked = c.ChangeSpecialisms(chair_id=DANA, specialisms=("Stalking",))
    listed.when(asked).refused("Add it first", field="specialisms")
    known = RosterFound(specialisms=("Stalking",))
    listed.when(asked, found=known).then(e.SpecialismsChanged(specialisms=("Stalking",)))


@pytest.mark.rule("H-09")
def test_a_chair_can_be_available_for_other_reviews() -> None:
    both = (ReviewType.DHR, ReviewType.SAR)
    asked = c.OfferReviewTypes(chair_id=DANA, review_types=both)
    listed.when(asked).then(e.ReviewTypesOffered(review_types=both)).twice_changes_nothing()


@pytest.mark.rule("H-11")
def test_a_review_of_another_kind_begins_and_ends() -> None:
    began = c.RecordOtherReview(
        chair_id=DANA,
        review_id=some_id("a SAR"),
        review_type=ReviewType.SAR,
        reference="SAR 4",
        started_on=date(2026, 5, 1),
    )
    leading = listed.when(began).then_kinds(e.OtherReviewRecorded).twice_changes_nothing().and_then
    early = c.EndOtherReview(chair_id=DANA, review_id=some_id("a SAR"), ended_on=date(2026, 4, 30))
    leading.when(early).refused("began on 1 May 2026", field="ended_on")
    on_time = early.model_copy(update={"ended_on": date(2026, 5, 1)})
    leading.when(on_time).then_kinds(e.OtherReviewEnded).twice_changes_nothing()


@pytest.mark.rule("H-01")
def test_suspended_reinstated_removed() -> None:
    suspend = c.SuspendChair(chair_id=DANA, reason="A complaint is looked into")
    away = listed.when(suspend).then_kinds(e.ChairSuspended).twice_changes_nothing().and_then
    back = away.when(c.ReinstateChair(chair_id=DANA, reason="Unfounded")).then_kinds(e.ChairReinstated).and_then
    gone = back.when(c.RemoveChair(chair_id=DANA, reason="Moved abroad")).then_kinds(e.ChairRemoved).and_then
    gone.when(c.ReinstateChair(chair_id=DANA, reason="Back")).refused("not on the list any more")
    listed.when(c.LeaveList(chair_id=DANA, left_on=TODAY)).then(e.ChairLeft(left_on=TODAY)).twice_changes_nothing()


@pytest.mark.rule("H-05", "H-12")
def test_a_new_affiliation_says_which_reviews_to_check_again() -> None:
    found = RosterFound(open_cases=(story.CASE_ID,))
    declare = c.DeclareAffiliation(chair_id=DANA, affiliation=story.tie())
    listed.when(declare, found=found).then(
        e.AffiliationDeclared(affiliation=story.tie(), open_cases=(story.CASE_ID,))
    ).twice_changes_nothing()


@pytest.mark.rule("H-12")
def test_the_day_of_leaving_becomes_known_later() -> None:
    unknown = listed.given(e.AffiliationDeclared(affiliation=story.tie(end_unknown=True)))
    end = c.EndAffiliation(chair_id=DANA, agency="Watford Housing Trust", role="Head of housing", until=TODAY)
    ended = unknown.when(end).then_kinds(e.AffiliationEnded).twice_changes_nothing().and_then.state
    assert (ended.affiliations[0].until, ended.affiliations[0].end_unknown) == (TODAY, False)
    unknown.when(end.model_copy(update={"until": TODAY + story.DAY})).refused("in the future", field="until")
    unknown.when(end.model_copy(update={"role": "Cook"})).refused("not on the chair's record")


@pytest.mark.rule("H-13")
@pytest.mark.parametrize(
    ("days_left", "says"),
    [(61, []), (60, [e.ExpiryWarned]), (0, [e.ExpiryWarned]), (-1, [e.Expired])],
)
def test_expiry_is_warned_of_sixty_days_before_and_said_once(days_left: int, says: list[type]) -> None:
    expires = TODAY + days_left * story.DAY
    training = e.TrainingRecorded(training=Training(completed_on=date(2024, 1, 1), expires_on=expires))
    outcome = listed.given(training).when(PassTimeForChair(chair_id=DANA))
    outcome.then_kinds(*says).twice_changes_nothing()


@pytest.mark.rule("H-13")
def test_a_renewal_moves_the_date_and_warns_of_the_new_one_again() -> None:
    soon = roster.given(received, assessed, accepted.model_copy(update={"approved_until": TODAY + story.DAY}))
    warned = soon.when(PassTimeForChair(chair_id=DANA)).then(
        e.ExpiryWarned(what=Expiring.APPROVAL, expires_on=TODAY + story.DAY)
    )
    renewed = warned.and_then.when(c.RenewApproval(chair_id=DANA, approved_until=TODAY + 30 * story.DAY))
    renewed.then_kinds(e.ApprovalRenewed).and_then.when(PassTimeForChair(chair_id=DANA)).then_kinds(e.ExpiryWarned)


@pytest.mark.rule("Q-04")
@pytest.mark.parametrize(
    ("outcome", "also"),
    [
        (KpiOutcome.CONTINUE, []),
        (KpiOutcome.SUPPORT, []),
        (KpiOutcome.SUSPEND, [e.ChairSuspended]),
        (KpiOutcome.REMOVE, [e.ChairRemoved]),
    ],
)
def test_the_review_of_performance_has_its_consequence(outcome: KpiOutcome, also: list[type]) -> None:
    review = c.RecordKpiReview(chair_id=DANA, outcome=outcome, reason="Two reports late", reviewed_on=TODAY)
    listed.when(review).then_kinds(e.KpiReviewRecorded, *also)


@pytest.mark.rule("H-02")
def test_training_that_is_renewed_keeps_the_day_of_the_first() -> None:
    renewed = listed.given(e.TrainingRecorded(training=Training(completed_on=date(2026, 9, 1))))
    assert renewed.state.first_trained_on == story.TRAINED.completed_on


@pytest.mark.rule("H-01")
def test_who_leaves_the_list_has_left() -> None:
    leave = c.LeaveList(chair_id=DANA, left_on=TODAY + story.DAY)
    listed.when(leave).refused("in the future", field="left_on")
    early = c.LeaveList(chair_id=DANA, left_on=date(2026, 1, 5))
    listed.when(early).refused("before they were accepted, 6 January 2026", field="left_on")


@pytest.mark.rule("H-11")
def test_a_review_that_will_end_is_load_until_it_has() -> None:
    began = e.OtherReviewRecorded(
        review_id=some_id("a SAR"), review_type=ReviewType.SAR, reference="SAR 4", started_on=date(2026, 5, 1)
    )
    ends = c.EndOtherReview(chair_id=DANA, review_id=some_id("a SAR"), ended_on=TODAY + story.DAY)
    listed.given(began).when(ends).refused("in the future", field="ended_on")


@pytest.mark.rule("Y-08", "H-01")
@pytest.mark.parametrize(
    "command",
    [assess, c.AcceptApplication(chair_id=DANA), c.RefuseApplication(chair_id=DANA, reason="No")],
    ids=lambda command: type(command).__name__,
)
def test_nobody_assesses_or_decides_their_own_application(command: c.AssessApplication) -> None:
    own = roster.given(received, e.AccountLinked(account_id=MANAGER.id))
    own.when(command, by=MANAGER).refused("This is your own application")


@pytest.mark.rule("Y-08", "Q-04")
@pytest.mark.parametrize(
    "command",
    [
        c.ReinstateChair(chair_id=DANA, reason="Back"),
        c.RenewApproval(chair_id=DANA, approved_until=date(2030, 1, 1)),
        c.RecordKpiReview(chair_id=DANA, outcome=KpiOutcome.CONTINUE, reason="Fine", reviewed_on=TODAY),
    ],
    ids=lambda command: type(command).__name__,
)
def test_nobody_judges_their_own_standing(command: c.RenewApproval) -> None:
    away = listed.given(
        e.AccountLinked(account_id=MANAGER.id), e.ChairSuspended(reason="A complaint", suspended_on=TODAY)
    )
    away.when(command, by=MANAGER).refused("This is about you, so another person")


@pytest.mark.rule("G-03")
def test_an_account_is_one_chair_s() -> None:
    link = c.LinkAccount(chair_id=DANA, account_id="an account")
    listed.when(link, found=RosterFound(linked_to="Eve Hall")).refused("linked to Eve Hall", field="account_id")
    listed.when(link, found=RosterFound()).then_kinds(e.AccountLinked).twice_changes_nothing()


@pytest.mark.rule("H-05", "H-12")
def test_the_stint_that_goes_on_is_ended_and_the_earlier_one_stays() -> None:
    first, now = story.tie(since=date(2008, 1, 1), until=date(2015, 6, 30)), story.tie(since=date(2020, 1, 1))
    twice = listed.given(e.AffiliationDeclared(affiliation=first), e.AffiliationDeclared(affiliation=now))
    end = c.EndAffiliation(chair_id=DANA, agency=now.agency, role=now.role, until=TODAY)
    ended = twice.when(end).then_kinds(e.AffiliationEnded).twice_changes_nothing().and_then.state
    assert [each.until for each in ended.affiliations] == [date(2015, 6, 30), TODAY]
    again = end.model_copy(update={"until": date(2015, 6, 30)})
    twice.when(again).refused("They cannot have left before they began", field="until")
