"""What stands in a panel member's personal link to the evaluation of a chair, and was it made by us (Q-01)?

The case, the member, which of their links it is, and a signature over the three. Notifications makes it when it sends,
the gateway checks it when it is opened; the key is theirs alone, and no event, page or log holds a link.
"""

import hashlib
import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import Annotated, Any, NamedTuple

from pydantic import AfterValidator, SecretStr, ValidationInfo

PLACE = "/evaluate/"
"""The link is the public address, this, and the token."""

_ID_BYTES, _NUMBER_BYTES, _SIGNED_FOR = 16, 2, b"evaluate a chair|"
_SAID_BYTES = 2 * _ID_BYTES + _NUMBER_BYTES
SHORTEST_KEY = 32

KEY_ADVICE = (
    "Put it into a file of this name in SECRETS_DIR: 32 characters or more by chance, the same for the gateway and for "
    "notifications. `dhr secrets` makes one. It signs the personal links of panel members."
)


class Invited(NamedTuple):
    """Ids as the record has them: 32 hexadecimal digits. `link`: the first is 1, and a later one replaces it."""

    case_id: str
    member_id: str
    link: int = 1


def token_for(invited: Invited, key: SecretStr) -> str:
    ids = bytes.fromhex(invited.case_id) + bytes.fromhex(invited.member_id)
    said = ids + invited.link.to_bytes(_NUMBER_BYTES)
    signature = hmac.digest(key.get_secret_value().encode(), _SIGNED_FOR + said, hashlib.sha256)
    return urlsafe_b64encode(said + signature).decode().rstrip("=")


def whose(token: str, key: SecretStr) -> Invited | None:
    """None: we did not make it. How long the comparison takes says nothing of where it differs."""
    try:
        said = urlsafe_b64decode(token + "=" * (-len(token) % 4))[:_SAID_BYTES]
    except ValueError:
        return None
    if len(said) < _SAID_BYTES:
        return None
    case_id, member_id, link = said[:_ID_BYTES], said[_ID_BYTES : 2 * _ID_BYTES], said[2 * _ID_BYTES :]
    invited = Invited(case_id.hex(), member_id.hex(), int.from_bytes(link))
    return invited if hmac.compare_digest(token_for(invited, key).encode(), token.encode()) else None


def _long_enough(key: SecretStr) -> SecretStr:
    if len(key.get_secret_value()) < SHORTEST_KEY:
        raise ValueError(f"is shorter than {SHORTEST_KEY} characters")
    return key


type LinkKey = Annotated[SecretStr, AfterValidator(_long_enough)]


def needed_in_production[V](value: V, info: ValidationInfo) -> V:
    """For settings that a demonstration can do without; the environment stands before them."""
    said: dict[str, Any] = info.data
    if value is None and said.get("environment") == "production":
        raise ValueError("is not set")
    return value
