"""What is known of one dispatch: what was sent, to whom, each attempt, what was said of it? From its own record."""

from collections.abc import Sequence
from typing import Any

from shared.contracts.notifications.answers import AttemptRow, DispatchRecord, Said
from shared.contracts.notifications.queries import DispatchDetail
from shared.contracts.notifications.values import AttemptOutcome, Enclosure, Form
from shared.decider import fold
from shared.message import ERASED
from shared.reader import Reader
from shared.record import Recorded
from shared.service import NotFound

from notifications.answers.lists import corrections, said
from notifications.domain.dispatch import DISPATCH
from notifications.domain.events import dispatch as e
from notifications.domain.state import Dispatch
from notifications.forms.filenames import filename
from notifications.timeline import describe


def dispatch_detail(reader: Reader, question: DispatchDetail) -> DispatchRecord:
    return record_of(reader, question.dispatch_id)


def record_of(reader: Reader, dispatch_id: str) -> DispatchRecord:
    history = reader.history(f"dispatch-{dispatch_id}")
    state = fold(DISPATCH, [recorded.message for recorded in history])
    if not isinstance(state, Dispatch):
        raise NotFound("There is no such dispatch.")
    form = content(history)
    approvals = [recorded.actor_id for recorded in history if isinstance(recorded.message, e.DispatchApproved)]
    return DispatchRecord(
        row=said(state, corrections(reader, [dispatch_id]).get(dispatch_id)),
        name=form.to if form and state.notice.letter else state.name,
        address=state.address,
        template=state.template,
        missing=form.missing if form else (),
        content=form,
        filename=filename(state.reference, state.notice, correction=state.corrects is not None),
        pdf=pdf(history),
        text=letter(history),
        enclosure=enclosure(history),
        attempts=attempts(history),
        history=tuple(
            Said(at=recorded.at, by=recorded.actor_id, sentence=describe(recorded.message)) for recorded in history
        ),
        approved_by=approvals[-1] if approvals else None,
    )


def content(history: Sequence[Recorded[Any]]) -> Form | None:
    return next((one.message.content for one in history if isinstance(one.message, e.DispatchPrepared)), None)


def enclosure(history: Sequence[Recorded[Any]]) -> Enclosure | None:
    return next((one.message.enclosure for one in history if isinstance(one.message, e.DispatchPrepared)), None)


def pdf(history: Sequence[Recorded[Any]]) -> str | None:
    """Base64; None before it is printed, and after an erasure."""
    made = next((one.message.pdf for one in history if isinstance(one.message, e.ContentMade)), None)
    return None if made == ERASED else made


def letter(history: Sequence[Recorded[Any]]) -> str | None:
    """A letter as it was written; None before, for a document, and after an erasure."""
    made = next((one.message.text for one in history if isinstance(one.message, e.LetterWritten)), None)
    return None if made == ERASED else made


def attempts(history: Sequence[Recorded[Any]]) -> tuple[AttemptRow, ...]:
    found: dict[int, AttemptRow] = {}
    address = ""
    for recorded in history:
        match recorded.message:
            case e.DispatchAddressed(address=where):
                address = where
            case e.AttemptStarted(attempt=number, at=when, message_id=known):
                found[number] = AttemptRow(
                    number=number, started_at=when, address=address, message_id=known, outcome=None
                )
            case (
                e.AttemptSucceeded() | e.AttemptFailedForNow() | e.AttemptFailedForGood() | e.AttemptUncertain() as end
            ) if end.attempt in found:
                found[end.attempt] = _ended(found[end.attempt], end)
            case _:
                pass
    return tuple(found.values())


def _ended(
    row: AttemptRow,
    end: e.AttemptSucceeded | e.AttemptFailedForNow | e.AttemptFailedForGood | e.AttemptUncertain,
) -> AttemptRow:
    change: dict[str, Any] = {"ended_at": end.at, "words": end.words}
    match end:
        case e.AttemptSucceeded(tls=tls):
            change |= {"outcome": AttemptOutcome.TAKEN, "tls": tls}
        case e.AttemptFailedForNow(next_try=when):
            change |= {"outcome": AttemptOutcome.FAILED_FOR_NOW, "next_try": when}
        case e.AttemptFailedForGood():
            change |= {"outcome": AttemptOutcome.FAILED_FOR_GOOD}
        case e.AttemptUncertain():
            change |= {"outcome": AttemptOutcome.UNCERTAIN}
    return row.model_copy(update=change)
