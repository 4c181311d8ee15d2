"""What about chairs and their money needs this person now?"""

from collections.abc import Mapping
from typing import Any

from shared.contracts.chairs.answers import Task, Tasks
from shared.contracts.chairs.queries import ChairsWork

from gateway.pages.chairs.parts import sub_navigation
from gateway.routes import page
from gateway.visit import Visit

_NAMES = {
    "application": "Application",
    "expiry": "Renewal",
    "off the list": "A chair who is suspended or not on the list",
    "load": "Load, to be thought of before they are given another",
    "invoice": "Invoice",
    "credit note": "Credit note",
    "commission": "Choice of a chair",
    "conflict": "Independence",
    "replacement": "Independence",
    "request": "Request",
    "evaluation": "Evaluation",
}


def task_of(task: Task) -> dict[str, Any]:
    """As the list of tasks shows it."""
    return {
        "name": task.what,
        "owner": _hint(task),
        "due": task.due,
        "state": _state(task),
        "href": _where(task),
    }


def _state(task: Task) -> str:
    if task.overdue:
        return "Overdue"
    if task.waits_for:
        return "Waiting for another person"
    return "For information" if task.kind == "load" else "To do"


def _hint(task: Task) -> str:
    about = _NAMES.get(task.kind, "Chairs")
    return f"{about}, for {task.waits_for}" if task.waits_for else about


def _where(task: Task) -> str:
    case = f"/cases/{task.case_id}"
    match task.kind:
        case "commission":
            return f"{case}/chair/choose"
        case "conflict" if task.waits_for is None:
            return f"{case}/chair/conflict"
        case "replacement" if task.waits_for is None:
            return f"{case}/chair/end"
        case "evaluation":
            return f"{case}/evaluation/give"
        case "invoice" | "credit note":
            return f"{case}/invoices/{task.invoice_id}"
        case _ if task.case_id is not None:
            return f"{case}/chair"
        case _:
            return f"/chairs/{task.chair_id}"


def _tasks(visit: Visit, answer: Tasks) -> Mapping[str, Any]:
    return {
        "parts_of_chairs": sub_navigation(visit),
        "tasks": [task_of(one) for one in answer.tasks],
    }


ROUTES = page("/chairs/work", "chairs/work.html", ChairsWork, prepare=_tasks)
