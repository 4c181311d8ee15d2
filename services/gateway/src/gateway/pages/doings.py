"""What may this person do with this now? A change is offered when it can be made, to who may make it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from shared.message import Command

from gateway.access import policy
from gateway.web.visit import Visit


@dataclass(frozen=True, slots=True)
class Doing[T]:
    """A change, when a thing takes it, and the address of its form below the thing's own."""

    command: type[Command]
    text: str
    href: str
    when: Callable[[T], bool] = lambda _: True


def allowed[T](visit: Visit, doings: Iterable[Doing[T]], thing: T, below: str) -> list[dict[str, str]]:
    return [
        {"text": one.text, "href": f"{below}/{one.href}"}
        for one in doings
        if one.when(thing) and policy.may_ask(one.command, visit.actor).allow
    ]
