"""How is something to do shown in a list of tasks, and where is it done?"""

from dataclasses import dataclass
from datetime import date

from shared.contracts.chairs.answers import Task, TaskKind
from shared.contracts.tone import Tone

from gateway.show.components import Tag
from gateway.web.routes import leads
from gateway.web.visit import Visit


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One line of a list of tasks, as `parts.task_list` shows it."""

    name: str
    owner: str
    due: date | None
    state: Tag
    href: str | None


_NAMES = {
    TaskKind.APPLICATION: "Application",
    TaskKind.EXPIRY: "Renewal",
    TaskKind.OFF_THE_LIST: "A chair who is suspended or not on the list",
    TaskKind.LOAD: "Load, to be thought of before they are given another",
    TaskKind.INVOICE: "Invoice",
    TaskKind.CREDIT_NOTE: "Credit note",
    TaskKind.COMMISSION: "Choice of a chair",
    TaskKind.CONFLICT: "Independence",
    TaskKind.REPLACEMENT: "Independence",
    TaskKind.REQUEST: "Request",
    TaskKind.EVALUATION: "Evaluation",
}


def task_of(visit: Visit, task: Task) -> TaskRow:
    at = _where(task)
    return TaskRow(task.what, _hint(task), task.due, _state(task), at if leads(visit, at) else None)


def _state(task: Task) -> Tag:
    if task.overdue:
        return Tag("Overdue", Tone.RED)
    if task.waits_for:
        return Tag("Waiting for another person", Tone.YELLOW)
    return Tag("For information", Tone.GREY) if task.kind is TaskKind.LOAD else Tag("To do", Tone.BLUE)


def _hint(task: Task) -> str:
    about = _NAMES[task.kind]
    return f"{about}, for {task.waits_for}" if task.waits_for else about


def _where(task: Task) -> str:
    case = f"/cases/{task.case_id}"
    match task.kind:
        case TaskKind.COMMISSION:
            return f"{case}/chair/choose"
        case TaskKind.CONFLICT if task.waits_for is None:
            return f"{case}/chair/conflict"
        case TaskKind.REPLACEMENT if task.waits_for is None:
            return f"{case}/chair/end"
        case TaskKind.EVALUATION:
            return f"{case}/evaluation/give"
        case TaskKind.INVOICE | TaskKind.CREDIT_NOTE:
            return f"{case}/invoices/{task.invoice_id}"
        case _ if task.case_id is not None:
            return f"{case}/chair"
        case _:
            return f"/chairs/{task.chair_id}"
