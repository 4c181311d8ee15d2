"""What waits for a person (X-03, X-04, X-05, X-07, X-08)? In words, the oldest first."""

from datetime import timedelta
from typing import Any

from shared.calendar import in_words
from shared.contracts.notifications.answers import Task, Tasks
from shared.contracts.notifications.queries import DispatchTasks
from shared.contracts.notifications.values import Stage
from shared.reader import Reader
from sqlalchemy import and_, or_, select

from notifications.domain.state import Dispatch
from notifications.views.dispatches import from_row
from notifications.views.tables import corrections_due as due
from notifications.views.tables import dispatches as table
from notifications.views.tables import proposals

_WAITING = (Stage.FAILED, Stage.UNCERTAIN, Stage.HELD, Stage.NO_RECIPIENT, Stage.TO_SEND)
_SENT = (Stage.TAKEN, Stage.SENT_BY_HAND)
_MOST = 500


def dispatch_tasks(reader: Reader, question: DispatchTasks) -> Tasks:
    stuck = reader.today - timedelta(days=1)
    wanted = or_(
        table.c.stage.in_([stage.value for stage in _WAITING]),
        and_(table.c.overdue, table.c.stage.in_([stage.value for stage in _SENT])),
        and_(table.c.stage == Stage.PREPARING.value, table.c.prepared_on < stuck),
    )
    of_case = [table.c.case_id == question.case_id] if question.case_id else []
    rows = reader.tx.execute(
        select(table).where(wanted, *of_case).order_by(table.c.prepared_on, table.c.dispatch_id).limit(_MOST)
    )
    tasks = [*_corrections(reader, question.case_id), *(_task(from_row(dict(row))) for row in rows.mappings())]
    return Tasks(tasks=tuple(tasks if question.case_id else [*tasks, *_proposals(reader)]))


def _corrections(reader: Reader, case_id: str | None) -> list[Task]:
    """Of what was sent; what has not left yet calls for one when it has."""
    sent = table.c.stage.in_([stage.value for stage in Stage if stage.sent])
    of_case = [table.c.case_id == case_id] if case_id else []
    query = (
        select(table, due.c.what, due.c.called_on)
        .join(due, due.c.dispatch_id == table.c.dispatch_id)
        .where(sent, *of_case)
        .order_by(due.c.called_on, table.c.dispatch_id)
        .limit(_MOST)
    )
    return [_correction(dict(row)) for row in reader.tx.execute(query).mappings()]


def _correction(row: dict[str, Any]) -> Task:
    what, on = row.pop("what"), row.pop("called_on")
    at = from_row(row)
    return _task(
        at,
        f"Send a correction to the {at.recipient.value}",
        f"The {at.notice.value} was sent, and {what} in it was corrected on {in_words(on)}.",
    )


def _task(at: Dispatch, what: str = "", why: str = "") -> Task:
    if not what:
        what, why = _words(at)
    return Task(
        what=what,
        why=why,
        dispatch_id=at.dispatch_id,
        case_id=at.case_id,
        reference=at.reference,
        notice=at.notice,
        recipient=at.recipient,
        state=at.stage,
        since=at.prepared_on,
    )


def _words(at: Dispatch) -> tuple[str, str]:
    whom, what = f"the {at.recipient.value}", f"The {at.notice.value}"
    match at.stage:
        case Stage.FAILED if at.notice.letter:
            return (
                f"Give {whom} the form on paper, or try again",
                f"{what} could not be sent after {_times(at.attempts)}.",
            )
        case Stage.FAILED:
            return (
                f"Send it to {whom} in another way, or try again",
                f"{what} could not be sent after {_times(at.attempts)}.",
            )
        case Stage.UNCERTAIN:
            return (
                f"Find out whether {whom} has it",
                f"{what} may have been sent or not: the connection ended before the answer.",
            )
        case Stage.HELD:
            return f"Read and approve what goes to {whom}", f"{what} is held for approval."
        case Stage.NO_RECIPIENT:
            return (
                f"Enter who {whom} is, and how they are reached",
                f"{what} is ready, and the directory has no recipient.",
            )
        case Stage.TO_SEND:
            return f"Send it to {whom} by hand, and say when", f"{what} is ready; it does not go by e-mail."
        case Stage.PREPARING:
            return "Tell an administrator", f"{what} could not be printed yet."
        case _:
            due = f" by {in_words(at.acknowledge_by)}" if at.acknowledge_by else ""
            return f"Ask {whom} whether they have it", f"{what} was not acknowledged{due}."


def _times(count: int) -> str:
    return "1 attempt" if count == 1 else f"{count} attempts"


def _proposals(reader: Reader) -> list[Task]:
    rows: Any = reader.tx.execute(select(proposals).order_by(proposals.c.recipient, proposals.c.csp)).mappings()
    return [
        Task(
            what="Confirm or turn down a change of recipient that another person entered",
            why=f"The {row['recipient']}{' of ' + row['csp'] if row['csp'] else ''} is to change from "
            f"{in_words(row['from_date'])}.",
        )
        for row in rows
    ]
