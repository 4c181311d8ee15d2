"""To whom does each kind of notice go, since when, and which wait for approval (X-04, X-08)?"""

from typing import Any

from shared.contracts.county import Csp
from shared.contracts.notifications.answers import Directory, HeldNotices, Proposal, Recipient
from shared.contracts.notifications.queries import NoticesHeld, RecipientDirectory
from shared.contracts.notifications.values import Channel, Notice, RecipientKind
from shared.reader import Reader
from sqlalchemy import select

from notifications.domain.correction import to_whom
from notifications.views.tables import held_notices, proposals, recipients


def directory(reader: Reader, _: RecipientDirectory) -> Directory:
    rows: Any = (
        reader.tx.execute(select(recipients).order_by(recipients.c.recipient, recipients.c.csp, recipients.c.from_date))
        .mappings()
        .all()
    )
    current = {
        (row["recipient"], row["csp"]): row["from_date"] for row in rows if row["from_date"] <= reader.today
    }  # in order of their days, so the last one holds
    waiting: Any = reader.tx.execute(select(proposals).order_by(proposals.c.recipient, proposals.c.csp)).mappings()
    return Directory(
        recipients=tuple(
            Recipient(**_entry(row), current=current.get((row["recipient"], row["csp"])) == row["from_date"])
            for row in rows
        ),
        proposals=tuple(Proposal(**_entry(row), proposed_by=row["proposed_by"]) for row in waiting),
        unset=tuple(to_whom(kind, csp or "") for kind, csp in _wanted() if (kind.value, csp or "") not in current),
    )


def notices_held(reader: Reader, _: NoticesHeld) -> HeldNotices:
    return HeldNotices(held=tuple(Notice(notice) for notice in reader.tx.scalars(select(held_notices.c.notice))))


def _entry(row: Any) -> dict[str, Any]:
    return {
        "recipient": RecipientKind(row["recipient"]),
        "csp": row["csp"] or None,
        "channel": Channel(row["channel"]),
        "name": row["name"],
        "address": row["address"],
        "from_date": row["from_date"],
    }


def _wanted() -> list[tuple[RecipientKind, str | None]]:
    offices: list[tuple[RecipientKind, str | None]] = [
        (kind, None) for kind in RecipientKind if kind.in_directory and kind is not RecipientKind.CSP_CHAIR
    ]
    return offices + [(RecipientKind.CSP_CHAIR, csp.value) for csp in Csp]
