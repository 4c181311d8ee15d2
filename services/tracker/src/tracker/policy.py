"""May this person ask this of this plan or review, beside what their role allows (A-04, G-03)? Pure."""

from typing import assert_never

from shared.actor import ALLOWED, Actor, Allowed, Forbidden, Role
from shared.contracts.tracker import commands as c
from shared.contracts.tracker.addressees import same_body
from shared.decider import Context
from shared.message import Command

from tracker.domain.commands import PassTimeOnPlan
from tracker.domain.known import QuarterKnown, ReviewKnown
from tracker.domain.plan import PlanCommand
from tracker.domain.quarter import Quarter, QuarterCommand
from tracker.domain.rules import NOT_KNOWN
from tracker.domain.state import Plan

_OF_PART = frozenset({Role.CSP_CHAIR, Role.AGENCY_LEAD})
"""Their role opens a part of the county alone: a partnership, an agency. The other roles act for all of it."""


def may_plan(command: PlanCommand, plan: Plan, context: Context[ReviewKnown]) -> Allowed:
    """A CSP Chair acts for their own partnership, an agency lead reports on their own agency's actions."""
    actor, csp = context.actor, context.found.csp
    match command:
        case c.ReportProgress() | c.ClaimComplete():
            if _for_all(command, actor) or _chairs(command, actor, csp) or _owns(command, actor, plan):
                return ALLOWED
            if actor.holds(Role.AGENCY_LEAD):
                raise Forbidden("This action belongs to another agency. Report on your own agency's actions.")
        case (
            c.LoadRecommendations()
            | c.AddRecommendation()
            | c.ClassifyRecommendation()
            | c.AddAction()
            | c.AssignAction()
            | c.MoveToSuccessor()
            | c.AgreePlan()
            | c.AskForAssurance()
            | c.AssureAction()
            | c.CloseAction()
            | c.ReopenAction()
            | c.OverrideRating()
            | c.RestoreRating()
            | c.EscalateAction()
            | c.CloseEscalation()
            | c.RecordImpactReview()
        ):
            if _for_all(command, actor) or _chairs(command, actor, csp):
                return ALLOWED
        case PassTimeOnPlan():
            if actor.holds(Role.SERVICE):
                return ALLOWED
        case _:
            assert_never(command)
    raise Forbidden(NOT_KNOWN if csp is None else f"Only the CSP Chair of {csp} can do this with its action plans.")


def may_report(command: QuarterCommand, quarter: Quarter, context: Context[QuarterKnown]) -> Allowed:
    """A CSP Chair gives the updates of their own partnership's reviews (B-03)."""
    actor, csp = context.actor, context.found.csp
    match command:
        case c.AskForUpdates() | c.PresentQuarterlyReport():
            if _for_all(command, actor):
                return ALLOWED
            raise Forbidden("Asking for updates and presenting the report is for the county's own posts.")
        case c.RecordQuarterlyUpdate():
            if _for_all(command, actor) or _chairs(command, actor, csp):
                return ALLOWED
            raise Forbidden(NOT_KNOWN if csp is None else f"Only the CSP Chair of {csp} can give this review's update.")
        case _:
            assert_never(command)


def _for_all(command: Command, actor: Actor) -> bool:
    return actor.holds(*(command.may - _OF_PART))


def _chairs(command: Command, actor: Actor, csp: str | None) -> bool:
    """The CSP Chair of the partnership that the review belongs to."""
    return Role.CSP_CHAIR in command.may and actor.holds(Role.CSP_CHAIR) and csp is not None and csp in actor.csps


def _owns(command: c.ReportProgress | c.ClaimComplete, actor: Actor, plan: Plan) -> bool:
    """The lead of the agency that owns the action."""
    action = plan.actions.get(command.action)
    return actor.holds(Role.AGENCY_LEAD) and action is not None and same_body(action.owner, actor.agency)
