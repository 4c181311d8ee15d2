"""What may this person do with a plan or an action now, and how are they named?"""

from shared.contracts.tracker.queries import ActionList, TrackerWork
from shared.contracts.tracker.values import ActionRow

from gateway.pages.sections import Link, navigation
from gateway.web.visit import Visit


def address(row: ActionRow) -> str:
    return f"/cases/{row.case_id}/plan/actions/{row.action}"


def named(number: str) -> str:
    """By its printed number, which may be missing."""
    return f"Recommendation {number}" if number else "Recommendation without a number"


def sub_navigation(visit: Visit) -> list[Link]:
    parts = (("All actions", "/actions", ActionList), ("What needs you", "/actions/to-do", TrackerWork))
    return navigation(visit, parts)
