"""How is each fact told in the timeline? In words a review officer would use. Pure."""

from typing import assert_never

from shared.calendar import in_words

from tracker.domain.events import plan as e
from tracker.domain.events import quarter as q
from tracker.domain.events.plan import PlanEvent
from tracker.domain.events.quarter import QuarterEvent
from tracker.domain.quarter import months_of


def describe(event: PlanEvent | QuarterEvent) -> str:
    match event:
        case q.UpdatesAsked():
            return f"Updates for {_months(event)} were asked for: {_count(len(event.asked), 'review')}."
        case q.UpdatesChased():
            return (
                f"Updates for {_months(event)} were missing and asked for again: {_count(len(event.asked), 'review')}."
            )
        case q.QuarterlyUpdateRecorded():
            return f"The update for {_months(event)} was given."
        case q.QuarterlyReportPresented():
            return f"The report of {_months(event)} was presented on {in_words(event.presented_on)}."
        case _:
            return _of_plan(event)


def _of_plan(event: PlanEvent) -> str:
    match event:
        case e.RecommendationsAdded(recommendations=added):
            actions = sum(len(one.actions) for one in added)
            return (
                f"{_count(len(added), 'recommendation')} with {_count(actions, 'action')} "
                f"{'was' if len(added) == 1 else 'were'} added to the action plan."
            )
        case e.RecommendationClassified():
            scope = f"scope {event.scope.value}, theme {event.theme}"
            return f"{_recommendation(event.number)} was given {scope}."
        case e.ActionAdded():
            return f"An action was added to {_recommendation(event.number, start=False)}{_for(event.owner)}."
        case e.ActionAssigned():
            parts = [f"owner {event.owner}"] if event.owner else ["no owner yet"]
            parts += [f"target date {in_words(event.target)}"] if event.target else []
            parts += ["a measure of success"] if event.measure else []
            return f"An action of {_recommendation(event.number, start=False)} was set: {', '.join(parts)}."
        case e.DutiesMoved():
            return (
                f"{_count(len(event.actions), 'action')} moved from {event.former} to {event.successor}, its successor."
            )
        case e.PlanAgreed():
            return f"The action plan was agreed on {in_words(event.agreed_on)}."
        case e.ProgressReported():
            return f"{_action(event)}: progress was reported on {in_words(event.reported_on)}."
        case e.CompletionClaimed():
            return f"{_action(event)}: the agency says that it was complete on {in_words(event.completed_on)}."
        case e.AssuranceAsked():
            return f"{event.agency} was asked for assurance by {in_words(event.reply_by)}."
        case e.AssuranceNotGiven():
            return f"{event.agency} gave no assurance by {in_words(event.reply_by)}."
        case e.ActionAssured():
            return f"{_action(event)}: the CSP Chair was assured on {in_words(event.assured_on)}."
        case e.ActionClosed():
            ended = f"closed on {in_words(event.closed_on)} as {event.end.value}"
            return f"{_action(event)}: {ended}. Reason: {_ended(event.reason)}"
        case e.ActionReopened():
            return f"{_action(event)}: opened again on {in_words(event.reopened_on)}. Reason: {_ended(event.reason)}"
        case e.RatingOverridden():
            return f"{_action(event)}: the rating was set to {event.rating.value}. Reason: {_ended(event.reason)}"
        case e.RatingRestored():
            return f"{_action(event)}: the rating follows from state and date again."
        case e.ActionBecameOverdue():
            return f"{_action(event)}: overdue since its target date, {in_words(event.target)}."
        case e.EscalationOpened():
            opened = f"Escalated to the Sub-Group on {in_words(event.opened_on)}"
            return f"{opened}{_about(event)}. Reason: {_ended(event.reason)}"
        case e.EscalationClosed():
            return f"An escalation was closed on {in_words(event.closed_on)}. Outcome: {_ended(event.outcome)}"
        case e.ImpactReviewFellDue():
            return f"{_action(event)}: its impact review is due, {event.months} months after assurance."
        case e.ImpactReviewed():
            found = "embedded" if event.embedded else "not embedded"
            return f"{_action(event)}: its impact was reviewed after {event.months} months: {found}."
        case e.PlanCompleted():
            return f"The last action of the plan ended on {in_words(event.completed_on)}."
        case _:
            assert_never(event)


def _action(event: e.OfAction) -> str:
    return f"Action of {_recommendation(event.number, start=False)}"


def _recommendation(number: str, *, start: bool = True) -> str:
    named = f"recommendation {number}" if number else "a recommendation without a number"
    return named[0].upper() + named[1:] if start else named


def _about(event: e.EscalationOpened) -> str:
    number = f", recommendation {event.number}" if event.number else ""
    return number + (f", {event.agency}" if event.agency else "")


def _for(owner: str | None) -> str:
    return f" for {owner}" if owner else ""


def _ended(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _months(event: q.OfQuarter) -> str:
    return months_of(event.quarter).in_words
