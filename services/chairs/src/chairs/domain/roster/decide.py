"""Which facts follow from what is asked about somebody on the approved list? (H-01, H-02, H-09, H-13, Q-04)"""

from typing import assert_never

from shared.calendar import add_months
from shared.contracts.chairs.commands import (
    AcceptApplication,
    ApplyAgain,
    ApplyToList,
    AssessApplication,
    ChangeSpecialisms,
    DeclareAffiliation,
    EndAffiliation,
    EndOtherReview,
    LeaveList,
    LinkAccount,
    OfferReviewTypes,
    RecordKpiReview,
    RecordOtherReview,
    RecordTraining,
    RefuseApplication,
    ReinstateChair,
    RemoveChair,
    RenewApproval,
    SuspendChair,
)
from shared.contracts.chairs.values import KpiOutcome, ListStage
from shared.contracts.email_address import must_be_email
from shared.date_checks import not_before, not_in_future
from shared.decider import Context, Decider
from shared.message import Refused

from chairs.domain.commands import PassTimeForChair
from chairs.domain.events import (
    ApplicationAssessed,
    ApplicationReceived,
    ApplicationRefused,
    AppliedAgain,
    ApprovalRenewed,
    ChairAccepted,
    ChairEvent,
    ChairLeft,
    ChairReinstated,
    ChairRemoved,
    ChairSuspended,
    KpiReviewRecorded,
)
from chairs.domain.people.same_person import GONE, must_be_somebody_new
from chairs.domain.roster.chair import Chair
from chairs.domain.roster.evolve import evolve
from chairs.domain.roster.found import RosterFound
from chairs.domain.roster.particulars import affiliation, applied, known, particulars, pass_time, place, training

APPROVED_MONTHS = 36

type RosterCommand = (
    ApplyToList
    | ApplyAgain
    | AssessApplication
    | AcceptApplication
    | RefuseApplication
    | RecordTraining
    | ChangeSpecialisms
    | OfferReviewTypes
    | DeclareAffiliation
    | EndAffiliation
    | LinkAccount
    | SuspendChair
    | ReinstateChair
    | RemoveChair
    | LeaveList
    | RenewApproval
    | RecordOtherReview
    | EndOtherReview
    | RecordKpiReview
    | PassTimeForChair
)


def decide(command: RosterCommand, chair: Chair, context: Context[RosterFound]) -> list[ChairEvent]:
    match command:
        case ApplyToList():
            return _apply(command, chair, context)
        case ApplyAgain():
            return _apply_again(command, chair, context)
        case PassTimeForChair():
            return pass_time(chair, context)
        case AssessApplication() | AcceptApplication() | RefuseApplication():
            return _application(command, chair, context)
        case SuspendChair() | ReinstateChair() | RemoveChair() | LeaveList() | RenewApproval() | RecordKpiReview():
            return _membership(command, chair, context)
        case _:
            return particulars(command, chair, context)


def _apply(command: ApplyToList, chair: Chair, context: Context[RosterFound]) -> list[ChairEvent]:
    if chair.stage is not None:
        return []
    found = context.found
    must_be_somebody_new(found.alike, another_person=command.another_person)
    must_be_email(command.email)
    known(command.specialisms, found.specialisms)
    for number, tie in enumerate(command.affiliations):
        affiliation(tie, context, field="affiliations")
        place(tie, field=f"affiliations.{number}.areas")
    if command.training:
        training(command.training, context)
    return [
        ApplicationReceived(
            **command.model_dump(exclude={"chair_id", "another_person"}),
            applied_on=context.today,
            entered_by=context.actor.id,
        )
    ]


def _apply_again(command: ApplyAgain, chair: Chair, context: Context[RosterFound]) -> list[ChairEvent]:
    """Affiliations, training, reviews and evaluations stay on the record; skills and approval begin anew."""
    applied(chair)
    if chair.stage is ListStage.APPLIED:
        raise Refused(f"{chair.name} has an application open already. Assess that one.")
    if chair.stage not in GONE:
        raise Refused(f"{chair.name} is on the approved list, so there is nothing to apply for.")
    found = context.found
    must_be_email(command.email)
    known(command.specialisms, found.specialisms)
    application = command.model_dump(exclude={"chair_id"})
    return [AppliedAgain(**application, applied_on=context.today, entered_by=context.actor.id)]


def _application(
    command: AssessApplication | AcceptApplication | RefuseApplication, chair: Chair, context: Context[RosterFound]
) -> list[ChairEvent]:
    applied(chair)
    if isinstance(command, AcceptApplication) and chair.stage is ListStage.LISTED:
        return []
    if isinstance(command, RefuseApplication) and chair.stage is ListStage.REFUSED:
        return []
    if chair.stage is not ListStage.APPLIED and not isinstance(command, AssessApplication):
        raise Refused("This application was decided already. They can apply again from this record.")
    if chair.stage in GONE:
        raise Refused(
            "This person is not on the list, and has no application open. They can apply again from this record."
        )
    by, today = context.actor.id, context.today
    if by == chair.entered_by:
        raise Refused("You entered this application, so another person assesses it and decides.")
    if by == chair.account_id:
        raise Refused("This is your own application, so another person assesses it and decides.")
    if isinstance(command, AssessApplication):
        return [
            ApplicationAssessed(skills=command.skills, note=command.note, assessed_by=by, assessed_on=today),
        ]
    if isinstance(command, RefuseApplication):
        return [ApplicationRefused(reason=command.reason, decided_by=by, decided_on=today)]
    if not chair.assessed:
        raise Refused("Assess the application first: which of the skills and expertise does the evidence show?")
    until = command.approved_until or add_months(today, APPROVED_MONTHS)
    if until <= today:
        raise Refused("The approval has to end after today. Enter a later day.", field="approved_until")
    return [ChairAccepted(name=chair.name, approved_until=until, decided_by=by, decided_on=today)]


def _membership(
    command: SuspendChair | ReinstateChair | RemoveChair | LeaveList | RenewApproval | RecordKpiReview,
    chair: Chair,
    context: Context[RosterFound],
) -> list[ChairEvent]:
    _accepted(chair)
    if isinstance(command, ReinstateChair | RenewApproval | RecordKpiReview) and context.actor.id == chair.account_id:
        raise Refused("This is about you, so another person decides.")
    today = context.today
    match command:
        case SuspendChair():
            return _move(chair, ListStage.SUSPENDED, ChairSuspended(reason=command.reason, suspended_on=today))
        case ReinstateChair():
            return _move(chair, ListStage.LISTED, ChairReinstated(reason=command.reason, reinstated_on=today))
        case RemoveChair():
            return _move(chair, ListStage.REMOVED, ChairRemoved(reason=command.reason, removed_on=today))
        case LeaveList():
            not_in_future(command.left_on, today, field="left_on")
            if chair.decided_on is not None:
                not_before(command.left_on, chair.decided_on, "they were accepted", field="left_on")
            return _move(chair, ListStage.LEFT, ChairLeft(left_on=command.left_on))
        case RenewApproval():
            _still_on(chair)
            if command.approved_until == chair.approved_until:
                return []
            if command.approved_until <= today:
                raise Refused("The approval has to end after today. Enter a later day.", field="approved_until")
            until = command.approved_until
            return [ApprovalRenewed(approved_until=until, renewed_by=context.actor.id, renewed_on=today)]
        case RecordKpiReview():
            return _kpi(command, chair, context)
        case _:
            assert_never(command)


def _move(chair: Chair, stage: ListStage, event: ChairEvent) -> list[ChairEvent]:
    if chair.stage is stage:
        return []
    _still_on(chair)
    return [event]


def _kpi(command: RecordKpiReview, chair: Chair, context: Context[RosterFound]) -> list[ChairEvent]:
    _still_on(chair)
    if command.reviewed_on > context.today:
        raise Refused("The review cannot be in the future. Enter the day on which it was held.", field="reviewed_on")
    events: list[ChairEvent] = [
        KpiReviewRecorded(outcome=command.outcome, reason=command.reason, reviewed_on=command.reviewed_on)
    ]
    if command.outcome is KpiOutcome.SUSPEND and chair.stage is ListStage.LISTED:
        events.append(ChairSuspended(reason=command.reason, suspended_on=context.today))
    if command.outcome is KpiOutcome.REMOVE:
        events.append(ChairRemoved(reason=command.reason, removed_on=context.today))
    return events


def _accepted(chair: Chair) -> None:
    applied(chair)
    if chair.stage in {ListStage.APPLIED, ListStage.REFUSED}:
        raise Refused(
            "This person was not accepted on the list, so this cannot be recorded. Accept the application first."
        )


def _still_on(chair: Chair) -> None:
    if chair.stage in GONE:
        raise Refused("This person is not on the list any more. They can apply again from this record.")


ROSTER = Decider(decide, evolve, Chair())
