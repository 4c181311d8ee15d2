"""Which dispatches wait for a person, and for what (X-03, X-04, X-05, X-07, X-08)?"""

from collections.abc import Mapping
from typing import Any

from shared.contracts.notifications.answers import Task, Tasks
from shared.contracts.notifications.queries import DispatchTasks
from shared.contracts.tone import Tone

from gateway.pages.dispatches.parts import sub_navigation
from gateway.show.components import Tag, tag, words
from gateway.web.routes import page
from gateway.web.visit import Visit


def _tasks(visit: Visit, answer: Tasks) -> Mapping[str, Any]:
    return {
        "parts_of_dispatches": sub_navigation(visit),
        "tasks": [
            {
                "what": task.what,
                "why": task.why,
                "href": f"/dispatches/{task.dispatch_id}" if task.dispatch_id else "/recipients",
                "about": _about(task),
                "state": tag(task.state) if task.state else Tag("Waiting for a second person", Tone.YELLOW),
            }
            for task in answer.tasks
        ],
    }


def _about(task: Task) -> str:
    return f"{task.reference}, prepared on {words(task.since)}." if task.reference else ""


ROUTES = page("/dispatches/tasks", "dispatches/tasks.html", DispatchTasks, prepare=_tasks)
