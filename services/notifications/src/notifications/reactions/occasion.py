"""Which dispatch is it? One of each case, notice, recipient and occasion, known by an id made of these. Pure."""

from datetime import date
from typing import Any
from uuid import UUID, uuid5

from shared.calendar import civil_date
from shared.contracts.notifications.values import Notice
from shared.record import Recorded

_DISPATCHES = UUID("5f0b6f7e-0c1d-5b52-9a37-0a6a8d0f2c11")

ONCE = 1


def dispatch_id(case_id: str, notice: Notice, recipient: str, occasion: int) -> str:
    return uuid5(_DISPATCHES, f"{case_id}|{notice.value}|{recipient}|{occasion}").hex


def day_of(recorded: Recorded[Any]) -> date:
    return civil_date(recorded.at)
