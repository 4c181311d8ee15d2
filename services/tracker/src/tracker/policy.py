"""May this person ask this of this plan or review, beside what their role allows (A-04, G-03)? Pure."""

from typing import Any

from shared.actor import ALLOWED, Allowed, Forbidden, Role
from shared.contracts.tracker.addressees import same_body
from shared.contracts.tracker.commands import OfAction, RecordQuarterlyUpdate
from shared.decider import Context
from shared.message import Command

from tracker.domain.found import Found
from tracker.domain.plan import Plan


def permit(command: Command, state: Any, context: Context[Any]) -> Allowed:
    """Raises Forbidden. CSP Chairs act for their own partnership, agency leads on their own agency's actions."""
    actor = context.actor
    if not isinstance(context.found, Found) or context.found.csp is None:
        return ALLOWED
    if actor.holds(*(command.may - {Role.CSP_CHAIR, Role.AGENCY_LEAD})):
        return ALLOWED
    if actor.holds(Role.CSP_CHAIR) and Role.CSP_CHAIR in command.may and context.found.csp in actor.csps:
        return ALLOWED
    if actor.holds(Role.AGENCY_LEAD) and _own_action(command, state, actor.agency):
        return ALLOWED
    if isinstance(command, OfAction) and actor.holds(Role.AGENCY_LEAD):
        raise Forbidden("This action belongs to another agency.")
    what = "review's update" if isinstance(command, RecordQuarterlyUpdate) else "action plan"
    raise Forbidden(f"This {what} is for the CSP Chair of {context.found.csp}.")


def _own_action(command: Command, state: Any, agency: str | None) -> bool:
    if not isinstance(command, OfAction) or not isinstance(state, Plan) or Role.AGENCY_LEAD not in command.may:
        return False
    action = state.actions.get(command.action)
    return action is not None and same_body(action.owner, agency)
