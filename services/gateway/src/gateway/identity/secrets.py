"""How are passwords and random secrets kept, so that who reads the database can use neither?"""

import asyncio
import hashlib
import secrets
from concurrent.futures import ThreadPoolExecutor
from threading import BoundedSemaphore

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

_ARGON2 = PasswordHash((Argon2Hasher(),))

_NOBODYS = _ARGON2.hash(secrets.token_urlsafe())
"""Checked where there is no account, so that a wrong e-mail address takes as long as a wrong password."""

AT_ONCE, MOST = 2, 30
_CHECKING = ThreadPoolExecutor(AT_ONCE, "passwords")
"""Threads of its own: a check takes processor time and memory on purpose, and pages need theirs."""
_ROOM = BoundedSemaphore(MOST)


class Busy(Exception):
    """Too many passwords wait to be checked."""


def hashed_password(password: str) -> str:
    return _ARGON2.hash(password)


async def password_fits(password: str, kept: str | None) -> bool:
    """Raises Busy when too many wait already."""
    if not _ROOM.acquire(blocking=False):
        raise Busy
    try:
        return await asyncio.get_running_loop().run_in_executor(_CHECKING, _fits, password, kept)
    finally:
        _ROOM.release()


def _fits(password: str, kept: str | None) -> bool:
    fits = _ARGON2.verify(password, kept or _NOBODYS)
    return fits and kept is not None


def new_secret() -> str:
    """128 random bits and some more, in letters that an address and a header can carry."""
    return secrets.token_urlsafe(24)


def hashed(secret: str) -> str:
    """Enough for a long random secret; a password needs argon2."""
    return hashlib.sha256(secret.encode()).hexdigest()
