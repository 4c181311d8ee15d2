"""How do commands and questions reach a service, and how are they answered?

The options of FastStream and nats-py stand here.
An exception or a payload that cannot be read would be silence for the caller: here everything becomes an answer.
"""

from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any

import nats.errors
import structlog
from faststream.nats import NatsBroker
from faststream.nats.security import NatsUserPassword
from faststream.nats.subscriber.usecases.basic import LogicSubscriber
from nats.aio.client import Client as Connection
from nats.aio.subscription import Subscription
from nats.js import JetStreamContext
from nats.js.api import DiscardPolicy, RetentionPolicy, StorageType, StreamConfig
from nats.js.errors import BadRequestError
from pydantic import ValidationError

from shared.actor import Actor, Forbidden
from shared.asking import Answered, Inquiry
from shared.database.trouble import passes
from shared.message import Value
from shared.network.line import Line, credentials, options
from shared.observing import faults
from shared.question import Question
from shared.service import NotFound, Service
from shared.wire import BadPayload, Envelope, Reply, field_errors

log = structlog.get_logger()

STREAM = "EVENTS"
A_WEEK = 7 * 24 * 3600.0
OLDEST_SERVER = (2, 10)
"""An older one ignores `filter_subjects` and hands everybody's facts to everybody."""

type Deed = Callable[[Any, Actor], Awaitable[Value]]


async def connect(nats_url: str, name: str, line: Line | None = None) -> Connection:
    """For those that only ask. Waits for NATS as long as it takes."""
    line = line or Line()
    line.connection = connection = Connection()
    user, password = credentials(nats_url) or (None, None)
    try:
        await connection.connect(**options(nats_url, name, line), user=user, password=password)
    except BaseException:
        await connection.close()
        raise
    return connection


def broker_for(nats_url: str, name: str, line: Line) -> NatsBroker:
    """For a service. Connected from its start until its stop, and no longer."""
    known = credentials(nats_url)
    return NatsBroker(
        **options(nats_url, name, line),
        security=NatsUserPassword(*known) if known else None,
        apply_types=False,  # payloads are parsed here, strictly, and answered when they cannot be
        logger=None,  # one line a message is too many, and its errors reach nobody
        graceful_timeout=10,
    )


def hold(broker: NatsBroker, line: Line) -> None:
    """Once connected, for as long as it takes. At the start FastStream's own callback ends a process that NATS refuses;
    later the same callback would end nats-py's reconnecting for ever (docs/adr/0015)."""
    line.held_by(broker.connection)
    broker.connection._error_cb = line.troubled


async def declare_stream(connection: Connection) -> JetStreamContext:
    """The one place that makes the stream. One that is there already stays as its operator shaped it."""
    version = connection.connected_server_version
    if (version.major, version.minor) < OLDEST_SERVER:
        raise RuntimeError(f"NATS has version {version}; the oldest that will do is 2.10")
    js = connection.jetstream()
    wanted = StreamConfig(
        name=STREAM,
        subjects=["events.>"],
        retention=RetentionPolicy.LIMITS,
        storage=StorageType.FILE,
        discard=DiscardPolicy.OLD,
        max_age=A_WEEK,  # the record is in the services' feeds
        duplicate_window=120,
        num_replicas=3 if len(connection.servers) >= 3 else 1,
    )
    try:
        await js.add_stream(wanted)
    except BadRequestError:
        there = (await js.stream_info(STREAM)).config
        if "events.>" not in (there.subjects or []):
            raise
    return js


def answer_commands(
    broker: NatsBroker,
    service: Service,
    execute: Callable[[Envelope], Awaitable[Reply]],
    *,
    workers: int,
    count: Callable[[str, str], None],
) -> None:
    async def commands(payload: bytes) -> bytes:
        name = "unreadable"
        try:
            envelope = Envelope.unpacked(payload, service.commands_by_name)
            name = envelope.command.type_name()
            reply = await execute(envelope)
        except BadPayload as bad:
            reply = Reply(errors=bad.errors)
        except Exception as error:
            reply = Reply(away=True) if passes(error) else Reply(fault=faults.report(error, command=name))
        count(name, result_of(reply))
        return reply.model_dump_json().encode()

    _subscribe(broker, f"commands.{service.name}", service.name, workers, commands)


def answer_question(
    broker: NatsBroker,
    service_name: str,
    question: type[Question[Any]],
    answer: Deed,
    *,
    workers: int,
    count: Callable[[str, str], None],
) -> None:
    name = question.__name__

    async def questions(payload: bytes) -> bytes:
        reply = Answered[Any]()
        result = "answered"
        try:
            inquiry = Inquiry[question].model_validate_json(payload, strict=True)  # type: ignore[valid-type]
            found = await answer(inquiry.question, inquiry.actor)
            raw = b'{"answer":' + found.model_dump_json().encode() + b"}"
            if len(raw) <= broker.connection.max_payload:
                count(name, result)
                return raw
            raise ValueError("the answer is larger than NATS takes")
        except ValidationError as wrong:
            result, reply = "errors", Answered(errors=field_errors(wrong))
        except Forbidden as reason:
            result, reply = "forbidden", Answered(forbidden=str(reason))
        except NotFound as reason:
            result, reply = "not_found", Answered(not_found=str(reason))
        except Exception as error:
            result, reply = "away", Answered(away=True)
            if not passes(error):
                result, reply = "fault", Answered(fault=faults.report(error, question=name))
        count(name, result)
        return reply.model_dump_json().encode()

    _subscribe(broker, f"queries.{service_name}.{name}", service_name, workers, questions)


def result_of(reply: Reply) -> str:
    if reply.accepted:
        return "accepted"
    return next((name for name in ("refused", "forbidden", "errors", "away", "fault") if getattr(reply, name)), "fault")


def _subscribe(
    broker: NatsBroker, subject: str, queue: str, workers: int, handler: Callable[[bytes], Awaitable[bytes]]
) -> None:
    """`queue`: one of the replicas gets it. `workers`: so many at once."""
    broker.subscriber(subject, queue=queue, max_workers=workers, decoder=_raw)(handler)


async def _raw(message: Any) -> bytes:
    body: bytes = message.body
    return body


async def drain(broker: NatsBroker) -> None:
    """Take no more; what NATS has handed over is still answered. Who calls now is answered by another replica, or
    told at once that nobody is there."""
    for subscriber in broker.subscribers:
        if not isinstance(subscriber, LogicSubscriber):
            continue
        subscription, subscriber.subscription = subscriber.subscription, None
        if isinstance(subscription, Subscription):
            with suppress(nats.errors.Error):
                await subscription.drain()  # type: ignore[no-untyped-call]
