"""Which kinds of notice have been held, and released? Names and fields are stored for ever."""

from shared.contracts.notifications.values import Notice
from shared.message import Event


class NoticeHeld(Event):
    """From now on, notices of this kind wait for a person's approval (X-04)."""

    notice: Notice


class NoticeReleased(Event):
    """From now on, notices of this kind go by themselves (X-04)."""

    notice: Notice


type NoticeEvent = NoticeHeld | NoticeReleased
