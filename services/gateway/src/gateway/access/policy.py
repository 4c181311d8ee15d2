"""May this person ask this? Pure; no, unless something says yes (G-01, G-03)."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from shared.actor import SPT, Actor, Role
from shared.message import Command
from shared.question import Question

OPENS_EVERY_CASE = SPT | {Role.AUDITOR}
"""G-01: a role alone opens no case, the SPT excepted; the auditor reads the trail of all."""


@dataclass(frozen=True, slots=True)
class Verdict:
    allow: bool
    reason: str


ALLOWED = Verdict(True, "")


def by_role(may: Collection[Role], actor: Actor) -> Verdict:
    """The role line of a command, a question or a page."""
    if not actor.roles.isdisjoint(may):
        return ALLOWED
    held = _list(sorted(role.in_words for role in may if role is not Role.SERVICE))
    if not held:
        return Verdict(False, "This is done by the system itself.")
    return Verdict(False, f"This can be done by: {held}.")


def by_grant(actor: Actor, grants: Collection[str]) -> Verdict:
    """The case line: a grant to the person or to a post they hold, unless their role opens every case."""
    if actor.holds(*OPENS_EVERY_CASE) or actor.id in grants or not actor.posts.isdisjoint(grants):
        return ALLOWED
    return Verdict(False, "You have not been given access to this case. The Strategic Partnership’s Team can give it.")


def may_ask(message: type[Command] | type[Question[Any]], actor: Actor) -> Verdict:
    """Services hold the case's own grants against the person as well, and have the last word."""
    return by_role(message.may, actor)


def _list(words: list[str]) -> str:
    return ", ".join(words[:-1]) + " or " + words[-1] if len(words) > 1 else "".join(words)
