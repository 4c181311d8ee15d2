"""How is a service's database opened, and brought to the shape the code expects?"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

from sqlalchemy import Connection


class Database:
    """One connection that writes and a small pool that reads, on one URL."""

    dialect: Literal["sqlite", "postgresql"]

    def __init__(self, url: str, *, readers: int = 4) -> None:
        raise NotImplementedError

    @contextmanager
    def begin(self) -> Iterator[Connection]:
        """The writing transaction."""
        raise NotImplementedError
        yield

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A reading snapshot."""
        raise NotImplementedError
        yield

    def close(self) -> None:
        raise NotImplementedError


def migrate(url: str, service_name: str) -> None:
    """Bring the database to the pinned head of `<service>.migrations`."""
    raise NotImplementedError
