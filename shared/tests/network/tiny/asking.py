"""What the tests ask of the two services."""

import asyncio
import uuid

from shared.message import Command
from shared.network.client import Away, Client
from shared.testing.spec import MANAGER
from shared.wire import Envelope, Reply

from .contracts.kitchen.queries import CountPlates, TotalView
from .contracts.orders.commands import AddDishes, PlaceOrder


def envelope(command: Command) -> Envelope:
    return Envelope(id=uuid.uuid4().hex, actor=MANAGER, command=command)


async def send(client: Client, command: Command) -> Reply:
    return await client.send("orders", envelope(command))


async def insist(client: Client, asked: Envelope) -> Reply:
    """Sent again with the same id, until it is answered."""
    async with asyncio.timeout(60):
        while True:
            try:
                return await client.send("orders", asked, timeout=1)
            except Away:
                await asyncio.sleep(0.05)


async def order(client: Client, *, dishes: int = 0, guest: str = "Ann") -> str:
    case_id = uuid.uuid4().hex
    assert (await insist(client, envelope(PlaceOrder(case_id=case_id, guest=guest)))).accepted
    if dishes:
        assert (await insist(client, envelope(AddDishes(case_id=case_id, dishes=("soup",) * dishes)))).accepted
    return case_id


async def total(client: Client) -> TotalView:
    async with asyncio.timeout(60):
        while True:
            try:
                return await client.ask(CountPlates(), MANAGER, timeout=1)
            except Away:
                await asyncio.sleep(0.05)
