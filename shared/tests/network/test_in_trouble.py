"""What does a service do, and say, while a part of what it needs is missing?"""

import contextlib
import os
import signal
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from deploy.waiting import eventually
from shared.network.client import Client
from shared.service import NotFound
from shared.testing.spec import ADMINISTRATOR, MANAGER

from .conftest import Replica, Town
from .tiny.asking import envelope, insist, order
from .tiny.contracts.kitchen.queries import ShowPlates
from .tiny.contracts.orders.commands import AddDishes

pytestmark = pytest.mark.servers


def problems(replica: Replica) -> str:
    return " ".join(replica.ready.get("problems", []))


async def has_plates(gateway: Client, case_id: str, count: int) -> bool:
    with contextlib.suppress(NotFound):
        return (await gateway.ask(ShowPlates(case_id=case_id), MANAGER)).plates == count
    return False


def change(town: Town, database: str, statement: str, *values: object) -> None:
    with contextlib.closing(sqlite3.connect(town.folder / f"{database}.db", timeout=10)) as connection, connection:
        connection.execute(statement, values)


async def test_a_case_whose_key_is_missing_waits_alone(town: Town, gateway: Client) -> None:
    """A key database that is older than its data: its owner has no key for one case, and will not have one later."""
    orders = town.start("orders")
    without, others = await order(gateway, dishes=1), [await order(gateway, dishes=1) for _ in range(3)]
    orders.stop()
    change(town, "orders-keys", "DELETE FROM keys WHERE subject = ?", f"case-{without}")
    orders = town.start("orders")
    kitchen = town.start("kitchen")
    for case_id in others:
        await eventually(lambda case_id=case_id: has_plates(gateway, case_id, 1), 30)  # type: ignore[misc]
    first, second = await gateway.parked("kitchen", ADMINISTRATOR)
    assert [first.case_id, first.state, second.state] == [without, "parked", "waiting"]
    assert first.error.startswith("The key of this case is missing")
    assert list(kitchen.ready["parked"].values()) == [1]
    refused = await insist(gateway, envelope(AddDishes(case_id=without, dishes=("soup",))))
    assert refused.refused is not None
    assert refused.refused.startswith("The key of this case is missing")


async def test_what_the_database_was_to_blame_for_is_applied_once_it_works_again(town: Town, gateway: Client) -> None:
    town.start("orders")
    kitchen = town.start("kitchen")
    case_id = await order(gateway, dishes=1)
    await eventually(lambda: has_plates(gateway, case_id, 1), 30)
    change(town, "kitchen", "ALTER TABLE plates RENAME TO away")
    await insist(gateway, envelope(AddDishes(case_id=case_id, dishes=("soup",))))
    await eventually(lambda: sum(kitchen.ready["parked"].values()) == 1, 30, what="readiness to name it")
    assert [row.state for row in await gateway.parked("kitchen", ADMINISTRATOR)] == ["retrying"]
    change(town, "kitchen", "ALTER TABLE away RENAME TO plates")
    await eventually(lambda: has_plates(gateway, case_id, 2), 30, what="it to be applied by itself")
    assert await gateway.parked("kitchen", ADMINISTRATOR) == ()


async def test_readiness_says_when_nobody_leads(town: Town) -> None:
    orders = town.start("orders")
    await eventually(lambda: orders.ready["leads"], 30)
    change(town, "orders", "UPDATE lease SET holder = 'a ghost', renewals = 7, seconds = 3600")
    await eventually(lambda: "No replica leads" in problems(orders), 30)
    assert orders.get("/ready")[0] == 503
    change(town, "orders", "DELETE FROM lease")
    await eventually(lambda: orders.get("/ready")[0] == 200, 30)


@pytest.fixture
def hung_nats(town: Town) -> Iterator[int]:
    """The server, stopped in the middle of everything: its connections stay open."""
    port = f"\0-p\0{urlsplit(town.nats_url).port}\0".encode()
    (found,) = [int(each.parent.name) for each in Path("/proc").glob("[0-9]*/cmdline") if port in read(each)]
    yield found
    os.kill(found, signal.SIGCONT)


def read(file: Path) -> bytes:
    with contextlib.suppress(OSError):
        return file.read_bytes()
    return b""


async def test_a_message_server_that_hangs_is_noticed(town: Town, hung_nats: int) -> None:
    orders = town.start("orders")
    os.kill(hung_nats, signal.SIGSTOP)
    await eventually(lambda: "NATS is not connected." in problems(orders), 30)
    os.kill(hung_nats, signal.SIGCONT)
    await eventually(lambda: orders.get("/ready")[0] == 200, 30)
