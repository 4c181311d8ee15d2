"""A financial year's budget: what was allocated, and the totals as they were last stated (Y-06)."""

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Self, assert_never

from shared.contracts.chairs.commands import AllocateBudget
from shared.decider import Context, Decider
from shared.money import NOTHING, Pounds

from chairs.domain.commands import RestateBudget
from chairs.domain.events import BudgetAllocated, BudgetEvent, BudgetRestated

type BudgetCommand = AllocateBudget | RestateBudget


@dataclass(frozen=True, slots=True)
class Line:
    committed: Pounds = NOTHING
    invoiced: Pounds = NOTHING
    paid: Pounds = NOTHING

    def __add__(self, more: Self) -> Self:
        return type(self)(self.committed + more.committed, self.invoiced + more.invoiced, self.paid + more.paid)


UNSTATED = Line()


@dataclass(frozen=True, slots=True)
class YearTotals:
    """A year's budget, and what is committed of it on all cases."""

    allocated: Decimal | None = None
    committed: Decimal = NOTHING
    brought_forward: Decimal = NOTHING
    """Of commissions of earlier years, what is not invoiced yet: it falls in the year that runs."""

    @property
    def remaining(self) -> Decimal:
        return (self.allocated or NOTHING) - self.committed

    @property
    def free(self) -> Decimal:
        return self.remaining - self.brought_forward


@dataclass(frozen=True, slots=True)
class Budget:
    allocated: Decimal = NOTHING
    funder: str | None = None
    stated: Line = UNSTATED


def evolve(state: Budget, event: BudgetEvent) -> Budget:
    match event:
        case BudgetAllocated():
            return replace(state, allocated=event.amount, funder=event.funder)
        case BudgetRestated():
            return replace(state, stated=Line(event.committed, event.invoiced, event.paid))
        case _:
            assert_never(event)


def decide(command: BudgetCommand, state: Budget, context: Context[Line]) -> list[BudgetEvent]:
    match command:
        case AllocateBudget():
            if (state.allocated, state.funder) == (command.amount, command.funder):
                return []
            return [BudgetAllocated(year=command.year, amount=command.amount, funder=command.funder)]
        case RestateBudget():
            now = context.found
            if now == state.stated:
                return []
            restated = BudgetRestated(year=command.year, committed=now.committed, invoiced=now.invoiced, paid=now.paid)
            return [restated]
        case _:
            assert_never(command)


BUDGET = Decider(decide, evolve, Budget())
