"""How does a quarter's report come together: updates asked for and given, then frozen (B-02, B-03)? Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import assert_never

from shared.calendar import ONE_DAY, in_words
from shared.calendar import Quarter as Months
from shared.contracts.tracker import commands as c
from shared.contracts.tracker.values import UpdateGiver
from shared.decider import Context, Decider
from shared.message import Refused

from tracker.domain.events import quarter as e
from tracker.domain.events.quarter import QuarterEvent
from tracker.domain.known import QuarterKnown
from tracker.domain.report import Day, assemble, updates_to_ask
from tracker.domain.rules import must_be_known

type QuarterCommand = c.AskForUpdates | c.RecordQuarterlyUpdate | c.PresentQuarterlyReport

A_WEEK = 7 * ONE_DAY


@dataclass(frozen=True, slots=True)
class Owed:
    """An update that was asked for: of whom, and the last day on which it is in time."""

    of: UpdateGiver
    due: date


@dataclass(frozen=True, slots=True)
class Quarter:
    asked_on: date | None = None
    chased_on: date | None = None
    owed: Mapping[str, Owed] = field(default_factory=dict)
    """By case."""
    updates: Mapping[str, e.QuarterlyUpdateRecorded] = field(default_factory=dict)
    first_given: Mapping[str, date] = field(default_factory=dict)
    presented: e.QuarterlyReportPresented | None = None


def months_of(name: str) -> Months:
    """`2026-Q4` is October to December 2026."""
    year, number = name.split("-Q")
    return Months(int(year), int(number))


def name_of(months: Months) -> str:
    return f"{months.year}-Q{months.number}"


def chased_from(months: Months, asked_on: date) -> date:
    """After the quarter's end, and not before a week has passed."""
    return max(months.last + ONE_DAY, asked_on + A_WEEK)


def _owed(quarter: Quarter, asked: tuple[e.Asked, ...], due: date) -> Mapping[str, Owed]:
    return {**{one.case_id: Owed(one.of, due) for one in asked}, **quarter.owed}


def evolve(quarter: Quarter, event: QuarterEvent) -> Quarter:
    match event:
        case e.UpdatesAsked():
            due = chased_from(months_of(event.quarter), event.asked_on) - ONE_DAY
            return replace(quarter, asked_on=event.asked_on, owed=_owed(quarter, event.asked, due))
        case e.UpdatesChased():
            due = event.chased_on + A_WEEK  # of what is asked for only now
            return replace(quarter, chased_on=event.chased_on, owed=_owed(quarter, event.asked, due))
        case e.QuarterlyUpdateRecorded():
            return replace(
                quarter,
                updates={**quarter.updates, event.case_id: event},
                first_given={event.case_id: event.given_on, **quarter.first_given},
            )
        case e.QuarterlyReportPresented():
            return replace(quarter, presented=event)
        case _:
            assert_never(event)


def decide(command: QuarterCommand, quarter: Quarter, context: Context[QuarterKnown]) -> list[QuarterEvent]:
    months = months_of(command.quarter)
    if context.today < months.first:
        raise Refused(f"{months.in_words} has not begun. Choose this quarter or an earlier one.", field="quarter")
    match command:
        case c.AskForUpdates():
            return _ask(command, quarter, context)
        case c.RecordQuarterlyUpdate():
            return _record(command, quarter, context)
        case c.PresentQuarterlyReport():
            return _present(command, quarter, context)
        case _:
            assert_never(command)


def _ask(command: c.AskForUpdates, quarter: Quarter, context: Context[QuarterKnown]) -> list[QuarterEvent]:
    """Asked once, and chased once for what is missing then."""
    months = months_of(command.quarter)
    waiting = tuple(
        one for one in updates_to_ask(context.found.county, months.last) if one.case_id not in quarter.updates
    )
    if quarter.presented or not waiting:
        return []
    if quarter.asked_on is None:
        return [e.UpdatesAsked(quarter=command.quarter, asked=waiting, asked_on=context.today)]
    if quarter.chased_on is None and context.today >= chased_from(months, quarter.asked_on):
        return [e.UpdatesChased(quarter=command.quarter, asked=waiting, chased_on=context.today)]
    return []


def _record(command: c.RecordQuarterlyUpdate, quarter: Quarter, context: Context[QuarterKnown]) -> list[QuarterEvent]:
    must_be_known(context.found)
    if quarter.presented:
        raise Refused(
            f"The report of {months_of(command.quarter).in_words} was presented on "
            f"{in_words(quarter.presented.presented_on)}. Give this update in the next quarter."
        )
    was = quarter.updates.get(command.case_id)
    owed = quarter.owed.get(command.case_id)
    if was and (was.text, was.delay_reason) == (command.text, command.delay_reason):
        return []
    return [
        e.QuarterlyUpdateRecorded(
            quarter=command.quarter,
            case_id=command.case_id,
            text=command.text,
            delay_reason=command.delay_reason,
            given_on=context.today,
            asked_of=owed.of if owed else context.found.asked_of,
        )
    ]


def _present(command: c.PresentQuarterlyReport, quarter: Quarter, context: Context[QuarterKnown]) -> list[QuarterEvent]:
    if quarter.presented:
        return []
    months = months_of(command.quarter)
    day = Day(command.quarter, months.first, months.last, context.today, quarter.updates)
    return [
        e.QuarterlyReportPresented(
            quarter=command.quarter, presented_on=context.today, content=assemble(context.found.county, day)
        )
    ]


QUARTER: Decider[QuarterCommand, Quarter, QuarterEvent, QuarterKnown] = Decider(decide, evolve, Quarter())
