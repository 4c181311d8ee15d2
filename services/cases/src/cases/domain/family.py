"""The family's reading of the draft report (rules C-04, O-04)."""

from dataclasses import replace
from datetime import date
from typing import assert_never

from shared.calendar import in_words, three_weeks
from shared.contracts.cases.commands import FamilyCommand, RecordFamilyReading, ShareDraftWithFamily
from shared.date_checks import not_before, not_in_future
from shared.decider import Context
from shared.message import Refused

from cases.domain.events import DraftSharedWithFamily, FamilyEvent, FamilyReadingFinished
from cases.domain.rules import must_proceed
from cases.domain.state import Case, Family


def evolve(state: Family, event: FamilyEvent) -> Family:
    match event:
        case DraftSharedWithFamily(shared_on=day, read_by=read_by):
            return Family(shared_on=day, read_by=read_by)
        case FamilyReadingFinished(declined=declined):
            return replace(state, finished=True, declined=declined)
        case _:
            assert_never(event)


def decide(command: FamilyCommand, case: Case, context: Context[None]) -> list[FamilyEvent]:
    must_proceed(case)
    match command:
        case ShareDraftWithFamily():
            return _share(command, case, context)
        case RecordFamilyReading():
            return _finish(command, case.family, context)
        case _:
            assert_never(command)


def _share(command: ShareDraftWithFamily, case: Case, context: Context[None]) -> list[FamilyEvent]:
    ready_to_share(case)
    version = case.report.versions.get(command.report_version)
    if version is None:
        raise Refused("There is no report version of this name. Add the version first.", field="report_version")
    not_in_future(command.shared_on, context.today, field="shared_on")
    not_before(command.shared_on, version.added_on, "the version was added", field="shared_on")
    soonest = three_weeks(command.shared_on)
    if command.read_by < soonest:
        raise Refused(
            f"The family has at least three weeks to read the draft: {in_words(soonest)} or later.", field="read_by"
        )
    if (case.family.shared_on, case.family.read_by) == (command.shared_on, command.read_by):
        return []
    return [
        DraftSharedWithFamily(
            report_version=command.report_version, shared_on=command.shared_on, read_by=command.read_by
        )
    ]


def ready_to_share(case: Case) -> None:
    must_proceed(case)
    if not case.report.versions:
        raise Refused("There is no version of the report yet. Add one first.")


def _finish(command: RecordFamilyReading, family: Family, context: Context[None]) -> list[FamilyEvent]:
    if family.finished and family.declined == command.declined:
        return []
    not_in_future(command.finished_on, context.today, field="finished_on")
    if not command.declined:
        if family.shared_on is None:
            raise Refused("The draft has not been shared with the family.")
        not_before(
            command.finished_on, three_weeks(family.shared_on), "the end of the three weeks", field="finished_on"
        )
    return [
        FamilyReadingFinished(declined=command.declined, finished_on=command.finished_on, comments=command.comments)
    ]


def has_had_its_time(family: Family, agreed_on: date) -> None:
    """The family has had its reading time, or declined it, before the panel's final agreement (O-04)."""
    if family.declined:
        return
    if family.shared_on is None or family.read_by is None:
        raise Refused(
            "The family reads the draft before the panel agrees it. Share it, or record that the family declined."
        )
    if agreed_on < family.read_by:
        raise Refused(
            f"The family's reading time runs until {in_words(family.read_by)}. The panel can agree on that day "
            "or later, or earlier if the family declines the time.",
            field="agreed_on",
        )
