"""How is something to do about chairs and their money shown, and where is it done?"""

from typing import Any

from shared.contracts.chairs.answers import Task

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
