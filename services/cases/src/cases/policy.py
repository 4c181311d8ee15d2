"""May this person ask this of this case, beside what their role allows (G-01, D-06)?"""

from shared.actor import ALLOWED, Allowed, Forbidden, Role
from shared.contracts.cases.commands import CaseCommand, ImportReview, NotifyDeath, RecordDecision
from shared.decider import Context

from cases.domain.access import may_open
from cases.domain.state import Case


def permit(command: CaseCommand, case: Case, context: Context) -> Allowed:
    """Raises Forbidden."""
    actor = context.actor
    if isinstance(command, NotifyDeath | ImportReview) or not case.notification.opened:
        return ALLOWED
    if not may_open(actor, case.access):
        raise Forbidden(
            "You do not have access to this case. If you take part in this review, "
            "ask the Strategic Partnership's Team."
        )
    if isinstance(command, RecordDecision) and case.notification.csp not in actor.csps:
        raise Forbidden(
            f"Only the CSP Chair of {case.notification.csp} makes this decision: it is the partnership responsible."
        )
    if actor.roles == {Role.CSP_CHAIR} and case.notification.csp not in actor.csps:
        raise Forbidden(f"This case belongs to the {case.notification.csp} partnership.")
    return ALLOWED
