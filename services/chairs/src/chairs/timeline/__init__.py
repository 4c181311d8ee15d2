"""How is each fact told, in a sentence? Exhaustive and pure."""

from collections.abc import Callable
from typing import Any, assert_never

from shared.calendar import FinancialYear, in_words
from shared.contracts.chairs.values import Outcome
from shared.message import members
from shared.money import in_words as pounds

from chairs.domain import events as e
from chairs.domain.events import (
    AppointmentEvent,
    BudgetEvent,
    ChairEvent,
    ExportEvent,
    PaymentEvent,
    QualityEvent,
    SettingEvent,
)
from chairs.timeline.money import told_of_payment
from chairs.timeline.sentences import counted, said


def describe(
    event: ChairEvent | SettingEvent | BudgetEvent | ExportEvent | AppointmentEvent | PaymentEvent | QualityEvent,
) -> str:
    return _TELLS[type(event)](event)


def _chair(event: ChairEvent) -> str:
    match event:
        case e.ApplicationReceived():
            return f"{event.name} applied to be on the approved list of chairs."
        case e.AppliedAgain():
            return f"{event.name} applied again to be on the approved list of chairs."
        case e.ApplicationAssessed():
            return f"The application was assessed: {counted(len(event.skills), 'skill')} shown by the evidence."
        case e.ChairAccepted():
            return f"{event.name} was accepted on the approved list until {in_words(event.approved_until)}."
        case e.ApplicationRefused():
            return f"The application was not accepted: {said(event.reason)}"
        case e.TrainingRecorded():
            return f"Home Office training (module 2) completed on {in_words(event.training.completed_on)}."
        case e.SpecialismsChanged():
            return f"Specialisms: {', '.join(event.specialisms) or 'none'}."
        case e.ReviewTypesOffered():
            return f"Available for: {', '.join(event.review_types)}."
        case e.AffiliationDeclared():
            return f"An affiliation with {event.affiliation.agency} was declared."
        case e.AffiliationEnded():
            return f"The affiliation with {event.agency} ended on {in_words(event.until)}."
        case e.AccountLinked():
            return "The chair can sign in and see their own record."
        case e.ChairSuspended():
            return f"The chair was suspended from the list: {said(event.reason)}"
        case e.ChairReinstated():
            return f"The chair is on the list again: {said(event.reason)}"
        case e.ChairRemoved():
            return f"The chair was removed from the list: {said(event.reason)}"
        case e.ChairLeft():
            return f"The chair left the list on {in_words(event.left_on)}."
        case e.ApprovalRenewed():
            return f"The approval was renewed until {in_words(event.approved_until)}."
        case e.OtherReviewRecorded():
            return f"Leads another review, {event.reference} ({event.review_type})."
        case e.OtherReviewEnded():
            return f"Another review ended on {in_words(event.ended_on)}."
        case e.KpiReviewRecorded():
            return f"Performance was reviewed on {in_words(event.reviewed_on)}: {event.outcome}. {said(event.reason)}"
        case e.ExpiryWarned():
            return f"The {event.what} expires on {in_words(event.expires_on)}."
        case e.Expired():
            return f"The {event.what} expired on {in_words(event.expired_on)}."
        case _:
            assert_never(event)


def _setting(event: SettingEvent) -> str:
    match event:
        case e.SpecialismAdded():
            return f"{event.name} was added to the specialisms."
        case e.FeesSet():
            return (
                f"Fees from {in_words(event.holds_from)}: {pounds(event.fees.fixed)} fixed, "
                f"{pounds(event.fees.day_rate)} a day."
            )
        case e.FundingSet():
            return f"From {in_words(event.holds_from)} costs are met by {event.share.funder}."
        case e.MilestonesSet():
            return f"From {in_words(event.holds_from)}, {event.percent_at_draft}% is payable at the agreed draft."
        case e.PointOutcomesSet():
            return f"From {in_words(event.holds_from)} a point is earned by: {_outcomes(event.outcomes)}."
        case e.CriteriaSet():
            criteria = counted(len(event.criteria), "criterion")
            return f"From {in_words(event.holds_from)} chairs are evaluated on {criteria}."
        case _:
            assert_never(event)


def _budget(event: BudgetEvent) -> str:
    year = FinancialYear(event.year).in_words
    match event:
        case e.BudgetAllocated():
            return f"{event.funder} allocated {pounds(event.amount)} for {year}."
        case e.BudgetRestated():
            return (
                f"Budget of {year}: {pounds(event.committed)} committed, {pounds(event.invoiced)} invoiced, "
                f"{pounds(event.paid)} paid."
            )
        case _:
            assert_never(event)


def _export(event: ExportEvent) -> str:
    match event:
        case e.InvoicesExported():
            return f"{counted(len(event.lines), 'line')} exported for finance, {_signed(event.control_total)} in all."
        case e.InvoicesExportedAgain():
            return "The list was exported once more, and marked as a repeat."
        case _:
            assert_never(event)


def _appointment(event: AppointmentEvent) -> str:
    match event:
        case e.OverspendApproved():
            return f"Overspending the year's budget by up to {pounds(event.up_to)} was approved: {said(event.reason)}"
        case e.ChairCommissioned():
            writer = f", with {event.writer_name} as writer" if event.writer_name else ""
            return (
                f"{event.chair_name} was commissioned as chair{writer}: {event.scheme}, up to {pounds(event.ceiling)}. "
                "The CSP Chair is assured of independence."
            )
        case e.AppointmentAgreed():
            return f"The panel agreed the chair's appointment on {in_words(event.agreed_on)}."
        case e.AppointmentEnded():
            return f"{event.chair_name}'s appointment ended on {in_words(event.ended_on)}. The clocks keep running."
        case e.WriterChanged():
            return (
                f"From {in_words(event.changed_on)} the report is written by {event.writer_name or event.chair_name}, "
                f"before by {event.former_name or event.chair_name}: {said(event.reason)}"
            )
        case e.SettlementCorrected():
            return (
                f"What is due in all to {event.chair_name} was corrected from {pounds(event.before)} to "
                f"{pounds(event.due_in_all)}: {said(event.reason)}"
            )
        case e.ConflictFound():
            return f"{event.chair_name}'s independence is in question. A person decides."
        case e.ConflictDecided():
            after = "The chair goes on." if event.chair_continues else "The chair is to be replaced."
            return f"The question about the chair's independence was decided. {after}"
        case e.CommissionCompleted():
            return f"The commission was completed on {in_words(event.completed_on)}."
        case _:
            assert_never(event)


def _quality(event: QualityEvent) -> str:
    match event:
        case e.OutcomeNoted():
            return f"The Home Office's answer to submission {event.round}: {event.outcome}."
        case e.FirstTimePointGiven():
            return "The report was accepted at its first submission: one point for the chair."
        case e.EvaluationOpened():
            return (
                f"{counted(len(event.member_ids), 'panel member')} asked to evaluate the chair "
                f"until {in_words(event.closes_on)}."
            )
        case e.EvaluatorInvitedAgain():
            return (
                f"A new link to evaluate the chair was sent to a panel member on {in_words(event.invited_on)}; the "
                "one before it opens nothing any more."
            )
        case e.EvaluationSubmitted():
            return f"An evaluation of the chair arrived, {event.received} of {event.expected}."
        case e.EvaluationReminderFellDue():
            return f"{counted(len(event.member_ids), 'panel member')} reminded of the evaluation of the chair."
        case e.EvaluationClosed():
            return f"The evaluation of the chair closed with {event.received} of {event.expected} answers."
        case _:
            assert_never(event)


_TELLS: dict[type[Any], Callable[[Any], str]] = {
    event: tell
    for union, tell in (
        (ChairEvent, _chair),
        (SettingEvent, _setting),
        (BudgetEvent, _budget),
        (ExportEvent, _export),
        (AppointmentEvent, _appointment),
        (PaymentEvent, told_of_payment),
        (QualityEvent, _quality),
    )
    for event in members(union)
}


def _signed(amount: Any) -> str:
    return f"-{pounds(-amount)}" if amount < 0 else pounds(amount)


def _outcomes(outcomes: tuple[Outcome, ...]) -> str:
    return "; ".join(outcomes) or "no outcome"
