"""What about chairs and their money needs this person now?"""

from collections.abc import Iterator
from datetime import timedelta

from shared.actor import SPT, Role
from shared.contracts.chairs.answers import InvoiceRow, Task, TaskKind, Tasks
from shared.contracts.chairs.queries import ChairsWork, MyEvaluations
from shared.contracts.chairs.values import InvoiceKind, InvoiceState, ListStage
from shared.money import in_words as pounds
from shared.reader import Reader
from sqlalchemy import select

from chairs.answers.invoices import row_of, rows
from chairs.answers.leading import off_the_list
from chairs.answers.quality import my_evaluations
from chairs.domain.found import KnownCase
from chairs.domain.people.fitness import leading
from chairs.domain.people.person import Person
from chairs.domain.people.ranking import expiring
from chairs.domain.state import Commission
from chairs.policy import may_commission
from chairs.views.cases_known import known_cases
from chairs.views.commissions import all_commissions
from chairs.views.roster import people
from chairs.views.stored import CHAIR
from chairs.views.tables import chairs, invoices

PAY_WITHIN = timedelta(days=30)
"""Public bodies pay a valid invoice within 30 days."""
ANOTHER = "another person than who entered it"


def chairs_work(reader: Reader, question: ChairsWork) -> Tasks:
    del question
    actor = reader.actor
    tasks = list(_evaluations(reader))
    if actor.holds(*SPT):
        tasks += [*_applications(reader), *_of_the_list(reader)]
    if actor.holds(*SPT, Role.OPCC_FINANCE):
        tasks += _invoices(reader)
    if actor.holds(*SPT, Role.CSP_CHAIR):
        tasks += [*_commissions(reader), *off_the_list(reader)]
    return Tasks(tasks=tuple(sorted(tasks, key=lambda task: (task.due is None, task.due, task.what))))


def _applications(reader: Reader) -> Iterator[Task]:
    applied = chairs.c.stage == ListStage.APPLIED.value
    for chair_id, data in reader.tx.execute(select(chairs.c.chair_id, chairs.c.data).where(applied)):
        chair = CHAIR.validate_json(data)
        own = chair.entered_by == reader.actor.id
        verb = "Decide on" if chair.assessed else "Assess"
        yield Task(
            what=f"{verb} the application of {chair.name}",
            kind=TaskKind.APPLICATION,
            chair_id=chair_id,
            waits_for=ANOTHER if own else None,
        )


def _of_the_list(reader: Reader) -> Iterator[Task]:
    for person in people(reader.tx, stages=(ListStage.LISTED, ListStage.SUSPENDED)).values():
        yield from _expiring(reader, person)
        if leading(person):
            said = f"{person.name} leads {person.open_reviews} reviews already"
            yield Task(what=said, kind=TaskKind.LOAD, chair_id=person.chair_id)


def _expiring(reader: Reader, person: Person) -> Iterator[Task]:
    ends = [day for day in (person.approved_until, person.training and person.training.expires_on) if day]
    over = [day for day in ends if day < reader.today]
    if expiring(person, reader.today) or over:
        yield Task(
            what=f"Renew the training or approval of {person.name}",
            kind=TaskKind.EXPIRY,
            chair_id=person.chair_id,
            due=min(over or [day for day in ends if day >= reader.today]),
            overdue=bool(over),
        )


_VERBS = {
    InvoiceState.ENTERED: "Check",
    InvoiceState.QUERIED: "Decide the query on",
    InvoiceState.CHECKED: "Approve",
    InvoiceState.APPROVED: "Send for payment",
    InvoiceState.SENT: "Pay",
}


def _invoices(reader: Reader) -> Iterator[Task]:
    waiting = invoices.c.state.in_([state.value for state in _VERBS])
    for row in reader.tx.execute(rows(waiting).order_by(invoices.c.received_on)).mappings():
        invoice = row_of(row)
        if invoice.kind is InvoiceKind.CREDIT_NOTE and invoice.state is not InvoiceState.ENTERED:
            continue
        if invoice.credited < invoice.total:
            yield _invoice(reader, invoice)


def _invoice(reader: Reader, invoice: InvoiceRow) -> Task:
    credit = invoice.kind is InvoiceKind.CREDIT_NOTE
    verb = "Approve" if credit else _VERBS[invoice.state]
    own = (credit or invoice.state is InvoiceState.CHECKED) and invoice.entered_by == reader.actor.id
    due = None if credit else invoice.received_on + PAY_WITHIN
    amount = pounds(-invoice.total if credit else invoice.total - invoice.credited)
    return Task(
        what=f"{verb} {invoice.kind} {invoice.number} of {invoice.payee}, {amount}",
        kind=TaskKind.CREDIT_NOTE if credit else TaskKind.INVOICE,
        case_id=invoice.case_id,
        invoice_id=invoice.invoice_id,
        due=due,
        overdue=due is not None and due < reader.today,
        waits_for=ANOTHER if own else None,
    )


def _commissions(reader: Reader) -> Iterator[Task]:
    found = all_commissions(reader.tx)
    for case_id, case in known_cases(reader.tx).items():
        if case.imported or case.closed_on is not None or case.decided_on is None:
            continue
        if not reader.actor.holds(*SPT) and not may_commission(reader.actor, case.csp):
            continue
        yield from _of_case(reader, case_id, case, found.get(case_id, Commission()))


def _of_case(reader: Reader, case_id: str, case: KnownCase, state: Commission) -> Iterator[Task]:
    present = state.present
    if present is None:
        if not state.approved:
            yield Task(what=f"Commission a chair for {case.reference}", kind=TaskKind.COMMISSION, case_id=case_id)
        return
    if present.conflict and present.conflict.chair_continues is not True and not state.approved:
        decided = present.conflict.settled
        name, here = present.chair_name, case.reference
        yield Task(
            what=f"Replace {name} as chair of {here}" if decided else f"Decide whether {name} can go on with {here}",
            kind=TaskKind.REPLACEMENT if decided else TaskKind.CONFLICT,
            case_id=case_id,
            waits_for=None if may_commission(reader.actor, case.csp) else f"the CSP Chair of {case.csp}",
        )
    if not reader.actor.holds(*SPT):
        return
    for request, what in ((state.complexity, "more for a complex review"), (state.more_days, "more working days")):
        if request is not None and request.granted is None:
            yield Task(
                what=f"Decide on {what}, {case.reference}",
                kind=TaskKind.REQUEST,
                case_id=case_id,
                waits_for="another person than who asked" if request.asked_by == reader.actor.id else None,
            )


def _evaluations(reader: Reader) -> Iterator[Task]:
    for each in my_evaluations(reader, MyEvaluations()).open:
        yield Task(
            what=f"Evaluate the chair of {each.reference}",
            kind=TaskKind.EVALUATION,
            case_id=each.case_id,
            due=each.closes_on,
        )
