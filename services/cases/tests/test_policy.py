"""Who may ask what of a case? The table is written by hand from the guide and rules G, and not read from the code."""

from datetime import UTC, datetime
from typing import Any

import pytest
from cases.domain import commands as system
from cases.domain import events as e
from cases.domain.case import CASE
from cases.policy import permit
from shared.actor import ALLOWED, Actor, Forbidden, Role
from shared.contracts.cases import commands as c
from shared.contracts.cases.commands.of_case import OfCase
from shared.contracts.cases.values import Post, ReportStage
from shared.decider import Context, fold
from shared.message import Command
from shared.testing.example import example_of
from shared.testing.spec import EVERYBODY, MANAGER, somebody
from shared.testing.spec import csp_chair_of as chair_of

from . import story

TEAM = {Role.MANAGER, Role.SUPPORT_OFFICER}
WITH_CSP = TEAM | {Role.CSP_CHAIR}
WITH_PANEL_CHAIR = TEAM | {Role.PANEL_CHAIR}
MEMBERS = WITH_CSP | {Role.SUBGROUP_CHAIR, Role.DCI}
AUTHORS = WITH_PANEL_CHAIR | {Role.AGENCY_LEAD, Role.IMR_AUTHOR}
THE_SYSTEM = {Role.SERVICE}

WHO_MAY: dict[type[Command], set[Role]] = {
    c.NotifyDeath: WITH_CSP | {Role.AGENCY_LEAD, Role.DCI},
    c.ImportReview: {Role.MANAGER, Role.ADMINISTRATOR},
    c.TransferCase: TEAM,
    c.CorrectDateOfDeath: TEAM,
    c.CorrectAttentionDate: TEAM,
    c.AssessCriteria: MEMBERS,
    c.GiveView: MEMBERS,
    c.InviteAgencies: TEAM,
    c.RecordPreliminaryMeeting: WITH_CSP,
    c.RecordDecision: {Role.CSP_CHAIR},
    c.ReopenDecision: WITH_CSP,
    c.RecordInitialMeeting: WITH_PANEL_CHAIR,
    c.RecordPanelMeeting: WITH_PANEL_CHAIR,
    c.RecordStep: WITH_PANEL_CHAIR,
    c.RequestImr: WITH_PANEL_CHAIR,
    c.NameImrAuthor: AUTHORS,
    c.SubmitImr: AUTHORS,
    c.ReturnImr: WITH_PANEL_CHAIR,
    c.AcceptImr: WITH_PANEL_CHAIR,
    c.ShareDraftWithFamily: WITH_PANEL_CHAIR,
    c.RecordFamilyReading: WITH_PANEL_CHAIR,
    c.AddReportVersion: WITH_PANEL_CHAIR | {Role.REPORT_WRITER},
    c.AgreeReport: WITH_PANEL_CHAIR | {Role.SUBGROUP_CHAIR, Role.CSP_CHAIR},
    c.AgreeExtension: WITH_PANEL_CHAIR | {Role.CSP_CHAIR},
    c.SubmitReport: {Role.MANAGER},
    c.RecordOutcome: TEAM,
    c.PublishReport: WITH_CSP,
    c.GrantAccess: TEAM,
    c.EndAccess: TEAM,
    c.EraseCase: {Role.MANAGER},
    system.PassTime: THE_SYSTEM,
    system.NoteDispatch: THE_SYSTEM,
    system.NoteEvaluation: THE_SYSTEM,
    system.NotePayment: THE_SYSTEM,
    system.NotePlan: THE_SYSTEM,
    system.NoteChairCommissioned: THE_SYSTEM,
    system.NoteChairConflict: THE_SYSTEM,
    system.NoteChairReplaced: THE_SYSTEM,
    system.NoteWriterChanged: THE_SYSTEM,
}
OPENS_A_CASE = {c.NotifyDeath, c.ImportReview}
NEEDS_NO_GRANT = TEAM | {Role.SERVICE}
POSTS = {
    Post.CSP_CHAIR: Role.CSP_CHAIR,
    Post.SUBGROUP_CHAIR: Role.SUBGROUP_CHAIR,
    Post.DCI: Role.DCI,
    Post.MANAGER: Role.MANAGER,
}
STAGES = {
    ReportStage.PANEL: Role.PANEL_CHAIR,
    ReportStage.SUBGROUP: Role.SUBGROUP_CHAIR,
    ReportStage.CSP: Role.CSP_CHAIR,
}
WATFORD, DACORUM = chair_of("Watford"), chair_of("Dacorum")


def _granted(*actors: Actor) -> tuple[e.CaseEvent, ...]:
    """The notified case, where only these were let in."""
    return (
        story.notified,
        *(
            e.AccessGranted(
                grantee=one.id,
                grantee_name=one.name,
                role=next(iter(one.roles)),
                reason="Takes part",
                granted_on=story.ATTENTION,
            )
            for one in actors
        ),
    )


def _asked(kind: type[Command], **changed: Any) -> Any:
    return example_of(kind, case_id=story.CASE_ID).model_copy(update=changed)


def _may(command: Any, actor: Actor, events: tuple[e.CaseEvent, ...]) -> bool:
    context = Context(actor=actor, today=story.LATER, at=datetime(2026, 12, 1, tzinfo=UTC), found=None)
    try:
        return permit(command, fold(CASE, events), context) is ALLOWED
    except Forbidden:
        return False


def _as_the_holder(kind: type[Command], actor: Actor) -> Any:
    """The command, for the post or the stage that is this person's own, where it has one."""
    (role,) = actor.roles
    if kind is c.GiveView:
        return _asked(kind, post=next((post for post, holder in POSTS.items() if holder is role), Post.DCI))
    if kind is c.AgreeReport:
        return _asked(kind, stage=next((stage for stage, who in STAGES.items() if who is role), ReportStage.PANEL))
    return _asked(kind)


def test_the_table_has_every_command() -> None:
    assert set(WHO_MAY) == set(CASE.commands)


@pytest.mark.rule("G-01", "G-03", "D-04", "D-06")
@pytest.mark.parametrize("kind", WHO_MAY, ids=lambda kind: kind.__name__)
def test_with_access_to_the_case_a_role_may_what_the_table_says(kind: type[Command]) -> None:
    let_in = _granted(*EVERYBODY)
    allowed = {next(iter(who.roles)) for who in EVERYBODY if _may(_as_the_holder(kind, who), who, let_in)}
    assert allowed == WHO_MAY[kind]


@pytest.mark.rule("G-01")
@pytest.mark.parametrize("kind", WHO_MAY, ids=lambda kind: kind.__name__)
def test_without_access_the_team_and_the_system_alone(kind: type[Command]) -> None:
    nobody_let_in = _granted()
    allowed = {next(iter(who.roles)) for who in EVERYBODY if _may(_as_the_holder(kind, who), who, nobody_let_in)}
    assert allowed == (WHO_MAY[kind] if kind in OPENS_A_CASE else WHO_MAY[kind] & NEEDS_NO_GRANT)


@pytest.mark.rule("D-06", "N-03", "G-03")
@pytest.mark.parametrize("kind", [kind for kind, roles in WHO_MAY.items() if Role.CSP_CHAIR in roles])
def test_a_csp_chair_acts_as_one_in_their_own_partnership_alone(kind: type[Command]) -> None:
    """Also where they were let in, and whatever other role they have beside it."""
    member_too = DACORUM.model_copy(update={"roles": DACORUM.roles | {Role.PANEL_MEMBER, Role.BOARD_MEMBER}})
    both = chair_of("Dacorum", "Watford")
    let_in = _granted(WATFORD, DACORUM, both)
    assert _may(_as_the_holder(kind, WATFORD), WATFORD, let_in)
    assert _may(_as_the_holder(kind, WATFORD), both, let_in)
    for elsewhere in (DACORUM, member_too):
        assert _may(_as_the_holder(kind, WATFORD), elsewhere, let_in) is (kind is c.NotifyDeath)


@pytest.mark.rule("D-04")
@pytest.mark.parametrize("post", Post)
def test_a_view_is_given_by_the_holder_of_the_post_or_recorded_by_the_team(post: Post) -> None:
    let_in = _granted(*EVERYBODY)
    allowed = {next(iter(who.roles)) for who in EVERYBODY if _may(_asked(c.GiveView, post=post), who, let_in)}
    assert allowed == TEAM | {POSTS[post]}


@pytest.mark.rule("O-03")
@pytest.mark.parametrize("stage", ReportStage)
def test_an_approval_is_given_by_the_chair_of_the_body_or_recorded_by_the_team(stage: ReportStage) -> None:
    let_in = _granted(*EVERYBODY)
    allowed = {next(iter(who.roles)) for who in EVERYBODY if _may(_asked(c.AgreeReport, stage=stage), who, let_in)}
    assert allowed == TEAM | {STAGES[stage]}


@pytest.mark.rule("G-01")
def test_what_the_policy_does_not_know_nobody_may() -> None:
    class BurnTheRecord(OfCase):
        """A command that was added, and forgotten here."""

        may = frozenset(Role)

    assert not any(_may(BurnTheRecord(case_id=story.CASE_ID), who, _granted(*EVERYBODY)) for who in EVERYBODY)


@pytest.mark.rule("N-02", "G-01")
def test_the_posts_that_receive_part_1_are_let_in_by_their_post() -> None:
    criteria = _asked(c.AssessCriteria)
    for who in (WATFORD, somebody(Role.SUBGROUP_CHAIR), somebody(Role.DCI)):
        assert _may(criteria, who, story.OPENED)
        assert not _may(criteria, who, _granted())
    assert _may(criteria, MANAGER, _granted())


@pytest.mark.rule("G-01")
@pytest.mark.parametrize(
    ("kind", "who", "told"),
    [
        (c.RecordDecision, MANAGER, "Only the CSP Chair of Watford makes this decision."),
        (c.GiveView, somebody(Role.SUBGROUP_CHAIR), "Only the CSP Chair gives this view. The Strategic"),
        (c.AgreeReport, somebody(Role.SUBGROUP_CHAIR), "Only the panel chair records this approval. The Strategic"),
        (c.PublishReport, DACORUM, "This case belongs to the Watford partnership."),
        (c.EraseCase, WATFORD, "Your role does not allow this."),
        (c.SubmitImr, somebody(Role.AGENCY_LEAD, id="not let in"), "You do not have access to this case."),
    ],
)
def test_a_person_is_told_why_not(kind: type[Command], who: Actor, told: str) -> None:
    let_in = _granted(*EVERYBODY, DACORUM)
    command = _asked(kind, **({"post": Post.CSP_CHAIR} if kind is c.GiveView else {}))
    context = Context(actor=who, today=story.LATER, at=datetime(2026, 12, 1, tzinfo=UTC), found=None)
    with pytest.raises(Forbidden) as no:
        permit(command, fold(CASE, let_in), context)
    assert str(no.value).startswith(told)
