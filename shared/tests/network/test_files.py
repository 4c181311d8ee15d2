"""Is a file that somebody hands over kept whole, closed, and given back to those who may see it?"""

import os
import uuid

import pytest
from shared.actor import Forbidden
from shared.asking import PIECE_BYTES, KeepPiece
from shared.network.client import BadQuestion, Client
from shared.service import NotFound
from shared.testing.spec import AUDITOR, MANAGER, SYSTEM

from .conftest import Town
from .tiny.asking import order
from .tiny.contracts.orders.queries import RecipeFile

pytestmark = pytest.mark.servers


async def read(gateway: Client, case_id: str, sha256: str) -> bytes:
    parts = [await gateway.ask(RecipeFile(case_id=case_id, sha256=sha256), MANAGER)]
    while not parts[-1].last:
        parts.append(await gateway.ask(RecipeFile(case_id=case_id, sha256=sha256, at=len(parts)), MANAGER))
    return b"".join(part.content for part in parts)


@pytest.mark.parametrize("size", [0, 1, PIECE_BYTES, PIECE_BYTES + 1])
async def test_a_file_comes_back_as_it_was(busy_town: Town, gateway: Client, size: int) -> None:
    case_id, content = await order(gateway), os.urandom(size)
    sha256 = await gateway.keep_file("orders", f"case-{case_id}", content, MANAGER)
    assert await gateway.keep_file("orders", f"case-{case_id}", content, MANAGER) == sha256
    assert await read(gateway, case_id, sha256) == content


async def test_it_is_there_for_its_own_case_alone(busy_town: Town, gateway: Client) -> None:
    case_id, other = await order(gateway), await order(gateway)
    sha256 = await gateway.keep_file("orders", f"case-{case_id}", b"a recipe", MANAGER)
    with pytest.raises(NotFound, match="not in the store"):
        await read(gateway, other, sha256)


async def test_files_are_taken_from_those_the_service_names(busy_town: Town, gateway: Client) -> None:
    subject = f"case-{await order(gateway)}"
    with pytest.raises(Forbidden):
        await gateway.keep_file("orders", subject, b"a recipe", AUDITOR)
    with pytest.raises(Forbidden):
        await gateway.keep_file("kitchen", subject, b"a recipe", MANAGER)


async def test_a_piece_that_is_too_large_or_belongs_nowhere_is_refused(busy_town: Town, gateway: Client) -> None:
    for piece in (
        KeepPiece.model_construct(subject="case-../../etc", sha256="0" * 64, at=0, content=b"x"),
        KeepPiece.model_construct(
            subject=f"case-{uuid.uuid4().hex}", sha256="0" * 64, at=0, content=b"x" * (PIECE_BYTES + 1)
        ),
    ):
        with pytest.raises(BadQuestion):
            await gateway.ask_of("orders", piece, MANAGER)


async def test_what_is_kept_tells_nothing(busy_town: Town, gateway: Client) -> None:
    case_id = await order(gateway)
    await gateway.keep_file("orders", f"case-{case_id}", b"Somebody Known wrote this", MANAGER)
    kept = [path for path in (busy_town.folder / "documents").rglob("*") if path.is_file()]
    assert kept
    assert not any(b"Somebody Known" in path.read_bytes() for path in kept)
    assert await gateway.key("orders", f"case-{case_id}", SYSTEM)
