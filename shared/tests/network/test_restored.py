"""What happens when a database comes back from an older backup? Nothing moves until people have decided."""

import shutil
from pathlib import Path

import pytest
from deploy.waiting import eventually
from shared.network.client import Client

from .conftest import Town
from .test_moving import Kitchen
from .tiny.asking import envelope, insist, order
from .tiny.contracts.kitchen.queries import TotalView
from .tiny.contracts.orders.commands import AddDishes, PlaceOrder

pytestmark = pytest.mark.servers

NOTHING_YET = TotalView(orders=0, plates=0, out_of_order=0)


def backup(town: Town, service: str, to: Path) -> None:
    to.mkdir(exist_ok=True)
    for file in town.folder.glob(f"{service}.db*"):
        shutil.copy(file, to)


def restore(town: Town, service: str, backup: Path) -> None:
    for file in town.folder.glob(f"{service}.db*"):
        file.unlink()
    for file in backup.glob(f"{service}.db*"):
        shutil.copy(file, town.folder)


async def served(gateway: Client, dishes: int) -> None:
    await Kitchen(gateway, NOTHING_YET).gets(dishes)


@pytest.mark.parametrize("lost", ["the stream is there", "the stream is lost"])
async def test_a_producer_older_than_what_others_have_applied_refuses_and_says_so(
    town: Town, gateway: Client, tmp_path: Path, lost: str
) -> None:
    """By what NATS has of it, or else by what its consumers ask for. Put back what was newer, and it goes on."""
    orders, kitchen = town.start("orders"), town.start("kitchen")
    case_id = await order(gateway, dishes=1)
    await served(gateway, 1)
    orders.stop()
    backup(town, "orders", tmp_path / "older")
    orders = town.start("orders")
    await insist(gateway, envelope(AddDishes(case_id=case_id, dishes=("soup", "bread"))))
    await served(gateway, 3)
    orders.stop()
    backup(town, "orders", tmp_path / "newer")

    restore(town, "orders", tmp_path / "older")
    if lost == "the stream is lost":
        town.nats.lose_data()
    orders = town.start("orders", wait=False)
    await eventually(lambda: "older than what others have applied" in " ".join(orders.ready.get("problems", [])), 30)
    reply = await gateway.send("orders", envelope(PlaceOrder(case_id="a" * 32, guest="Ann")))
    assert reply.refused is not None
    assert "The record of orders is older than what others have applied" in reply.refused
    assert orders.get("/ready")[0] == 503
    await eventually(lambda: "What was applied here of orders" in " ".join(kitchen.ready["problems"]), 30)
    await served(gateway, 3)

    orders.stop()
    restore(town, "orders", tmp_path / "newer")
    town.start("orders")
    await insist(gateway, envelope(AddDishes(case_id=case_id, dishes=("soup",))))
    await served(gateway, 4)
    await eventually(lambda: kitchen.get("/ready")[0] == 200, 30)


async def test_a_consumer_that_knows_other_facts_under_the_same_numbers_applies_nothing(
    town: Town, gateway: Client, tmp_path: Path
) -> None:
    """Its producer came back older while it was away, and has told other facts since."""
    orders, kitchen = town.start("orders"), town.start("kitchen")
    case_id = await order(gateway, dishes=1)
    await served(gateway, 1)
    orders.stop()
    backup(town, "orders", tmp_path / "older")
    orders = town.start("orders")
    await insist(gateway, envelope(AddDishes(case_id=case_id, dishes=("soup",))))
    await served(gateway, 2)
    kitchen.stop()
    orders.stop()
    restore(town, "orders", tmp_path / "older")
    town.nats.lose_data()
    orders = town.start("orders")
    for _ in range(3):
        await insist(gateway, envelope(AddDishes(case_id=case_id, dishes=("bread",))))

    kitchen = town.start("kitchen", wait=False)
    await eventually(lambda: "What was applied here of orders" in " ".join(kitchen.ready.get("problems", [])), 30)
    await eventually(lambda: orders.get("/ready")[0] == 503, 30)
    await served(gateway, 2)


async def test_a_consumer_that_came_back_older_reads_on(town: Town, gateway: Client, tmp_path: Path) -> None:
    town.start("orders")
    kitchen = town.start("kitchen")
    case_id = await order(gateway, dishes=1)
    await served(gateway, 1)
    kitchen.stop()
    backup(town, "kitchen", tmp_path / "older")
    kitchen = town.start("kitchen")
    await insist(gateway, envelope(AddDishes(case_id=case_id, dishes=("soup", "bread"))))
    await served(gateway, 3)
    kitchen.stop()
    restore(town, "kitchen", tmp_path / "older")
    kitchen = town.start("kitchen")
    await served(gateway, 3)
