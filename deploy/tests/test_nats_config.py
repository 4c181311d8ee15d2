"""Is each service held to its own subjects by the message server itself?"""

import asyncio
import subprocess
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

import nats
import pytest
from deploy.servers.nats import binary
from deploy.system.nats_config import ASKS_FOR_KEYS, OPERATOR, SERVICES, configuration, inbox_of
from deploy.tether import tied
from deploy.waiting import answers, free_port, wait_until
from deploy.where import RECORDING, service_named
from nats.aio.client import Client
from nats.aio.msg import Msg

REFUSALS: dict[int, asyncio.Event] = {}
"""Set when the server has told a client that it may not do something."""


@contextmanager
def configured(folder: Path) -> Iterator[int]:
    """The port of a server with our configuration."""
    port = free_port()
    file = folder / "nats.conf"
    passwords = {user: f"{user}-word" for user in (*SERVICES, OPERATOR)}
    file.write_text(configuration(port=port, store=folder / "store", passwords=passwords))
    program = binary()
    assert program is not None
    process = subprocess.Popen(tied([str(program), "-c", str(file)]), stderr=subprocess.DEVNULL)
    wait_until(lambda: process.poll() is not None or answers(port))
    try:
        yield port
    finally:
        process.kill()
        process.wait()


@asynccontextmanager
async def connected(folder: Path, *users: str) -> AsyncIterator[list[Client]]:
    with configured(folder) as port:
        made = [await _connect(port, user) for user in users]
        try:
            yield made
        finally:
            for client in made:
                await client.close()


async def _connect(port: int, user: str) -> Client:
    async def refused(error: Exception) -> None:
        assert "permissions violation" in str(error).lower()
        REFUSALS.setdefault(id(client), asyncio.Event()).set()

    client = Client()
    await client.connect(f"nats://{user}:{user}-word@127.0.0.1:{port}", inbox_prefix=inbox_of(user), error_cb=refused)
    REFUSALS[id(client)] = asyncio.Event()
    return client


async def answer(client: Client, subject: str) -> None:
    async def reply(message: Msg) -> None:
        await message.respond(b"answered")

    await client.subscribe(subject, cb=reply)
    await client.flush()
    await client.flush()  # the first ping of nats-py can overtake what was written before it


async def hears(asker: Client, subject: str) -> bool:
    """True when it is answered, False when the server says that it may not ask; silence is an error."""
    asked = asyncio.ensure_future(asker.request(subject, b"", timeout=30))
    refused = asyncio.ensure_future(REFUSALS[id(asker)].wait())
    done, late = await asyncio.wait([asked, refused], return_when=asyncio.FIRST_COMPLETED)
    for task in late:
        task.cancel()
    await asyncio.gather(*late, return_exceptions=True)
    REFUSALS[id(asker)].clear()
    return asked in done and asked.result().data == b"answered"


@pytest.mark.parametrize("who", ["gateway", OPERATOR])
async def test_commands_and_questions_come_from_the_gateway_and_the_operator(tmp_path: Path, who: str) -> None:
    async with connected(tmp_path, "cases", who) as (cases, asker):
        for subject in ("commands.cases", "queries.cases.Case"):
            await answer(cases, subject)
            assert await hears(asker, subject)


async def test_one_service_can_not_command_another(tmp_path: Path) -> None:
    async with connected(tmp_path, "cases", "tracker") as (cases, tracker):
        await answer(cases, "commands.cases")
        await answer(cases, "queries.cases.Case")
        assert not await hears(tracker, "commands.cases")
        assert not await hears(tracker, "queries.cases.Case")


async def test_only_who_is_named_may_ask_for_the_keys_of_cases(tmp_path: Path) -> None:
    async with connected(tmp_path, "cases", "notifications", "gateway", "tracker") as (cases, *askers):
        await answer(cases, "queries.cases.CaseKey")
        assert [await hears(asker, "queries.cases.CaseKey") for asker in askers] == [True, False, True]


def test_the_message_server_knows_the_same_as_the_services_do() -> None:
    known = {name: [service.keys_of] for name in RECORDING if (service := service_named(name)).keys_of}
    assert known == ASKS_FOR_KEYS


async def test_every_service_may_ask_for_a_feed_and_use_the_stream(tmp_path: Path) -> None:
    async with connected(tmp_path, "cases", "tracker") as (cases, tracker):
        await answer(cases, "queries.cases.Feed")
        assert await hears(tracker, "queries.cases.Feed")
        await cases.jetstream().add_stream(name="EVENTS", subjects=["events.>"])
        await cases.jetstream().publish("events.cases.CaseOpened", b"fact")
        got = await tracker.jetstream().pull_subscribe("events.cases.*", durable="tracker", stream="EVENTS")
        (message,) = await got.fetch(1, timeout=30)
        await message.ack()
        assert message.data == b"fact"


async def test_a_service_can_not_pretend_to_be_another_nor_destroy_the_stream(tmp_path: Path) -> None:
    async with connected(tmp_path, "cases", "tracker") as (cases, tracker):
        await cases.jetstream().add_stream(name="EVENTS", subjects=["events.>"])
        with pytest.raises((TimeoutError, nats.errors.Error)):
            await tracker.jetstream(timeout=0.5).publish("events.cases.CaseOpened", b"a lie")
        with pytest.raises((TimeoutError, nats.errors.Error)):
            await tracker.jetstream(timeout=0.5).delete_stream("EVENTS")
        assert (await cases.jetstream().stream_info("EVENTS")).state.messages == 0


async def test_nobody_reads_the_answers_to_others(tmp_path: Path) -> None:
    async with connected(tmp_path, "cases", "gateway", "tracker") as (cases, gateway, tracker):
        overheard: list[bytes] = []

        async def listen(message: Msg) -> None:
            overheard.append(message.data)

        await tracker.subscribe(f"{inbox_of('gateway')}.>", cb=listen)
        await answer(cases, "commands.cases")
        assert await hears(gateway, "commands.cases")
        await asyncio.wait_for(REFUSALS[id(tracker)].wait(), 30)
        await tracker.flush()
        assert overheard == []
