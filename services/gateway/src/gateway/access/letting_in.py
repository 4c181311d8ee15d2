"""Who asks of a case, where another service than cases knows a part of it: with a grant on the case, or without (G-01)?

The grants of a case are known to cases alone. The tracker answers a panel's roles about one case, so a person who holds
such a role is let in there by their grant, or asks as whoever else they are.
"""

from typing import Any

from shared.actor import Actor, Forbidden, Role
from shared.asking import owner_of
from shared.contracts.cases.queries import CaseAccess
from shared.message import Command
from shared.question import Question

from gateway.access import policy
from gateway.gate import Gate

BY_GRANT_ALONE = frozenset({Role.PANEL_CHAIR, Role.REPORT_WRITER, Role.PANEL_MEMBER, Role.IMR_AUTHOR})
_TRUSTS_US = "tracker"


async def let_in(gate: Gate, actor: Actor, asked: Command | Question[Any]) -> Actor:
    """The actor as the service is to see them. Raises Forbidden, NotFound, Away."""
    case_id = getattr(asked, "case_id", None)
    if case_id is None or owner_of(type(asked)) != _TRUSTS_US or actor.roles.isdisjoint(BY_GRANT_ALONE):
        return actor
    if actor.holds(*policy.OPENS_EVERY_CASE):
        return actor
    try:
        await gate.client.ask(CaseAccess(case_id=case_id), actor)
    except Forbidden:
        rest = actor.model_copy(update={"roles": actor.roles - BY_GRANT_ALONE})
        if not policy.may_ask(type(asked), rest).allow:
            raise
        return rest
    return actor
