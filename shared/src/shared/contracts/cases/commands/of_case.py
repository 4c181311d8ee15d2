"""A command on a case that is open already, and the roles that several of them share."""

from shared.actor import SPT, Role
from shared.contracts.cases.values import CaseId
from shared.message import Command

CSP_CHAIR = SPT | {Role.CSP_CHAIR}
PANEL_CHAIR = SPT | {Role.PANEL_CHAIR}


class OfCase(Command):
    """A command on a case that is open already."""

    case_id: CaseId
