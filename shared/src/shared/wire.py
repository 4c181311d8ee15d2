"""What travels between services: a command with who asks it, the reply to it, and a fact of a service's feed."""

import os
import time
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, Self

from pydantic import SerializeAsAny, ValidationError
from pydantic_core import ErrorDetails, from_json, to_json

from shared.actor import Actor
from shared.message import Command, Id, Value


def new_command_id() -> str:
    """A UUID of version 7 (RFC 9562, 5.7) as 32 hexadecimal digits: those made together lie together in an index."""
    number = time.time_ns() // 1_000_000 << 80 | int.from_bytes(os.urandom(10))
    return f"{number & ~(0xF << 76 | 0x3 << 62) | 0x7 << 76 | 0x2 << 62:032x}"


class FieldError(Value):
    """What is wrong with one input. `field` is its path (`people.0.name`), `kind` pydantic's word for the trouble
    (`missing`), by which the gateway words it."""

    field: str
    kind: str
    message: str


class BadPayload(Exception):
    """What arrived cannot be read as what it claims to be."""

    def __init__(self, *errors: FieldError) -> None:
        super().__init__(f"{len(errors)} fields cannot be read")
        self.errors = errors


class Envelope(Value):
    """A command, the id under which it is asked for, however often (uuid hex), and who asks."""

    id: Id
    actor: Actor
    command: SerializeAsAny[Command]

    def packed(self) -> bytes:
        return to_json({"type": self.command.type_name()} | self.model_dump(mode="json"))

    @classmethod
    def unpacked(cls, raw: bytes, commands: Mapping[str, type[Command]]) -> Self:
        """`commands` are those of the service by their type name: `service.commands_by_name`. Raises BadPayload."""
        try:
            data = from_json(raw)
        except ValueError:
            raise BadPayload(FieldError(field="", kind="json_invalid", message="This is not JSON")) from None
        name = data.get("type") if isinstance(data, dict) else None
        if not isinstance(name, str) or name not in commands:
            raise BadPayload(FieldError(field="type", kind="unknown", message="There is no command of this name"))
        if b"\\u0000" in raw and (fields := tuple(_with_nul(data.get("command"), ""))):
            raise BadPayload(*fields)
        try:
            # strictly: lax reading would take 0 for 1 January 1970
            command = commands[name].model_validate_json(to_json(data.get("command")), strict=True)
            actor = Actor.model_validate_json(to_json(data.get("actor")), strict=True)
            return cls(id=data.get("id"), actor=actor, command=command)
        except ValidationError as wrong:
            raise BadPayload(*field_errors(wrong)) from None


class Reply(Value):
    """One of: accepted (with the id and the version of what was changed), refused (the reason, and the input to mend),
    forbidden (the reason), errors (of the payload), fault (an opaque reference, by which the log tells more), away (the
    same may be asked again in a moment)."""

    accepted: bool = False
    id: str = ""
    version: int = 0
    refused: str | None = None
    field: str | None = None
    forbidden: str | None = None
    errors: tuple[FieldError, ...] = ()
    fault: str | None = None
    away: bool = False


class Fact(Value):
    """A row of a producer's feed. `data` is the contract, its personal fields sealed; `stream`, `stream_version`, `at`,
    `actor_id` and `command_id` are those of the event that it tells of. `hash` is the fingerprint of that event,
    `previous` that of the fact before this one, and `history` the identity of the feed that they are in."""

    producer: str
    number: int = 0
    type: str
    version: int
    stream: str
    stream_version: int
    at: datetime
    actor_id: str
    command_id: str
    case_id: str | None = None
    history: str = ""
    hash: str = ""
    previous: str = ""
    data: dict[str, Any]

    @property
    def queue(self) -> str:
        """Facts of the same case are applied in order; without a case, those of the same stream."""
        return self.case_id or self.stream


def _with_nul(data: Any, path: str) -> Iterator[FieldError]:
    """The one character that PostgreSQL does not store in a text."""
    if isinstance(data, str) and "\x00" in data:
        yield FieldError(field=path, kind="string_nul", message="Text may not hold the character NUL")
    parts = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for name, part in parts:
        yield from _with_nul(part, f"{path}.{name}".lstrip("."))


def field_errors(wrong: ValidationError) -> tuple[FieldError, ...]:
    """Never with the input itself: it may be personal."""
    return tuple(_field_error(error) for error in wrong.errors(include_url=False, include_input=False))


def _field_error(error: ErrorDetails) -> FieldError:
    return FieldError(field=".".join(str(part) for part in error["loc"]), kind=error["type"], message=error["msg"])
