"""Whatever a mail server does, does each notice arrive exactly once, or is it told to a person (X-03, X-05)?"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import pytest
from shared.contracts.notifications.queries import DispatchTasks
from shared.contracts.notifications.values import RecipientKind, Stage
from shared.testing.spec import OFFICER

from tests.servers import free_port

from .asking import rows
from .made_up import EXTENDED
from .mailbox import answer, drop, take_and_leave
from .world import World

pytestmark = pytest.mark.servers


@dataclass(frozen=True)
class Fault:
    """`then`: where the notice is after it; `at_last`: once the server is well again and a day has gone by. `arrived`:
    how often the server has taken it by then; the first number is what it has while we do not know."""

    name: str
    make: Callable[[World], None]
    then: Stage
    at_last: Stage
    arrived: tuple[int, int]


def at(**steps: object) -> Callable[[World], None]:
    def make(world: World) -> None:
        for name, step in steps.items():
            setattr(world.mailbox, name, step)

    return make


def nobody_there(world: World) -> None:
    world.settings = world.settings.model_copy(update={"smtp_port": free_port()})


SENT, WAITS, FAILED, DOUBT = Stage.TAKEN, Stage.WAITING, Stage.FAILED, Stage.UNCERTAIN
LATER, NEVER = answer("451 4.3.0 Try later"), answer("550 5.1.1 No such mailbox")

FAULTS = (
    Fault("nobody listens", nobody_there, WAITS, SENT, (0, 1)),
    Fault("4xx for the recipient", at(rcpt=LATER), WAITS, SENT, (0, 1)),
    Fault("4xx for DATA", at(at_data=LATER), WAITS, SENT, (0, 1)),
    Fault("4xx for the message", at(data=LATER), WAITS, SENT, (0, 1)),
    Fault("5xx for the recipient", at(rcpt=NEVER), FAILED, FAILED, (0, 0)),
    Fault("5xx for DATA", at(at_data=NEVER), FAILED, FAILED, (0, 0)),
    Fault("5xx for the message", at(data=NEVER), FAILED, FAILED, (0, 0)),
    Fault("lost before DATA", at(rcpt=drop), WAITS, SENT, (0, 1)),
    Fault("lost after DATA, before the message", at(at_data=drop), DOUBT, DOUBT, (0, 0)),
    Fault("lost after the message, before the 250", at(data=drop), DOUBT, DOUBT, (1, 1)),
    Fault("lost with the 250", at(data=take_and_leave), SENT, SENT, (1, 1)),
)
"""A server that answers 4xx or 5xx to the message has read it, and has not taken it."""


@pytest.mark.rule("X-03")
@pytest.mark.rule("X-05")
@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
async def test_each_notice_arrives_once_or_is_told_to_a_person(addressed: World, fault: Fault) -> None:
    world, settings = addressed, addressed.settings
    fault.make(world)
    await world.tell(EXTENDED)
    await world.work()
    await world.work()  # nothing is tried again before its time
    assert await stage(world) is fault.then
    assert taken(world, fault) == fault.arrived[0]
    at(rcpt=None, at_data=None, data=None)(world)
    world.settings, world.calendar.today = settings, date(2026, 11, 5)
    await world.work()
    assert await stage(world) is fault.at_last
    assert taken(world, fault) == fault.arrived[1]
    told = (await world.ask(DispatchTasks(), OFFICER)).tasks
    assert bool(told) is (fault.at_last is not SENT)


async def stage(world: World) -> Stage:
    return (await rows(world))[RecipientKind.HOME_OFFICE].state


def taken(world: World, fault: Fault) -> int:
    """How many the server has; what it answered with 4xx or 5xx it has not."""
    refused = 1 if fault.name in {"4xx for the message", "5xx for the message"} else 0
    return len(world.mailbox.received) - refused
