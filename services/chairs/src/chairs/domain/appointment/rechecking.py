"""Is the chair still independent after a fact changed, and what does a person decide about it (H-12)?"""

from shared.contracts.chairs.commands import DecideConflict, RecheckIndependence
from shared.contracts.chairs.values import Independence
from shared.decider import Context
from shared.message import Refused

from chairs.domain.appointment.writer import explained, finding, of_writer
from chairs.domain.events import AppointmentEvent, ConflictDecided, ConflictFound
from chairs.domain.found import CommissionFound, KnownCase
from chairs.domain.people.independence import Finding
from chairs.domain.rules import must_have_chair, not_about_oneself
from chairs.domain.state import Appointment, Commission

_WORST_FIRST = (Independence.CONFLICT, Independence.UNCLEAR, Independence.INDEPENDENT)


def recheck(
    command: RecheckIndependence, state: Commission, context: Context[CommissionFound]
) -> list[AppointmentEvent]:
    """What speaks against independence is raised once; what a person has decided is not raised again."""
    present = state.present
    found = context.found
    if present is None or state.approved or found.case is None or present.chair_id not in found.people:
        return []
    now = _of_both(present, found, found.case)
    if set(now.concerns) <= set(present.concerns):
        return []
    return [
        ConflictFound(
            case_id=command.case_id,
            number=present.number,
            chair_id=present.chair_id,
            chair_name=present.chair_name,
            result=now.result,
            explanation=now.explanation,
            concerns=now.concerns,
        )
    ]


def _of_both(present: Appointment, found: CommissionFound, case: KnownCase) -> Finding:
    """Of the chair, and of a writer who is on the list; of another writer nothing is heard here."""
    chair = finding(found.people[present.chair_id], case)
    writer = found.people.get(present.writer_id or "")
    if writer is None or writer.chair_id == present.chair_id:
        return chair
    theirs = finding(writer, case)
    worst = min((chair.result, theirs.result), key=_WORST_FIRST.index)
    explanation = (*chair.explanation, *explained(writer, theirs.explanation))
    return Finding(worst, explanation, (*chair.concerns, *of_writer(theirs.concerns)))


def decide_conflict(
    command: DecideConflict, state: Commission, context: Context[CommissionFound]
) -> list[AppointmentEvent]:
    present = must_have_chair(state)
    not_about_oneself(present, context)
    if present.conflict is None:
        raise Refused("No question about this chair's independence is open, so there is nothing to decide.")
    if present.conflict.settled:
        if present.conflict.chair_continues is command.chair_continues:
            return []
        raise Refused("This was decided already. End the appointment where the chair is to be replaced after all.")
    return [
        ConflictDecided(
            case_id=command.case_id,
            number=present.number,
            chair_id=present.chair_id,
            chair_continues=command.chair_continues,
            reason=command.reason,
            decided_by=context.actor.id,
        )
    ]
