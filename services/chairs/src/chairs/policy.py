"""May this person ask this, beside what their role allows? (G-03, H-06) Pure."""

from shared.actor import ALLOWED, SPT, SUBSTANTIVE, Actor, Allowed, Forbidden, Role
from shared.contracts.chairs import commands as ask
from shared.decider import Context
from shared.message import Command

from chairs.domain.commission import CommissionCommand
from chairs.domain.found import CommissionFound
from chairs.domain.state import Commission


def permit(command: CommissionCommand, state: Commission, context: Context[CommissionFound]) -> Allowed:
    """Raises Forbidden. CSP Chairs act for their own partnership, chairs for themselves."""
    found = context.found
    match command:
        case ask.CommissionChair() | ask.EndAppointment() | ask.ChangeWriter() | ask.DecideConflict():
            if found.case is not None and not may_commission(context.actor, found.case.csp):
                raise Forbidden(f"Chairs of {found.case.csp}'s reviews are commissioned by its own CSP Chair.")
        case ask.CorrectSettlement():
            if found.case is None or context.actor.holds(Role.OPCC_FINANCE):
                return ALLOWED
            if not may_commission(context.actor, found.case.csp):
                raise Forbidden(f"Chairs of {found.case.csp}'s reviews are settled with by its own CSP Chair.")
        case ask.EnterInvoice() | ask.RequestComplexity() | ask.RequestMoreDays():
            if not context.actor.holds(*SPT) and not _is_the_chair(context.actor, command, state, found):
                raise Forbidden("This is for the chair of this review alone.")
        case _:
            pass
    return ALLOWED


def may_commission(actor: Actor, csp: str) -> bool:
    """The CSP Chair of the responsible partnership, or the manager on their behalf."""
    return actor.holds(Role.MANAGER) or (actor.holds(Role.CSP_CHAIR) and csp in actor.csps)


def must_see(actor: Actor, csp: str) -> None:
    """Raises Forbidden where a CSP Chair asks about another partnership's case. Grants are held by the gateway."""
    others = actor.roles - {Role.CSP_CHAIR}
    if actor.holds(Role.CSP_CHAIR) and csp not in actor.csps and not others & _SEE_ALL:
        raise Forbidden(f"This review is one of {csp}.")


_SEE_ALL = SPT | SUBSTANTIVE | {Role.AUDITOR, Role.OPCC_FINANCE}


def _is_the_chair(actor: Actor, command: Command, state: Commission, found: CommissionFound) -> bool:
    wanted = command.chair_id if isinstance(command, ask.EnterInvoice) else None
    chair_id = wanted or (state.present.chair_id if state.present else None)
    person = found.people.get(chair_id) if chair_id else None
    return person is not None and actor.id in {person.chair_id, person.account_id}
