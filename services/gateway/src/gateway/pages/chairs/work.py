"""What about chairs and their money needs this person now?"""

from collections.abc import Mapping
from typing import Any

from shared.contracts.chairs.answers import Tasks
from shared.contracts.chairs.queries import ChairsWork

from gateway.pages.chairs.parts import sub_navigation
from gateway.pages.tasks import task_of
from gateway.web.routes import page
from gateway.web.visit import Visit


def _tasks(visit: Visit, answer: Tasks) -> Mapping[str, Any]:
    return {
        "parts_of_chairs": sub_navigation(visit),
        "tasks": [task_of(visit, one) for one in answer.tasks],
    }


ROUTES = page("/chairs/work", "chairs/work.html", ChairsWork, prepare=_tasks)
