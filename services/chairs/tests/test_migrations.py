"""Is what was stored before a migration there after it?"""

import json
from collections.abc import Callable
from importlib.resources import as_file, files

import sqlalchemy as sa
from alembic import command
from chairs.domain import events as e
from chairs.domain.money.ledger import ledger
from chairs.views.appointments import of_case, open_cases_of
from chairs.views.commissions import commission_of, ledgers
from chairs.views.stored import COMMISSION, LEDGER, dumped
from shared.database.engine import Database
from shared.database.migrations import configured, migrate
from shared.testing.spec import TODAY, some_id

from . import story
from .story import CASE_ID, DANA, EVE, OTHER_CASE, pounds


def test_writers_known_before_are_found_after(new_database: Callable[[], str]) -> None:
    url = new_database()
    database = Database(url)
    with as_file(files("chairs") / "migrations") as folder, database.begin() as tx:
        command.upgrade(configured(folder, tx), "0001")
    with database.begin() as tx:
        for case_id, writer in ((CASE_ID, EVE), (OTHER_CASE, None)):
            state = json.dumps({"appointments": [{"number": 1, "writer_id": writer}]})
            of = {"case": case_id, "chair": DANA, "data": state, "no": False}
            tx.execute(
                sa.text(
                    "INSERT INTO appointments "
                    "(case_id, number, chair_id, commissioned_on, responses, round_closed, point) "
                    "VALUES (:case, 1, :chair, '2026-06-01', 0, :no, :no)"
                ),
                of,
            )
            tx.execute(
                sa.text(
                    "INSERT INTO commissions (case_id, chair_name, reminded, ledger, data) "
                    "VALUES (:case, 'Dana Reed', :no, '{}', :data)"
                ),
                of,
            )
    migrate(url, "chairs")
    with database.read() as tx:
        assert open_cases_of(tx, EVE) == (CASE_ID,)
        assert set(open_cases_of(tx, DANA)) == {CASE_ID, OTHER_CASE}
        assert of_case(tx, CASE_ID) == (DANA, EVE)
    database.close()


def test_what_was_freed_before_follows_from_the_invoices_after(new_database: Callable[[], str]) -> None:
    """A case that closed, with a credit note and a late invoice that was allowed; one that freed too much."""
    closed = e.CommissionCompleted(case_id=CASE_ID, number=1, completed_on=TODAY, freed=pounds(4_000))
    credit = e.CreditNoteEntered(
        case_id=CASE_ID,
        credit_id=some_id("C1"),
        invoice_id=some_id("invoice 1"),
        payee_id=DANA,
        payee="Dana Reed",
        number="C1",
        amount=pounds(100),
        dated_on=TODAY,
        year=2026,
        reason="Too much",
        entered_by="support_officer",
        entered_on=TODAY,
    )
    agreed = e.CreditNoteApproved(
        case_id=CASE_ID,
        credit_id=some_id("C1"),
        invoice_id=credit.invoice_id,
        amount=pounds(100),
        approved_by="manager",
        approved_on=TODAY,
    )
    late = e.LateInvoiceAllowed(
        case_id=CASE_ID, number=1, up_to=pounds(3_000), reason="Ill", allowed_by="manager", allowed_on=TODAY
    )
    usual = story.fixed.given(
        story.received_invoice(), story.checked(), story.approved(), closed, credit, agreed, late
    ).state
    wrong = story.by_day.given(
        story.received_invoice("1", 10_000),
        story.received_invoice("2", 5_000),
        closed.model_copy(update={"freed": pounds(0)}),
        *(
            e.InvoiceWithdrawn(
                case_id=CASE_ID,
                invoice_id=some_id(f"invoice {number}"),
                reason="Wrong",
                withdrawn_by="manager",
                withdrawn_on=TODAY,
            )
            for number in (1, 2)
        ),
    ).state
    url = new_database()
    database = Database(url)
    with as_file(files("chairs") / "migrations") as folder, database.begin() as tx:
        command.upgrade(configured(folder, tx), "0003")
        for case_id, state, freed, credited in (
            (CASE_ID, usual, "1100.00", "100.00"),
            (OTHER_CASE, wrong, "15000.00", "0.00"),
        ):
            old = json.loads(dumped(COMMISSION, state))
            lines = json.loads(dumped(LEDGER, ledger(state)))
            (appointment,) = old["appointments"]
            del appointment["allowed_late"], appointment["limit_at_end"]
            appointment["freed"] = freed
            old["credits"] = [each for invoice in old["invoices"] for each in invoice.pop("credits")]
            for invoice in old["invoices"]:
                invoice |= {"credited": credited, "paid": False}
            if freed == "15000.00":
                lines["2026"]["committed"] = "-5000.00"
            row = {"case": case_id, "data": json.dumps(old), "ledger": json.dumps(lines), "no": False}
            tx.execute(
                sa.text(
                    "INSERT INTO commissions (case_id, chair_name, reminded, ledger, data) "
                    "VALUES (:case, 'Dana Reed', :no, :ledger, :data)"
                ),
                row,
            )
    migrate(url, "chairs")
    with database.read() as tx:
        assert (commission_of(tx, CASE_ID), commission_of(tx, OTHER_CASE)) == (usual, wrong)
        after = {case_id: lines for case_id, _, lines in ledgers(tx)}
        assert after == {CASE_ID: ledger(usual), OTHER_CASE: ledger(wrong)}
    database.close()
