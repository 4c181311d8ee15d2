"""Who is suspended or off the list, and leads reviews that go on? Somebody decides about them (H-01, H-08)."""

from collections import defaultdict
from collections.abc import Iterator

from shared.actor import SPT
from shared.contracts.chairs.answers import Task, TaskKind
from shared.contracts.chairs.values import ListStage
from shared.reader import Reader
from sqlalchemy import select

from chairs.policy import may_commission
from chairs.views.cases_known import known_cases
from chairs.views.tables import appointments, chairs

_COUNTS = {1: "one open review", 2: "two open reviews", 3: "three open reviews"}
_NOW = {
    ListStage.SUSPENDED: "is suspended",
    ListStage.REMOVED: "was removed from the list",
    ListStage.LEFT: "left the list",
}


def off_the_list(reader: Reader) -> Iterator[Task]:
    """The team has one task for each chair; a CSP Chair has one for each review of their partnership."""
    for (chair_id, name, stage), case_ids in _leading(reader).items():
        said = f"{name} {_NOW.get(ListStage(stage), 'is not on the list now')}"
        if reader.actor.holds(*SPT):
            count = _COUNTS.get(len(case_ids), f"{len(case_ids)} open reviews")
            yield Task(
                what=f"{said} and leads {count}. Decide who goes on", kind=TaskKind.OFF_THE_LIST, chair_id=chair_id
            )
            continue
        for case_id, case in known_cases(reader.tx, case_ids).items():
            if may_commission(reader.actor, case.csp):
                what = f"{said} and leads {case.reference}. Decide who goes on"
                yield Task(what=what, kind=TaskKind.OFF_THE_LIST, case_id=case_id)


def _leading(reader: Reader) -> dict[tuple[str, str, str], list[str]]:
    query = (
        select(chairs.c.chair_id, chairs.c.name, chairs.c.stage, appointments.c.case_id)
        .join(appointments, appointments.c.chair_id == chairs.c.chair_id)
        .where(appointments.c.ended_on.is_(None), chairs.c.stage != ListStage.LISTED.value)
        .order_by(chairs.c.name, appointments.c.case_id)
    )
    found: defaultdict[tuple[str, str, str], list[str]] = defaultdict(list)
    for chair_id, name, stage, case_id in reader.tx.execute(query):
        found[chair_id, name, stage].append(case_id)
    return found
