"""Which kinds of notice wait for a person's approval (X-04)? Pure."""

from typing import assert_never

from shared.contracts.notifications.commands import HoldNotice
from shared.contracts.notifications.values import Notice
from shared.decider import Context, Decider

from notifications.domain.events.notice import NoticeEvent, NoticeHeld, NoticeReleased


def notice_id(notice: Notice) -> str:
    return notice.name.lower().replace("_", "-")


def evolve(held: bool, event: NoticeEvent) -> bool:
    match event:
        case NoticeHeld():
            return True
        case NoticeReleased():
            return False
        case _:
            assert_never(event)


def decide(command: HoldNotice, held: bool, context: Context[None]) -> list[NoticeEvent]:
    if command.held == held:
        return []
    return [NoticeHeld(notice=command.notice) if command.held else NoticeReleased(notice=command.notice)]


NOTICE: Decider[HoldNotice, bool, NoticeEvent, None] = Decider(decide, evolve, False)
