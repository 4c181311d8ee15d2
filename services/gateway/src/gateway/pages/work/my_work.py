"""What is mine to do, in cases and beside them: overdue, due within seven days, to do, and waiting for others?"""

from collections.abc import Iterable, Mapping
from typing import Any

from shared.contracts.cases.answers import Task, Work
from shared.contracts.cases.queries import MyWork
from shared.contracts.chairs.queries import ChairsWork
from shared.contracts.notifications.queries import DispatchTasks
from shared.contracts.tracker.queries import TrackerWork

from gateway.gate import Entry
from gateway.pages.tasks import task_of
from gateway.pages.words import step_state
from gateway.web.routes import page
from gateway.web.visit import Visit

MENU = Entry("My work", "/work", 10)


def _rows(tasks: Iterable[Task]) -> list[dict[str, Any]]:
    return [
        {
            "name": f"{task.reference}: {task.name}",
            "owner": f"{task.csp}, {task.owner}",
            "due": task.due,
            "state": step_state(task),
            "href": f"/cases/{task.case_id}",
        }
        for task in tasks
    ]


def _of_cases(work: Work) -> list[dict[str, Any]]:
    kinds = (
        ("overdue", "Overdue", work.overdue, "Nothing is overdue."),
        ("soon", "Due within seven days", work.due_soon, "Nothing falls due within seven days."),
        ("to-do", "To do", work.to_do, "There is nothing else to do."),
        ("waiting", "Waiting for others", work.waiting, "Nobody is waited for."),
    )
    return [{"id": id_, "title": title, "tasks": _rows(tasks), "none": none} for id_, title, tasks, none in kinds]


def _groups(visit: Visit, answers: Mapping[str, Any]) -> Mapping[str, Any]:
    """Roles differ in what they may ask: what is None is left out."""
    plans, dispatches = answers["plans"], answers["dispatches"]
    chairs = {
        "id": "chairs",
        "title": "Chairs, invoices and evaluations",
        "tasks": [task_of(visit, task) for task in answers["chairs"].tasks],
        "none": "Nothing about chairs and their money needs you.",
    }
    elsewhere = (
        ("actions and reports", "/actions/to-do", len(plans.items) if plans is not None else 0),
        ("dispatches", "/dispatches/tasks", len(dispatches.tasks) if dispatches is not None else 0),
    )
    return {
        "groups": [*(_of_cases(answers["work"]) if answers["work"] is not None else ()), chairs],
        "elsewhere": [{"text": f"{count} in {name}", "href": href} for name, href, count in elsewhere if count],
    }


ROUTES = page(
    "/work",
    "work/my_work.html",
    {"chairs": ChairsWork, "work": MyWork, "plans": TrackerWork, "dispatches": DispatchTasks},
    prepare=_groups,
)
