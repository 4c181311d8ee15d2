"""May this person ask this of this plan or review, beside what their role allows (A-04, G-03)? Pure."""

from typing import Any

from shared.actor import Role
from shared.contracts.tracker.addressees import same_body
from shared.contracts.tracker.commands import OfAction, RecordQuarterlyUpdate
from shared.decider import Context, Decider
from shared.message import Command
from shared.service import Forbidden

from tracker.domain.found import Found
from tracker.domain.plan import Plan


def guarded[C: Command, S, E](decider: Decider[C, S, E]) -> Decider[C, S, E]:
    """The same decider, behind this question: what it needs to know is in the state and in what was found."""

    def decide(command: C, state: S, context: Context) -> list[E]:
        permit(command, state, context)
        return decider.decide(command, state, context)

    return Decider(decide, decider.evolve, decider.initial)


def permit(command: Command, state: Any, context: Context) -> None:
    """Raises Forbidden. CSP Chairs act for their own partnership, agency leads on their own agency's actions."""
    actor = context.actor
    if not isinstance(context.found, Found) or context.found.csp is None:
        return
    if actor.holds(*(command.may - {Role.CSP_CHAIR, Role.AGENCY_LEAD})):
        return
    if actor.holds(Role.CSP_CHAIR) and Role.CSP_CHAIR in command.may and context.found.csp in actor.csps:
        return
    if actor.holds(Role.AGENCY_LEAD) and _own_action(command, state, actor.agency):
        return
    if isinstance(command, OfAction) and actor.holds(Role.AGENCY_LEAD):
        raise Forbidden("This action belongs to another agency.")
    what = "review's update" if isinstance(command, RecordQuarterlyUpdate) else "action plan"
    raise Forbidden(f"This {what} is for the CSP Chair of {context.found.csp}.")


def _own_action(command: Command, state: Any, agency: str | None) -> bool:
    if not isinstance(command, OfAction) or not isinstance(state, Plan) or Role.AGENCY_LEAD not in command.may:
        return False
    action = state.actions.get(command.action)
    return action is not None and same_body(action.owner, agency)
