"""What do the tests of the whole service ask of it, over and over?"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from shared.contracts.notifications.answers import DispatchRecord, DispatchRow
from shared.contracts.notifications.commands import SetRecipient
from shared.contracts.notifications.queries import (
    DispatchDetail,
    DispatchList,
)
from shared.contracts.notifications.values import Channel, RecipientKind, Stage
from shared.testing.spec import OFFICER

from .world import World

OUTSIDE = {
    RecipientKind.HOME_OFFICE: "dhr@homeoffice.example",
    RecipientKind.CORONER: "coroner@coroner.example",
    RecipientKind.ADULTS_BOARD: "adults@board.example",
    RecipientKind.CHILDRENS_PARTNERSHIP: "children@partnership.example",
}


async def enter(world: World, kind: RecipientKind, address: str, channel: Channel = Channel.EMAIL, **more: Any) -> None:
    reply = await world.do(
        SetRecipient(
            recipient=kind,
            channel=channel,
            name=f"The {kind.value}",
            address=address,
            from_date=date(2026, 1, 1),
            **more,
        ),
        OFFICER,
    )
    assert reply.accepted, reply


async def rows(world: World, **asked: Any) -> dict[RecipientKind, DispatchRow]:
    page = await world.ask(DispatchList(**asked))
    return {row.recipient: row for row in page.rows}


async def detail(world: World, kind: RecipientKind) -> DispatchRecord:
    row = (await rows(world))[kind]
    record = await world.ask(DispatchDetail(dispatch_id=row.dispatch_id))
    assert isinstance(record, DispatchRecord)
    return record


async def stands_at(world: World, stage: Stage) -> bool:
    return (await rows(world))[RecipientKind.HOME_OFFICE].state is stage


def attachments(world: World) -> Iterator[bytes]:
    for message in world.mailbox.received:
        for part in message.iter_attachments():
            payload = part.get_payload(decode=True)
            assert isinstance(payload, bytes)
            yield payload
