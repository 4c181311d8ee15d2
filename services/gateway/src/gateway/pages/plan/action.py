"""How does one action stand, why is it rated so, and what has been said of it (A-03, A-04)?"""

from collections.abc import Mapping
from typing import Any

from shared.contracts.tracker.plan import Action
from shared.contracts.tracker.queries import ActionDetail
from shared.contracts.tracker.values import ActionRow

from gateway.pages.deeds import offered
from gateway.pages.plan.following import ON_ACTION
from gateway.pages.plan.parts import named
from gateway.pages.sections import parts_of_case
from gateway.show.components import Tag, sentence, tag, words
from gateway.web.routes import page
from gateway.web.visit import Visit


def _action(visit: Visit, action: Action) -> Mapping[str, Any]:
    row = action.row
    return {
        "action": action,
        "row": row,
        "parts_of_case": parts_of_case(visit),
        "name": named(row.number),
        "title": f"{named(row.number)}: {row.owner or 'owner not known yet'}",
        "state": _state(row),
        "rating": tag(row.rating),
        "offers": offered(visit, ON_ACTION, action),
        "pairs": _pairs(action),
    }


def _state(row: ActionRow) -> Tag:
    shown = tag(row.state)
    return Tag(f"{shown.text}: {row.end}", shown.tone) if row.end else shown


def _pairs(action: Action) -> list[tuple[str, Any]]:
    row = action.row
    pairs: list[tuple[str, Any]] = [
        ("Owner", row.owner or "Not known yet"),
        ("Person in the agency", action.person),
        ("Measure of success", action.measure or "Not set yet"),
        ("Target date", _target(action)),
        ("Why it is rated so", row.rating_reason),
    ]
    if action.overridden:
        pairs.append(("Rating by state and date", sentence(action.derived_rating)))
    pairs += [("Scope", sentence(action.scope) if action.scope else None), ("Theme", action.theme)]
    if action.assured_on:
        pairs.append(("Assured on", action.assured_on))
    if action.impact_due:
        pairs.append(("Impact review due on", action.impact_due))
    if row.escalated:
        pairs.append(("Escalation", "This action is before the Sub-Group"))
    return pairs


def _target(action: Action) -> Any:
    if action.row.target is None and action.suggested_target is not None:
        return f"Not set yet. The text suggests {words(action.suggested_target)}"
    return action.row.target or "Not set yet"


ROUTES = page("/cases/{case_id}/plan/actions/{action:int}", "plan/action.html", ActionDetail, prepare=_action)
