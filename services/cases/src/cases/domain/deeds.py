"""What can be done with a case today, and if not, why not? From the checks that the deciders make themselves.

A check raises Refused where the state alone says no; what is wrong with what was typed, the decider finds later.
"""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, get_args

from shared.contracts.cases import commands as c
from shared.contracts.cases.commands.steps import Step
from shared.contracts.cases.values import ReportStage
from shared.contracts.deed import Openness
from shared.message import Command, Refused

from cases.domain import access, approving, decision, family, imr, notification, panel, report, steps
from cases.domain.rules import must_be_open, must_exist, must_have_met, must_proceed
from cases.domain.state import Case, Imr

OF_CASE: dict[type[Command], Callable[[Case], Any]] = {
    c.TransferCase: notification.ready_to_transfer,
    c.CorrectDateOfDeath: must_be_open,
    c.CorrectAttentionDate: must_be_open,
    c.AssessCriteria: decision.ready_to_deliberate,
    c.GiveView: decision.ready_to_deliberate,
    c.InviteAgencies: decision.ready_to_deliberate,
    c.RecordPreliminaryMeeting: decision.ready_to_deliberate,
    c.RecordDecision: decision.ready_to_decide,
    c.ReopenDecision: decision.ready_to_reopen,
    c.RecordInitialMeeting: panel.ready_for_the_initial_meeting,
    c.RecordPanelMeeting: must_have_met,
    c.RequestImr: must_have_met,
    c.ShareDraftWithFamily: family.ready_to_share,
    c.RecordFamilyReading: must_proceed,
    c.AddReportVersion: must_have_met,
    c.AgreeExtension: report.ready_to_extend,
    c.SubmitReport: report.ready_to_submit,
    c.RecordOutcome: report.ready_for_the_outcome,
    c.PublishReport: report.ready_to_publish,
    c.GrantAccess: must_exist,
    c.EndAccess: access.ready_to_end_access,
    c.EraseCase: access.ready_to_erase,
}

OF_IMR: dict[type[Command], Callable[[Imr], Any]] = {
    c.NameImrAuthor: imr.ready_to_name_author,
    c.SubmitImr: imr.ready_to_submit,
    c.ReturnImr: imr.ready_to_return,
    c.AcceptImr: imr.ready_to_accept,
}

DEEDS: frozenset[type[Command]] = frozenset({*OF_CASE, *OF_IMR, c.RecordStep, c.AgreeReport})


def deeds(case: Case, today: date) -> Iterator[Openness]:
    """Each deed, for each of its subjects, open or with the reason why it is not."""
    for command, check in OF_CASE.items():
        yield _openness(command, None, check, case)
    for imr_id, one in case.imrs.items():
        for command, check_imr in OF_IMR.items():
            yield _openness(command, imr_id, _of_imr, case, one, check_imr)
    for step in get_args(Step.__value__):
        yield _openness(c.RecordStep, str(step), steps.ready_to_record, case, step)
    for stage in ReportStage:
        yield _openness(c.AgreeReport, stage.value, approving.ready_to_agree, case, stage, today)


def _of_imr(case: Case, one: Imr, check: Callable[[Imr], Any]) -> None:
    must_proceed(case)
    check(one)


def _openness(command: type[Command], subject: str | None, check: Callable[..., Any], *of: Any) -> Openness:
    try:
        check(*of)
    except Refused as refused:
        return Openness(command=command.__name__, subject=subject, reason=refused.reason)
    return Openness(command=command.__name__, subject=subject)
