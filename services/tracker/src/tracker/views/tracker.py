"""Where does each review of the county stand (B-01)? One row a case, from what all the services tell."""

from datetime import date
from typing import Any

from shared.calendar import earliest
from shared.contracts.cases import facts as cases
from shared.contracts.cases.values import Outcome
from shared.contracts.chairs.facts import ChairCommissioned, ChairReplaced
from shared.contracts.notifications.facts import DispatchAcknowledged, DispatchTaken
from shared.contracts.notifications.values import Notice
from shared.contracts.tracker.values import Stage
from shared.record import Recorded
from shared.view import Key, Row, View

from tracker.domain.events import plan as e
from tracker.views.tables import tracker

_OPENING = (cases.CaseOpened, cases.ReviewImported)


def _key(recorded: Recorded[Any]) -> Key | None:
    case_id = recorded.message.case_id
    return (case_id,) if case_id else None


def apply(row: Row | None, recorded: Recorded[Any]) -> Row:
    """Facts of different services may come in any order: a row may know its chair before it knows its reference."""
    message = recorded.message
    new = {**(row or {"case_id": message.case_id}), **_told(row or {}, message)}
    new["stage"] = _stage(new)
    new["next_due"] = _next_due(new)
    return new


def _told(row: Row, message: Any) -> dict[str, Any]:
    match message:
        case cases.CaseOpened() as opened:
            return _opening(opened) | {
                "attention_date": opened.attention_date,
                "decision_due": opened.decision_due,
                "death_month": _month(opened.earliest_death),
                "counted_from": opened.attention_date,
                "imported": False,
            }
        case cases.ReviewImported() as taken:
            return _opening(taken) | {
                "death_month": taken.death_month,
                "counted_from": earliest(taken.death_month),
                "imported": True,
                "proceed": True,
                "published": taken.published,
            }
        case cases.DateOfDeathCorrected(earliest_death=day):
            return {"death_month": _month(day)}
        case cases.AttentionDateCorrected(attention_date=day, decision_due=due):
            return {"attention_date": day, "decision_due": due, "counted_from": day}
        case cases.CaseTransferred(csp=csp):
            return {"csp": csp}
        case cases.DecisionMade() as made:
            return {"decided_on": made.decided_on, "proceed": made.proceed, "report_due": made.report_due}
        case cases.DecisionReopened():
            return {"decided_on": None, "proceed": None, "report_due": None}
        case cases.InitialMeetingHeld(held_on=day, referral=referral):
            return {
                "initial_meeting_on": day,
                "panel_meetings": max(1, row.get("panel_meetings") or 0),
                "referral": referral.value if referral else None,
            }
        case cases.PanelMeetingHeld(number=number):
            return {"panel_meetings": max(number, row.get("panel_meetings") or 0)}
        case cases.ImrProgressed(requested=requested, accepted=accepted):
            return {"imrs_requested": requested, "imrs_accepted": accepted}
        case cases.ReportAgreed(stage=stage, agreed_on=day):
            return {"agreed_stage": stage.value, "agreed_on": day}
        case cases.ExtensionAgreed(new_due=day):
            return {"extended_to": day, "home_office_told": False}
        case cases.ReportSubmitted(round=number, submitted_on=day):
            return {"submitted_on": day, "rounds": number, "outcome": None}
        case cases.OutcomeRecorded(outcome=outcome):
            return {"outcome": outcome.value}
        case cases.ReportPublished(published_on=day):
            return {"published": True, "published_on": day}
        case cases.CaseClosed(closed_on=day):
            return {"closed_on": day}
        case ChairCommissioned(chair_name=name):
            return {"chair": name}
        case ChairReplaced():
            return {"chair": None}
        case DispatchTaken(notice=Notice.DELAY) | DispatchAcknowledged(notice=Notice.DELAY):
            return {"home_office_told": True}
        case e.RecommendationsAdded() | e.ActionAdded():
            return {"plan_loaded": True, "plan_agreed_on": None, "plan_completed_on": None}
        case e.PlanAgreed(agreed_on=day):
            return {"plan_agreed_on": day}
        case e.PlanCompleted(completed_on=day):
            return {"plan_completed_on": day}
        case e.ActionReopened():
            return {"plan_completed_on": None}
        case _:
            return {}


def _month(day: date | None) -> str | None:
    return f"{day:%Y-%m}" if day else None


def _opening(told: cases.CaseOpened | cases.ReviewImported) -> dict[str, Any]:
    return {
        "reference": told.reference,
        "csp": told.csp,
        "category": told.category.value,
        "murder_suicide": told.murder_suicide,
        "victims": told.victims,
        "perpetrator_deaths": told.perpetrator_deaths,
        "children": told.children,
    }


def _stage(row: Row) -> str:
    return _where(row).value


def _where(row: Row) -> Stage:
    plan_open = row.get("plan_loaded") and not row.get("plan_completed_on")
    if row.get("closed_on") or (row.get("imported") and row.get("published") and not plan_open):
        return Stage.CLOSED
    if row.get("published"):
        return Stage.PUBLISHED
    if _approved(row):
        return Stage.TO_PUBLISH
    if row.get("submitted_on") and row.get("outcome") is None:
        return Stage.HOME_OFFICE
    if row.get("agreed_stage") or row.get("submitted_on"):
        return Stage.AGREEING
    if row.get("initial_meeting_on"):
        return Stage.PANEL
    if row.get("proceed") is None:
        return Stage.AWAITING_DECISION
    return Stage.SETTING_UP if row["proceed"] else Stage.NOT_PROCEEDING


def _approved(row: Row) -> bool:
    """The Home Office lets it be published, whatever the words in which that is stored."""
    return row.get("outcome") is not None and Outcome(row["outcome"]).approved


def _next_due(row: Row) -> date | None:
    """The decision, then the report; nothing once the report has been submitted (C-10)."""
    due: date | None = None
    if row["stage"] == Stage.AWAITING_DECISION:
        due = row.get("decision_due")
    elif row["stage"] in {Stage.SETTING_UP, Stage.PANEL, Stage.AGREEING} and not row.get("submitted_on"):
        due = row.get("extended_to") or row.get("report_due")
    return due


TRACKER = View(
    table=tracker,
    listens=(
        *_OPENING,
        cases.DateOfDeathCorrected,
        cases.AttentionDateCorrected,
        cases.CaseTransferred,
        cases.DecisionMade,
        cases.DecisionReopened,
        cases.InitialMeetingHeld,
        cases.PanelMeetingHeld,
        cases.ImrProgressed,
        cases.ReportAgreed,
        cases.ExtensionAgreed,
        cases.ReportSubmitted,
        cases.OutcomeRecorded,
        cases.ReportPublished,
        cases.CaseClosed,
        ChairCommissioned,
        ChairReplaced,
        DispatchTaken,
        DispatchAcknowledged,
        e.RecommendationsAdded,
        e.ActionAdded,
        e.PlanAgreed,
        e.PlanCompleted,
        e.ActionReopened,
    ),
    key=_key,
    apply=apply,
)
