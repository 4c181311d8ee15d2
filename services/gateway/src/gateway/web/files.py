"""How does a file that a service keeps reach a browser? Piece by piece to us, and from us as something to save."""

from collections.abc import Callable
from hashlib import sha256
from mimetypes import guess_type
from typing import Any

from shared.question import FilePiece, Question
from shared.service import NotFound
from starlette.responses import Response

from gateway.show.exports import handed_out
from gateway.web.visit import Visit


async def kept_file(visit: Visit, name: str, fingerprint: str, piece: Callable[[int], Question[Any]]) -> Response:
    """`piece(at)` asks for the parts of the file, counted from 0. NotFound where it is not what was put on record."""
    found: list[FilePiece] = [await visit.ask(piece(0))]
    while not found[-1].last:
        found.append(await visit.ask(piece(len(found))))
    content = b"".join(one.content for one in found)
    if sha256(content).hexdigest() != fingerprint:
        raise NotFound("This file is not the one that was put on record, so it is not shown.")
    return handed_out(content, name, guess_type(name)[0] or "application/octet-stream")
