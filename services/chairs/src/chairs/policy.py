"""May this person ask this, beside what their role allows (G-03, H-06)? What is not recognised is not allowed. Pure."""

from typing import assert_never

from shared.actor import ALLOWED, SPT, SUBSTANTIVE, Actor, Allowed, Forbidden, Role
from shared.contracts.chairs import commands as ask
from shared.decider import Context
from shared.message import Command

from chairs.domain.commands import (
    CompleteCommission,
    PassTimeForChair,
    PassTimeForCommission,
    RecordOutcome,
    RestateBudget,
)
from chairs.domain.commission import CommissionCommand
from chairs.domain.county.budget import Budget, BudgetCommand, Line
from chairs.domain.county.export import Export, ExportCommand, Waiting
from chairs.domain.county.settings import SettingCommand, Settings
from chairs.domain.found import CommissionFound
from chairs.domain.roster.chair import Chair
from chairs.domain.roster.decide import RosterCommand
from chairs.domain.roster.found import RosterFound
from chairs.domain.state import Commission

NOT_KNOWN = "This case is not known here yet. Please try again in a minute."


def may_keep_list(command: RosterCommand, chair: Chair, context: Context[RosterFound]) -> Allowed:
    """The Strategic Partnership's Team keeps the list; that time passes is the system's."""
    match command:
        case (
            ask.ApplyToList()
            | ask.ApplyAgain()
            | ask.AssessApplication()
            | ask.AcceptApplication()
            | ask.RefuseApplication()
            | ask.RecordTraining()
            | ask.ChangeSpecialisms()
            | ask.OfferReviewTypes()
            | ask.DeclareAffiliation()
            | ask.EndAffiliation()
            | ask.LinkAccount()
            | ask.SuspendChair()
            | ask.ReinstateChair()
            | ask.RemoveChair()
            | ask.LeaveList()
            | ask.RenewApproval()
            | ask.RecordOtherReview()
            | ask.EndOtherReview()
            | ask.RecordKpiReview()
            | PassTimeForChair()
        ):
            return _by_role(command, context.actor)
        case _:
            assert_never(command)


def may_act_on_commission(command: CommissionCommand, state: Commission, context: Context[CommissionFound]) -> Allowed:
    """CSP Chairs act for their own partnership, chairs for themselves."""
    actor, found = context.actor, context.found
    match command:
        case ask.CommissionChair() | ask.EndAppointment() | ask.ChangeWriter() | ask.DecideConflict():
            return _of_partnership(actor, found, "commissioned")
        case ask.CorrectSettlement():
            return ALLOWED if actor.holds(Role.OPCC_FINANCE) else _of_partnership(actor, found, "settled with")
        case ask.EnterInvoice() | ask.RequestComplexity() | ask.RequestMoreDays():
            if actor.holds(*SPT) or _is_the_chair(actor, command, state, found):
                return ALLOWED
            raise Forbidden("This is for the chair of this review alone.")
        case (
            ask.ApproveOverspend()
            | ask.AgreeAppointment()
            | ask.RecheckIndependence()
            | ask.InviteEvaluatorAgain()
            | ask.SubmitEvaluation()
            | ask.DecideComplexity()
            | ask.DecideMoreDays()
            | ask.ReachMilestone()
            | ask.AllowLateInvoice()
            | ask.CheckInvoice()
            | ask.ApproveInvoice()
            | ask.RefuseInvoice()
            | ask.WithdrawInvoice()
            | ask.SendForPayment()
            | ask.RecordPayment()
            | ask.EnterCreditNote()
            | ask.ApproveCreditNote()
            | ask.RefuseCreditNote()
            | RecordOutcome()
            | PassTimeForCommission()
            | CompleteCommission()
        ):
            return _by_role(command, actor)
        case _:
            assert_never(command)


def may_keep_budget(command: BudgetCommand, budget: Budget, context: Context[Line]) -> Allowed:
    match command:
        case ask.AllocateBudget() | RestateBudget():
            return _by_role(command, context.actor)
        case _:
            assert_never(command)


def may_export(command: ExportCommand, export: Export, context: Context[tuple[Waiting, ...]]) -> Allowed:
    match command:
        case ask.ExportInvoices() | ask.ReexportInvoices():
            return _by_role(command, context.actor)
        case _:
            assert_never(command)


def may_set(command: SettingCommand, settings: Settings, context: Context[None]) -> Allowed:
    match command:
        case (
            ask.AddSpecialism()
            | ask.SetFees()
            | ask.SetFunding()
            | ask.SetMilestones()
            | ask.SetPointOutcomes()
            | ask.SetCriteria()
        ):
            return _by_role(command, context.actor)
        case _:
            assert_never(command)


def may_commission(actor: Actor, csp: str) -> bool:
    """The CSP Chair of the responsible partnership, or the manager on their behalf."""
    return actor.holds(Role.MANAGER) or (actor.holds(Role.CSP_CHAIR) and csp in actor.csps)


def must_see(actor: Actor, csp: str | None) -> None:
    """Raises Forbidden, unless their role sees every partnership's cases or the case is one of theirs. `csp` None: the
    case is not known. Grants are held by the gateway."""
    if actor.holds(*_SEE_ALL) or (actor.holds(Role.CSP_CHAIR) and csp is not None and csp in actor.csps):
        return
    raise Forbidden(NOT_KNOWN if csp is None else f"This review is one of {csp}.")


_SEE_ALL = SPT | SUBSTANTIVE | {Role.AUDITOR, Role.OPCC_FINANCE}


def _by_role(command: Command, actor: Actor) -> Allowed:
    """Where the role alone settles it."""
    if actor.holds(*command.may):
        return ALLOWED
    raise Forbidden("Your role does not allow this. Ask the Strategic Partnership's Team.")


def _of_partnership(actor: Actor, found: CommissionFound, done: str) -> Allowed:
    csp = found.case.csp if found.case is not None else None
    if actor.holds(Role.MANAGER) or (csp is not None and may_commission(actor, csp)):
        return ALLOWED
    raise Forbidden(NOT_KNOWN if csp is None else f"Chairs of {csp}'s reviews are {done} by its own CSP Chair.")


def _is_the_chair(
    actor: Actor,
    command: ask.EnterInvoice | ask.RequestComplexity | ask.RequestMoreDays,
    state: Commission,
    found: CommissionFound,
) -> bool:
    """One who was replaced enters what is still due to them; only who chairs now asks for more."""
    wanted = command.chair_id if isinstance(command, ask.EnterInvoice) else None
    chair_id = wanted or (state.present.chair_id if state.present else None)
    person = found.people.get(chair_id) if chair_id else None
    return actor.holds(Role.PANEL_CHAIR) and person is not None and actor.id in {person.chair_id, person.account_id}
