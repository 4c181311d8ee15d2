"""How does a person come in by way of the county's identity provider? OpenID Connect: authorization code with PKCE."""

import base64
import hashlib
import json
import secrets
from dataclasses import asdict, dataclass
from typing import Any
from urllib.parse import urlencode

import httpx2
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from sqlalchemy import Connection, select, update

from gateway.identity.accounts import Account, account_of
from gateway.identity.tables import ACCOUNTS
from gateway.settings import GatewaySettings

CALLBACK = "/sign-in/work-account/back"
ALGORITHMS = ["RS256", "PS256", "ES256"]
"""Never one with a shared key, never none."""
PATIENCE = 5.0
LEEWAY = 60


class NotLetIn(Exception):
    """The provider's word does not hold, or names nobody here. The reason is shown to the person."""


@dataclass(frozen=True, slots=True)
class Trip:
    """What has to be the same when the person comes back; kept in a cookie of their browser meanwhile."""

    state: str
    nonce: str
    verifier: str
    after: str

    @classmethod
    def new(cls, after: str) -> "Trip":
        state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
        return cls(state, nonce, verifier, after)

    def packed(self) -> str:
        return base64.urlsafe_b64encode(json.dumps(asdict(self)).encode()).decode()

    @classmethod
    def unpacked(cls, packed: str) -> "Trip":
        try:
            return cls(**json.loads(base64.urlsafe_b64decode(packed)))
        except (ValueError, TypeError):
            raise NotLetIn("The sign-in took too long, or began in another browser. Please try again.") from None


async def provider(settings: GatewaySettings) -> dict[str, Any]:
    """The provider's own description, which must be of the issuer that we trust."""
    issuer = str(settings.oidc_issuer).rstrip("/")
    found = await _json("GET", f"{issuer}/.well-known/openid-configuration")
    if str(found.get("issuer", "")).rstrip("/") != issuer:
        raise NotLetIn("The identity provider describes itself under another name. Please tell the team.")
    return found


async def way_there(settings: GatewaySettings, trip: Trip) -> str:
    """The provider's address to which the browser is sent."""
    challenge = base64.urlsafe_b64encode(hashlib.sha256(trip.verifier.encode()).digest()).rstrip(b"=").decode()
    asked = {
        "response_type": "code",
        "client_id": settings.oidc_client_id,
        "redirect_uri": _callback(settings),
        "scope": "openid email profile",
        "state": trip.state,
        "nonce": trip.nonce,
        "code_challenge": challenge,
        "code_challenge_method": "S256",
    }
    place = str((await provider(settings))["authorization_endpoint"])
    return place + ("&" if "?" in place else "?") + urlencode(asked)


async def claims_of(settings: GatewaySettings, trip: Trip, code: str) -> dict[str, Any]:
    """What the provider vouches for, after its signature, its audience, its time and our nonce are checked."""
    described = await provider(settings)
    answer = await _json(
        "POST",
        str(described["token_endpoint"]),
        data={
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": _callback(settings),
            "code_verifier": trip.verifier,
        },
        auth=(settings.oidc_client_id, settings.oidc_client_secret.get_secret_value()),
    )
    keys = KeySet.import_key_set(await _json("GET", str(described["jwks_uri"])))  # type: ignore[arg-type]
    try:
        token = jwt.decode(str(answer.get("id_token", "")), keys, algorithms=ALGORITHMS)
        jwt.JWTClaimsRegistry(
            leeway=LEEWAY,
            iss={"essential": True, "value": described["issuer"]},
            aud={"essential": True, "value": settings.oidc_client_id},
            exp={"essential": True},
            sub={"essential": True},
            nonce={"essential": True, "value": trip.nonce},
        ).validate(token.claims)
    except (JoseError, ValueError):
        raise NotLetIn("What the identity provider sent could not be trusted. Please try again.") from None
    return dict(token.claims)


def account_for(tx: Connection, claims: dict[str, Any]) -> Account:
    """The account of this person: the one they came to before, or the one with the address the provider verified."""
    known = tx.execute(select(ACCOUNTS).where(ACCOUNTS.c.subject == claims["sub"])).one_or_none()
    if known is None and claims.get("email") and claims.get("email_verified") is True:
        mine = (ACCOUNTS.c.email == str(claims["email"]).strip().lower()) & ACCOUNTS.c.subject.is_(None)
        known = tx.execute(select(ACCOUNTS).where(mine)).one_or_none()
        if known is not None:
            tx.execute(update(ACCOUNTS).where(ACCOUNTS.c.id == known.id).values(subject=claims["sub"]))
    if known is None or not known.active:
        raise NotLetIn("You have no account for this service yet. The Strategic Partnership’s Team can make one.")
    return account_of(known)


def _callback(settings: GatewaySettings) -> str:
    return str(settings.public_url).rstrip("/") + CALLBACK


async def _json(method: str, url: str, **more: Any) -> dict[str, Any]:
    try:
        async with httpx2.AsyncClient(timeout=PATIENCE) as client:
            answer = await client.request(method, url, **more)
            answer.raise_for_status()
            found = answer.json()
    except (httpx2.HTTPError, ValueError):
        raise NotLetIn("The identity provider cannot be reached, or did not agree. Please try again.") from None
    if not isinstance(found, dict):
        raise NotLetIn("The identity provider sent something that is not understood. Please tell the team.")
    return found
