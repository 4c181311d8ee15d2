"""What may be asked of the cases service. `may` are the roles; the case's grants hold as well.

Each slice says its own; the names of all of them are gathered here.
"""

from shared.contracts.cases.commands import access, decision, family, imr, notification, panel, report, steps
from shared.contracts.cases.commands.access import *
from shared.contracts.cases.commands.decision import *
from shared.contracts.cases.commands.family import *
from shared.contracts.cases.commands.imr import *
from shared.contracts.cases.commands.notification import *
from shared.contracts.cases.commands.panel import *
from shared.contracts.cases.commands.report import *
from shared.contracts.cases.commands.steps import *

type CaseCommand = (
    access.AccessCommand
    | decision.DecisionCommand
    | family.FamilyCommand
    | imr.ImrCommand
    | notification.NotificationCommand
    | panel.PanelCommand
    | report.ReportCommand
    | steps.StepCommand
)
