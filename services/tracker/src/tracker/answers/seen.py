"""Which rows may the asker see (G-01, G-03)? CSP Chairs their partnership's, agency leads their agency's."""

from shared.actor import SPT, Actor, Role
from sqlalchemy import ColumnElement, false

from tracker.views.tables import actions, tracker

_WHOLE_COUNTY = (*SPT, Role.SUBGROUP_CHAIR, Role.SUBGROUP_MEMBER, Role.DCI, Role.AUDITOR, Role.SERVICE)
_REVIEW_TEAM = (Role.PANEL_CHAIR, Role.REPORT_WRITER, Role.PANEL_MEMBER)
"""They are let into single cases by a grant, which the gateway has seen to."""


def whole_county(actor: Actor) -> bool:
    return actor.holds(*_WHOLE_COUNTY)


def cases_seen(actor: Actor) -> list[ColumnElement[bool]]:
    """For lists of reviews."""
    known = tracker.c.reference.is_not(None)
    return [known] if whole_county(actor) else [known, tracker.c.csp.in_(actor.csps)]


def actions_seen(actor: Actor, *, one_case: bool) -> list[ColumnElement[bool]]:
    """For lists of actions; `one_case` when the question names a case, to which a grant was given."""
    known = tracker.c.reference.is_not(None)
    if whole_county(actor) or (one_case and actor.holds(*_REVIEW_TEAM)):
        return [known]
    own: ColumnElement[bool] = false()
    if actor.holds(Role.CSP_CHAIR):
        own = own | tracker.c.csp.in_(actor.csps)
    if actor.holds(Role.AGENCY_LEAD) and actor.agency:
        own = own | (actions.c.owner_key == actor.agency.casefold())
    return [known, own]
