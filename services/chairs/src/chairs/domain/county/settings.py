"""What has the county settled about chairs, and what holds on a day? Dated data: old commissions keep theirs."""

from dataclasses import dataclass, replace
from datetime import date
from typing import assert_never

from shared.contracts.chairs.commands import (
    AddSpecialism,
    SetCriteria,
    SetFees,
    SetFunding,
    SetMilestones,
    SetPointOutcomes,
)
from shared.contracts.chairs.values import CostShare, Fees, Outcome
from shared.decider import Context, Decider
from shared.message import Refused

from chairs.domain.county.fees import SLIDES
from chairs.domain.events import (
    CriteriaSet,
    FeesSet,
    FundingSet,
    MilestonesSet,
    PointOutcomesSet,
    SettingEvent,
    SpecialismAdded,
)

SPECIALISMS = (
    "Drug and alcohol",
    "Mental health",
    "Police",
    "Disability",
    "Adult social care",
    "Children's social care",
)
"""H-03, in the order of the county's slides."""

CRITERIA = (
    "Independence and fairness",
    "Knowledge of domestic abuse",
    "Leading the panel's meetings",
    "Care for family and friends",
    "Keeping to time",
    "Quality of the report",
)
OPCC = CostShare(funder="Office of the Police and Crime Commissioner")
POINT_OUTCOMES = (Outcome.PUBLISH, Outcome.PUBLISH_AFTER_CHANGES)
HALF = 50
HUNDRED = 100
ALWAYS = date.min

type SettingCommand = AddSpecialism | SetFees | SetFunding | SetMilestones | SetPointOutcomes | SetCriteria
type Dated[V] = tuple[tuple[date, V], ...]


@dataclass(frozen=True, slots=True)
class Settings:
    specialisms: tuple[str, ...] = SPECIALISMS
    fees: Dated[Fees] = ((ALWAYS, SLIDES),)
    shares: Dated[CostShare] = ((ALWAYS, OPCC),)
    percents: Dated[int] = ((ALWAYS, HALF),)
    point_outcomes: Dated[tuple[Outcome, ...]] = ((ALWAYS, POINT_OUTCOMES),)
    criteria: Dated[tuple[str, ...]] = ((ALWAYS, CRITERIA),)


def holding[V](dated: Dated[V], on: date) -> V:
    """What holds on this day: what was set from the latest day up to it, the later said of two."""
    held = dated[0][1]
    since = ALWAYS
    for day, value in dated:
        if since <= day <= on:
            since, held = day, value
    return held


def evolve(state: Settings, event: SettingEvent) -> Settings:
    match event:
        case SpecialismAdded():
            return replace(state, specialisms=(*state.specialisms, event.name))
        case FeesSet():
            return replace(state, fees=(*state.fees, (event.holds_from, event.fees)))
        case FundingSet():
            return replace(state, shares=(*state.shares, (event.holds_from, event.share)))
        case MilestonesSet():
            return replace(state, percents=(*state.percents, (event.holds_from, event.percent_at_draft)))
        case PointOutcomesSet():
            return replace(state, point_outcomes=(*state.point_outcomes, (event.holds_from, event.outcomes)))
        case CriteriaSet():
            return replace(state, criteria=(*state.criteria, (event.holds_from, event.criteria)))
        case _:
            assert_never(event)


def decide(command: SettingCommand, state: Settings, context: Context[None]) -> list[SettingEvent]:
    del context
    match command:
        case AddSpecialism():
            known = {name.casefold() for name in state.specialisms}
            return [] if command.name.casefold() in known else [SpecialismAdded(name=command.name)]
        case SetFees():
            _days(command.fees)
            same = holding(state.fees, command.holds_from) == command.fees
            return [] if same else [FeesSet(holds_from=command.holds_from, fees=command.fees)]
        case SetFunding():
            _whole(command.share)
            same = holding(state.shares, command.holds_from) == command.share
            return [] if same else [FundingSet(holds_from=command.holds_from, share=command.share)]
        case SetMilestones():
            same = holding(state.percents, command.holds_from) == command.percent_at_draft
            event = MilestonesSet(holds_from=command.holds_from, percent_at_draft=command.percent_at_draft)
            return [] if same else [event]
        case SetPointOutcomes():
            same = holding(state.point_outcomes, command.holds_from) == command.outcomes
            return [] if same else [PointOutcomesSet(holds_from=command.holds_from, outcomes=command.outcomes)]
        case SetCriteria():
            _each_once(command.criteria)
            same = holding(state.criteria, command.holds_from) == command.criteria
            return [] if same else [CriteriaSet(holds_from=command.holds_from, criteria=command.criteria)]
        case _:
            assert_never(command)


def _days(fees: Fees) -> None:
    """Or nobody could be commissioned by the day (Y-01)."""
    if fees.days_low < 1:
        raise Refused("An estimate is for at least 1 day. Enter 1 or more as the least days.", field="fees")
    if fees.days_low > fees.days_high:
        raise Refused(
            f"The least days are more than the most: {fees.days_low} is more than {fees.days_high}. "
            "Enter fewer as the least, or more as the most.",
            field="fees",
        )


def _whole(share: CostShare) -> None:
    """A part, or a cap, leaves a rest (Y-10)."""
    if not share.others and (share.percent < HUNDRED or share.cap is not None):
        raise Refused(
            f"{share.funder} would not pay all of it. Say who pays the rest, or let them pay 100% without a cap.",
            field="share",
        )


def _each_once(criteria: tuple[str, ...]) -> None:
    seen: set[str] = set()
    for name in criteria:
        if name.casefold() in seen:
            raise Refused(f"{name} is there twice. Ask about each criterion once.", field="criteria")
        seen.add(name.casefold())


SETTINGS = Decider(decide, evolve, Settings())
