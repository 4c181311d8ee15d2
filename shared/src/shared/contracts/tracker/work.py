"""What in plans and reports needs a person?"""

from enum import StrEnum
from typing import assert_never

from shared.contracts.tone import Tone


class WorkKind(StrEnum):
    """What in plans and reports needs a person."""

    OVERDUE_ACTION = "overdue action"
    TO_ASSURE = "to assure"
    ESCALATION = "escalation"
    PLAN_TO_AGREE = "plan to agree"
    OWNER_UNKNOWN = "owner unknown"
    IMPACT_REVIEW = "impact review"
    UPDATE_MISSING = "update missing"
    REPORT_TO_PRESENT = "report to present"

    @property
    def tone(self) -> Tone:
        match self:
            case WorkKind.OVERDUE_ACTION | WorkKind.UPDATE_MISSING:
                return Tone.RED
            case (
                WorkKind.TO_ASSURE
                | WorkKind.ESCALATION
                | WorkKind.PLAN_TO_AGREE
                | WorkKind.OWNER_UNKNOWN
                | WorkKind.IMPACT_REVIEW
                | WorkKind.REPORT_TO_PRESENT
            ):
                return Tone.YELLOW
            case _:
                assert_never(self)
