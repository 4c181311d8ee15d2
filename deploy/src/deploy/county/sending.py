"""How does the demonstration county reach the services? Each command under an id that is always the same."""

import asyncio
from datetime import date, timedelta
from uuid import NAMESPACE_URL, uuid5

from gateway.identity.demonstration import DOMAIN, PEOPLE, account_id
from shared.actor import Actor
from shared.asking import owner_of
from shared.message import Command
from shared.network.client import Client
from shared.wire import Envelope, Reply

TRIES = 60
PAUSE = 0.25
"""Between tries: a fact of one service takes a moment to reach another."""


class CountyRefused(Exception):
    """A service did not take a part of the demonstration county. The text says which, and why."""


def made_id(what: str) -> str:
    """The same id for the same thing in every demonstration county."""
    return uuid5(NAMESPACE_URL, f"demonstration county/{what}").hex


def before(day: date, days: int) -> date:
    return day - timedelta(days=days)


def person(who: str) -> Actor:
    """One of the made-up people who can sign in: `manager`, `watford.chair`."""
    role, _, name, csps, agency = next(one for one in PEOPLE if one[1] == who)
    return Actor(
        id=account_id(f"{who}@{DOMAIN}"), name=name, roles=frozenset({role}), csps=frozenset(csps), agency=agency
    )


MANAGER = person("manager")
OFFICER = person("support")
FINANCE = person("finance")
WATFORD = person("watford.chair")
STEVENAGE = person("stevenage.chair")


class Sender:
    def __init__(self, client: Client) -> None:
        self._client = client

    async def keep_file(self, service: str, subject: str, name: str, text: str) -> tuple[str, str]:
        """A made-up file, kept beside the record; its name and its SHA-256."""
        return name, await self._client.keep_file(service, subject, text.encode(), OFFICER)

    async def __call__(self, what: str, command: Command, by: Actor = MANAGER, *, patient: bool = False) -> None:
        """`what` names the command in the county. `patient`: it rests on a fact of another service, which may still be
        on its way, so that a refusal is asked about again for a while."""
        reply = await self._send(what, command, by)
        for again in range(1, TRIES if patient else 1):
            if reply.accepted:
                return
            await asyncio.sleep(PAUSE)
            reply = await self._send(f"{what}, try {again}", command, by)
        if not reply.accepted:
            reason = reply.refused or reply.forbidden or reply.errors or reply.fault
            raise CountyRefused(f"The demonstration county could not be loaded: {what} was not taken: {reason}")

    async def _send(self, what: str, command: Command, by: Actor) -> Reply:
        envelope = Envelope(id=made_id(f"command/{what}"), actor=by, command=command)
        return await self._client.send(owner_of(type(command)), envelope)
