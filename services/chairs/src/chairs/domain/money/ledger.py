"""How much does one case commit, how much is invoiced and paid, in which financial year? (Y-06)

A commission is charged to the year in which it was made. What is invoiced counts in the years of the work, where the
invoice says its days, else in that of its date, and takes that part of the commitment with it: in each year what is
paid is within what is invoiced, and that within what is committed.
"""

from collections.abc import Mapping
from decimal import Decimal

from shared.money import NOTHING

from chairs.domain.county.budget import Line
from chairs.domain.county.fees import sum_of
from chairs.domain.county.years import less
from chairs.domain.state import Appointment, Commission


def ledger(commission: Commission) -> dict[int, Line]:
    years: dict[int, Line] = {}
    for appointment in commission.appointments:
        for year, line in ledger_of(commission, appointment).items():
            years[year] = years.get(year, Line()) + line
    return years


def ledger_of(commission: Commission, appointment: Appointment) -> dict[int, Line]:
    """Of one appointment: each has its own rule of who pays."""
    years = {appointment.year: Line(commission.limit(appointment))}
    for invoice in commission.approved_of(appointment):
        parts = invoice.parts or ((invoice.year, invoice.total),)
        for year, net in less(parts, invoice.credited).items():
            years[appointment.year] += Line(-net)
            years[year] = years.get(year, Line()) + Line(net, net, net if invoice.paid else NOTHING)
    return years


def not_invoiced_before(lines: Mapping[int, Line], year: int) -> Decimal:
    """Of a commission of an earlier year, what is not invoiced yet."""
    return sum_of(line.committed - line.invoiced for earlier, line in lines.items() if earlier < year)
