"""What has happened to a case. Names and fields are stored for ever.

Each slice says its own; the names of all of them are gathered here.
"""

from cases.domain.events import access, clocks, decision, family, imr, noted, notification, panel, report, steps
from cases.domain.events.access import *
from cases.domain.events.clocks import *
from cases.domain.events.decision import *
from cases.domain.events.family import *
from cases.domain.events.imr import *
from cases.domain.events.noted import *
from cases.domain.events.notification import *
from cases.domain.events.panel import *
from cases.domain.events.report import *
from cases.domain.events.steps import *

type CaseEvent = (
    access.AccessEvent
    | clocks.ClockEvent
    | decision.DecisionEvent
    | family.FamilyEvent
    | imr.ImrEvent
    | noted.NotedEvent
    | notification.NotificationEvent
    | panel.PanelEvent
    | report.ReportEvent
    | steps.StepEvent
)
