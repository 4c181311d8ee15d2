"""How much does one case commit, how much is invoiced and paid, in which financial year? (Y-06)

A commission is charged to the year in which it was made. What is invoiced counts in the year of the invoice's date, and
takes that part of the commitment with it: in each year what is paid is within what is invoiced, and that within what is
committed.
"""

from dataclasses import dataclass

from shared.money import NOTHING, Pounds

from chairs.domain.state import Commission


@dataclass(frozen=True, slots=True)
class Line:
    committed: Pounds = NOTHING
    invoiced: Pounds = NOTHING
    paid: Pounds = NOTHING


def ledger(commission: Commission) -> dict[int, Line]:
    years: dict[int, Line] = {}

    def move(year: int, committed: Pounds, invoiced: Pounds = NOTHING, paid: Pounds = NOTHING) -> None:
        was = years.get(year, Line())
        years[year] = Line(was.committed + committed, was.invoiced + invoiced, was.paid + paid)

    for appointment in commission.appointments:
        move(appointment.year, commission.limit(appointment))
        for invoice in commission.approved_of(appointment):
            net = invoice.total - invoice.credited
            move(appointment.year, -net)
            move(invoice.year, net, net, invoice.paid_net)
    return years
