"""Which question is answered by which function?"""

from collections.abc import Callable, Mapping
from typing import Any

from shared.contracts.notifications.queries import (
    DispatchDetail,
    DispatchEvidence,
    DispatchList,
    DispatchTasks,
    NoticesHeld,
    RecipientDirectory,
)
from shared.question import Question
from shared.reader import Reader

from notifications.answers.detail import dispatch_detail
from notifications.answers.directory import directory, notices_held
from notifications.answers.evidence import evidence
from notifications.answers.lists import dispatch_list
from notifications.answers.tasks import dispatch_tasks

ANSWERS: Mapping[type[Question[Any]], Callable[[Reader, Any], Any]] = {
    DispatchList: dispatch_list,
    DispatchDetail: dispatch_detail,
    DispatchEvidence: evidence,
    DispatchTasks: dispatch_tasks,
    RecipientDirectory: directory,
    NoticesHeld: notices_held,
}
