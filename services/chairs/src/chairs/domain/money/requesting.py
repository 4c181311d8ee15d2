"""May the chair have more than was agreed? Once for complexity; more days when needed (Y-02, Y-03)."""

from decimal import Decimal

from shared.contracts.chairs.commands import DecideComplexity, DecideMoreDays, RequestComplexity, RequestMoreDays
from shared.contracts.chairs.values import FeeScheme
from shared.decider import Context
from shared.message import Refused
from shared.money import in_words

from chairs.domain.county.fees import for_days
from chairs.domain.events import (
    ComplexityGranted,
    ComplexityRefused,
    ComplexityRequested,
    MoreDaysGranted,
    MoreDaysRefused,
    MoreDaysRequested,
    PaymentEvent,
)
from chairs.domain.found import CommissionFound
from chairs.domain.money.overspending import must_be_allowed, years_that_bear
from chairs.domain.rules import another_person, must_be_open, must_have_chair
from chairs.domain.state import Appointment, Commission, Request


def request_complexity(
    command: RequestComplexity, state: Commission, context: Context[CommissionFound]
) -> list[PaymentEvent]:
    present = must_have_chair(state)
    must_be_open(state)
    if present.scheme is not FeeScheme.FIXED:
        raise Refused(
            "More for a complex review can be asked for under the fixed fee alone. "
            "Under the day rate, ask for more working days."
        )
    asked = Request(context.actor.id, context.today, amount=command.amount)
    if state.complexity is not None:
        if state.complexity == asked:
            return []
        raise Refused(
            "More for complexity was asked for on this review already; it can be asked for once. "
            "See the decision on the review’s Chair and payment page."
        )
    most = present.fees.complexity
    if not 0 < command.amount <= most:
        raise Refused(
            f"Up to {in_words(most)} can be asked for. Enter that amount or less, and more than nothing.",
            field="amount",
        )
    return [
        ComplexityRequested(
            case_id=command.case_id,
            amount=command.amount,
            reason=command.reason,
            asked_by=context.actor.id,
            asked_on=context.today,
        )
    ]


def decide_complexity(
    command: DecideComplexity, state: Commission, context: Context[CommissionFound]
) -> list[PaymentEvent]:
    present = must_have_chair(state)
    asked = _open_request(state.complexity, command.granted)
    if asked is None:
        return []
    _another(asked, present, context)
    said = {"case_id": command.case_id, "reason": command.reason}
    by = {"decided_by": context.actor.id, "decided_on": context.today}
    if not command.granted:
        return [ComplexityRefused.model_validate(said | by)]
    _within_budget(asked.amount, present, state, context)
    return [ComplexityGranted.model_validate(said | by | {"number": present.number, "amount": asked.amount})]


def request_more_days(
    command: RequestMoreDays, state: Commission, context: Context[CommissionFound]
) -> list[PaymentEvent]:
    present = must_have_chair(state)
    must_be_open(state)
    if present.scheme is not FeeScheme.DAY_RATE:
        raise Refused(
            "More days can be asked for under the day rate alone. "
            "Under the fixed fee, ask for more for a complex review."
        )
    if state.more_days is not None and state.more_days.granted is None:
        if (state.more_days.days, state.more_days.asked_by) == (command.days, context.actor.id):
            return []
        raise Refused("A request for more days is open already. Another one can be made once it is decided.")
    return [
        MoreDaysRequested(
            case_id=command.case_id,
            days=command.days,
            reason=command.reason,
            asked_by=context.actor.id,
            asked_on=context.today,
        )
    ]


def decide_more_days(
    command: DecideMoreDays, state: Commission, context: Context[CommissionFound]
) -> list[PaymentEvent]:
    present = must_have_chair(state)
    asked = _open_request(state.more_days, command.granted)
    if asked is None:
        return []
    _another(asked, present, context)
    said = {"case_id": command.case_id, "reason": command.reason}
    by = {"decided_by": context.actor.id, "decided_on": context.today}
    if not command.granted:
        return [MoreDaysRefused.model_validate(said | by)]
    more = {"number": present.number, "days": asked.days, "amount": for_days(asked.days, present.fees)}
    _within_budget(for_days(asked.days, present.fees), present, state, context)
    return [MoreDaysGranted.model_validate(said | by | more)]


def _within_budget(amount: Decimal, present: Appointment, state: Commission, context: Context[CommissionFound]) -> None:
    """More for a chair is committed in the year of their commission, as the rest was; if that year is over, it is
    brought forward into the one that runs, which has to cover it too (Y-06)."""
    found = context.found
    for year in years_that_bear(present.year, context):
        must_be_allowed(amount, found.years.get(year), year, state, context, field="granted")


def _open_request(request: Request | None, granted: bool) -> Request | None:
    """The open request; None: it was decided this way already."""
    if request is None:
        raise Refused("Nothing was asked for, so there is nothing to decide.")
    if request.granted is not None and request.granted is not granted:
        raise Refused("This was decided already, and the decision stands. Further days can be asked for anew.")
    return request if request.granted is None else None


def _another(asked: Request, present: Appointment, context: Context[CommissionFound]) -> None:
    another_person(context.actor.id, asked.asked_by, what="asked for this")
    found = context.found
    person = found.people.get(present.chair_id)
    another_person(
        context.actor.id, present.chair_id, person.account_id if person else None, what="are the chair who gains"
    )
