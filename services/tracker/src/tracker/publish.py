"""Which facts does the tracker tell others? Nothing personal is among them. Pure."""

from typing import Any

from shared.contracts.tracker import facts
from shared.message import Contract
from shared.record import Recorded

from tracker.domain import events as e
from tracker.domain import quarter_events as q


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
        case q.UpdatesAsked(asked=asked) | q.UpdatesChased(asked=asked):
            again = isinstance(event, q.UpdatesChased)
            return [
                facts.QuarterlyUpdateAsked(case_id=one.case_id, quarter=event.quarter, of=one.of, again=again)
                for one in asked
            ]
        case q.QuarterlyReportPresented():
            return [facts.QuarterlyReportPresented(quarter=event.quarter, presented_on=event.presented_on)]
        case _:
            return []
