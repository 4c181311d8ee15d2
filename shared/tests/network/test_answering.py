"""Does every command and every question get an answer, whatever is wrong with it?"""

import asyncio
import json
import signal
import time
import uuid
from pathlib import Path
from typing import Any

import pytest
from deploy.waiting import eventually
from nats.aio.client import Client as Connection
from shared.actor import Forbidden
from shared.asking import CaseKey, Feed
from shared.network.client import Away, BadQuestion, Client, client
from shared.service import NotFound
from shared.testing.spec import ADMINISTRATOR, AUDITOR, MANAGER, SYSTEM
from shared.wire import Fact

from .conftest import Town
from .tiny.asking import envelope, order, send
from .tiny.contracts.orders.commands import AddDishes, PlaceOrder
from .tiny.contracts.orders.queries import ShowOrder

pytestmark = pytest.mark.servers


async def raw(gateway: Client, subject: str, payload: bytes) -> Any:
    assert isinstance(gateway.connection, Connection)
    return json.loads((await gateway.connection.request(subject, payload, timeout=30)).data)


async def test_a_command_is_answered_and_its_effect_can_be_read(busy_town: Town, gateway: Client) -> None:
    case_id = await order(gateway, dishes=3)
    shown = await gateway.ask(ShowOrder(case_id=case_id), MANAGER)
    assert (shown.guest, shown.dishes) == ("Ann", 3)


async def test_a_refusal_names_the_reason_and_the_input(busy_town: Town, gateway: Client) -> None:
    reply = await send(gateway, AddDishes(case_id=uuid.uuid4().hex, dishes=("soup",)))
    assert (reply.accepted, reply.refused, reply.field) == (False, "The order has not been placed yet", "case_id")


async def test_the_same_command_twice_is_done_once_and_answered_the_same(busy_town: Town, gateway: Client) -> None:
    case_id = await order(gateway)
    asked = envelope(AddDishes(case_id=case_id, dishes=("soup", "bread")))
    first, second = await gateway.send("orders", asked), await gateway.send("orders", asked)
    assert first == second
    assert (await gateway.ask(ShowOrder(case_id=case_id), MANAGER)).dishes == 2


async def test_who_may_not_is_told_so(busy_town: Town, gateway: Client) -> None:
    asked = envelope(PlaceOrder(case_id=uuid.uuid4().hex, guest="Ann")).model_copy(update={"actor": AUDITOR})
    assert (await gateway.send("orders", asked)).forbidden
    with pytest.raises(Forbidden):
        await gateway.ask(ShowOrder(case_id=uuid.uuid4().hex), AUDITOR)


async def test_what_is_not_there_is_not_found(busy_town: Town, gateway: Client) -> None:
    with pytest.raises(NotFound, match="There is no such order"):
        await gateway.ask(ShowOrder(case_id=uuid.uuid4().hex), MANAGER)


@pytest.mark.parametrize(
    ("payload", "field"),
    [
        (b"\xff not json", ""),
        (b"[]", "type"),
        (b"{}", "type"),
        (b'{"type": "EatEverything"}', "type"),
        (b'{"type": "PlaceOrder", "id": "x", "command": {}}', "case_id"),
        (b'{"type": "PlaceOrder", "id": "x", "command": {"seats": "1"}}', "seats"),  # strictly: not a number
    ],
)
async def test_a_command_that_can_not_be_read_is_answered_with_its_errors(
    busy_town: Town, gateway: Client, payload: bytes, field: str
) -> None:
    reply = await raw(gateway, "commands.orders", payload)
    assert reply["accepted"] is False
    assert field in [error["field"] for error in reply["errors"]]


@pytest.mark.parametrize("payload", [b"\xff", b"{}", b'{"actor": {}, "question": {"case_id": 7}}'])
async def test_a_question_that_can_not_be_read_is_answered_with_its_errors(
    busy_town: Town, gateway: Client, payload: bytes
) -> None:
    reply = await raw(gateway, "queries.orders.ShowOrder", payload)
    assert reply["errors"]
    assert reply["answer"] is None


async def test_the_client_says_which_field_of_a_question_is_wrong(busy_town: Town, gateway: Client) -> None:
    with pytest.raises(BadQuestion) as wrong:
        await gateway.ask(ShowOrder.model_construct(case_id="not an id"), MANAGER)
    assert [error.field for error in wrong.value.errors] == ["question.case_id"]


async def test_a_service_that_is_not_there_is_noticed_at_once(busy_town: Town, gateway: Client) -> None:
    began = time.monotonic()
    with pytest.raises(Away, match="nobody does not answer"):
        await gateway.send("nobody", envelope(PlaceOrder(case_id=uuid.uuid4().hex, guest="Ann")))
    assert time.monotonic() - began < 1


async def test_without_nats_every_service_is_away() -> None:
    async with asyncio.timeout(30):
        async with client("nats://127.0.0.1:1", "gateway") as alone:
            with pytest.raises(Away):
                await alone.ask(ShowOrder(case_id=uuid.uuid4().hex), MANAGER)


async def test_feed_and_keys_are_for_services_alone(busy_town: Town, gateway: Client) -> None:
    case_id = await order(gateway, dishes=2)
    page = await gateway.ask_of("orders", Feed(after=0), SYSTEM)
    assert [fact.number for fact in page.facts] == list(range(1, len(page.facts) + 1))
    assert len(await gateway.key("orders", f"case-{case_id}", SYSTEM) or b"") == 32
    with pytest.raises(Forbidden):
        await gateway.ask_of("orders", Feed(after=0), ADMINISTRATOR)
    with pytest.raises(Forbidden):
        await gateway.ask_of("orders", CaseKey(subject=f"case-{case_id}"), ADMINISTRATOR)
    with pytest.raises(NotFound):
        await gateway.key("orders", "case-unknown", SYSTEM)
    made = await gateway.key("orders", f"order-{case_id}", SYSTEM)  # nothing personal yet
    assert made is not None
    assert await gateway.key("orders", f"order-{case_id}", SYSTEM) == made


async def test_personal_fields_travel_sealed(busy_town: Town, gateway: Client) -> None:
    case_id = await order(gateway, guest="Somebody Known")

    async def told() -> list[Fact]:
        facts = (await gateway.feed("orders", 0, SYSTEM)).facts
        return [fact for fact in facts if fact.case_id == case_id]

    await eventually(told, what="the order to be told")
    (fact,) = await told()
    assert fact.type == "OrderPlaced"
    assert "Somebody Known" not in fact.model_dump_json()


async def test_metrics_count_names_and_results_and_hold_no_ids(busy_town: Town, gateway: Client) -> None:
    case_id = await order(gateway, dishes=1, guest="Somebody Known")
    status, page = busy_town.replicas[0].get("/metrics")
    text = page.decode()
    assert status == 200
    assert 'commands_total{command="AddDishes",result="accepted"}' in text
    assert case_id not in text
    assert "Somebody" not in text


def test_the_description_names_commands_questions_and_facts(busy_town: Town) -> None:
    orders = busy_town.replicas[0]
    status, described = orders.get("/asyncapi.json")
    assert status == 200
    channels = json.loads(described)["channels"]
    addresses = {channel["address"] for channel in channels.values()}
    assert {
        "commands.orders",
        "queries.orders.ShowOrder",
        "queries.orders.Feed",
        "events.orders.DishOrdered",
    } <= addresses
    assert b"AddDishes" in described
    assert orders.get("/asyncapi")[0] == 200
    assert orders.get("/asyncapi/try")[0] == 404


def test_in_production_nothing_is_described(town: Town, tmp_path: Path) -> None:
    key = tmp_path / "given.key"
    key.write_bytes(b"k" * 32)
    key.chmod(0o600)
    replica = town.start("orders", ENVIRONMENT="production", MASTER_KEY_FILE=str(key))
    assert replica.get("/asyncapi")[0] == 404
    assert replica.get("/health")[0] == 200


def test_a_service_that_can_not_start_says_why_and_ends(town: Town) -> None:
    town.create = lambda service: None  # type: ignore[method-assign]
    behind = town.start("orders", wait=False)
    assert behind.process.wait(20) != 0
    assert "The database of orders is behind this version" in behind.log.read_text()
    untold = town.start("orders", wait=False, NATS_URL="")
    assert untold.process.wait(20) != 0
    assert "NATS_URL is not set" in untold.log.read_text()
    assert "Traceback" not in behind.log.read_text() + untold.log.read_text()


async def test_it_stops_in_order_and_gives_the_lease_back(town: Town, gateway: Client) -> None:
    replica = town.start("orders", LEASE_SECONDS="120")
    await order(gateway)
    assert replica.stop() == -signal.SIGTERM  # uvicorn ends by the signal, after all is closed
    assert "Traceback" not in replica.log.read_text()
    with pytest.raises(Away):
        await gateway.ask(ShowOrder(case_id=uuid.uuid4().hex), MANAGER)
    successor = town.start("orders", LEASE_SECONDS="120")
    await eventually(lambda: successor.ready["leads"], 30, what="the successor to lead")


async def test_two_cases_of_one_guest_have_keys_of_their_own(busy_town: Town, gateway: Client) -> None:
    one, other = await order(gateway), await order(gateway)
    assert await gateway.key("orders", f"case-{one}", SYSTEM) != await gateway.key("orders", f"case-{other}", SYSTEM)
