"""Which corrections have been called for? Names and fields are stored for ever."""

from datetime import date

from shared.contracts.cases.values import CaseId
from shared.contracts.notifications.values import DispatchId
from shared.message import Event


class CorrectionCalledFor(Event):
    """A fact of the case was corrected, and these dispatches told of it as it was (N-11, X-06)."""

    case_id: CaseId
    what: str
    on: date
    dispatches: tuple[DispatchId, ...]
