"""The questions of the cases service, each beside the function that answers it."""

from collections.abc import Callable, Mapping
from typing import Any

from shared.contracts.cases.queries import (
    CaseAccess,
    CaseList,
    CaseOverview,
    CasePanel,
    CasePartTwo,
    CasePeople,
    MyWork,
    ReportVersionFile,
)
from shared.question import Question
from shared.reader import Reader

from cases.answers.details import case_panel, case_part_two, case_people
from cases.answers.files import report_version_file
from cases.answers.lists import case_list, my_work
from cases.answers.opening import case_access
from cases.answers.overview import case_overview

ANSWERS: Mapping[type[Question[Any]], Callable[[Reader, Any], Any]] = {
    CaseAccess: case_access,
    CaseList: case_list,
    CaseOverview: case_overview,
    CasePeople: case_people,
    CasePartTwo: case_part_two,
    CasePanel: case_panel,
    MyWork: my_work,
    ReportVersionFile: report_version_file,
}
