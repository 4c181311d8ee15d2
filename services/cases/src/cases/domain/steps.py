"""Steps of the guide that a person records as done, because nothing else shows it (G steps 4, 5, 7, 10, 12, 14, 16)."""

from datetime import date
from typing import assert_never

from shared.calendar import in_words
from shared.contracts.cases.commands import RecordStep, StepCommand
from shared.date_checks import not_before, not_in_future
from shared.decider import Context
from shared.message import Refused

from cases.domain.events import StepEvent, StepRecorded
from cases.domain.rules import must_proceed
from cases.domain.state import Case


def evolve(state: dict[int, date], event: StepEvent) -> dict[int, date]:
    match event:
        case StepRecorded(step=step, done_on=day):
            return {**state, step: day}
        case _:
            assert_never(event)


def decide(command: StepCommand, case: Case, context: Context[None]) -> list[StepEvent]:
    match command:
        case RecordStep():
            return _record(command, case, context)
        case _:
            assert_never(command)


def _record(command: RecordStep, case: Case, context: Context[None]) -> list[StepEvent]:
    if case.steps.get(command.step) == command.done_on:
        must_proceed(case)
        return []
    decided_on = ready_to_record(case, command.step)
    not_in_future(command.done_on, context.today, field="done_on")
    not_before(command.done_on, decided_on, "the decision to proceed", field="done_on")
    return [StepRecorded(step=command.step, done_on=command.done_on, note=command.note)]


def ready_to_record(case: Case, step: int) -> date:
    """The day of the decision to proceed."""
    decided_on = must_proceed(case)
    done_on = case.steps.get(step)
    if done_on is not None:
        raise Refused(f"This step was recorded as done on {in_words(done_on)}.")
    return decided_on
