"""What waits for a person, as the chairs service would answer?"""

from datetime import date

from shared.contracts.chairs.answers import Task, TaskKind, Tasks

from services.gateway.tests.pages_chairs.answers import CASE, CHAIR, INVOICE, OTHER

TASKS = Tasks(
    tasks=(
        Task(
            what="Assess the application of Ida Lund",
            kind=TaskKind.APPLICATION,
            chair_id=OTHER,
            waits_for="another person",
        ),
        Task(
            what="Deepak Rana is suspended and leads two open reviews. Decide who goes on",
            kind=TaskKind.OFF_THE_LIST,
            chair_id=CHAIR,
        ),
        Task(what="Commission a chair for DHR-2026-005", kind=TaskKind.COMMISSION, case_id=CASE),
        Task(
            what="Approve invoice DR-014 of Deepak Rana, £4,000.00",
            kind=TaskKind.INVOICE,
            case_id=CASE,
            invoice_id=INVOICE,
            due=date(2026, 11, 1),
            overdue=True,
        ),
        Task(what="Decide whether Deepak Rana can go on with DHR-2026-004", kind=TaskKind.CONFLICT, case_id=CASE),
        Task(what="Replace Deepak Rana as chair of DHR-2026-006", kind=TaskKind.REPLACEMENT, case_id=CASE),
        Task(what="Decide on more for a complex review, DHR-2026-004", kind=TaskKind.REQUEST, case_id=CASE),
        Task(what="Evaluate the chair of DHR-2026-004", kind=TaskKind.EVALUATION, case_id=CASE, due=date(2026, 11, 17)),
    )
)
