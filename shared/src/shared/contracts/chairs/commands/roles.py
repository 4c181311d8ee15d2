"""Who may ask what of the chairs service, where several commands share it?"""

from typing import ClassVar

from shared.actor import SPT, Role
from shared.message import Command, Id

SERVICE = frozenset({Role.SERVICE})


SPT_OR_FINANCE = SPT | {Role.OPCC_FINANCE}


EVALUATORS = frozenset({Role.PANEL_MEMBER, Role.AGENCY_LEAD, Role.SUBGROUP_MEMBER, Role.DCI})
"""Those who sit on panels."""


BUDGET_HOLDERS = frozenset({Role.MANAGER, Role.OPCC_FINANCE})


COMMISSIONERS = frozenset({Role.CSP_CHAIR, Role.MANAGER})


class OnCommission(Command):
    may: ClassVar[frozenset[Role]] = SPT
    case_id: Id
