"""The case: its slices, how facts move them, and which of them decides a command."""

from dataclasses import replace

from shared.decider import Decider, Slice, of_slices

from cases.domain import access, clocks, decision, family, imr, noted, notification, panel, report, steps
from cases.domain.commands import CaseCommand
from cases.domain.events import CaseEvent
from cases.domain.state import Case

SLICES = (
    Slice(
        notification.decide,
        notification.evolve,
        lambda case: case.notification,
        lambda case, part: replace(case, notification=part),
    ),
    Slice(
        decision.decide, decision.evolve, lambda case: case.decision, lambda case, part: replace(case, decision=part)
    ),
    Slice(panel.decide, panel.evolve, lambda case: case.panel, lambda case, part: replace(case, panel=part)),
    Slice(imr.decide, imr.evolve, lambda case: case.imrs, lambda case, part: replace(case, imrs=part)),
    Slice(family.decide, family.evolve, lambda case: case.family, lambda case, part: replace(case, family=part)),
    Slice(report.decide, report.evolve, lambda case: case.report, lambda case, part: replace(case, report=part)),
    Slice(access.decide, access.evolve, lambda case: case.access, lambda case, part: replace(case, access=part)),
    Slice(noted.decide, noted.evolve, lambda case: case.noted, lambda case, part: replace(case, noted=part)),
    Slice(steps.decide, steps.evolve, lambda case: case.steps, lambda case, part: replace(case, steps=part)),
    Slice(clocks.decide, clocks.evolve, lambda case: case.told, lambda case, part: replace(case, told=part)),
)

CASE: Decider[CaseCommand, Case, CaseEvent] = of_slices(Case(), *SLICES)
