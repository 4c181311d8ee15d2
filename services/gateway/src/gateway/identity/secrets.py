"""How are passwords and random secrets kept, so that who reads the database can use neither?"""

import hashlib
import secrets

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

_ARGON2 = PasswordHash((Argon2Hasher(),))

_NOBODYS = _ARGON2.hash(secrets.token_urlsafe())
"""Checked where there is no account, so that a wrong e-mail address takes as long as a wrong password."""


def hashed_password(password: str) -> str:
    return _ARGON2.hash(password)


def password_fits(password: str, kept: str | None) -> bool:
    fits = _ARGON2.verify(password, kept or _NOBODYS)
    return fits and kept is not None


def new_secret() -> str:
    """128 random bits and some more, in letters that an address and a header can carry."""
    return secrets.token_urlsafe(24)


def hashed(secret: str) -> str:
    """Enough for a long random secret; a password needs argon2."""
    return hashlib.sha256(secret.encode()).hexdigest()
