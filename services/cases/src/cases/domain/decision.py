"""Whether a review is held: the criteria, the preliminary meeting, the CSP Chair's decision (rules D)."""

from dataclasses import replace
from datetime import date
from typing import assert_never

from shared.calendar import in_words, six_months
from shared.contracts.cases.commands import (
    AssessCriteria,
    DecisionCommand,
    GiveView,
    InviteAgencies,
    RecordDecision,
    RecordPreliminaryMeeting,
    ReopenDecision,
)
from shared.contracts.cases.values import Answer, Criterion, View
from shared.date_checks import not_before, not_in_future
from shared.decider import Context
from shared.message import Refused

from cases.domain.events import (
    AgenciesInvited,
    CriteriaAssessed,
    DecisionEvent,
    DecisionRecorded,
    DecisionReopened,
    PreliminaryMeetingHeld,
    ViewGiven,
)
from cases.domain.rules import must_be_open
from cases.domain.state import Case, Decision


def evolve(state: Decision, event: DecisionEvent) -> Decision:
    match event:
        case CriteriaAssessed(criterion=criterion, facts=facts):
            return replace(state, criterion=criterion, facts=facts)
        case ViewGiven():
            view = View(post=event.post, met=event.met, comment=event.comment, given_on=event.given_on)
            return replace(state, views={**state.views, event.post: view})
        case AgenciesInvited(agencies=agencies, meeting_on=day):
            known = (*state.invited, *(agency for agency in agencies if agency not in state.invited))
            return replace(state, invited=known, meeting_on=day)
        case PreliminaryMeetingHeld(held_on=day, contacts=contacts):
            return replace(state, met_on=day, contacts=contacts)
        case DecisionRecorded():
            return replace(
                state,
                proceed=event.proceed,
                rationale=event.rationale,
                decided_on=event.decided_on,
                report_due=event.report_due,
            )
        case DecisionReopened():
            return replace(state, proceed=None, rationale="", decided_on=None, report_due=None)
        case _:
            assert_never(event)


def decide(command: DecisionCommand, case: Case, context: Context[None]) -> list[DecisionEvent]:
    match command:
        case AssessCriteria():
            return _assess(command, case)
        case GiveView():
            return _give_view(command, case, context)
        case InviteAgencies():
            return _invite(command, case)
        case RecordPreliminaryMeeting():
            return _meet(command, case, context)
        case RecordDecision():
            return _decide(command, case, context)
        case ReopenDecision():
            return _reopen(command, case, context)
        case _:
            assert_never(command)


def ready_to_deliberate(case: Case) -> None:
    """Criteria, views, invitations and the preliminary meeting come before the decision."""
    must_be_open(case)
    if case.decision.decided_on is not None:
        raise Refused(f"The decision was recorded on {in_words(case.decision.decided_on)}.")


def _assess(command: AssessCriteria, case: Case) -> list[DecisionEvent]:
    ready_to_deliberate(case)
    homicide = command.criterion in {Criterion.RELATIVE_OR_PARTNER, Criterion.HOUSEHOLD}
    if homicide and all(person.aged_16_or_over is Answer.NO for person in case.notification.deceased):
        raise Refused(
            "The person who died was under 16, so this criterion cannot be met. Consider a Local Child Safeguarding "
            "Practice Review (LCSPR) with the children's safeguarding partnership.",
            field="criterion",
        )
    if (command.criterion, command.facts) == (case.decision.criterion, case.decision.facts):
        return []
    return [CriteriaAssessed(criterion=command.criterion, facts=command.facts)]


def _give_view(command: GiveView, case: Case, context: Context[None]) -> list[DecisionEvent]:
    ready_to_deliberate(case)
    not_in_future(command.given_on, context.today, field="given_on")
    given = ViewGiven(post=command.post, met=command.met, comment=command.comment, given_on=command.given_on)
    held = case.decision.views.get(command.post)
    if held is not None and held.model_dump() == given.model_dump():
        return []
    return [given]


def _invite(command: InviteAgencies, case: Case) -> list[DecisionEvent]:
    ready_to_deliberate(case)
    attention = case.notification.attention_date
    if attention is not None:
        not_before(command.meeting_on, attention, "the case came to attention", field="meeting_on")
    if set(command.agencies) <= set(case.decision.invited) and command.meeting_on == case.decision.meeting_on:
        return []
    return [AgenciesInvited(agencies=command.agencies, meeting_on=command.meeting_on)]


def _meet(command: RecordPreliminaryMeeting, case: Case, context: Context[None]) -> list[DecisionEvent]:
    ready_to_deliberate(case)
    not_in_future(command.held_on, context.today, field="held_on")
    if case.notification.attention_date is not None:
        not_before(command.held_on, case.notification.attention_date, "the case came to attention", field="held_on")
    if (command.held_on, command.contacts) == (case.decision.met_on, case.decision.contacts):
        return []
    return [PreliminaryMeetingHeld(held_on=command.held_on, contacts=command.contacts)]


def _decide(command: RecordDecision, case: Case, context: Context[None]) -> list[DecisionEvent]:
    decision = case.decision
    if decision.decided_on is not None and _same(command, decision):
        must_be_open(case)
        return []
    met_on = ready_to_decide(case)
    not_in_future(command.decided_on, context.today, field="decided_on")
    if case.notification.attention_date is not None:
        not_before(
            command.decided_on, case.notification.attention_date, "the case came to attention", field="decided_on"
        )
    not_before(command.decided_on, met_on, "the preliminary meeting", field="decided_on")
    if command.proceed and decision.criterion is Criterion.NOT_MET:
        raise Refused(
            "The criteria are recorded as not met. Assess them again before deciding to proceed.", field="proceed"
        )
    return [
        DecisionRecorded(
            proceed=command.proceed,
            rationale=command.rationale,
            decided_on=command.decided_on,
            report_due=six_months(command.decided_on) if command.proceed else None,
        )
    ]


def ready_to_decide(case: Case) -> date:
    """The day of the preliminary meeting, at which the decision is made."""
    must_be_open(case)
    decision = case.decision
    if decision.decided_on is not None:
        raise Refused(
            f"The decision was recorded on {in_words(decision.decided_on)}. A decision not to proceed can be reopened."
        )
    if decision.criterion is None:
        raise Refused("Assess the criteria first: the decision rests on them.")
    if decision.met_on is None:
        raise Refused("Record the preliminary meeting first: the decision is made there.")
    return decision.met_on


def _same(command: RecordDecision, decision: Decision) -> bool:
    return (decision.proceed, decision.decided_on) == (command.proceed, command.decided_on)


def _reopen(command: ReopenDecision, case: Case, context: Context[None]) -> list[DecisionEvent]:
    if case.decision.decided_on is None:
        must_be_open(case)
        return []
    decided_on = ready_to_reopen(case)
    not_in_future(command.reopened_on, context.today, field="reopened_on")
    not_before(command.reopened_on, decided_on, "the decision", field="reopened_on")
    return [DecisionReopened(reason=command.reason, reopened_on=command.reopened_on)]


def ready_to_reopen(case: Case) -> date:
    """The day of the decision not to proceed."""
    must_be_open(case)
    decision = case.decision
    if decision.proceed is True:
        raise Refused("The decision is to proceed. Only a decision not to proceed can be reopened.")
    if decision.decided_on is None:
        raise Refused("No decision has been recorded yet.")
    return decision.decided_on
