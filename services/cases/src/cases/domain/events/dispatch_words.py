"""What did the words mean in which the first version of `DispatchNoted` was stored? Never reworded."""

from shared.contracts.notifications.values import Notice, RecipientKind, Stage

NOTICES = {
    "part 1 of the notification form": Notice.PART_ONE,
    "decision, with parts 1 and 2 of the notification form": Notice.DECISION,
    "coroner's notification": Notice.CORONER,
    "safeguarding adults board notification": Notice.ADULTS_BOARD,
    "safeguarding children partnership notification": Notice.CHILDRENS_PARTNERSHIP,
    "notice of delay": Notice.DELAY,
    "overview report": Notice.REPORT,
    "completed report for the domestic abuse commissioner": Notice.COMMISSIONER,
    "invitation to evaluate the chair": Notice.INVITATION,
    "reminder to evaluate the chair": Notice.REMINDER,
}
RECIPIENTS = {
    "the home office": RecipientKind.HOME_OFFICE,
    "the coroner": RecipientKind.CORONER,
    "the safeguarding adults board": RecipientKind.ADULTS_BOARD,
    "the safeguarding children partnership": RecipientKind.CHILDRENS_PARTNERSHIP,
    "the domestic abuse commissioner": RecipientKind.COMMISSIONER,
    "the csp chair": RecipientKind.CSP_CHAIR,
    "the chair of the domestic abuse partnership board": RecipientKind.BOARD_CHAIR,
    "the sub-group chair": RecipientKind.SUBGROUP_CHAIR,
    "the dci of safeguarding command": RecipientKind.DCI,
    "the partnership's manager": RecipientKind.MANAGER,
    "the panel member": RecipientKind.PANEL_MEMBER,
}
STAGES = {
    "sent": Stage.TAKEN,
    "sent by hand": Stage.SENT_BY_HAND,
    "acknowledged": Stage.ACKNOWLEDGED,
    "could not be sent, somebody sees to it": Stage.FAILED,
    "uncertain whether it arrived, somebody decides": Stage.UNCERTAIN,
    "not applicable": Stage.CANCELLED,
}
