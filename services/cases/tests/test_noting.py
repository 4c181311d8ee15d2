"""What others told is noted once, whatever comes with it, and moves the case where it should (rules X, Y, Q, A)."""

from datetime import date
from typing import Any

import pytest
from cases.domain import events as e
from cases.domain.access import may_open
from cases.domain.case import CASE
from cases.domain.commands import (
    CaseCommand,
    NoteChairCommissioned,
    NoteChairConflict,
    NoteChairReplaced,
    NoteDispatch,
    NoteEvaluation,
    NotePayment,
    NotePlan,
    NoteWriterChanged,
    PassTime,
)
from cases.domain.milestones import Milestones, reach
from shared.actor import Role
from shared.contracts.cases.commands import EndAccess, EraseCase, GrantAccess
from shared.contracts.cases.values import Clock
from shared.contracts.notifications.values import Notice, RecipientKind, Stage
from shared.testing.spec import AUDITOR, BOARD_MEMBER, DCI, MANAGER, OFFICER, SYSTEM, Spec, csp_chair_of, some_id

from . import story

DAY = date(2026, 11, 5)
NOTHING = Spec(CASE)
APPROVED = Spec(CASE).given(*story.APPROVED)
CHAIRED = Spec(CASE).given(*story.PANEL_SITTING)


def plan(**said: Any) -> NotePlan:
    return NotePlan(case_id=story.CASE_ID, on=DAY, **said)


def evaluation(received: int, *, point: bool = False) -> NoteEvaluation:
    return NoteEvaluation(case_id=story.CASE_ID, received=received, expected=4, first_time_point=point, on=DAY)


def dispatch(stage: Stage = Stage.TAKEN, word: str = "a dispatch") -> NoteDispatch:
    return NoteDispatch(
        case_id=story.CASE_ID,
        dispatch_id=some_id(word),
        notice=Notice.CORONER,
        recipient=RecipientKind.CORONER,
        stage=stage,
        on=DAY,
    )


def commissioned(**changed: Any) -> NoteChairCommissioned:
    fields: dict[str, Any] = {
        "case_id": story.CASE_ID,
        "chair_id": story.CHAIR_ID,
        "chair_name": "Chris Chair",
        "writer_name": None,
        "commissioned_on": date(2026, 3, 23),
        "account_id": story.CHAIR_ACCOUNT,
    }
    return NoteChairCommissioned(**(fields | changed))


def let_in(grantee: str, name: str, role: Role) -> e.AccessGranted:
    return story.to_the_chair.model_copy(update={"grantee": grantee, "grantee_name": name, "role": role})


@pytest.mark.parametrize(
    "command",
    [plan(completed=True), evaluation(1), dispatch(), NotePayment(case_id=story.CASE_ID, number="1", on=DAY)],
    ids=lambda one: type(one).__name__,
)
def test_nothing_is_noted_of_a_case_that_is_not_there(command: CaseCommand) -> None:
    NOTHING.when(command, by=SYSTEM, on=DAY).refused("There is no case under this reference")


# Dispatches, payments, evaluations


@pytest.mark.rule("X-02")
def test_a_dispatch_is_noted_again_when_it_has_come_further() -> None:
    noted = APPROVED.when(dispatch(), by=SYSTEM, on=DAY)
    noted.then(
        e.DispatchNoted(
            dispatch_id=some_id("a dispatch"),
            notice=Notice.CORONER,
            recipient=RecipientKind.CORONER,
            stage=Stage.TAKEN,
            on=DAY,
        )
    ).twice_changes_nothing()
    noted.and_then.when(dispatch(Stage.ACKNOWLEDGED), by=SYSTEM, on=DAY).then_kinds(e.DispatchNoted)
    noted.and_then.when(dispatch(word="another"), by=SYSTEM, on=DAY).then_kinds(e.DispatchNoted)


@pytest.mark.rule("S-06")
def test_the_commissioner_has_the_report_while_it_counts_as_sent() -> None:
    told = APPROVED.given(story.commissioner_told)
    assert told.state.noted.commissioner_told
    failed = story.commissioner_told.model_copy(update={"stage": Stage.FAILED})
    assert not told.given(failed).state.noted.commissioner_told
    correction = failed.model_copy(update={"dispatch_id": some_id("a correction")})
    assert told.given(correction).state.noted.commissioner_told


@pytest.mark.rule("Y-05")
def test_each_invoice_is_noted_once() -> None:
    first, other = (NotePayment(case_id=story.CASE_ID, number=number, on=DAY) for number in ("2026/17", "2026/18"))
    noted = APPROVED.when(first, by=SYSTEM, on=DAY).then(e.InvoicePaymentNoted(number="2026/17", on=DAY))
    both = noted.and_then.when(other, by=SYSTEM, on=DAY).then_kinds(e.InvoicePaymentNoted).and_then
    for again in (first, other):
        both.when(again, by=SYSTEM, on=DAY).nothing()


@pytest.mark.rule("Q-01", "Q-03")
def test_an_evaluation_is_noted_when_there_are_more_and_the_point_once() -> None:
    two = APPROVED.when(evaluation(2), by=SYSTEM, on=DAY).then(e.EvaluationNoted(received=2, expected=4)).and_then
    two.when(evaluation(1), by=SYSTEM, on=DAY).nothing()
    two.when(evaluation(2), by=SYSTEM, on=DAY).nothing()
    two.when(evaluation(3), by=SYSTEM, on=DAY).then_kinds(e.EvaluationNoted)
    point = two.when(evaluation(0, point=True), by=SYSTEM, on=DAY).then(e.FirstTimePointNoted(on=DAY)).and_then
    point.when(evaluation(3, point=True), by=SYSTEM, on=DAY).then_kinds(e.EvaluationNoted)


# The plan


@pytest.mark.rule("A-01", "A-04", "A-07", "A-09")
def test_each_thing_that_is_told_of_the_plan_is_noted() -> None:
    everything = plan(loaded=7, assured="9.1 a", reopened="9.1 b", completed=True)
    APPROVED.when(everything, by=SYSTEM, on=DAY).then(
        e.PlanLoadNoted(recommendations=7, on=DAY),
        e.ActionAssuranceNoted(number="9.1 a", on=DAY),
        e.PlanReopeningNoted(number="9.1 b", on=DAY),
        e.PlanCompletionNoted(on=DAY),
    )
    APPROVED.when(plan(), by=SYSTEM, on=DAY).nothing()


@pytest.mark.rule("A-07", "A-09")
def test_a_plan_is_complete_until_there_is_more_to_do() -> None:
    done = APPROVED.given(story.plan_done)
    done.when(plan(completed=True), by=SYSTEM, on=DAY).nothing()
    assert done.when(plan(assured="1"), by=SYSTEM, on=DAY).and_then.state.noted.plan_completed
    for more in (plan(loaded=1), plan(reopened="1")):
        after = done.when(more, by=SYSTEM, on=DAY).and_then
        assert not after.state.noted.plan_completed
        after.when(plan(completed=True), by=SYSTEM, on=DAY).then(e.PlanCompletionNoted(on=DAY))


@pytest.mark.rule("A-07")
def test_a_closed_case_notes_what_comes_after_and_is_not_closed_again() -> None:
    closed = APPROVED.given(
        story.published, story.plan_done, story.commissioner_told, e.CaseClosed(closed_on=story.LATER)
    )
    closed.when(evaluation(1), by=SYSTEM, on=story.LATER).then_kinds(e.EvaluationNoted)
    closed.when(dispatch(), by=SYSTEM, on=story.LATER).then_kinds(e.DispatchNoted)


# Clocks


@pytest.mark.rule("C-06")
def test_both_clocks_are_announced_each_for_itself() -> None:
    time = PassTime(case_id=story.CASE_ID)
    late = date(2026, 9, 21)
    decided_late = Spec(CASE).given(*story.PROCEEDING)
    decided_late.when(time, by=SYSTEM, on=late).then(e.ClockBecameOverdue(clock=Clock.REPORT, due=story.REPORT_DUE))
    for day, kinds in (
        (date(2026, 8, 22), ()),
        (date(2026, 8, 23), (e.ClockFellDueSoon,)),
        (story.REPORT_DUE, (e.ClockFellDueSoon,)),
        (late, (e.ClockBecameOverdue,)),
    ):
        decided_late.when(time, by=SYSTEM, on=day).then_kinds(*kinds).twice_changes_nothing()


@pytest.mark.rule("C-06")
def test_no_clock_is_announced_of_a_case_that_is_closed_or_was_taken_over_or_is_not_there() -> None:
    time = PassTime(case_id=story.CASE_ID)
    Spec(CASE).given(*story.PANEL_SITTING, e.CaseClosed(closed_on=story.LATER)).when(
        time, by=SYSTEM, on=story.LATER
    ).nothing()
    taken = e.ReviewImported(
        reference="DHR-2019-001",
        csp="Watford",
        death_month="2019-07",
        category="familial abuse",
        murder_suicide=False,
        victims=1,
        perpetrator_deaths=0,
        children=0,
        published=False,
    )
    Spec(CASE).given(taken).when(time, by=SYSTEM, on=story.LATER).nothing()
    NOTHING.when(time, by=SYSTEM, on=story.LATER).nothing()
    not_held = Spec(CASE).given(*story.DECIDING, story.not_proceeding)
    not_held.when(time, by=SYSTEM, on=story.LATER).nothing()


# The chair and the writer


@pytest.mark.rule("H-06", "G-01")
def test_a_commission_is_noted_of_an_open_case_and_lets_the_chair_in() -> None:
    NOTHING.when(commissioned(), by=SYSTEM, on=DAY).refused("There is no case")
    closed = Spec(CASE).given(*story.PROCEEDING, e.CaseClosed(closed_on=story.LATER))
    closed.when(commissioned(), by=SYSTEM, on=story.LATER).refused("was closed on")
    Spec(CASE).given(*story.PROCEEDING).when(commissioned(), by=SYSTEM, on=DAY).then(
        story.chair,
        e.AccessGranted(
            grantee=story.CHAIR_ACCOUNT,
            grantee_name="Chris Chair",
            role=Role.PANEL_CHAIR,
            reason="Chairs this review",
            granted_on=DAY,
        ),
    )


@pytest.mark.rule("H-06", "H-07")
def test_another_chair_or_writer_is_another_commission() -> None:
    CHAIRED.when(commissioned(account_id=None), by=SYSTEM, on=DAY).nothing()
    for changed in ({"chair_id": some_id("another")}, {"writer_name": "Rory Writer"}):
        again = CHAIRED.when(commissioned(account_id=None, **changed), by=SYSTEM, on=DAY)
        again.then_kinds(e.ChairCommissioned)
    with_question = CHAIRED.given(
        e.ChairConflictNoted(chair_name="Chris Chair", on=DAY),
        e.ReportWriterChanged(writer_name="Rory Writer", former_name=None, changed_on=DAY),
    )
    panel = with_question.given(story.chair).state.panel
    assert (panel.conflict, panel.writer_name, panel.writer_since) == (None, None, None)


@pytest.mark.rule("H-12")
def test_a_question_without_a_chair_is_no_question() -> None:
    CHAIRED.when(NoteChairConflict(case_id=story.CASE_ID, on=DAY), by=SYSTEM, on=DAY).nothing()


@pytest.mark.rule("H-08", "G-01")
def test_the_former_chair_is_known_by_account_or_by_name_in_that_role() -> None:
    """Somebody of the same name in another role, or of another name in the same role, stays."""
    by_account = let_in(story.CHAIR_ACCOUNT, "C. Chair", Role.PANEL_CHAIR)
    by_name = let_in("by hand", "CHRIS CHAIR", Role.PANEL_CHAIR)
    same_name = let_in("a namesake", "Chris Chair", Role.PANEL_MEMBER)
    same_role = let_in("the next one", "Next Chair", Role.PANEL_CHAIR)
    before = CHAIRED.given(by_account, by_name, same_name, same_role)
    asked = NoteChairReplaced(
        case_id=story.CASE_ID,
        chair_id=story.CHAIR_ID,
        chair_name="Chris Chair",
        ended_on=DAY,
        account_id=story.CHAIR_ACCOUNT,
    )
    after = before.when(asked, by=SYSTEM, on=DAY).and_then.state.access.grants
    assert set(before.state.access.grants) - set(after) == {story.CHAIR_ACCOUNT, "by hand"}
    other = asked.model_copy(update={"chair_id": some_id("somebody else")})
    before.when(other, by=SYSTEM, on=DAY).nothing()


@pytest.mark.rule("H-07", "G-01")
def test_the_former_writer_is_known_by_account_or_by_name_in_that_role() -> None:
    by_account = let_in("rory", "R. Writer", Role.REPORT_WRITER)
    by_name = let_in("by hand", "rory writer", Role.REPORT_WRITER)
    same_name = let_in("a namesake", "Rory Writer", Role.PANEL_MEMBER)
    before = CHAIRED.given(by_account, by_name, same_name)
    asked = NoteWriterChanged(
        case_id=story.CASE_ID, writer_name=None, former_name="Rory Writer", changed_on=DAY, former_account="rory"
    )
    after = before.when(asked, by=SYSTEM, on=DAY).and_then
    assert set(before.state.access.grants) - set(after.state.access.grants) == {"rory", "by hand"}
    after.when(asked, by=SYSTEM, on=DAY).nothing()
    after.when(asked.model_copy(update={"changed_on": story.LATER}), by=SYSTEM, on=DAY).then_kinds(
        e.ReportWriterChanged
    )
    nobody_before = asked.model_copy(update={"former_name": None, "writer_name": "Rory Writer"})
    before.when(nobody_before, by=SYSTEM, on=DAY).then_kinds(e.ReportWriterChanged)


# Access


def grant(grantee: str = "pat", role: Role = Role.PANEL_MEMBER) -> GrantAccess:
    return GrantAccess(case_id=story.CASE_ID, grantee=grantee, grantee_name="Pat", role=role, reason="On the panel")


@pytest.mark.rule("G-01")
def test_a_grant_says_to_whom_in_which_role_why_and_since_when() -> None:
    NOTHING.when(grant()).refused("There is no case")
    given = Spec(CASE).given(*story.OPENED).when(grant(), by=MANAGER, on=DAY)
    given.then(
        e.AccessGranted(
            grantee="pat", grantee_name="Pat", role=Role.PANEL_MEMBER, reason="On the panel", granted_on=DAY
        )
    )
    held = given.and_then.state.access.grants["pat"]
    assert (held.name, held.role, held.reason, held.since) == ("Pat", Role.PANEL_MEMBER, "On the panel", DAY)
    given.and_then.when(grant(role=Role.IMR_AUTHOR), by=MANAGER, on=DAY).then_kinds(e.AccessGranted)
    end = EndAccess(case_id=story.CASE_ID, grantee="nobody", reason="Left")
    given.and_then.when(end, by=MANAGER).nothing()
    NOTHING.when(EraseCase(case_id=story.CASE_ID, reason="Over")).refused("There is no case")


@pytest.mark.rule("G-01", "N-02")
def test_who_may_open_a_case() -> None:
    access = Spec(CASE).given(*story.OPENED, let_in("pat", "Pat", Role.PANEL_MEMBER)).state.access
    pat = BOARD_MEMBER.model_copy(update={"id": "pat"})
    for who in (MANAGER, OFFICER, AUDITOR, SYSTEM, DCI, csp_chair_of("Watford"), pat):
        assert may_open(who, access), who
    for who in (BOARD_MEMBER, csp_chair_of("Dacorum")):
        assert not may_open(who, access), who


# What the list keeps


@pytest.mark.parametrize(
    ("event", "kept"),
    [
        (story.notified, {"attention_date": story.ATTENTION, "decision_due": story.DECISION_DUE, "children": False}),
        (
            e.AttentionDateCorrected(
                was=story.ATTENTION, attention_date=DAY, decision_due=story.LATER, corrected_on=DAY, reason="Late."
            ),
            {"attention_date": DAY, "decision_due": story.LATER},
        ),
        (story.chair, {"chair": "Chris Chair", "writer": None}),
        (e.ChairReplacementNoted(chair_name="Chris Chair", ended_on=DAY), {"chair": None, "writer": None}),
        (story.plan_done, {"plan_completed": True}),
        (e.PlanLoadNoted(recommendations=1, on=DAY), {"plan_completed": False}),
        (e.PlanReopeningNoted(number="1", on=DAY), {"plan_completed": False}),
        (story.submitted, {"submitted_on": date(2026, 7, 20), "first_submitted_on": date(2026, 7, 1), "outcome": None}),
        (story.assessed, {"criterion": story.assessed.criterion}),
    ],
    ids=lambda one: type(one).__name__,
)
def test_what_a_fact_changes_in_the_row_of_a_case_and_nothing_else(event: e.CaseEvent, kept: dict[str, Any]) -> None:
    before = Milestones(
        attention_date=DAY,
        decision_due=DAY,
        children=True,
        chair="Somebody",
        writer="Somebody else",
        plan_completed=not kept.get("plan_completed", True),
        first_submitted_on=date(2026, 7, 1),
        meetings=3,
    )
    assert reach(before, event) == before.model_copy(update=kept)
