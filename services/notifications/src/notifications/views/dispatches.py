"""What was sent, to whom, and how far has it come? The row is the dispatch's own state, folded as it is."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from shared.contracts.notifications.values import Channel, Notice, RecipientKind, Stage
from shared.database.instant import as_text
from shared.message import members
from shared.record import Recorded
from shared.view import Key, Row, View

from notifications.domain.dispatch import DISPATCH
from notifications.domain.events.dispatch import DispatchEvent
from notifications.domain.state import Dispatch, Nothing
from notifications.views.tables import dispatches

_NOT_KEPT = {"name", "address", "not_needed"}
"""The first two are personal; the last asks nothing of anybody, and what follows from it is an event of its own."""


def to_row(at: Dispatch) -> Row:
    row = {name: value for name, value in asdict(at).items() if name not in _NOT_KEPT}
    for name in ("stage", "notice", "recipient", "channel"):
        row[name] = row[name].value if row[name] is not None else None
    for name in ("next_try", "sent_at"):
        row[name] = as_text(row[name]) if row[name] is not None else None
    return row


def from_row(row: Row) -> Dispatch:
    return Dispatch(
        **{
            **row,
            "stage": Stage(row["stage"]),
            "notice": Notice(row["notice"]),
            "recipient": RecipientKind(row["recipient"]),
            "channel": Channel(row["channel"]) if row["channel"] else None,
            "next_try": instant(row["next_try"]),
            "sent_at": instant(row["sent_at"]),
        }
    )


def instant(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _key(recorded: Recorded[Any]) -> Key:
    return (recorded.message.dispatch_id,)


def _apply(row: Row | None, recorded: Recorded[Any]) -> Row | None:
    state = DISPATCH.evolve(from_row(row) if row else Nothing(), recorded.message)
    return to_row(state) if isinstance(state, Dispatch) else None


DISPATCHES = View(table=dispatches, listens=members(DispatchEvent), key=_key, apply=_apply)
