"""What of a case's facts do the clocks and the task list need? A fold of its own, small enough to be kept in a row."""

from datetime import date

from pydantic import ConfigDict, Field
from shared.contracts.cases.states import CaseStage
from shared.contracts.cases.values import Criterion, Outcome, Post, ReportStage
from shared.contracts.notifications.values import Notice, RecipientKind, Stage
from shared.message import Value

from cases.domain import events as e


class Milestones(Value):
    """Dates reached, and counts. Nothing personal: it is kept in a read model. A row that an earlier version of this
    class wrote is read all the same, until the read model is rebuilt."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    children: bool = False
    """Whether children lived in the household."""
    attention_date: date | None = None
    decision_due: date | None = None
    criterion: Criterion | None = None
    views: tuple[Post, ...] = ()
    """Without repeats and in one order, so that the same facts always make the same row."""
    invited: bool = False
    met_on: date | None = None
    proceed: bool | None = None
    decided_on: date | None = None
    report_due: date | None = None
    chair: str | None = None
    writer: str | None = None
    initial_on: date | None = None
    meetings: int = 0
    imrs: tuple[str, ...] = ()
    imrs_accepted: int = 0
    read_by: date | None = None
    agreed: dict[ReportStage, date] = Field(default_factory=dict)
    versions: int = 0
    submitted_on: date | None = None
    first_submitted_on: date | None = None
    outcome: Outcome | None = None
    published_on: date | None = None
    plan_completed: bool = False
    closed_on: date | None = None
    imported: bool = False
    recorded: dict[int, date] = Field(default_factory=dict)
    """Steps recorded by hand."""
    dispatches: dict[Notice, dict[RecipientKind, Stage]] = Field(default_factory=dict)


def reach(reached: Milestones, event: e.CaseEvent) -> Milestones:
    """The milestones after `event`."""
    match event:
        case e.DeathNotified():
            return _with(
                reached,
                attention_date=event.attention_date,
                decision_due=event.decision_due,
                children=bool(event.children),
            )
        case e.AttentionDateCorrected():
            return _with(reached, attention_date=event.attention_date, decision_due=event.decision_due)
        case e.ReviewImported(published=published):
            return _with(reached, imported=True, proceed=True, closed_on=None if not published else date.min)
        case e.CriteriaAssessed(criterion=criterion):
            return _with(reached, criterion=criterion)
        case e.ViewGiven(post=post):
            return _with(reached, views=tuple(sorted({*reached.views, post})))
        case e.AgenciesInvited():
            return _with(reached, invited=True)
        case e.PreliminaryMeetingHeld(held_on=day):
            return _with(reached, met_on=day)
        case e.DecisionRecorded():
            return _with(reached, proceed=event.proceed, decided_on=event.decided_on, report_due=event.report_due)
        case e.DecisionReopened():
            return _with(reached, proceed=None, decided_on=None, report_due=None)
        case e.ChairCommissioned():
            return _with(reached, chair=event.chair_name, writer=event.writer_name)
        case e.ReportWriterChanged():
            return _with(reached, writer=event.writer_name)
        case e.ChairReplacementNoted():
            return _with(reached, chair=None, writer=None)
        case e.InitialMeetingHeld(held_on=day):
            return _with(reached, initial_on=day)
        case e.PanelMeetingHeld():
            return _with(reached, meetings=reached.meetings + 1)
        case e.StepRecorded(step=step, done_on=day):
            return _with(reached, recorded={**reached.recorded, step: day})
        case e.ImrRequested(agency=agency):
            return _with(reached, imrs=(*reached.imrs, agency))
        case e.ImrAccepted():
            return _with(reached, imrs_accepted=reached.imrs_accepted + 1)
        case e.DraftSharedWithFamily(read_by=day):
            return _with(reached, read_by=day)
        case e.ReportVersionAdded():
            return _with(reached, versions=reached.versions + 1)
        case e.ReportAgreed(stage=stage, agreed_on=day):
            kept = {} if stage is ReportStage.PANEL else reached.agreed
            return _with(reached, agreed={**kept, stage: day})
        case e.ExtensionAgreed(new_due=due):
            return _with(reached, report_due=due)
        case e.ReportSubmitted(submitted_on=day):
            return _with(
                reached,
                submitted_on=day,
                first_submitted_on=reached.first_submitted_on or day,
                outcome=None,
            )
        case e.OutcomeRecorded(outcome=outcome):
            agreed = reached.agreed if outcome.approved else {}
            return _with(reached, outcome=outcome, agreed=agreed)
        case e.ReportPublished(published_on=day):
            return _with(reached, published_on=day)
        case e.PlanLoadNoted() | e.PlanReopeningNoted():
            return _with(reached, plan_completed=False)
        case e.PlanCompletionNoted():
            return _with(reached, plan_completed=True)
        case e.DispatchNoted(notice=notice, recipient=recipient, stage=stage) if notice and recipient:
            sent = {**reached.dispatches.get(notice, {}), recipient: stage}
            return _with(reached, dispatches={**reached.dispatches, notice: sent})
        case e.CaseClosed(closed_on=day):
            return _with(reached, closed_on=day)
        case _:
            return reached


def _with(reached: Milestones, **changed: object) -> Milestones:
    return reached.model_copy(update=changed)


def stage(reached: Milestones) -> CaseStage:
    """Where the case has come to."""
    if reached.imported and reached.closed_on is not None:
        return CaseStage.PUBLISHED
    if reached.closed_on is not None:
        return CaseStage.CLOSED
    if reached.published_on is not None:
        return CaseStage.ACTIONS_OPEN
    if reached.outcome is not None and reached.outcome.approved:
        return CaseStage.APPROVED
    if reached.submitted_on is not None and reached.outcome is None:
        return CaseStage.HOME_OFFICE
    if reached.proceed is False:
        return CaseStage.NO_REVIEW
    if reached.initial_on is not None:
        return CaseStage.PANEL
    if reached.proceed is True:
        return CaseStage.SETTING_UP
    if reached.criterion is not None:
        return CaseStage.DECIDING
    return CaseStage.NOTIFIED
