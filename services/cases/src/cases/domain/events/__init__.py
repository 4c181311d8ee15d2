"""What has happened to a case. Names and fields are stored for ever."""

from cases.domain.events.access import AccessEnded, AccessEvent, AccessGranted, CaseErased
from cases.domain.events.clocks import ClockBecameOverdue, ClockEvent, ClockFellDueSoon
from cases.domain.events.decision import (
    AgenciesInvited,
    CriteriaAssessed,
    DecisionEvent,
    DecisionRecorded,
    DecisionReopened,
    PreliminaryMeetingHeld,
    ViewGiven,
)
from cases.domain.events.family import DraftSharedWithFamily, FamilyEvent, FamilyReadingFinished
from cases.domain.events.imr import ImrAccepted, ImrAuthorNamed, ImrEvent, ImrRequested, ImrReturned, ImrSubmitted
from cases.domain.events.noted import (
    ActionAssuranceNoted,
    CaseClosed,
    DispatchNoted,
    EvaluationNoted,
    FirstTimePointNoted,
    InvoicePaymentNoted,
    NotedEvent,
    PlanCompletionNoted,
    PlanLoadNoted,
    PlanReopeningNoted,
)
from cases.domain.events.notification import (
    AttentionDateCorrected,
    CaseTransferred,
    DateOfDeathCorrected,
    DeathNotified,
    NotificationEvent,
    ReviewImported,
)
from cases.domain.events.panel import (
    ChairCommissioned,
    ChairConflictDecisionNoted,
    ChairConflictNoted,
    ChairReplacementNoted,
    InitialMeetingHeld,
    PanelEvent,
    PanelMeetingHeld,
    Present,
    ReportWriterChanged,
)
from cases.domain.events.report import (
    ExtensionAgreed,
    OutcomeRecorded,
    ReportAgreed,
    ReportEvent,
    ReportPublished,
    ReportSubmitted,
    ReportVersionAdded,
)
from cases.domain.events.steps import StepEvent, StepRecorded

type CaseEvent = (
    NotificationEvent
    | DecisionEvent
    | PanelEvent
    | ImrEvent
    | FamilyEvent
    | ReportEvent
    | AccessEvent
    | NotedEvent
    | StepEvent
    | ClockEvent
)

__all__ = [
    "AccessEnded",
    "AccessEvent",
    "AccessGranted",
    "ActionAssuranceNoted",
    "AgenciesInvited",
    "AttentionDateCorrected",
    "CaseClosed",
    "CaseErased",
    "CaseEvent",
    "CaseTransferred",
    "ChairCommissioned",
    "ChairConflictDecisionNoted",
    "ChairConflictNoted",
    "ChairReplacementNoted",
    "ClockBecameOverdue",
    "ClockEvent",
    "ClockFellDueSoon",
    "CriteriaAssessed",
    "DateOfDeathCorrected",
    "DeathNotified",
    "DecisionEvent",
    "DecisionRecorded",
    "DecisionReopened",
    "DispatchNoted",
    "DraftSharedWithFamily",
    "EvaluationNoted",
    "ExtensionAgreed",
    "FamilyEvent",
    "FamilyReadingFinished",
    "FirstTimePointNoted",
    "ImrAccepted",
    "ImrAuthorNamed",
    "ImrEvent",
    "ImrRequested",
    "ImrReturned",
    "ImrSubmitted",
    "InitialMeetingHeld",
    "InvoicePaymentNoted",
    "NotedEvent",
    "NotificationEvent",
    "OutcomeRecorded",
    "PanelEvent",
    "PanelMeetingHeld",
    "PlanCompletionNoted",
    "PlanLoadNoted",
    "PlanReopeningNoted",
    "PreliminaryMeetingHeld",
    "Present",
    "ReportAgreed",
    "ReportEvent",
    "ReportPublished",
    "ReportSubmitted",
    "ReportVersionAdded",
    "ReportWriterChanged",
    "ReviewImported",
    "StepEvent",
    "StepRecorded",
    "ViewGiven",
]
