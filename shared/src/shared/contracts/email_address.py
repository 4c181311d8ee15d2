"""Is this an e-mail address that we can send to? Pure."""

import re

from shared.message import Refused

# The part of RFC 5321 that the mailboxes of public bodies use; anything else is looked at by a person.
_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")


def is_email(text: str) -> bool:
    return _ADDRESS.fullmatch(text) is not None


def must_be_email(text: str, *, field: str = "email") -> None:
    if not is_email(text):
        raise Refused("Enter a whole e-mail address, such as name@example.org.", field=field)
