"""What a service may be asked, and how long lists are handed out."""

from base64 import b64decode, b64encode
from typing import Annotated, ClassVar, Generic, TypeVar

from pydantic import BeforeValidator, Field, PlainSerializer, WithJsonSchema

from shared.actor import NOBODY, Role
from shared.message import Value

type Base64 = Annotated[
    bytes,
    BeforeValidator(lambda given: b64decode(given, validate=True) if isinstance(given, str) else given),
    PlainSerializer(lambda content: b64encode(content).decode(), when_used="json"),
    WithJsonSchema({"type": "string", "contentEncoding": "base64"}),
]
"""Bytes that travel as base64."""

A = TypeVar("A", bound=Value)
R = TypeVar("R", bound=Value)


class Question(Value, Generic[A]):  # noqa: UP046 - pydantic reads the parameter from Generic
    """A question whose answer is an `A`. Its name says what it asks; `may` are the roles that may ask it (G-01).

    A question with a `case_id` is also held against the grants of that case.
    """

    may: ClassVar[frozenset[Role]] = NOBODY

    @classmethod
    def answer(cls) -> type[Value]:
        """The class of the answer."""
        for base in cls.__mro__:
            metadata = getattr(base, "__pydantic_generic_metadata__", None)
            if metadata and metadata["args"]:
                found: type[Value] = metadata["args"][0]
                return found
        raise TypeError(f"{cls.__name__} does not say what answers it: Question[Answer]")


class Listing(Question[A], Generic[A]):  # noqa: UP046 - as Question
    """A question that is answered page by page."""

    page: Annotated[int, Field(ge=1)] = 1
    size: Annotated[int, Field(ge=1, le=200)] = 25


class FilePiece(Value):
    """A part of a file that is kept beside the record."""

    content: Base64
    last: bool


class Page(Value, Generic[R]):  # noqa: UP046
    """One page of rows, and how many there are in all."""

    rows: tuple[R, ...]
    total: int
    page: int
    size: int

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // self.size))
