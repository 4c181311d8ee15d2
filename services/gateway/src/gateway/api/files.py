"""How does a program hand over a file, before a command names it by its fingerprint? The one route by hand: a file is
not JSON (docs/adr/0012).

`PUT /api/v1/<service>/files/<subject>` with the file as the body -> `{"sha256": …, "size": …}`.
"""

from collections.abc import Awaitable, Callable
from typing import Annotated, Any

from fastapi import Path, Request
from pydantic_core import to_json
from shared.asking import LARGEST_FILE, SUBJECT
from starlette.exceptions import HTTPException
from starlette.responses import Response

from gateway.access import asking
from gateway.api import openapi
from gateway.api.caller import caller

KEPT = {
    "type": "object",
    "required": ["sha256", "size"],
    "properties": {"sha256": {"type": "string"}, "size": {"type": "integer"}},
}
DESCRIBED: dict[str, Any] = {
    "description": "Keep a file under the key of a case (`case-<id>`) or of a chair (`chair-<id>`; for somebody "
    "who is still to be entered, the command then gives the same id). The same file again changes nothing.",
    "security": [{"bearer": []}],
    "requestBody": {
        "required": True,
        "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
    },
    "responses": {"200": openapi.content("It is kept", KEPT), **openapi.refusals("413")},
}


def putting(service: str) -> Callable[[Request, str], Awaitable[Response]]:
    async def put(request: Request, subject: Annotated[str, Path(pattern=SUBJECT)]) -> Response:
        who = await caller(request, "write")
        content = await body_of(request, LARGEST_FILE)
        sha256 = await asking.keep_file(request.app.state.gate, who, service, subject, content)
        return Response(to_json({"sha256": sha256, "size": len(content)}), media_type="application/json")

    return put


async def body_of(request: Request, largest: int) -> bytes:
    """All of it, or 413 as soon as it is too much."""
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > largest:
            raise HTTPException(413, "This is too much at once.")
    return bytes(body)
