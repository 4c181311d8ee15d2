"""Which facts does the tracker tell others? Nothing personal is among them. Pure."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from shared.contracts.tracker import facts
from shared.message import Contract
from shared.record import Recorded

from tracker.domain.events import plan as e
from tracker.domain.events import quarter as q
from tracker.domain.quarter import Quarter


def publish(recorded: Recorded[Any], state: Any) -> list[Contract]:
    event = recorded.message
    match event:
        case e.RecommendationsAdded(recommendations=added):
            actions = sum(len(one.actions) for one in added)
            return [facts.PlanLoaded(case_id=event.case_id, recommendations=len(added), actions=actions)]
        case e.PlanAgreed():
            return [facts.PlanAgreed(case_id=event.case_id, agreed_on=event.agreed_on)]
        case e.ActionAssured():
            open_ones = sum(not one.progress.ended for one in state.actions.values())
            return [
                facts.ActionAssured(
                    case_id=event.case_id, number=event.number, assured_on=event.assured_on, still_open=open_ones
                )
            ]
        case e.PlanCompleted():
            return [facts.PlanCompleted(case_id=event.case_id, completed_on=event.completed_on)]
        case e.ActionReopened():
            return [facts.ActionReopened(case_id=event.case_id, number=event.number)]
        case e.EscalationOpened():
            return [facts.EscalationOpened(case_id=event.case_id, number=event.number, opened_on=event.opened_on)]
        case q.OfQuarter():
            return _of_quarter(event, state)
        case _:
            return []


def _of_quarter(event: q.OfQuarter, quarter: Quarter) -> list[Contract]:
    match event:
        case q.UpdatesAsked(asked=asked, asked_on=day):
            return [_asked(event, one, quarter, day) for one in asked]
        case q.UpdatesChased(asked=asked, chased_on=day):
            late = [one.case_id for one in asked if quarter.owed[one.case_id].due < day]
            again: list[Contract] = [_asked(event, one, quarter, day) for one in asked]
            return [*again, *(_missing(event, case_id, quarter, day) for case_id in late)]
        case q.QuarterlyUpdateRecorded(case_id=case_id, asked_of=str() as of):
            given_on = quarter.first_given[case_id]
            return [facts.QuarterlyUpdateGiven(case_id=case_id, quarter=event.quarter, of=of, given_on=given_on)]
        case q.QuarterlyReportPresented(presented_on=day):
            presented: Contract = facts.QuarterlyReportPresented(quarter=event.quarter, presented_on=day)
            return [presented, *_never_given(event, quarter, day)]
        case _:
            return []


def _asked(event: q.OfQuarter, one: q.Asked, quarter: Quarter, day: date) -> Contract:
    return facts.QuarterlyUpdateAsked(
        case_id=one.case_id,
        quarter=event.quarter,
        of=one.of,
        again=isinstance(event, q.UpdatesChased),
        asked_on=day,
        due=quarter.owed[one.case_id].due,
    )


def _missing(event: q.OfQuarter, case_id: str, quarter: Quarter, day: date) -> Contract:
    of = quarter.owed[case_id].of
    return facts.QuarterlyUpdateMissing(case_id=case_id, quarter=event.quarter, of=of, missing_on=day)


def _never_given(event: q.QuarterlyReportPresented, quarter: Quarter, day: date) -> Iterator[Contract]:
    """Nothing can be given once the report is presented: what was still in time is called off, the rest is missing."""
    for case_id, owed in quarter.owed.items():
        if case_id in quarter.updates:
            continue
        if owed.due >= day:
            yield facts.QuarterlyUpdateCalledOff(case_id=case_id, quarter=event.quarter)
        elif quarter.chased_on is None or owed.due >= quarter.chased_on:  # not told by the chasing before
            yield _missing(event, case_id, quarter, day)
