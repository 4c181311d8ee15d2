"""The stand-in with an answer to every question of dispatches, plans and the tracker."""

from base64 import b64encode

from shared.contracts.notifications.answers import EvidencePack, HeldNotices
from shared.contracts.notifications.queries import (
    DispatchDetail,
    DispatchEvidence,
    DispatchList,
    DispatchTasks,
    NoticesHeld,
    RecipientDirectory,
)
from shared.contracts.notifications.values import Notice
from shared.contracts.tracker.queries import (
    ActionDetail,
    ActionList,
    ActionPlan,
    File,
    HeadlineFigures,
    QuarterList,
    QuarterlyReport,
    QuarterlyReportFile,
    TrackerList,
    TrackerOf,
    TrackerSummary,
    TrackerWork,
)

from services.gateway.tests.pages import answers
from services.gateway.tests.standing_in import StandIn


def scripted(services: StandIn) -> StandIn:
    services.answers |= {
        DispatchList: answers.page_of(answers.dispatch()),
        DispatchDetail: answers.record(),
        DispatchEvidence: EvidencePack(
            case_id=answers.CASE, filename="OFFICIAL-evidence.zip", zip=b64encode(b"PK pack").decode()
        ),
        DispatchTasks: answers.TASKS,
        RecipientDirectory: answers.DIRECTORY,
        NoticesHeld: HeldNotices(held=(Notice.REPORT,)),
        ActionPlan: answers.plan(),
        ActionDetail: answers.action(),
        ActionList: answers.page_of(answers.action_row()),
        TrackerWork: answers.WORK,
        TrackerList: answers.page_of(answers.tracker_row()),
        TrackerOf: answers.tracker_row(),
        HeadlineFigures: answers.HEADLINES,
        TrackerSummary: answers.TOTALS,
        QuarterList: answers.QUARTERS,
        QuarterlyReport: answers.report(),
        QuarterlyReportFile: File(
            name="quarterly-report-2026-Q4.pdf",
            media_type="application/pdf",
            content=b64encode(answers.PDF).decode(),
            sha256="a" * 64,
        ),
    }
    return services
