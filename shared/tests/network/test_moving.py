"""Does every fact reach who listens: exactly once, in order, whatever is lost on the way?"""

import asyncio
import contextlib
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable

import nats
import pytest
from deploy.waiting import eventually
from nats.js import JetStreamContext
from shared.network.client import Client
from shared.service import NotFound
from shared.testing.spec import ADMINISTRATOR, MANAGER, SYSTEM

from .conftest import Town
from .tiny.asking import envelope, insist, order, send, total
from .tiny.contracts.kitchen.queries import PlatesView, ShowPlates, TotalView
from .tiny.contracts.orders.commands import AddDishes

pytestmark = pytest.mark.servers


async def plates(gateway: Client, case_id: str) -> PlatesView:
    return await gateway.ask(ShowPlates(case_id=case_id), MANAGER)


class Kitchen:
    """What the kitchen has on its plates beyond what it had when the test began."""

    def __init__(self, gateway: Client, before: TotalView) -> None:
        self._gateway = gateway
        self._before = before

    async def gets(self, dishes: int) -> None:
        """All of them, none twice, each in its turn."""

        async def all_there() -> bool:
            found = await total(self._gateway)
            assert found.plates - self._before.plates <= dishes
            return found.plates - self._before.plates == dishes

        await eventually(all_there, 60, what=f"{dishes} dishes to arrive")
        found = await total(self._gateway)
        assert found.plates - self._before.plates == dishes
        assert found.out_of_order == self._before.out_of_order


@pytest.fixture
async def kitchen(gateway: Client) -> Kitchen:
    return Kitchen(gateway, await total(gateway))


@contextlib.asynccontextmanager
async def jetstream(town: Town) -> AsyncIterator[JetStreamContext]:
    connection = await nats.connect(town.nats_url)
    try:
        yield connection.jetstream()
    finally:
        await connection.close()


async def wishes(js: JetStreamContext) -> list[str]:
    return (await js.consumer_info("EVENTS", "kitchen")).config.filter_subjects or []


async def under_load(gateway: Client, deed: Callable[[], Awaitable[None]]) -> int:
    """Dishes are ordered all the while, each command until it is answered; how many in all."""
    ids = await asyncio.gather(*(order(gateway) for _ in range(8)))
    stop, ordered = asyncio.Event(), 0

    async def customer(case_id: str) -> None:
        nonlocal ordered
        while not stop.is_set():
            reply = await insist(gateway, envelope(AddDishes(case_id=case_id, dishes=("soup", "bread"))))
            assert reply.accepted
            ordered += 2
            await asyncio.sleep(0.01)  # a customer thinks, or the kitchen would have thousands to catch up with

    async with asyncio.TaskGroup() as tasks:
        for case_id in ids:
            tasks.create_task(customer(case_id))
        await eventually(lambda: ordered > 100, 60, what="some load")
        await deed()
        so_far = ordered
        await eventually(lambda: ordered > so_far + 100, 60, what="some load after it")
        stop.set()
    return ordered


async def no_gaps_in_the_feed(gateway: Client) -> None:
    numbers: list[int] = []
    while (page := await gateway.feed("orders", numbers[-1] if numbers else 0, SYSTEM)).facts:
        numbers += [fact.number for fact in page.facts]
    assert numbers == list(range(1, page.last + 1))


async def test_what_is_told_is_applied_and_reacted_to(busy_town: Town, gateway: Client, kitchen: Kitchen) -> None:
    case_id = await order(gateway, dishes=5, guest="Ann")
    await kitchen.gets(5)
    shown = await plates(gateway, case_id)
    assert (shown.plates, shown.cooked, shown.in_order) == (5, 5, True)
    assert shown.guest == "Ann"  # sealed by orders, opened with the key that the kitchen asked for
    assert busy_town["kitchen"].ready["behind"] == {"orders": 0}

    async def tidied() -> bool:
        return (await plates(gateway, case_id)).tidied

    await eventually(tidied, 60, what="the ticker to have it tidied")


async def test_a_poisoned_fact_is_parked_its_case_waits_and_others_go_on(busy_town: Town, gateway: Client) -> None:
    ill, well = await order(gateway), await order(gateway)
    await send(gateway, AddDishes(case_id=ill, dishes=("soup", "poison", "bread")))
    await send(gateway, AddDishes(case_id=well, dishes=("soup", "bread")))

    async def the_well_one_goes_on() -> bool:
        with contextlib.suppress(NotFound):
            return (await plates(gateway, well)).plates == 2
        return False

    await eventually(the_well_one_goes_on, 60)
    assert (await plates(gateway, ill)).plates == 1

    first, second = await gateway.parked("kitchen", ADMINISTRATOR)
    assert [first.state, second.state] == ["parked", "waiting"]
    assert (first.producer, first.type, first.case_id) == ("orders", "DishOrdered", ill)
    assert "ValueError" in first.error
    assert "nobody can cook" not in first.error
    assert b"facts_parked 2.0" in busy_town["kitchen"].get("/metrics")[1]

    still = await gateway.retry_parked("kitchen", first.id, ADMINISTRATOR)
    assert [row.state for row in still] == ["parked", "waiting"]
    assert await gateway.discard_parked("kitchen", first.id, "Nobody ordered that", ADMINISTRATOR) == ()
    shown = await plates(gateway, ill)
    assert (shown.plates, shown.in_order) == (2, False)  # what waited behind it is there


async def test_nats_and_all_its_data_can_be_lost_under_load(busy_town: Town, gateway: Client, kitchen: Kitchen) -> None:
    process = busy_town["kitchen"]

    async def lose() -> None:
        busy_town.nats.kill()
        await eventually(lambda: "NATS is not connected." in process.ready["problems"], 60)
        assert process.get("/health")[0] == 200
        busy_town.nats.start()
        busy_town.nats.lose_data()

    await kitchen.gets(await under_load(gateway, lose))
    await eventually(lambda: process.get("/ready")[0] == 200, 60, what="the kitchen to be ready again")
    assert process.process.poll() is None


async def test_a_deleted_consumer_is_made_again(busy_town: Town, gateway: Client, kitchen: Kitchen) -> None:
    async with jetstream(busy_town) as js:

        async def delete() -> None:
            await js.delete_consumer("EVENTS", "kitchen")

        await kitchen.gets(await under_load(gateway, delete))
        assert await wishes(js) == ["events.orders.>"]


async def test_a_consumer_with_other_wishes_is_brought_up_to_date(
    busy_town: Town, gateway: Client, kitchen: Kitchen
) -> None:
    async with jetstream(busy_town) as js:
        busy_town["kitchen"].kill()
        await js.delete_consumer("EVENTS", "kitchen")
        await js.add_consumer("EVENTS", name="kitchen", durable_name="kitchen", filter_subject="events.nobody.>")
        busy_town.start("kitchen")
        await order(gateway, dishes=2)
        await kitchen.gets(2)

        async def mended() -> bool:
            return await wishes(js) == ["events.orders.>"]

        await eventually(mended, 60)


async def test_what_is_missing_in_the_stream_is_asked_of_its_producer(
    busy_town: Town, gateway: Client, kitchen: Kitchen
) -> None:
    async with jetstream(busy_town) as js:
        busy_town["kitchen"].kill()
        before = (await js.stream_info("EVENTS")).state.last_seq
        await order(gateway, dishes=20)

        async def told() -> bool:
            return (await js.stream_info("EVENTS")).state.last_seq == before + 21

        await eventually(told, 60)
        await js.purge_stream("EVENTS", keep=5)
    busy_town.start("kitchen")
    await order(gateway, dishes=1)
    await kitchen.gets(21)


async def test_silence_is_noticed(busy_town: Town, gateway: Client, kitchen: Kitchen) -> None:
    """A consumer that is there, and answers, and hands nothing out."""
    async with jetstream(busy_town) as js:
        config = (await js.consumer_info("EVENTS", "kitchen")).config
        await js.add_consumer("EVENTS", config, filter_subjects=["events.nobody.>"])
        await order(gateway, dishes=9)
        await kitchen.gets(9)
        dishes = 9
        async with asyncio.timeout(60):
            while await wishes(js) != ["events.orders.>"]:  # it notices that only asking brings it anything
                dishes += 1
                await order(gateway, dishes=1)
                await kitchen.gets(dishes)


async def test_of_two_replicas_one_leads_and_the_other_takes_over(
    busy_town: Town, gateway: Client, kitchen: Kitchen
) -> None:
    first = busy_town["orders"]
    second = busy_town.start("orders")
    assert [first.ready["leads"], second.ready["leads"]] == [True, False]

    async def kill_the_leader() -> None:
        first.kill()
        await eventually(lambda: second.ready["leads"], 60, what="the other to lead")

    await kitchen.gets(await under_load(gateway, kill_the_leader))
    await no_gaps_in_the_feed(gateway)


@pytest.mark.parametrize("service", ["orders", "kitchen"])
async def test_one_that_is_killed_in_the_middle_does_all_or_nothing(
    busy_town: Town, gateway: Client, kitchen: Kitchen, service: str
) -> None:
    """Each command whole or not at all, however often it was sent; each fact applied once."""

    async def kill() -> None:
        busy_town[service].kill()
        await asyncio.to_thread(busy_town.start, service)

    await kitchen.gets(await under_load(gateway, kill))
    await no_gaps_in_the_feed(gateway)


async def test_who_starts_later_is_told_everything(town: Town, gateway: Client) -> None:
    town.start("orders")
    await asyncio.gather(*(order(gateway, dishes=40) for _ in range(30)))  # more than a page of the feed
    town.start("kitchen")
    await Kitchen(gateway, TotalView(orders=0, plates=0, out_of_order=0)).gets(1200)


async def test_a_database_that_does_not_answer_is_told_and_waited_for(
    busy_town: Town, gateway: Client, kitchen: Kitchen
) -> None:
    process = busy_town["kitchen"]
    with contextlib.closing(sqlite3.connect(busy_town.folder / "kitchen.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        await order(gateway, dishes=2)

        async def told() -> bool:
            return "The database does not answer." in (await asyncio.to_thread(lambda: process.ready))["problems"]

        await eventually(told, 60)
        other.execute("ROLLBACK")
    await kitchen.gets(2)
    await eventually(lambda: process.get("/ready")[0] == 200, 60, what="the kitchen to be ready again")
