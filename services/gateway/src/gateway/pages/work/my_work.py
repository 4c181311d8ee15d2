"""What is mine to do: overdue, due within seven days, and waiting for others?"""

from collections.abc import Iterable, Mapping
from typing import Any

from shared.contracts.cases.answers import Task, Work
from shared.contracts.cases.queries import MyWork

from gateway.gate import Entry
from gateway.routes import page
from gateway.visit import Visit

MENU = Entry("My work", "/work", 10)


def _rows(tasks: Iterable[Task]) -> list[dict[str, Any]]:
    return [
        {
            "name": f"{task.reference}: {task.name}",
            "owner": f"{task.csp}, {task.owner}",
            "due": task.due,
            "state": task.state,
            "href": f"/cases/{task.case_id}",
        }
        for task in tasks
    ]


def _groups(_: Visit, work: Work) -> Mapping[str, Any]:
    return {
        "groups": [
            {"id": "overdue", "title": "Overdue", "tasks": _rows(work.overdue), "none": "Nothing is overdue."},
            {
                "id": "soon",
                "title": "Due within seven days",
                "tasks": _rows(work.due_soon),
                "none": "Nothing falls due within seven days.",
            },
            {"id": "to-do", "title": "To do", "tasks": _rows(work.to_do), "none": "There is nothing else to do."},
            {
                "id": "waiting",
                "title": "Waiting for others",
                "tasks": _rows(work.waiting),
                "none": "Nobody is waited for.",
            },
        ]
    }


ROUTES = page("/work", "work/my_work.html", MyWork, prepare=_groups)
