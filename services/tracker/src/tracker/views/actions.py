"""Which actions are there, whose are they, and how far is each (A-01 to A-10)?"""

from collections.abc import Collection
from datetime import date
from typing import Any

from shared.calendar import add_months
from shared.message import members
from shared.view import Key, Row

from tracker.domain.events import plan as e
from tracker.domain.events.plan import PlanEvent
from tracker.domain.numbers import sort_key
from tracker.domain.rating import Progress
from tracker.domain.state import IMPACT_MONTHS
from tracker.views.many_rows import many_rows
from tracker.views.tables import actions, recommendations


def keys(event: Any) -> Collection[Key]:
    match event:
        case e.RecommendationsAdded():
            return [(event.case_id, one.action) for each in event.recommendations for one in each.actions]
        case e.DutiesMoved() | e.AssuranceAsked() | e.AssuranceNotGiven():
            return [(event.case_id, action) for action in event.actions]
        case e.OfAction():
            return [(event.case_id, event.action)]
        case e.EscalationOpened() | e.EscalationClosed() if event.action is not None:
            return [(event.case_id, event.action)]
        case _:
            return []


def apply(row: Row | None, event: Any, key: Key) -> Row | None:
    match event:
        case e.RecommendationsAdded():
            return next(
                _new(event.case_id, each.recommendation, each.number, one)
                for each in event.recommendations
                for one in each.actions
                if one.action == key[1]
            )
        case e.ActionAdded():
            one = e.NewAction(action=event.action, text=event.text, owner=event.owner)
            return _new(event.case_id, event.recommendation, event.number, one)
        case _:
            return {**row, **_change(row, event)} if row else None


def _change(row: Row, event: Any) -> dict[str, Any]:
    match event:
        case e.ActionAssigned():
            return {**_owned(event.owner), "has_measure": bool(event.measure), "target": event.target}
        case e.DutiesMoved():
            return _owned(event.successor)
        case e.AssuranceAsked():
            return {"reply_by": event.reply_by}
        case e.AssuranceNotGiven():
            return {"reply_by": None}
        case e.ProgressReported():
            return {"progress": Progress.IN_PROGRESS.value, "reply_by": None}
        case e.CompletionClaimed():
            return {"progress": Progress.COMPLETE.value, "reply_by": None}
        case e.ActionAssured(assured_on=day):
            settled = {"progress": Progress.ASSURED.value, "assured_on": day, "impact_next": _impact_after(day, None)}
            return settled | {"override": None, "override_reason": None, "reply_by": None}
        case e.ActionClosed(end=end):
            ended = {"progress": Progress.CLOSED.value, "ending": end.value, "reply_by": None}
            return ended | {"override": None, "override_reason": None}
        case e.ActionReopened():
            again = {"progress": Progress.IN_PROGRESS.value, "assured_on": None, "ending": None}
            return again | {"overdue_said": None, "impact_next": None}
        case e.RatingOverridden():
            return {"override": event.rating.value, "override_reason": event.reason}
        case e.RatingRestored():
            return {"override": None, "override_reason": None}
        case e.ActionBecameOverdue(target=day):
            return {"overdue_said": day}
        case e.ImpactReviewFellDue(months=months) | e.ImpactReviewed(months=months):
            return {"impact_next": _impact_after(row["assured_on"], months)}
        case _:
            return {}


def _impact_after(assured_on: date | None, months: int | None) -> date | None:
    """When time next asks for something: 6 months after assurance, then 12."""
    later = [after for after in IMPACT_MONTHS if months is None or after > months]
    return add_months(assured_on, later[0]) if assured_on and later else None


def _new(case_id: str, recommendation: int, number: str, one: e.NewAction) -> Row:
    return {
        "case_id": case_id,
        "action": one.action,
        "recommendation": recommendation,
        "number": number,
        "sort_key": sort_key(number)[:400],
        "text": one.text,
        **_owned(one.owner),
        "has_measure": bool(one.measure),
        "target": one.target,
        "progress": (Progress.COMPLETE if one.arrived_complete else Progress.NOT_STARTED).value,
    }


def _owned(owner: str | None) -> dict[str, str | None]:
    return {"owner": owner, "owner_key": owner.casefold() if owner else None}


ACTIONS = many_rows(actions, members(PlanEvent), keys, apply)


# Recommendations, to count themes (B-05)


def _recommendation_keys(event: Any) -> Collection[Key]:
    match event:
        case e.RecommendationsAdded():
            return [(event.case_id, each.recommendation) for each in event.recommendations]
        case _:
            return [(event.case_id, event.recommendation)]


def _recommended(row: Row | None, event: Any, key: Key) -> Row | None:
    match event:
        case e.RecommendationsAdded():
            each = next(one for one in event.recommendations if one.recommendation == key[1])
            return {
                "case_id": event.case_id,
                "recommendation": each.recommendation,
                "number": each.number,
                "scope": each.scope.value if each.scope else None,
                "theme": each.theme,
            }
        case _:
            return {**row, "scope": event.scope.value, "theme": event.theme} if row else None


RECOMMENDATIONS = many_rows(
    recommendations, (e.RecommendationsAdded, e.RecommendationClassified), _recommendation_keys, _recommended
)
