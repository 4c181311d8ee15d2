"""The clocks, publication, closing, what others told, access and erasure (C, S-03, S-06, A-07, G)."""

from datetime import date
from itertools import permutations

import pytest
from cases.domain import events as e
from cases.domain.case import CASE
from cases.domain.commands import CaseCommand, NoteDispatch, NoteEvaluation, NotePayment, NotePlan, PassTime
from shared.actor import Role
from shared.contracts.cases.commands import (
    AgreeExtension,
    EndAccess,
    EraseCase,
    GrantAccess,
    PublishReport,
    SubmitReport,
)
from shared.contracts.cases.values import Clock
from shared.contracts.notifications.values import Notice, RecipientKind, Stage
from shared.testing.spec import MANAGER, SYSTEM, Spec, csp_chair_of, some_id

from . import story

CASE_SPEC = Spec(CASE)


def publish(day: date = date(2026, 11, 2)) -> PublishReport:
    return PublishReport(case_id=story.CASE_ID, published_on=day, where="https://www.watford.example/reviews")


# Extension and clocks


def extend(day: date, *, panel: bool = True, csp: bool = True) -> AgreeExtension:
    return AgreeExtension(
        case_id=story.CASE_ID,
        new_due=day,
        agreed_on=date(2026, 8, 1),
        panel_agreed=panel,
        csp_agreed=csp,
        reason="The trial was adjourned.",
    )


@pytest.mark.rule("C-03")
def test_an_extension_needs_panel_and_csp_and_a_later_date() -> None:
    spec = CASE_SPEC.given(*story.PANEL_SITTING)
    spec.when(extend(date(2026, 12, 20), panel=False), on=story.LATER).refused("Both", field="panel_agreed")
    spec.when(extend(date(2026, 12, 20), csp=False), on=story.LATER).refused("Both", field="csp_agreed")
    spec.when(extend(story.day_before(story.REPORT_DUE)), on=story.LATER).refused("later date", field="new_due")
    agreed = spec.when(extend(story.day_after(story.REPORT_DUE)), on=story.LATER).twice_changes_nothing()
    assert agreed.and_then.state.report_due == story.day_after(story.REPORT_DUE)


@pytest.mark.rule("C-06")
@pytest.mark.parametrize(
    ("today", "kinds"),
    [
        (date(2026, 3, 22), ()),
        (date(2026, 3, 23), (e.ClockFellDueSoon,)),
        (date(2026, 3, 30), (e.ClockFellDueSoon,)),
        (date(2026, 3, 31), (e.ClockBecameOverdue,)),
    ],
)
def test_a_deadline_is_announced_once(today: date, kinds: tuple[type[e.ClockEvent], ...]) -> None:
    passed = CASE_SPEC.given(*story.OPENED).when(PassTime(case_id=story.CASE_ID), by=SYSTEM, on=today)
    passed.then_kinds(*kinds).twice_changes_nothing()


@pytest.mark.rule("C-06", "C-03")
def test_a_new_date_is_announced_anew() -> None:
    late = date(2026, 9, 21)
    spec = CASE_SPEC.given(*story.PANEL_SITTING).when(PassTime(case_id=story.CASE_ID), by=SYSTEM, on=late).and_then
    spec = spec.when(extend(date(2026, 10, 1)), on=late).and_then
    spec.when(PassTime(case_id=story.CASE_ID), by=SYSTEM, on=late).then(
        e.ClockFellDueSoon(clock=Clock.REPORT, due=date(2026, 10, 1))
    )


@pytest.mark.rule("C-06")
def test_a_clock_that_was_met_is_not_announced() -> None:
    passed = CASE_SPEC.given(*story.SUBMITTED).when(PassTime(case_id=story.CASE_ID), by=SYSTEM, on=story.LATER)
    passed.nothing()


# Publication and closing


def note_dispatch(recipient: RecipientKind = RecipientKind.COMMISSIONER, stage: Stage = Stage.TAKEN) -> NoteDispatch:
    return NoteDispatch(
        case_id=story.CASE_ID,
        dispatch_id=some_id("to the commissioner"),
        notice=Notice.COMMISSIONER,
        recipient=recipient,
        stage=stage,
        on=date(2026, 7, 20),
    )


@pytest.mark.rule("S-03")
def test_publication_is_after_the_outcome() -> None:
    spec = CASE_SPEC.given(*story.APPROVED)
    spec.when(publish(date(2026, 9, 30)), on=story.LATER).refused("before the Home Office", field="published_on")
    spec.when(publish(date(2026, 10, 1)), on=story.LATER).then_kinds(e.ReportPublished).twice_changes_nothing()
    CASE_SPEC.given(*story.SUBMITTED).when(publish(), on=story.LATER).refused("has approved it")


@pytest.mark.rule("A-07", "S-03", "S-06")
@pytest.mark.parametrize("order", list(permutations(("published", "plan", "commissioner"))))
def test_a_case_closes_when_the_last_of_three_things_is_done(order: tuple[str, ...]) -> None:
    commands: dict[str, CaseCommand] = {
        "published": publish(),
        "plan": NotePlan(case_id=story.CASE_ID, completed=True, on=date(2026, 11, 20)),
        "commissioner": note_dispatch(),
    }
    spec = CASE_SPEC.given(*story.APPROVED)
    for index, what in enumerate(order):
        decided = spec.when(commands[what], by=SYSTEM, on=story.LATER)
        assert any(isinstance(event, e.CaseClosed) for event in decided.events) is (index == 2)
        spec = decided.and_then
    assert spec.state.noted.closed_on == story.LATER


@pytest.mark.rule("S-06")
@pytest.mark.parametrize("stage", [Stage.FAILED, Stage.CANCELLED, Stage.UNCERTAIN])
def test_a_case_does_not_close_before_the_commissioner_has_the_report(stage: Stage) -> None:
    spec = CASE_SPEC.given(*story.APPROVED, story.published, story.plan_done)
    spec.when(note_dispatch(stage=stage), by=SYSTEM, on=story.LATER).then_kinds(e.DispatchNoted)
    spec.when(note_dispatch(RecipientKind.HOME_OFFICE), by=SYSTEM, on=story.LATER).then_kinds(e.DispatchNoted)
    spec.when(note_dispatch(), by=SYSTEM, on=story.LATER).then_kinds(e.DispatchNoted, e.CaseClosed)


@pytest.mark.rule("A-07")
def test_a_closed_case_is_kept_as_it_is() -> None:
    closed = e.CaseClosed(closed_on=story.LATER)
    spec = CASE_SPEC.given(*story.APPROVED, story.published, story.plan_done, story.commissioner_told, closed)
    spec.when(SubmitReport(case_id=story.CASE_ID, submitted_on=story.LATER), on=story.LATER).refused(
        "was closed on 1 December 2026"
    )
    spec.when(PassTime(case_id=story.CASE_ID), by=SYSTEM, on=story.LATER).nothing()


# What others told


@pytest.mark.rule("X-02", "Y-05", "Q-01", "Q-03")
def test_what_others_told_is_noted_once() -> None:
    spec = CASE_SPEC.given(*story.APPROVED)
    day = date(2026, 11, 5)
    for command in (
        note_dispatch(RecipientKind.HOME_OFFICE),
        NotePayment(case_id=story.CASE_ID, number="2026/17", on=day),
        NoteEvaluation(case_id=story.CASE_ID, received=1, expected=4, first_time_point=False, on=day),
        NoteEvaluation(case_id=story.CASE_ID, received=0, expected=0, first_time_point=True, on=day),
        NotePlan(case_id=story.CASE_ID, completed=True, on=day),
    ):
        decided = spec.when(command, by=SYSTEM, on=day).twice_changes_nothing()
        assert len(decided.events) == 1
        spec = decided.and_then


@pytest.mark.rule("A-04", "A-09")
def test_the_plan_is_complete_until_it_is_opened_again() -> None:
    spec = CASE_SPEC.given(*story.APPROVED, story.plan_done)
    opened = spec.when(NotePlan(case_id=story.CASE_ID, reopened="9.1 a", on=story.LATER), by=SYSTEM, on=story.LATER)
    opened.then(e.PlanReopeningNoted(number="9.1 a", on=story.LATER))
    assert opened.and_then.state.noted.plan_completed is False


# Access and erasure


@pytest.mark.rule("G-01")
def test_access_is_given_and_ended_with_a_reason() -> None:
    asked = GrantAccess(
        case_id=story.CASE_ID,
        grantee="pat",
        grantee_name="Pat Probation",
        role=Role.PANEL_MEMBER,
        reason="On the panel",
    )
    spec = CASE_SPEC.given(*story.OPENED).when(asked, by=MANAGER).twice_changes_nothing().and_then
    assert "pat" in spec.state.access.grants
    ended = spec.when(EndAccess(case_id=story.CASE_ID, grantee="pat", reason="Left the agency"), by=MANAGER)
    assert "pat" not in ended.twice_changes_nothing().and_then.state.access.grants


@pytest.mark.rule("G-05")
def test_an_erased_case_takes_nothing_more() -> None:
    erased = CASE_SPEC.given(*story.APPROVED).when(
        EraseCase(case_id=story.CASE_ID, reason="Retention ended"), by=MANAGER
    )
    erased.then(e.CaseErased(reason="Retention ended")).twice_changes_nothing()
    erased.and_then.when(publish(), by=csp_chair_of("Watford"), on=story.LATER).refused("was erased")
