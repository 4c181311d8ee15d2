"""What is told to other services of each fact? Personal data leaves only in what the forms need."""

from datetime import date

from shared.contracts.cases import facts
from shared.contracts.cases.states import ImrState
from shared.contracts.cases.values import AttendeeRole, Criterion, Evaluator, PartOne, PartTwo
from shared.message import Contract
from shared.record import Recorded

from cases.domain import events as e
from cases.domain.state import Case

FORMAL_LETTER_TO_FAMILY = 12
"""The guide's step: it invites the family, and tells of their right to an advocate (F-01)."""


def publish(recorded: Recorded[e.CaseEvent], case: Case) -> list[Contract]:
    """The contracts that tell others of `recorded`, given the case after it."""
    of = {"case_id": recorded.stream.removeprefix("case-"), "reference": case.notification.reference}
    of["csp"] = case.notification.csp
    match recorded.message:
        case e.DeathNotified():
            notification = case.notification
            opened = facts.CaseOpened(
                **of,
                attention_date=recorded.message.attention_date,
                decision_due=recorded.message.decision_due,
                category=notification.category,
                murder_suicide=notification.murder_suicide,
                victims=notification.victims,
                perpetrator_deaths=notification.perpetrator_deaths,
                children=notification.child_count,
                earliest_death=earliest_death(case),
            )
            return [opened, facts.PartOneCompleted(**of, part_one=part_one(case))]
        case e.ReviewImported() as review:
            return [facts.ReviewImported(**of, **review.model_dump(exclude={"reference", "csp"}))]
        case e.CaseTransferred(from_csp=former):
            # Part 1 is told again: it reaches the new CSP Chair, and nobody a second time (N-02, N-03)
            return [
                facts.CaseTransferred(**of, from_csp=former),
                facts.PartOneCompleted(**of, part_one=part_one(case)),
            ]
        case e.DateOfDeathCorrected(corrected_on=day):
            return [facts.DateOfDeathCorrected(**of, corrected_on=day, earliest_death=earliest_death(case))]
        case e.AttentionDateCorrected() as corrected:
            return [facts.AttentionDateCorrected(**of, **corrected.model_dump(exclude={"was", "reason"}))]
        case e.AgenciesInvited(agencies=agencies):
            return [facts.AgenciesInvited(**of, agencies=agencies)]
        case e.DecisionRecorded() as decision:
            made = facts.DecisionMade(
                **of,
                proceed=decision.proceed,
                decided_on=decision.decided_on,
                criterion=case.decision.criterion or Criterion.NOT_MET,
                report_due=decision.report_due,
                children=case.notification.child_count,
            )
            forms = facts.PartTwoCompleted(
                **of,
                report_due=decision.report_due,
                children=case.notification.child_count,
                part_one=part_one(case),
                part_two=part_two(case, decision),
            )
            return [made, forms]
        case e.DecisionReopened(reopened_on=day):
            return [facts.DecisionReopened(**of, reopened_on=day)]
        case e.InitialMeetingHeld(held_on=day, appointment_agreed=agreed, referral=referral):
            return [facts.InitialMeetingHeld(**of, held_on=day, appointment_agreed=agreed, referral=referral)]
        case e.PanelMeetingHeld(held_on=day, number=number):
            return [facts.PanelMeetingHeld(**of, held_on=day, number=number)]
        case e.ImrRequested() | e.ImrAccepted():
            accepted = sum(imr.state is ImrState.ACCEPTED for imr in case.imrs.values())
            return [facts.ImrProgressed(**of, requested=len(case.imrs), accepted=accepted)]
        case e.StepRecorded(done_on=day) if recorded.message.step == FORMAL_LETTER_TO_FAMILY:
            return [facts.FamilyEngagementOffered(**of, offered_on=day)]
        case e.DraftSharedWithFamily(shared_on=day):
            return [facts.FamilyEngagementOffered(**of, offered_on=day)]
        case e.FamilyReadingFinished(declined=True, finished_on=day):  # who declines was offered
            return [facts.FamilyEngagementOffered(**of, offered_on=day)]
        case e.ReportAgreed(stage=stage, agreed_on=day):
            return [facts.ReportAgreed(**of, stage=stage, agreed_on=day)]
        case e.ExtensionAgreed() as extension:
            dates = {"new_due": extension.new_due, "agreed_on": extension.agreed_on}
            return [
                facts.ExtensionAgreed(**of, **dates),
                facts.DelayExplained(**of, **dates, reason=extension.reason),
            ]
        case e.ReportSubmitted() as submitted:
            return [
                facts.ReportSubmitted(
                    **of,
                    round=submitted.round,
                    submitted_on=submitted.submitted_on,
                    report_name=submitted.report_version,
                    report_sha256=submitted.document,
                    report_kind=submitted.document_kind,
                )
            ]
        case e.OutcomeRecorded() as outcome:
            evaluators = _evaluators(case)
            return [
                facts.OutcomeRecorded(
                    **of,
                    round=outcome.round,
                    outcome=outcome.outcome,
                    recorded_on=outcome.recorded_on,
                    panel_members=tuple(who.member_id for who in evaluators),
                    evaluators=evaluators if outcome.outcome.approved else (),
                )
            ]
        case e.ReportPublished(published_on=day, where=where):
            return [facts.ReportPublished(**of, published_on=day, where=where)]
        case e.CaseClosed(closed_on=day):
            return [facts.CaseClosed(**of, closed_on=day)]
        case e.ClockFellDueSoon(clock=clock, due=due):
            return [facts.DeadlinePassed(**of, clock=clock, due=due, overdue=False)]
        case e.ClockBecameOverdue(clock=clock, due=due):
            return [facts.DeadlinePassed(**of, clock=clock, due=due, overdue=True)]
        case e.CaseErased():
            return [facts.CaseErased(**of)]
        case _:
            return []  # stays inside: an allow-list, so that a new fact is private until it is published here


def _evaluators(case: Case) -> tuple[Evaluator, ...]:
    """The members of the panel who evaluate its chair (Q-01)."""
    return tuple(
        Evaluator(member_id=who.member_id, name=who.name, email=who.email)
        for who in case.panel.members
        if who.role is AttendeeRole.AGENCY_MEMBER
    )


def earliest_death(case: Case) -> date | None:
    """Where the day of one of several deaths is not known, nobody knows which was the first (H-12)."""
    days = [person.date_of_death for person in case.notification.deceased]
    return min((day for day in days if day is not None), default=None) if None not in days else None


def part_one(case: Case) -> PartOne:
    """Part 1 of the form (N-02)."""
    notification = case.notification
    assert notification.attention_date is not None, "a notified case has the date it came to attention"
    return PartOne(
        reference=notification.reference,
        csp=notification.csp,
        csp_reason=notification.csp_reason,
        notifying_agency=notification.notifying_agency,
        notified_by=notification.notified_by,
        attention_date=notification.attention_date,
        category=notification.category,
        deceased=notification.deceased,
        perpetrators=notification.perpetrators,
        children=notification.children,
        address=notification.address,
        summary=notification.summary,
    )


def part_two(case: Case, decided: e.DecisionRecorded) -> PartTwo:
    """Part 2 of the form (D-04, D-06)."""
    decision = case.decision
    return PartTwo(
        criterion=decision.criterion or Criterion.NOT_MET,
        facts=decision.facts,
        views=tuple(decision.views.values()),
        agencies=decision.contacts,
        proceed=decided.proceed,
        rationale=decided.rationale,
        decided_on=decided.decided_on,
    )
