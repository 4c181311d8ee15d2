"""A list of approved invoices for the finance system: each invoice once, with a control total (Y-11)."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import assert_never

from shared.contracts.chairs.commands import ExportInvoices, ReexportInvoices
from shared.contracts.chairs.values import InvoiceKind
from shared.decider import Context, Decider
from shared.message import Refused

from chairs.domain.county.fees import sum_of
from chairs.domain.events import ExportEvent, ExportLine, InvoicesExported, InvoicesExportedAgain

type ExportCommand = ExportInvoices | ReexportInvoices


@dataclass(frozen=True, slots=True)
class Waiting:
    """An approved invoice or credit note that was not exported yet."""

    invoice_id: str
    case_id: str
    reference: str
    payee: str
    number: str
    kind: InvoiceKind
    amount: Decimal
    dated_on: date
    approved_on: date


@dataclass(frozen=True, slots=True)
class Export:
    lines: tuple[ExportLine, ...] = ()
    control_total: Decimal = Decimal("0.00")
    repeats: int = 0


def evolve(state: Export, event: ExportEvent) -> Export:
    match event:
        case InvoicesExported():
            return replace(state, lines=event.lines, control_total=event.control_total)
        case InvoicesExportedAgain():
            return replace(state, repeats=state.repeats + 1)
        case _:
            assert_never(event)


def decide(command: ExportCommand, state: Export, context: Context[tuple[Waiting, ...]]) -> list[ExportEvent]:
    match command:
        case ExportInvoices():
            if state.lines:
                return []
            waiting = context.found
            if not waiting:
                raise Refused(
                    "Nothing waits to be exported: all that was approved is in an earlier list. Open that one instead."
                )
            lines = tuple(_line(each) for each in waiting)
            return [
                InvoicesExported(
                    lines=lines,
                    control_total=sum_of(line.amount for line in lines),
                    exported_on=context.today,
                    exported_by=context.actor.id,
                )
            ]
        case ReexportInvoices():
            if not state.lines:
                raise Refused("There is no such list for finance. Choose one that was made before.")
            return [
                InvoicesExportedAgain(reason=command.reason, exported_on=context.today, exported_by=context.actor.id)
            ]
        case _:
            assert_never(command)


def _line(waiting: Waiting) -> ExportLine:
    return ExportLine(
        invoice_id=waiting.invoice_id,
        case_id=waiting.case_id,
        reference=waiting.reference,
        payee=waiting.payee,
        number=waiting.number,
        kind=waiting.kind,
        amount=waiting.amount,
        dated_on=waiting.dated_on,
        approved_on=waiting.approved_on,
    )


EXPORT = Decider(decide, evolve, Export())
