"""What is the tracker service made of?"""

from shared.service import Aggregate, Service

from tracker.answers import ANSWERS
from tracker.domain.plan import PLAN
from tracker.domain.quarter import QUARTER
from tracker.policy import may_plan, may_report
from tracker.publish import publish
from tracker.reactions import REACTIONS
from tracker.ticking import tick
from tracker.timeline import describe
from tracker.views.actions import ACTIONS, RECOMMENDATIONS
from tracker.views.escalations import ESCALATIONS
from tracker.views.look_ups import quarter_known, review_known
from tracker.views.quarters import BUDGETS, QUARTERS, UPDATES
from tracker.views.tables import METADATA
from tracker.views.tracker import TRACKER as TRACKER_VIEW

TRACKER = Service(
    name="tracker",
    aggregates=(
        Aggregate("plan", PLAN, lambda command: command.case_id, may_plan, review_known),
        Aggregate("quarterly", QUARTER, lambda command: command.quarter, may_report, quarter_known),
    ),
    metadata=METADATA,
    publish=publish,
    describe=describe,
    views=(TRACKER_VIEW, ACTIONS, RECOMMENDATIONS, ESCALATIONS, QUARTERS, UPDATES, BUDGETS),
    answers=ANSWERS,
    reactions=REACTIONS,
    keys_of="cases",
    tick=tick,
)
