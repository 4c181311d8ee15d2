"""Steps of the guide that a person records as done, because nothing else shows it (G steps 4, 5, 7, 10, 12, 14, 16)."""

from datetime import date

from shared.calendar import in_words
from shared.contracts.cases.commands import StepCommand
from shared.date_checks import not_before, not_in_future
from shared.decider import Context
from shared.message import Refused

from cases.domain.events import StepEvent, StepRecorded
from cases.domain.rules import must_proceed
from cases.domain.state import Case


def evolve(state: dict[int, date], event: StepEvent) -> dict[int, date]:
    return {**state, event.step: event.done_on}


def decide(command: StepCommand, case: Case, context: Context) -> list[StepEvent]:
    decided_on = must_proceed(case)
    held = case.steps.get(command.step)
    if held == command.done_on:
        return []
    if held is not None:
        raise Refused(f"This step was recorded as done on {in_words(held)}.")
    not_in_future(command.done_on, context.today, field="done_on")
    not_before(command.done_on, decided_on, "the decision to proceed", field="done_on")
    return [StepRecorded(step=command.step, done_on=command.done_on, note=command.note)]
