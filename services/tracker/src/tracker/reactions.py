"""What do facts of other services make the tracker do, beside what its read models keep of them? Pure."""

from shared.contracts.cases.facts import CaseErased
from shared.message import Command
from shared.record import Recorded
from shared.service import Reaction


def case_erased(_: Recorded[CaseErased]) -> list[Command]:
    """Hearing of it destroys the case's key here; no command follows."""
    return []


REACTIONS = (Reaction(CaseErased, case_erased),)
