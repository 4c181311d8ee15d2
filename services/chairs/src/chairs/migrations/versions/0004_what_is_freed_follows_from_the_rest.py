"""What is freed and credited follows from the invoices: the stored states keep what it follows from.

Of a case that closed, what was allowed late is worked out from what was freed. Where more was freed than there was,
the year's commitment gets it back.
"""

import json
from decimal import Decimal
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

_NOT_LIVE = {"refused", "withdrawn"}


def upgrade() -> None:
    tx = op.get_bind()
    kept = sa.text("UPDATE commissions SET data = :data, ledger = :ledger WHERE case_id = :case")
    for case_id, data, ledger in tx.execute(sa.text("SELECT case_id, data, ledger FROM commissions")).fetchall():
        state, lines = json.loads(data), json.loads(ledger)
        _credits(state)
        for appointment in state.get("appointments", []):
            _freed(state, appointment, lines)
        tx.execute(kept, {"case": case_id, "data": json.dumps(state), "ledger": json.dumps(lines)})


def _credits(state: dict[str, Any]) -> None:
    before = state.pop("credits", [])
    for invoice in state.get("invoices", []):
        invoice["credits"] = [each for each in before if each["invoice_id"] == invoice["invoice_id"]]
        invoice.pop("credited", None)
        invoice.pop("paid", None)


def _freed(state: dict[str, Any], appointment: dict[str, Any], lines: dict[str, Any]) -> None:
    freed = Decimal(appointment.pop("freed", "0.00"))
    if appointment.get("settled") is not None:
        appointment["limit_at_end"] = str(Decimal(appointment["settled"]) + freed)
    elif state.get("completed_on") is not None and appointment.get("ended_on") is None:
        room = Decimal(appointment["ceiling"]) - _taken(state, appointment)
        allowed = max(room - freed, Decimal(0))
        appointment["allowed_late"] = [str(allowed)] if allowed else []
        if too_much := freed - max(room - allowed, Decimal(0)):
            line = lines[str(appointment["year"])]
            line["committed"] = str(Decimal(line["committed"]) + too_much)


def _taken(state: dict[str, Any], appointment: dict[str, Any]) -> Decimal:
    """The fees of its live invoices, less what credits take back of them beyond the travel."""
    taken = Decimal(0)
    for invoice in state.get("invoices", []):
        if invoice["appointment"] == appointment["number"] and invoice["state"] not in _NOT_LIVE:
            credited = sum(Decimal(each["amount"]) for each in invoice["credits"] if each["state"] == "approved")
            taken += Decimal(invoice["amount"]) - max(Decimal(0), credited - Decimal(invoice["travel"]))
    return taken
