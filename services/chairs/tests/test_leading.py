"""Is somebody told when a chair who is suspended, was removed or left still leads reviews?"""

from decimal import Decimal

import pytest
from shared.actor import Actor
from shared.contracts.chairs import commands as c
from shared.contracts.chairs import queries as ask
from shared.contracts.chairs.answers import TaskKind
from shared.message import Command
from shared.testing.spec import MANAGER, OFFICER, TODAY, csp_chair_of

from . import story
from .running import Office
from .story import CASE_ID, DANA, EVE, OTHER_CASE, WATFORD


async def told(office: Office, by: Actor) -> list[tuple[str, str | None, str | None]]:
    tasks = (await office.ask(ask.ChairsWork(), by)).tasks
    return [(each.what, each.chair_id, each.case_id) for each in tasks if each.kind is TaskKind.OFF_THE_LIST]


async def with_two_reviews(office: Office) -> None:
    await office.open_case()
    await office.open_case(OTHER_CASE, "DHR-2026-002")
    await office.list_chair()
    await office.done(c.AllocateBudget(year=2026, amount=Decimal(40_000)))
    await office.done(story.commission(), story.commission(case_id=OTHER_CASE), by=WATFORD)


@pytest.mark.rule("H-01", "H-08")
@pytest.mark.parametrize(
    ("command", "now"),
    [
        (c.SuspendChair(chair_id=DANA, reason="A complaint"), "is suspended"),
        (c.RemoveChair(chair_id=DANA, reason="Twice late"), "was removed from the list"),
        (c.LeaveList(chair_id=DANA, left_on=TODAY), "left the list"),
    ],
)
async def test_the_team_and_the_csp_chair_are_asked_who_goes_on(office: Office, command: Command, now: str) -> None:
    await with_two_reviews(office)
    assert await told(office, MANAGER) == []
    await office.done(command)
    for somebody in (MANAGER, OFFICER):
        assert await told(office, somebody) == [
            (f"Dana Reed {now} and leads two open reviews. Decide who goes on", DANA, None)
        ]
    assert await told(office, WATFORD) == [
        (f"Dana Reed {now} and leads DHR-2026-001. Decide who goes on", None, CASE_ID),
        (f"Dana Reed {now} and leads DHR-2026-002. Decide who goes on", None, OTHER_CASE),
    ]
    assert await told(office, csp_chair_of("Stevenage")) == []


@pytest.mark.rule("H-08")
async def test_nobody_is_asked_once_it_is_decided(office: Office) -> None:
    await with_two_reviews(office)
    await office.list_chair(EVE, "Eve Hall")
    await office.done(c.SuspendChair(chair_id=DANA, reason="A complaint"))
    end = c.EndAppointment(case_id=CASE_ID, reason="Suspended", ended_on=TODAY, due_in_all=Decimal(0))
    await office.done(end, story.commission(chair_id=EVE, commissioned_on=TODAY), by=WATFORD)
    assert await told(office, MANAGER) == [
        ("Dana Reed is suspended and leads one open review. Decide who goes on", DANA, None)
    ]
    await office.done(c.ReinstateChair(chair_id=DANA, reason="Unfounded"))
    assert await told(office, MANAGER) == []
