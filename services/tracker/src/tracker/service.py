"""What the tracker service is made of."""

from shared.contracts.cases.facts import CaseErased
from shared.contracts.tracker import queries as ask
from shared.service import Aggregate, Reaction, Service

from tracker.answers.action_lists import action_list
from tracker.answers.plans import action_detail, action_plan
from tracker.answers.quarterly import quarter_list, quarterly_report, quarterly_report_file
from tracker.answers.reviews import headline_figures, tracker_list, tracker_of, tracker_summary
from tracker.answers.work import tracker_work
from tracker.domain.deciding import PLAN
from tracker.domain.quarter import QUARTER
from tracker.policy import permit
from tracker.publish import publish
from tracker.ticking import tick
from tracker.timeline import describe
from tracker.views.actions import ACTIONS, RECOMMENDATIONS
from tracker.views.escalations import ESCALATIONS
from tracker.views.look_ups import found_for
from tracker.views.quarters import BUDGETS, QUARTERS, UPDATES
from tracker.views.tables import METADATA
from tracker.views.tracker import TRACKER as TRACKER_VIEW

TRACKER = Service(
    name="tracker",
    aggregates=(
        Aggregate("plan", PLAN, lambda command: command.case_id, permit, found_for),
        Aggregate("quarterly", QUARTER, lambda command: command.quarter, permit, found_for),
    ),
    metadata=METADATA,
    publish=publish,
    describe=describe,
    views=(TRACKER_VIEW, ACTIONS, RECOMMENDATIONS, ESCALATIONS, QUARTERS, UPDATES, BUDGETS),
    answers={
        ask.TrackerList: tracker_list,
        ask.TrackerOf: tracker_of,
        ask.HeadlineFigures: headline_figures,
        ask.TrackerSummary: tracker_summary,
        ask.ActionPlan: action_plan,
        ask.ActionDetail: action_detail,
        ask.ActionList: action_list,
        ask.QuarterlyReport: quarterly_report,
        ask.QuarterlyReportFile: quarterly_report_file,
        ask.QuarterList: quarter_list,
        ask.TrackerWork: tracker_work,
    },
    reactions=(Reaction(CaseErased, lambda _: []),),  # hearing of it destroys the key of the case
    keys_of="cases",
    tick=tick,
)
