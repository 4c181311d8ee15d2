"""Is each service held to its own subjects by the message server itself?"""

import asyncio
import subprocess
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

import nats
import pytest
from deploy.servers.nats import binary
from deploy.system.nats_config import ASKS_FOR_KEYS, OPERATOR, SERVICES, STREAM, configuration, inbox_of
from deploy.tether import tied
from deploy.waiting import answers, free_port, wait_until
from deploy.where import RECORDING, service_named
from nats.aio.client import Client
from nats.aio.msg import Msg
from nats.js import JetStreamContext
from nats.js.api import AckPolicy, ConsumerConfig
from shared.network.bus import declare_stream

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
    """As the relay and the consumer do it."""
    async with connected(tmp_path, "cases", "tracker") as (cases, tracker):
        await answer(cases, "queries.cases.Feed")
        assert await hears(tracker, "queries.cases.Feed")
        js = await declare_stream(cases)
        await js.publish("events.cases.CaseOpened", b"fact")
        assert (await js.get_last_msg(STREAM, "events.cases.>")).data == b"fact"
        got = await own_consumer(tracker, "tracker")
        (message,) = await got.fetch(1, timeout=30)
        await message.ack_sync()
        assert message.data == b"fact"
        await tracker.jetstream().delete_consumer(STREAM, "tracker")


async def own_consumer(client: Client, name: str) -> JetStreamContext.PullSubscription:
    js = await declare_stream(client)
    config = ConsumerConfig(
        name=name, durable_name=name, filter_subjects=["events.cases.>"], ack_policy=AckPolicy.EXPLICIT
    )
    await js.add_consumer(STREAM, config)
    await js.consumer_info(STREAM, name)
    return await js.pull_subscribe_bind(name, STREAM)


type Deed = Callable[[JetStreamContext], Awaitable[object]]

FORBIDDEN: dict[str, Deed] = {
    "make a stream": lambda js: js.add_stream(name="OTHER", subjects=["other.>"]),
    "take the commands into a stream": lambda js: js.add_stream(name="COMMANDS", subjects=["commands.>"]),
    "change the stream": lambda js: js.update_stream(name=STREAM, subjects=["events.>"], max_msgs=1),
    "delete the stream": lambda js: js.delete_stream(STREAM),
    "empty the stream": lambda js: js.purge_stream(STREAM),
    "delete a fact": lambda js: js.delete_msg(STREAM, 1),
    "see all streams": lambda js: js.streams_info(),
    "make another's consumer": lambda js: js.add_consumer(STREAM, name="chairs"),
    "make a consumer without a name": lambda js: js.add_consumer(STREAM, ConsumerConfig()),
    "delete another's consumer": lambda js: js.delete_consumer(STREAM, "chairs"),
    "look into another's consumer": lambda js: js.consumer_info(STREAM, "chairs"),
    "take another's facts": lambda js: _next(js, "chairs"),
    "acknowledge another's facts": lambda js: _asked(js, f"$JS.ACK.{STREAM}.chairs.1.1.1.1.0"),
    "tell in another's name": lambda js: js.publish("events.cases.CaseOpened", b"a lie"),
}


async def _next(js: JetStreamContext, whose: str) -> object:
    return await _asked(js, f"$JS.API.CONSUMER.MSG.NEXT.{STREAM}.{whose}")


async def _asked(js: JetStreamContext, subject: str) -> object:
    return await js._nc.request(subject, b"", timeout=0.5)


@pytest.mark.parametrize("who", ["tracker", "gateway", OPERATOR])
async def test_nobody_may_touch_the_stream_or_what_is_anothers_in_it(tmp_path: Path, who: str) -> None:
    async with connected(tmp_path, "chairs", who) as (chairs, other):
        await own_consumer(chairs, "chairs")
        await chairs.jetstream().publish("events.chairs.ChairNamed", b"fact")
        before = await state(chairs)
        for what, deed in FORBIDDEN.items():
            REFUSALS[id(other)].clear()
            with pytest.raises((TimeoutError, nats.errors.Error)):
                await deed(other.jetstream(timeout=0.5))
            await asyncio.wait_for(REFUSALS[id(other)].wait(), 30)
            assert await state(chairs) == before, what


async def state(client: Client) -> tuple[object, ...]:
    js = client.jetstream()
    stream, consumer = await js.stream_info(STREAM), await js.consumer_info(STREAM, "chairs")
    return stream.config, stream.state.messages, consumer.config, consumer.delivered, consumer.ack_floor


async def test_a_stream_that_is_there_is_not_made_anew_with_another_shape(tmp_path: Path) -> None:
    async with connected(tmp_path, "cases", "tracker") as (cases, tracker):
        await declare_stream(cases)
        with pytest.raises(nats.errors.Error, match="already in use"):
            await tracker.jetstream().add_stream(name=STREAM, subjects=["events.>", "commands.>"])


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
