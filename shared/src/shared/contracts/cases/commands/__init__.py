"""What may be asked of the cases service. `may` are the roles; the case's grants hold as well."""

from shared.contracts.cases.commands.access import AccessCommand, EndAccess, EraseCase, GrantAccess
from shared.contracts.cases.commands.decision import (
    AssessCriteria,
    DecisionCommand,
    GiveView,
    InviteAgencies,
    RecordDecision,
    RecordPreliminaryMeeting,
    ReopenDecision,
)
from shared.contracts.cases.commands.family import FamilyCommand, RecordFamilyReading, ShareDraftWithFamily
from shared.contracts.cases.commands.imr import AcceptImr, ImrCommand, NameImrAuthor, RequestImr, ReturnImr, SubmitImr
from shared.contracts.cases.commands.notification import (
    CorrectAttentionDate,
    CorrectDateOfDeath,
    ImportReview,
    NotificationCommand,
    NotifyDeath,
    TransferCase,
)
from shared.contracts.cases.commands.of_case import OfCase
from shared.contracts.cases.commands.panel import (
    NoteChairCommissioned,
    NoteChairConflict,
    NoteChairReplaced,
    NoteWriterChanged,
    PanelCommand,
    RecordInitialMeeting,
    RecordPanelMeeting,
)
from shared.contracts.cases.commands.record import (
    NoteDispatch,
    NoteEvaluation,
    NotePayment,
    NotePlan,
    PassTime,
    RecordCommand,
)
from shared.contracts.cases.commands.report import (
    AddReportVersion,
    AgreeExtension,
    AgreeReport,
    PublishReport,
    RecordOutcome,
    ReportCommand,
    SubmitReport,
)
from shared.contracts.cases.commands.steps import RecordStep, StepCommand

type CaseCommand = (
    NotificationCommand
    | DecisionCommand
    | PanelCommand
    | ImrCommand
    | FamilyCommand
    | ReportCommand
    | AccessCommand
    | StepCommand
    | RecordCommand
)

__all__ = [
    "AcceptImr",
    "AccessCommand",
    "AddReportVersion",
    "AgreeExtension",
    "AgreeReport",
    "AssessCriteria",
    "CaseCommand",
    "CorrectAttentionDate",
    "CorrectDateOfDeath",
    "DecisionCommand",
    "EndAccess",
    "EraseCase",
    "FamilyCommand",
    "GiveView",
    "GrantAccess",
    "ImportReview",
    "ImrCommand",
    "InviteAgencies",
    "NameImrAuthor",
    "NoteChairCommissioned",
    "NoteChairConflict",
    "NoteChairReplaced",
    "NoteDispatch",
    "NoteEvaluation",
    "NotePayment",
    "NotePlan",
    "NoteWriterChanged",
    "NotificationCommand",
    "NotifyDeath",
    "OfCase",
    "PanelCommand",
    "PassTime",
    "PublishReport",
    "RecordCommand",
    "RecordDecision",
    "RecordFamilyReading",
    "RecordInitialMeeting",
    "RecordOutcome",
    "RecordPanelMeeting",
    "RecordPreliminaryMeeting",
    "RecordStep",
    "ReopenDecision",
    "ReportCommand",
    "RequestImr",
    "ReturnImr",
    "ShareDraftWithFamily",
    "StepCommand",
    "SubmitImr",
    "SubmitReport",
    "TransferCase",
]
