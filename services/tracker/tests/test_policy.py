"""Rules A-02 to A-10, B-02, B-03, G-03: who may ask what of a plan and of a quarter? Each command, as each post."""

from datetime import UTC, datetime
from typing import Any

import pytest
from shared.actor import ALLOWED, Actor, Forbidden, Role
from shared.contracts.tracker import commands as c
from shared.contracts.tracker.values import RecommendationRow
from shared.decider import Context
from shared.message import Command
from shared.testing.spec import EVERYBODY, TODAY, Spec, agency_lead_of, csp_chair_of
from tracker.domain.commands import PassTimeOnPlan
from tracker.domain.known import QuarterKnown, ReviewKnown
from tracker.domain.quarter import QUARTER
from tracker.policy import may_plan, may_report
from tracker.service import TRACKER

from . import story
from .story import CASE_ID, NHS, POLICE, plan, with_one

HERE, ELSEWHERE = csp_chair_of("Watford"), csp_chair_of("Dacorum")
OWNER, STRANGER = agency_lead_of(POLICE), agency_lead_of(NHS)
"""The review is Watford's, its action 1 the constabulary's."""
PEOPLE: tuple[Actor, ...] = (
    *(one for one in EVERYBODY if not one.holds(Role.CSP_CHAIR, Role.AGENCY_LEAD)),
    HERE,
    ELSEWHERE,
    OWNER,
    STRANGER,
    Actor(id="nobody", name="Nobody", roles=frozenset()),
)
TEAM = {"manager", "support_officer"}
CHAIR = {HERE.id}
WRITERS = {"panel_chair", "report_writer"}
OVERSIGHT = CHAIR | {"subgroup_chair", "manager"}
SYSTEM = {"service:test"}
of_action: dict[str, Any] = {"case_id": CASE_ID, "action": 1}

PLANS: tuple[tuple[Command, set[str]], ...] = (
    (c.LoadRecommendations(case_id=CASE_ID, rows=(RecommendationRow(text="Audit"),)), TEAM | CHAIR | WRITERS),
    (c.AddRecommendation(case_id=CASE_ID, text="Audit"), TEAM | CHAIR | WRITERS),
    (
        c.ClassifyRecommendation(case_id=CASE_ID, recommendation=1, scope="agency", theme="Training"),
        TEAM | CHAIR | WRITERS,
    ),
    (c.AddAction(case_id=CASE_ID, recommendation=1, text="Audit"), TEAM | CHAIR | WRITERS),
    (c.AssignAction(**of_action, target=TODAY), TEAM | CHAIR),
    (c.MoveToSuccessor(case_id=CASE_ID, former=NHS, successor=POLICE), TEAM | CHAIR),
    (c.AgreePlan(case_id=CASE_ID, agreed_on=TODAY), TEAM | CHAIR),
    (c.ReportProgress(**of_action, evidence="Done", reported_on=TODAY), TEAM | CHAIR | {OWNER.id}),
    (c.ClaimComplete(**of_action, evidence="Done", completed_on=TODAY), TEAM | CHAIR | {OWNER.id}),
    (c.AskForAssurance(case_id=CASE_ID, reply_by=TODAY), TEAM | CHAIR),
    (c.AssureAction(**of_action, assured_on=TODAY), CHAIR),
    (c.CloseAction(**of_action, end="superseded", reason="A law", closed_on=TODAY), OVERSIGHT),
    (c.ReopenAction(**of_action, reason="It came back"), OVERSIGHT),
    (c.OverrideRating(**of_action, rating="red", reason="It stopped"), OVERSIGHT),
    (c.RestoreRating(**of_action), OVERSIGHT),
    (c.EscalateAction(**of_action, reason="It is late"), OVERSIGHT | TEAM),
    (c.CloseEscalation(case_id=CASE_ID, escalation=1, outcome="Agreed"), TEAM | {"subgroup_chair"}),
    (
        c.RecordImpactReview(**of_action, months=6, embedded=True, evidence="Seen", reviewed_on=TODAY),
        TEAM | CHAIR,
    ),
    (PassTimeOnPlan(case_id=CASE_ID), SYSTEM),
)
QUARTERS: tuple[tuple[Command, set[str]], ...] = (
    (c.AskForUpdates(quarter="2026-Q4"), TEAM | SYSTEM),
    (
        c.RecordQuarterlyUpdate(quarter="2026-Q4", case_id=CASE_ID, text="It met"),
        TEAM | CHAIR | {"panel_chair"},
    ),
    (c.PresentQuarterlyReport(quarter="2026-Q4"), TEAM | {"subgroup_chair"}),
)


def test_every_command_of_the_service_is_among_these() -> None:
    assert {type(command) for command, _ in (*PLANS, *QUARTERS)} == set(TRACKER.commands)


@pytest.mark.rule("G-03", "A-04")
@pytest.mark.parametrize(("command", "allowed"), PLANS, ids=lambda one: type(one).__name__)
def test_who_may_ask_what_of_a_plan(command: Any, allowed: set[str]) -> None:
    state, found = with_one.state, ReviewKnown("Watford")
    assert {one.id for one in PEOPLE if _says_yes(may_plan, command, state, one, found)} == allowed


@pytest.mark.rule("G-03", "B-03")
@pytest.mark.parametrize(("command", "allowed"), QUARTERS, ids=lambda one: type(one).__name__)
def test_who_may_ask_what_of_a_quarter(command: Any, allowed: set[str]) -> None:
    found = QuarterKnown("Watford")
    assert {one.id for one in PEOPLE if _says_yes(may_report, command, QUARTER.initial, one, found)} == allowed


@pytest.mark.rule("G-03")
@pytest.mark.parametrize(("command", "allowed"), PLANS, ids=lambda one: type(one).__name__)
def test_of_a_review_that_is_not_known_nobody_is_its_chair(command: Any, allowed: set[str]) -> None:
    """The decider tells those who act for the whole county that it is not known yet."""
    state, found = with_one.state, ReviewKnown(None)
    yes = {one.id for one in PEOPLE if _says_yes(may_plan, command, state, one, found)}
    assert yes == allowed - CHAIR


@pytest.mark.rule("A-04")
def test_an_action_without_an_owner_is_no_leads_own() -> None:
    claim = story.claim()
    no_agency = agency_lead_of("").model_copy(update={"agency": None})
    assert not _says_yes(may_plan, claim, plan.given(story.added(None)).state, no_agency, ReviewKnown("Watford"))
    assert not _says_yes(may_plan, claim, plan.state, OWNER, ReviewKnown("Watford"))
    unknown = story.claim(action=2)
    assert not _says_yes(may_plan, unknown, with_one.state, OWNER, ReviewKnown("Watford"))


@pytest.mark.rule("A-04", "G-03")
def test_a_no_says_whose_it_is() -> None:
    with_policy = type(with_one)(with_one.decider, may_plan, with_one.events, ReviewKnown("Watford"))
    with_policy.when(story.claim(), by=STRANGER).forbidden("belongs to another agency")
    with_policy.when(story.claim(), by=ELSEWHERE).forbidden("Only the CSP Chair of Watford")
    with_policy.when(story.assure(), by=OWNER).forbidden("Only the CSP Chair of Watford")
    with_policy.when(story.assure(), by=HERE, found=ReviewKnown(None)).forbidden("does not know this review yet")
    with_policy.when(story.assure(), by=HERE, found=ReviewKnown("Dacorum")).forbidden("Only the CSP Chair of Dacorum")


@pytest.mark.rule("B-03", "G-03")
def test_a_no_to_an_update_says_whose_it_is() -> None:
    update = c.RecordQuarterlyUpdate(quarter="2026-Q4", case_id=CASE_ID, text="It met")
    spec = Spec(QUARTER, may_report, found=QuarterKnown("Watford"))
    spec.when(update, by=ELSEWHERE).forbidden("Only the CSP Chair of Watford can give this review's update")
    spec.when(update, by=HERE, found=QuarterKnown()).forbidden("does not know this review yet")
    spec.when(c.PresentQuarterlyReport(quarter="2026-Q4"), by=HERE).forbidden("the county's own posts")


@pytest.mark.rule("G-03")
def test_a_post_in_two_partnerships_opens_both_and_no_third() -> None:
    both = csp_chair_of("Watford", "Dacorum")
    yes = [csp for csp in ("Watford", "Dacorum", "Stevenage") if _may_assure(both, csp)]
    assert yes == ["Watford", "Dacorum"]


def _may_assure(actor: Actor, csp: str) -> bool:
    return _says_yes(may_plan, story.assure(), with_one.state, actor, ReviewKnown(csp))


def _says_yes(permit: Any, command: Any, state: Any, actor: Actor, found: Any) -> bool:
    try:
        return permit(command, state, Context(actor, TODAY, datetime(2026, 11, 3, tzinfo=UTC), found)) is ALLOWED
    except Forbidden:
        return False
