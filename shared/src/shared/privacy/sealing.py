"""Which parts of a message are personal, and how are they stored so that destroying one key takes them all away?

A sealed part is `{"$sealed": "<nonce and ciphertext>"}` in the message's JSON, with `"erased": …` beside it where it
does not read `[erased]` after the key is gone. So what was sealed under an old version opens without its class.
"""

import os
from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, TypeAliasType, Union, get_args, get_origin

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic_core import from_json, to_json

from shared.message import ERASED, Named, Personal

MARK = "$sealed"
NONCE_BYTES = 12
_NESTED = (dict, list)


def subject_of(message: Named | Mapping[str, Any], stream: str) -> str:
    """Whose key seals it: the case's where the message names a case, else that of its stream."""
    if isinstance(message, Named):
        named = message.case_id if _names_a_case(type(message)) else None  # type: ignore[attr-defined]
    else:
        named = message.get("case_id")
    return f"case-{named}" if named else stream


@cache
def _names_a_case(message: type[Named]) -> bool:
    return "case_id" in message.model_fields


def is_personal(message: type[Named]) -> bool:
    """Whether anything in such a message may have to be sealed."""
    return bool(_parts_of(message))


def seal(message: Named, key: bytes | None, stream: str, version: int) -> dict[str, Any]:
    """The message as it is stored. Without a key (it was destroyed) the personal parts are not written at all."""
    data = message.model_dump(mode="json")
    cipher = AESGCM(key) if key else None

    def sealed(plain: Any, path: str, erased: Any) -> Any:
        if cipher is None:
            return erased
        nonce = os.urandom(NONCE_BYTES)
        token = b64encode(nonce + cipher.encrypt(nonce, to_json(plain), _place(stream, version, path))).decode()
        return {MARK: token} if erased == ERASED else {MARK: token, "erased": erased}

    _walk_model(message, data, "", sealed)
    return data


def sealed_text(message: Named, key: bytes | None, stream: str, version: int) -> str:
    """The same, as the text that is stored."""
    if not _parts_of(type(message)):
        return message.model_dump_json()
    return to_json(seal(message, key, stream, version)).decode()


def is_sealed(data: Any) -> bool:
    """Whether anything in it is sealed, so that a key is needed."""
    if isinstance(data, dict):
        return MARK in data or any(is_sealed(part) for part in data.values())
    return isinstance(data, list) and any(is_sealed(part) for part in data)


def unseal(data: Any, key: bytes | None, stream: str, version: int) -> Any:
    """Stored JSON with its sealed parts opened; without a key they read as erased."""
    cipher = AESGCM(key) if key else None

    def opened(part: Any, path: str) -> Any:
        if isinstance(part, list):
            return [opened(each, f"{path}.{at}") if isinstance(each, _NESTED) else each for at, each in enumerate(part)]
        if MARK not in part:
            return {
                name: opened(each, f"{path}.{name}") if isinstance(each, _NESTED) else each
                for name, each in part.items()
            }
        if cipher is None:
            return part.get("erased", ERASED)
        token = b64decode(part[MARK])
        return from_json(cipher.decrypt(token[:NONCE_BYTES], token[NONCE_BYTES:], _place(stream, version, path)))

    return opened(data, "") if isinstance(data, _NESTED) else data


def _place(stream: str, version: int, path: str) -> bytes:
    """Bound to its place: a sealed part that is moved elsewhere does not open."""
    return f"{stream}|{version}|{path}".encode()


@dataclass(frozen=True, slots=True)
class _Marked:
    """Sealed as a whole; `erased` is what it reads afterwards."""

    erased: Any


@dataclass(frozen=True, slots=True)
class _Each:
    """A tuple or mapping, each part of which is of this shape."""

    part: "_Shape"


class _Model:
    """A value of ours (or several kinds of them): which, its own class says."""


class _Free:
    """Anything may stand there, so it must not look like something sealed."""


type _Shape = _Marked | _Each | _Model | _Free


def _walk_model(message: BaseModel, data: dict[str, Any], path: str, deed: Callable[[Any, str, Any], Any]) -> None:
    for name, shape in _parts_of(type(message)):
        data[name] = _walk(shape, getattr(message, name), data[name], f"{path}.{name}", deed)


def _walk(shape: _Shape, value: Any, data: Any, path: str, deed: Callable[[Any, str, Any], Any]) -> Any:
    match shape:
        case _ if value is None:
            return None
        case _Marked(erased):
            return deed(data, path, erased)
        case _Each(part) if isinstance(data, dict):
            if MARK in data:
                raise ValueError(f"a key may not be called {MARK}")
            return {key: _walk(part, item, data[key], f"{path}.{key}", deed) for key, item in _paired(value, data)}
        case _Each(part) if isinstance(data, list):
            pairs = enumerate(zip(value, data, strict=True))
            return [_walk(part, item, there, f"{path}.{at}", deed) for at, (item, there) in pairs]
        case _Model() if isinstance(value, BaseModel):
            _walk_model(value, data, path, deed)
        case _Free() if is_sealed(data):
            raise ValueError(f"a key may not be called {MARK}")
    return data


def _paired(value: Mapping[Any, Any], data: Mapping[str, Any]) -> Any:
    """JSON has text for keys; the order is the same."""
    return zip(data, value.values(), strict=True)


@cache
def _parts_of(model: type[BaseModel]) -> tuple[tuple[str, _Shape], ...]:
    """The fields in which something may be marked, or may look like it."""
    found = []
    for name, field in model.model_fields.items():
        whole = Annotated[field.annotation, *field.metadata] if field.metadata else field.annotation
        if (shape := _shape(whole)) is not None:
            found.append((name, shape))
    return tuple(found)


def _shape(annotation: Any) -> _Shape | None:
    while isinstance(annotation, TypeAliasType) or isinstance(get_origin(annotation), TypeAliasType):
        annotation = annotation.__value__
    arguments = get_args(annotation)
    if get_origin(annotation) is Annotated:
        marked = any(mark is Personal or isinstance(mark, Personal) for mark in arguments[1:])
        return _Marked(_erased(annotation)) if marked else _shape(arguments[0])
    if annotation is Any or annotation is dict:
        return _Free()
    if get_origin(annotation) is Union or type(annotation).__name__ == "UnionType":
        shapes = [shape for arm in arguments if (shape := _shape(arm)) is not None]
        if any(isinstance(shape, _Marked) for shape in shapes):
            return _Marked(_erased(annotation))
        return shapes[0] if shapes else None  # several are several kinds of values, and each value knows its class
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return _Model() if _reaches_a_mark(annotation, set()) else None
    if get_origin(annotation) in (tuple, list, frozenset, set, dict):
        part = next((shape for each in arguments if (shape := _shape(each)) is not None), None)
        if get_origin(annotation) is dict and part is None:
            return _Free()
        return _Each(part) if part else None
    return None


def _reaches_a_mark(model: Any, seen: set[Any]) -> bool:
    """Values may hold values of their own kind, so it remembers where it has been."""
    if isinstance(model, TypeAliasType):
        return _reaches_a_mark(model.__value__, seen)
    if model is Personal or isinstance(model, Personal) or model in (Any, dict):
        return True
    if isinstance(model, type) and issubclass(model, BaseModel):
        if model in seen:
            return False
        seen.add(model)
        parts = [part for field in model.model_fields.values() for part in (field.annotation, *field.metadata)]
        return any(_reaches_a_mark(part, seen) for part in parts)
    return get_origin(model) is dict or any(_reaches_a_mark(part, seen) for part in get_args(model))


def _erased(annotation: Any) -> Any:
    """What stands there once the key is gone: `[erased]` where the type takes it, else nothing."""
    candidates: tuple[Any, ...] = (ERASED, None, [])
    for candidate in candidates:
        try:
            TypeAdapter(annotation).validate_json(to_json(candidate))
        except ValidationError:
            continue
        return candidate
    raise TypeError(f"{annotation} cannot be Personal: erased, it could read neither {ERASED} nor None")
