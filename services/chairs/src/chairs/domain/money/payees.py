"""Who is paid under a commission, and which part of its ceiling is theirs? (H-07, H-08, Y-09)"""

from decimal import Decimal

from shared.money import NOTHING

from chairs.domain.county.fees import sum_of
from chairs.domain.money.numbers import plain
from chairs.domain.state import Appointment, Commission


def payee_of(writer_id: str | None, writer_name: str) -> str:
    """Under which id a writer is paid: that of the list, or one made of their name."""
    return writer_id or f"writer {plain(writer_name)}"


def shared(appointment: Appointment) -> bool:
    """Whether something was agreed or settled with a writer apart; else all of it is one sum."""
    return bool(appointment.writer_fee or appointment.former_writers)


def part_of(appointment: Appointment, payee_id: str) -> str:
    """Whose part this payee is paid from: a writer's own, or the chair's, where nothing was agreed with them apart."""
    if is_former(appointment, payee_id):
        return payee_id
    return payee_id if appointment.writer_fee and payee_id != appointment.chair_id else appointment.chair_id


def own(appointment: Appointment, payee_id: str) -> Decimal:
    """How much that part is."""
    part = part_of(appointment, payee_id)
    if part == appointment.chair_id:
        return appointment.ceiling - appointment.writer_fee - sum_of(each.due for each in appointment.former_writers)
    return next((each.due for each in appointment.former_writers if each.payee_id == part), appointment.writer_fee)


def payee_writing(appointment: Appointment) -> str | None:
    """The payee id of whoever writes the report now; None: the chair."""
    if appointment.writer_name is None:
        return None
    return payee_of(appointment.writer_id, appointment.writer_name)


def is_former(appointment: Appointment, payee_id: str) -> bool:
    """Whether they wrote the report before. Nobody writes it a second time."""
    return any(each.payee_id == payee_id for each in appointment.former_writers)


def still_due(state: Commission, appointment: Appointment) -> Decimal:
    """What was settled with former writers, and was not approved yet."""
    approved = state.approved_of(appointment)
    return sum_of(
        max(NOTHING, each.due - sum_of(one.fees_net for one in approved if one.payee_id == each.payee_id))
        for each in appointment.former_writers
    )
