"""What can a program ask? Every command and question of the services, derived from their contracts, no route by hand.

`POST /api/v1/<service>/<command>` and `GET /api/v1/<service>/<question>?…`, by a bearer token or by the session.
"""

from collections.abc import Awaitable, Callable
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from fastapi import FastAPI, Request
from pydantic import ValidationError
from pydantic_core import from_json
from shared.message import Command
from shared.question import Question
from shared.wire import Reply, new_command_id
from starlette.exceptions import HTTPException
from starlette.responses import Response

from gateway.access import asking
from gateway.api import problems
from gateway.api.caller import caller
from gateway.api.contracts import SERVICES, commands, questions, sentence
from gateway.api.files import DESCRIBED, body_of, putting
from gateway.api.openapi import described, with_components
from gateway.gate import Gate
from gateway.web.addresses import question_in
from gateway.web.shape import check, with_new_ids

LARGEST_BODY = 2_000_000

type Endpoint = Callable[[Request], Awaitable[Response]]


def api_of(gate: Gate) -> FastAPI:
    app = FastAPI(title=f"{gate.settings.process}: API", version="1", docs_url=None, redoc_url=None)
    app.state.gate = gate
    for service in SERVICES:
        for name, command in commands(service).items():
            app.add_api_route(
                f"/{service}/{name}",
                posting(command),
                methods=["POST"],
                tags=[service],
                summary=sentence(command),
                operation_id=f"{service}-{name}",
                openapi_extra=described(command),
                response_class=Response,
            )
        for name, question in questions(service).items():
            app.add_api_route(
                f"/{service}/{name}",
                getting(question),
                methods=["GET"],
                tags=[service],
                summary=sentence(question),
                operation_id=f"{service}-{name}",
                openapi_extra=described(question),
                response_class=Response,
            )
        app.add_api_route(
            f"/{service}/files/{{subject}}",
            putting(service),
            methods=["PUT"],
            tags=[service],
            summary="Keep a file",
            operation_id=f"{service}-keep-file",
            openapi_extra=DESCRIBED,
            response_class=Response,
        )
    problems.install(app)
    with_components(app)
    return app


def posting(command_class: type[Command]) -> Endpoint:
    async def post(request: Request) -> Response:
        who = await caller(request, "write")
        command_id = id_of(request.headers.get("idempotency-key"), who.actor.id)
        try:
            command = check(command_class, with_new_ids(command_class, await _body(request), command_id))
        except ValidationError as wrong:
            return problems.invalid(wrong)
        return _answer(await asking.send(request.app.state.gate, who, command, command_id))

    return post


def getting(question_class: type[Question[Any]]) -> Endpoint:
    async def get(request: Request) -> Response:
        who = await caller(request, "read")
        try:
            question = question_in(question_class, request.query_params.multi_items())
        except ValidationError as wrong:
            return problems.invalid(wrong)
        answer = await asking.ask(request.app.state.gate, who, question)
        return Response(answer.model_dump_json(), media_type="application/json")

    return get


def id_of(key: str | None, account_id: str) -> str:
    """The command's id: the Idempotency-Key where it is a uuid, else one that follows from it and from who sent it."""
    if not key:
        return new_command_id()
    try:
        return UUID(key).hex
    except ValueError:
        return uuid5(NAMESPACE_URL, f"idempotency:{account_id}:{key}").hex


async def _body(request: Request) -> dict[str, Any]:
    try:
        data = from_json(await body_of(request, LARGEST_BODY))
    except ValueError:
        raise HTTPException(400, "The body is not JSON.") from None
    if not isinstance(data, dict):
        raise HTTPException(400, "The body must be a JSON object with the command’s fields.")
    return data


def _answer(reply: Reply) -> Response:
    if reply.accepted:
        return Response(reply.model_dump_json(include={"id", "version", "accepted"}), media_type="application/json")
    if reply.refused is not None:
        return problems.problem(409, reply.refused, title="Refused", field=reply.field)
    if reply.errors:
        return problems.with_errors([(error.field, error.message) for error in reply.errors])
    return problems.problem(500, "Something went wrong on our side.", reference=reply.fault)
