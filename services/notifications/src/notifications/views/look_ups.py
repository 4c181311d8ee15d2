"""What does a decision about a dispatch read from the directory and from other dispatches?"""

from typing import Any

from shared.contracts.notifications.commands import CorrectDispatch
from shared.contracts.notifications.values import Channel, RecipientKind
from sqlalchemy import Connection, select

from notifications.domain.commands import AddressDispatch, PrepareDispatch, StartAttempt
from notifications.domain.dispatch import DispatchCommand
from notifications.domain.known import DispatchKnown, Holder, Sent
from notifications.domain.state import Dispatch
from notifications.views.dispatches import from_row
from notifications.views.tables import dispatches, held_notices, recipients


def dispatch_known(tx: Connection, command: DispatchCommand) -> DispatchKnown:
    match command:
        case PrepareDispatch(recipient=recipient, csp=csp, notice=notice):
            return DispatchKnown(holders=_holders(tx, recipient, csp), held=_held(tx, notice.value))
        case AddressDispatch(dispatch_id=known) | StartAttempt(dispatch_id=known):
            at = dispatch(tx, known)
            return DispatchKnown(holders=_holders(tx, at.recipient, at.csp)) if at else DispatchKnown()
        case CorrectDispatch(corrects=known):
            first = dispatch(tx, known)
            if first is None:
                return DispatchKnown()
            return DispatchKnown(
                holders=_holders(tx, first.recipient, first.csp),
                held=_held(tx, first.notice.value),
                original=_sent(first),
            )
        case _:
            return DispatchKnown()


def dispatch(tx: Connection, dispatch_id: str) -> Dispatch | None:
    row = tx.execute(select(dispatches).where(dispatches.c.dispatch_id == dispatch_id)).mappings().first()
    return from_row(dict(row)) if row else None


def _sent(first: Dispatch) -> Sent:
    return Sent(
        case_id=first.case_id,
        reference=first.reference,
        csp=first.csp,
        notice=first.notice,
        recipient=first.recipient,
        occasion=first.occasion,
        sent_at=first.sent_at if first.stage.sent else None,
        sha256=first.sha256,
    )


def _holders(tx: Connection, recipient: RecipientKind, csp: str) -> tuple[Holder, ...]:
    of = csp if recipient is RecipientKind.CSP_CHAIR else ""
    rows: Any = tx.execute(
        select(recipients).where(recipients.c.recipient == recipient.value, recipients.c.csp == of)
    ).mappings()
    return tuple(Holder(Channel(row["channel"]), row["name"], row["address"], row["from_date"]) for row in rows)


def _held(tx: Connection, notice: str) -> bool:
    return tx.scalar(select(held_notices.c.notice).where(held_notices.c.notice == notice)) is not None
