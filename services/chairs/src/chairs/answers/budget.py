"""How does a year's budget stand, and which settings hold? (Y-06, Y-10)"""

from decimal import Decimal

from shared.actor import SPT, Role
from shared.calendar import FinancialYear
from shared.contracts.chairs.answers import Budget, BudgetLine, ExpectedLine, FunderLine, Settings
from shared.contracts.chairs.queries import BudgetOfYear, ChairSettings
from shared.money import NOTHING
from shared.reader import Reader
from sqlalchemy import select

from chairs.domain.county.budget import Line
from chairs.domain.county.fees import shared_out, sum_of
from chairs.domain.county.settings import holding
from chairs.domain.found import KnownCase
from chairs.domain.money.ledger import ledger_of, not_invoiced_before
from chairs.domain.state import Commission
from chairs.views.cases_known import known_cases
from chairs.views.commissions import all_commissions, ledgers
from chairs.views.county import settings_now
from chairs.views.tables import budgets


def budget_of_year(reader: Reader, question: BudgetOfYear) -> Budget:
    this_year = FinancialYear.of(reader.today).start
    year = question.year or this_year
    cases = known_cases(reader.tx)
    held = reader.tx.execute(select(budgets.c.amount, budgets.c.funder).where(budgets.c.year == year)).first()
    allocated, funder = (held[0], held[1]) if held else (NOTHING, None)
    found = list(ledgers(reader.tx))
    lines = [(case_id, name or "", each[year]) for case_id, name, each in found if year in each]
    committed = sum_of(line.committed for _, _, line in lines)
    brought = sum_of(not_invoiced_before(each, year) for _, _, each in found) if year == this_year else NOTHING
    waiting = _expected(reader, cases) if year == this_year else ()
    expected = sum_of(line.amount for line in waiting)
    remaining = allocated - committed
    return Budget(
        year=year,
        in_words=FinancialYear(year).in_words,
        funder=funder,
        allocated=allocated,
        committed=committed,
        invoiced=sum_of(line.invoiced for _, _, line in lines),
        paid=sum_of(line.paid for _, _, line in lines),
        remaining=remaining,
        brought_forward=brought,
        expected=expected,
        forecast=remaining - brought - expected,
        lines=tuple(
            _line(case_id, name, line, cases.get(case_id))
            for case_id, name, line in lines
            if _seen(reader, cases, case_id)
        ),
        waiting=tuple(line for line in waiting if _seen(reader, cases, line.case_id)),
        shares=_shares(reader, year),
        years=_years(reader, found, this_year),
    )


def _expected(reader: Reader, cases: dict[str, KnownCase]) -> tuple[ExpectedLine, ...]:
    """For reviews that go on and have no chair, the fixed fee of the day."""
    commissions = all_commissions(reader.tx)
    fee = holding(settings_now(reader.tx).fees, reader.today).fixed
    return tuple(
        ExpectedLine(case_id=case_id, reference=case.reference, amount=fee)
        for case_id, case in cases.items()
        if case.decided_on is not None
        and case.closed_on is None
        and not case.imported
        and (held := commissions.get(case_id, Commission())).present is None
        and not held.approved
    )


def _seen(reader: Reader, cases: dict[str, KnownCase], case_id: str) -> bool:
    """A CSP Chair sees the totals, and the lines of their own partnership."""
    if reader.actor.holds(*SPT, Role.OPCC_FINANCE, Role.AUDITOR):
        return True
    case = cases.get(case_id)
    return case is not None and case.csp in reader.actor.csps


def _line(case_id: str, name: str, line: Line, case: KnownCase | None) -> BudgetLine:
    return BudgetLine(
        case_id=case_id,
        reference=case.reference if case else "",
        chair_name=name,
        committed=line.committed,
        invoiced=line.invoiced,
        paid=line.paid,
    )


def _shares(reader: Reader, year: int) -> tuple[FunderLine, ...]:
    """Each commission is shared out by the rule under which it was made; together the shares are what is committed.
    A cap counts over all its years: a year bears what they add to the years before."""
    sums: dict[str, Decimal] = {}
    for commission in all_commissions(reader.tx).values():
        for appointment in commission.appointments:
            lines = ledger_of(commission, appointment)
            if year not in lines:
                continue
            before = sum_of(line.committed for earlier, line in lines.items() if earlier < year)
            borne = shared_out(before, appointment.share)
            for name, part in shared_out(before + lines[year].committed, appointment.share).items():
                sums[name] = sums.get(name, NOTHING) + part - borne[name]
    return tuple(FunderLine(name=name, share=part) for name, part in sums.items())


def _years(reader: Reader, found: list[tuple[str, str | None, dict[int, Line]]], this_year: int) -> tuple[int, ...]:
    allocated = set(reader.tx.scalars(select(budgets.c.year)))
    return tuple(sorted(allocated | {year for _, _, lines in found for year in lines} | {this_year}))


def chair_settings(reader: Reader, question: ChairSettings) -> Settings:
    on = question.on or reader.today
    settings = settings_now(reader.tx)
    return Settings(
        on=on,
        specialisms=settings.specialisms,
        fees=holding(settings.fees, on),
        share=holding(settings.shares, on),
        percent_at_draft=holding(settings.percents, on),
        point_outcomes=holding(settings.point_outcomes, on),
        criteria=holding(settings.criteria, on),
    )
