"""Which question is answered by which function?"""

from collections.abc import Callable, Mapping
from typing import Any

from shared.contracts.tracker import queries as ask
from shared.question import Question
from shared.reader import Reader

from tracker.answers.action_lists import action_list
from tracker.answers.plans import action_detail, action_plan
from tracker.answers.quarterly import quarter_list, quarterly_report, quarterly_report_file
from tracker.answers.reviews import headline_figures, tracker_list, tracker_of, tracker_summary
from tracker.answers.work import tracker_work

ANSWERS: Mapping[type[Question[Any]], Callable[[Reader, Any], Any]] = {
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
}
