"""May this chair be commissioned for this case, and what does the record keep of the choice? (H-06, H-10, H-11)"""

from decimal import Decimal

from shared.actor import Role
from shared.calendar import FinancialYear, in_words
from shared.contracts.chairs.commands import CommissionChair
from shared.contracts.chairs.values import Considered, Fees, FeeScheme, Independence
from shared.date_checks import not_before, not_in_future
from shared.decider import Context
from shared.message import Refused

from chairs.domain.appointment.writer import finding, writer_of
from chairs.domain.county import fees
from chairs.domain.county.settings import holding
from chairs.domain.events import AppointmentEvent, ChairCommissioned
from chairs.domain.found import CommissionFound, KnownCase
from chairs.domain.money.overspending import must_be_allowed, must_be_confirmed
from chairs.domain.people.person import Person, on_the_list
from chairs.domain.people.ranking import Needs, rank
from chairs.domain.rules import another_person, must_be_open
from chairs.domain.state import Appointment, Commission


def needs_of(case: KnownCase, specialisms: tuple[str, ...], state: Commission) -> Needs:
    return Needs(
        csp=case.csp,
        agencies=case.agencies,
        earliest_death=case.earliest_death,
        specialisms=specialisms,
        replaced=frozenset(each.chair_id for each in state.appointments if _replaced(each, state)),
    )


def _replaced(appointment: Appointment, state: Commission) -> bool:
    """What ended before the panel agreed it, with nothing due, was taken back: the terms may have been mistyped."""
    taken_back = not appointment.settled and appointment.agreed_on is None and not state.live_of(appointment)
    return appointment.ended_on is not None and not taken_back


def why_not(case: KnownCase | None, state: Commission) -> str | None:
    """What stands in the way of any commission now."""
    if case is None:
        return "This case is not known here yet. Please try again in a minute."
    if case.imported:
        return "This review was taken over from the county's records, so it has no commission here."
    if case.closed_on is not None:
        return f"This case was closed on {in_words(case.closed_on)}."
    if case.decided_on is None:
        return "The CSP Chair has not yet decided to proceed with a review. That decision comes first."
    if state.present is not None:
        return "This review has a chair. End that appointment first, if the chair is to be replaced."
    return None


def commissioned(
    command: CommissionChair, state: Commission, context: Context[CommissionFound]
) -> list[AppointmentEvent]:
    found = context.found
    present = state.present
    if present is not None and present.chair_id == command.chair_id:
        return _the_same(command, present)
    must_be_open(state)
    obstacle = why_not(found.case, state)
    if obstacle is not None or found.case is None:
        raise Refused(obstacle or "This case is not known here yet. Please try again in a minute.")
    _dates(command, found.case, state, context)
    _assured(command, context)
    considered = rank(found.people.values(), needs_of(found.case, command.specialisms, state), context.today)
    person = found.people.get(command.chair_id)
    if person is None or not on_the_list(person):
        raise Refused("This person is not on the approved list. Choose somebody who is.", field="chair_id")
    chosen = next(each for each in considered if each.chair_id == command.chair_id)
    _fit(command, chosen)
    _trained(command, person)
    another_person(context.actor.id, person.account_id, person.chair_id, what="are the person to be commissioned")
    writer = writer_of(command, found, found.case, person.chair_id, context)
    scale = holding(found.settings.fees, command.commissioned_on)
    _terms(command, scale)
    ceiling = fees.ceiling(command.scheme, command.tier, scale, command.writer_fee)
    year = FinancialYear.of(command.commissioned_on).start
    return [
        ChairCommissioned(
            case_id=command.case_id,
            number=len(state.appointments) + 1,
            chair_id=command.chair_id,
            chair_name=person.name,
            account_id=person.account_id,
            writer_id=writer.writer_id if writer else None,
            writer_name=writer.name if writer else None,
            writer_explanation=writer.explanation if writer else (),
            writer_independence=command.writer_independence,
            writer_fee=command.writer_fee,
            commissioned_on=command.commissioned_on,
            commissioned_by=context.actor.id,
            on_behalf_of=command.on_behalf_of,
            reason=command.reason,
            needed=command.specialisms,
            considered=considered,
            independence_decision=command.independence_decision,
            load_override=command.load_override,
            scheme=command.scheme,
            tier=command.tier,
            fees=scale,
            share=holding(found.settings.shares, command.commissioned_on),
            percent_at_draft=holding(found.settings.percents, command.commissioned_on),
            days_estimated=command.days_estimated,
            ceiling=ceiling,
            year=year,
            concerns=(*finding(person, found.case).concerns, *(writer.concerns if writer else ())),
            overspend=_overspend(command, state, context, found, ceiling, year),
        )
    ]


def _the_same(command: CommissionChair, present: Appointment) -> list[AppointmentEvent]:
    """What was asked before; other terms are not taken for it."""
    asked = (command.scheme, command.tier, command.days_estimated, command.commissioned_on, command.writer_fee)
    held = (present.scheme, present.tier, present.days_estimated, present.commissioned_on, present.writer_fee)
    by_id = command.writer_id not in {None, command.chair_id}
    writer = None if command.writer_id == command.chair_id else command.writer_id or command.writer_name
    if asked != held or writer != (present.writer_id if by_id else present.writer_name):
        raise Refused(
            f"{present.chair_name} chairs this review already, on other terms. End that appointment first, "
            "if they have to change. Before the panel has agreed it, and with nothing due, the same chair can be "
            "commissioned again."
        )
    return []


def _dates(command: CommissionChair, case: KnownCase, state: Commission, context: Context[CommissionFound]) -> None:
    not_in_future(command.commissioned_on, context.today, field="commissioned_on")
    if case.decided_on is not None:
        not_before(command.commissioned_on, case.decided_on, "the decision to proceed", field="commissioned_on")
    left = [each.ended_on for each in state.appointments if each.ended_on is not None and _replaced(each, state)]
    if left:
        not_before(command.commissioned_on, max(left), "the end of the last appointment", field="commissioned_on")


def _assured(command: CommissionChair, context: Context[CommissionFound]) -> None:
    if not command.assured_of_independence:
        raise Refused(
            "The CSP Chair has to be assured that the chair is independent before commissioning them. "
            "Confirm it once they are.",
            field="assured_of_independence",
        )
    if command.on_behalf_of is None and not context.actor.holds(Role.CSP_CHAIR):
        raise Refused("Say for which CSP Chair you record this.", field="on_behalf_of")


def _fit(command: CommissionChair, chosen: Considered) -> None:
    if chosen.overridable:
        if command.load_override is None:
            raise Refused(
                f"{chosen.name} leads {chosen.open_reviews} reviews already. Give the reason for one more.",
                field="load_override",
            )
    elif chosen.excluded:
        obstacles = " ".join(chosen.excluded)
        because = f" {' '.join(chosen.explanation)}" if chosen.independence is Independence.CONFLICT else ""
        raise Refused(
            f"{chosen.name} cannot be commissioned for this review. {obstacles}{because} Choose another chair.",
            field="chair_id",
        )
    if chosen.independence is Independence.UNCLEAR and command.independence_decision is None:
        raise Refused(
            f"{' '.join(chosen.explanation)} Record the decision about {chosen.name}'s independence, and the reason.",
            field="independence_decision",
        )


def _trained(command: CommissionChair, person: Person) -> None:
    """Before taking the role, not only by the day on which it is recorded (H-02)."""
    since = person.first_trained_on or (person.training.completed_on if person.training else None)
    if since is not None and since > command.commissioned_on:
        raise Refused(
            f"{person.name} completed the Home Office training (module 2) on {in_words(since)}, after this day. "
            "Enter that day or a later one.",
            field="commissioned_on",
        )


def _terms(command: CommissionChair, scale: Fees) -> None:
    """Each scheme asks for its own particulars (Y-01)."""
    by_day = command.scheme is FeeScheme.DAY_RATE
    if (command.scheme is FeeScheme.TIERED) != (command.tier is not None):
        raise Refused(
            "The tiered fee, and only it, asks which kind of review it is. Choose one there, and none otherwise.",
            field="tier",
        )
    if command.tier is not None and fees.of_tier(scale, command.tier) is None:
        raise Refused(
            f"The county has not set an amount for a {command.tier}. "
            "Set it under Fees and rules first, or choose another fee.",
            field="tier",
        )
    if by_day and command.days_estimated is None:
        raise Refused("Estimate how many working days the review will take.", field="days_estimated")
    if command.days_estimated is None:
        return
    if not by_day:
        raise Refused(
            "An estimate of days belongs to the day rate alone. Leave it empty, or choose the day rate.",
            field="days_estimated",
        )
    if not scale.days_low <= command.days_estimated <= scale.days_high:
        raise Refused(
            f"Estimate {scale.days_low} to {scale.days_high} working days. "
            "More are asked for when they turn out to be needed.",
            field="days_estimated",
        )


def _overspend(
    command: CommissionChair,
    state: Commission,
    context: Context[CommissionFound],
    found: CommissionFound,
    ceiling: Decimal,
    year: int,
) -> Decimal:
    """By how much the year's budget is overspent: approved by another person, and known to whoever commissions."""
    totals = found.years.get(year)
    short = must_be_allowed(ceiling, totals, year, state, context, field="accept_overspend")
    must_be_confirmed(short, ceiling, totals, year, confirmed=command.accept_overspend)
    return short
