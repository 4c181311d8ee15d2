"""How does the API say that something is wrong? As a problem document (RFC 9457), in plain words."""

import json
from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from pydantic import ValidationError
from shared.actor import Forbidden
from shared.database.trouble import passes
from shared.network.client import Away, BadQuestion, Fault
from shared.observing import faults
from shared.service import NotFound
from sqlalchemy.exc import SQLAlchemyError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from gateway.forms.wording import in_english


def problem(
    status: int, detail: str, *, title: str = "", headers: dict[str, str] | None = None, **more: Any
) -> Response:
    body = {"type": "about:blank", "title": title or HTTPStatus(status).phrase, "status": status, "detail": detail}
    body |= {name: value for name, value in more.items() if value is not None}
    return Response(json.dumps(body), status, headers, "application/problem+json")


def with_errors(errors: Sequence[tuple[str, str]]) -> Response:
    listed = [{"field": field, "message": message} for field, message in errors]
    return problem(422, "Some fields are not right.", title="Not valid", errors=listed)


def invalid(wrong: ValidationError) -> Response:
    """Never with the values themselves: they may be personal."""
    errors = wrong.errors(include_url=False, include_input=False)
    return with_errors([(".".join(map(str, error["loc"])), in_english(error, None)) for error in errors])


async def fault(request: Request, wrong: Exception) -> Response:
    """Our own. A database that is away, busy or full is none: it passes."""
    if passes(wrong):
        return problem(503, "A database does not answer now. Please try again.", headers={"Retry-After": "5"})
    reference = wrong.reference if isinstance(wrong, Fault) else faults.report(wrong)
    return problem(500, "Something went wrong on our side.", reference=reference)


def install(app: FastAPI) -> None:
    async def forbidden(request: Request, wrong: Exception) -> Response:
        return problem(403, str(wrong))

    async def not_found(request: Request, wrong: Exception) -> Response:
        return problem(404, str(wrong) or "There is nothing here.")

    async def away(request: Request, wrong: Exception) -> Response:
        return problem(503, f"{wrong}. Please try again with the same Idempotency-Key.", headers={"Retry-After": "5"})

    async def bad_question(request: Request, wrong: Exception) -> Response:
        assert isinstance(wrong, BadQuestion)
        return with_errors([(error.field, error.message) for error in wrong.errors])

    async def http(request: Request, wrong: Exception) -> Response:
        assert isinstance(wrong, HTTPException)
        return problem(wrong.status_code, wrong.detail, headers=dict(wrong.headers or {}))

    handlers = (
        (Forbidden, forbidden),
        (NotFound, not_found),
        (Away, away),
        (BadQuestion, bad_question),
        (Fault, fault),
    )
    for kind, handler in handlers:
        app.add_exception_handler(kind, handler)
    app.add_exception_handler(HTTPException, http)
    app.add_exception_handler(SQLAlchemyError, fault)
    app.add_exception_handler(500, fault)
