"""What would a review officer say of each fact? One sentence, without a name of anybody who died or is accused."""

from datetime import date
from typing import assert_never

from shared.calendar import in_words
from shared.contracts.cases.values import Answer, Criterion, NotifiedBy, Outcome
from shared.contracts.notifications.values import Notice, RecipientKind, Stage

from cases.domain import events as e


def describe(event: e.CaseEvent) -> str:
    match event:
        case e.DeathNotified():
            who = "A family member or friend" if event.notified_by is NotifiedBy.FAMILY else event.notifying_agency
            return (
                f"{who} notified {_deaths(event)} to the {event.csp} partnership. It came to attention on "
                f"{in_words(event.attention_date)}, and the decision is due by {in_words(event.decision_due)}."
            )
        case e.CaseTransferred():
            return (
                f"Responsibility passed from the {event.from_csp} partnership to {event.to_csp}: {_said(event.reason)}"
            )
        case e.DateOfDeathCorrected():
            return (
                f"The date of a death was corrected on {in_words(event.corrected_on)}: {_known(event.date_of_death)} "
                f"instead of {_known(event.was)}."
            )
        case e.AttentionDateCorrected():
            return (
                f"The date on which the case came to attention was corrected on {in_words(event.corrected_on)}: "
                f"{in_words(event.attention_date)} instead of {in_words(event.was)}. The decision is due by "
                f"{in_words(event.decision_due)}."
            )
        case e.ReviewImported():
            return f"The review {event.reference} was taken over from the county's records."
        case e.CriteriaAssessed(criterion=criterion):
            met = "as not met" if criterion is Criterion.NOT_MET else "as met"
            return f"The Home Office criteria were assessed {met}."
        case e.ViewGiven():
            return f"The {event.post} gave the view that the criteria are {'met' if event.met else 'not met'}."
        case e.AgenciesInvited():
            return (
                f"{_count(len(event.agencies), 'agency was', 'agencies were')} invited to the preliminary meeting on "
                f"{in_words(event.meeting_on)}."
            )
        case e.PreliminaryMeetingHeld():
            return (
                f"The preliminary meeting was held on {in_words(event.held_on)}. "
                f"{_count(len(event.contacts), 'agency', 'agencies')} reported contact."
            )
        case e.DecisionRecorded(proceed=True):
            due = f" The report is due by {in_words(event.report_due)}." if event.report_due else ""
            return f"The CSP Chair decided on {in_words(event.decided_on)} to proceed with a review.{due}"
        case e.DecisionRecorded():
            return f"The CSP Chair decided on {in_words(event.decided_on)} not to proceed with a review."
        case e.DecisionReopened():
            return f"The decision not to proceed was reopened on {in_words(event.reopened_on)}: {_said(event.reason)}"
        case e.ChairCommissioned():
            writer = f", with {event.writer_name} as report writer" if event.writer_name else ""
            day = in_words(event.commissioned_on)
            return f"{event.chair_name} was commissioned as independent chair on {day}{writer}."
        case e.ChairConflictNoted():
            return (
                f"A change on {in_words(event.on)} may affect the independence of the chair, {event.chair_name}. "
                "The CSP Chair decides whether they can continue."
            )
        case e.ChairConflictDecisionNoted():
            after = "the chair continues" if event.chair_continues else "another chair is to be commissioned"
            return f"The question about the chair's independence was decided on {in_words(event.on)}: {after}."
        case e.ReportWriterChanged(writer_name=now, former_name=before):
            writes = f"the report is written by {now}" if now else "the chair writes the report"
            return f"From {in_words(event.changed_on)} {writes}{f', and no longer by {before}' if before else ''}."
        case e.ChairReplacementNoted():
            return (
                f"The appointment of {event.chair_name} as chair ended on {in_words(event.ended_on)}. "
                "The clocks of the review keep running."
            )
        case e.InitialMeetingHeld():
            return (
                f"The initial panel meeting was held on {in_words(event.held_on)} with {_people(len(event.present))}. "
                "It agreed the appointment, the terms of reference, the communications plan and the IMR requirements."
            )
        case e.PanelMeetingHeld():
            return (
                f"Panel meeting {event.number} was held on {in_words(event.held_on)} "
                f"with {_people(len(event.present))}."
            )
        case e.StepRecorded():
            return f"Step {event.step} of the guide was recorded as done on {in_words(event.done_on)}."
        case e.ImrRequested():
            return f"An IMR was requested from {event.agency}, due by {in_words(event.due_on)}."
        case e.ImrAuthorNamed():
            return "The author of an IMR was named, and declared to be independent of the people and staff involved."
        case e.ImrSubmitted():
            return f"An IMR was submitted on {in_words(event.submitted_on)}, signed off by a senior manager."
        case e.ImrReturned():
            return f"An IMR was returned for revision on {in_words(event.returned_on)}."
        case e.ImrAccepted():
            return f"The panel accepted a quality-assured IMR on {in_words(event.accepted_on)}."
        case e.DraftSharedWithFamily():
            return (
                f"Draft {event.report_version} was shared with the family on {in_words(event.shared_on)}, "
                f"to read until {in_words(event.read_by)}."
            )
        case e.FamilyReadingFinished(declined=True):
            return f"The family declined to read the draft, on {in_words(event.finished_on)}."
        case e.FamilyReadingFinished():
            return f"The family finished reading the draft on {in_words(event.finished_on)}."
        case e.ReportVersionAdded():
            return f"Version {event.report_version} of the overview report was added on {in_words(event.added_on)}."
        case e.ReportAgreed():
            return (
                f"The {event.stage} agreed version {event.report_version} of the report on {in_words(event.agreed_on)}."
            )
        case e.ExtensionAgreed():
            return (
                f"Panel and partnership agreed on {in_words(event.agreed_on)} that the report is due by "
                f"{in_words(event.new_due)} instead of {in_words(event.old_due)}."
            )
        case e.ReportSubmitted():
            again = "" if event.round == 1 else f", for the {_nth(event.round)} time"
            return f"The report was submitted to the Home Office on {in_words(event.submitted_on)}{again}."
        case e.OutcomeRecorded():
            return f"The Home Office answered on {in_words(event.recorded_on)}: {_outcome(event.outcome)}."
        case e.ReportPublished():
            return f"The report was published on {in_words(event.published_on)}: {_said(event.where)}"
        case e.AccessGranted():
            return f"Access to the case was given to {event.grantee_name}: {_said(event.reason)}"
        case e.AccessEnded():
            return f"Access to the case was ended for one person or post: {_said(event.reason)}"
        case e.CaseErased():
            return f"The personal data of the case was erased: {_said(event.reason)}"
        case e.DispatchNoted():
            return (
                f"{_notice(event.notice)} to {_recipient(event.recipient)}: {_sent(event.stage)}, {in_words(event.on)}."
            )
        case e.EvaluationNoted():
            of = _count(event.expected, "panel member has", "panel members have").lower()
            return f"{event.received} of {of} evaluated the chair."
        case e.FirstTimePointNoted():
            return "The report was accepted at its first submission. One point was added to the chair's record."
        case e.InvoicePaymentNoted():
            return f"Invoice {event.number} of the chair was paid on {in_words(event.on)}."
        case e.PlanLoadNoted():
            added = _count(event.recommendations, "recommendation was", "recommendations were")
            return f"{added} put into the action plan on {in_words(event.on)}."
        case e.ActionAssuranceNoted():
            return f"The CSP Chair was assured of action {event.number} on {in_words(event.on)}."
        case e.PlanReopeningNoted():
            return f"Action {event.number} was opened again on {in_words(event.on)}."
        case e.PlanCompletionNoted():
            return f"By {in_words(event.on)} every action of the plan was assured or closed."
        case e.CaseClosed():
            return f"The case was closed on {in_words(event.closed_on)}: nothing is left to do."
        case e.ClockFellDueSoon():
            return f"The {event.clock} falls due on {in_words(event.due)}."
        case e.ClockBecameOverdue():
            return f"The {event.clock} was due on {in_words(event.due)} and has passed."
        case _:
            assert_never(event)


def _deaths(event: e.DeathNotified) -> str:
    perpetrators = sum(person.died is Answer.YES for person in event.perpetrators)
    people = "the death of one person" if len(event.deceased) == 1 else f"the deaths of {len(event.deceased)} people"
    return f"{people}, and of the alleged perpetrator," if perpetrators else people


def _known(day: date | None) -> str:
    return in_words(day) if day else "a day that is not known"


def _outcome(outcome: Outcome) -> str:
    match outcome:
        case Outcome.PUBLISH:
            return "the report may be published"
        case Outcome.PUBLISH_AFTER_CHANGES:
            return "the report may be published after changes, without return"
        case Outcome.RESUBMIT:
            return "the report is to be submitted again"


def _notice(notice: Notice | None) -> str:
    return notice[:1].upper() + notice[1:] if notice else "A form or a letter"


def _recipient(kind: RecipientKind | None) -> str:
    return f"the {kind}" if kind else "an outside body"


def _sent(stage: Stage) -> str:
    match stage:
        case Stage.TAKEN:
            return "sent"
        case Stage.FAILED:
            return "could not be sent"
        case Stage.UNCERTAIN:
            return "not certain that it arrived"
        case Stage.CANCELLED:
            return "not applicable"
        case _:
            return str(stage)


def _people(count: int) -> str:
    return _count(count, "person", "people")


def _count(count: int, one: str, many: str) -> str:
    return f"One {one}" if count == 1 else f"{count} {many}"


def _nth(number: int) -> str:
    return {2: "second", 3: "third", 4: "fourth"}.get(number, f"{number}th")


def _said(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."
