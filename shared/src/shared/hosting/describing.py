"""What may be asked of a service, and what does it tell? AsyncAPI, made from the contracts when somebody looks.

The handlers here are never started: they only carry the types, which would slow the start of the real ones.
"""

from functools import cache
from typing import Any, Literal, Union

from faststream.asgi import AsyncAPIRoute
from faststream.asgi.response import JSONResponse
from faststream.asgi.types import ASGIApp, Receive, Scope, Send
from faststream.nats import NatsBroker
from faststream.specification import AsyncAPI
from pydantic import create_model

from shared.actor import Actor
from shared.asking import CaseKey, DiscardParked, Feed, Parked, RetryParked, owner_of
from shared.message import Contract, Id, Value
from shared.question import Question
from shared.service import Service

STANDING: tuple[type[Question[Any]], ...] = (Feed, CaseKey, Parked, RetryParked, DiscardParked)


def routes(service: Service) -> list[tuple[str, ASGIApp]]:
    """The page and its JSON. The route by which FastStream would let anybody publish is not there."""
    described = cache(lambda: description_of(service))

    async def page(scope: Scope, receive: Receive, send: Send) -> None:
        await AsyncAPIRoute("/asyncapi", try_it_out_path=None)(described())(scope, receive, send)

    async def as_json(scope: Scope, receive: Receive, send: Send) -> None:
        await JSONResponse(described().to_specification().to_jsonable())(scope, receive, send)

    return [("/asyncapi", page), ("/asyncapi.json", as_json)]


def description_of(service: Service) -> AsyncAPI:
    broker = NatsBroker("nats://nats:4222")
    envelopes = [_envelope(command) for command in service.commands]
    if envelopes:
        _receives(broker, f"commands.{service.name}", service.name, Union[tuple(envelopes)])  # noqa: UP007
    for question in (*service.answers, *STANDING):
        asked = _value(f"{question.__name__}Inquiry", question.__doc__, actor=Actor, question=question)
        _receives(broker, f"queries.{service.name}.{question.__name__}", service.name, asked)
    for contract in told_by(service.name):
        name = contract.type_name()
        broker.publisher(f"events.{service.name}.{name}", schema=contract, title=name, description=contract.__doc__)
    description = AsyncAPI(title=f"The {service.name} service", version="1")
    description.add_broker(broker)
    return description


def told_by(service_name: str) -> list[type[Contract]]:
    """The contracts of a service, as far as they are imported: all that it can publish are."""
    found, waiting = [], list(Contract.__subclasses__())
    while waiting:
        contract = waiting.pop()
        waiting += contract.__subclasses__()
        if ".contracts." in contract.__module__ and owner_of(contract) == service_name:
            found.append(contract)
    return sorted((one for one in found if not one.__name__.startswith("_")), key=lambda one: one.__name__)


def _envelope(command: type[Any]) -> type[Value]:
    name = command.type_name()
    return _value(f"{name}Envelope", command.__doc__, type=Literal[name], id=Id, actor=Actor, command=command)


def _value(name: str, words: str | None, **fields: Any) -> type[Value]:
    made: type[Value] = create_model(name, __base__=Value, __doc__=words, **fields)
    return made


def _receives(broker: NatsBroker, subject: str, queue: str, payload: Any) -> None:
    async def handler(payload: Any) -> None: ...

    handler.__annotations__["payload"] = payload
    broker.subscriber(subject, queue=queue, title=subject, description=payload.__doc__)(handler)
