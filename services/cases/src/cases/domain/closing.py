"""When is a case done (rules S-03, S-06, A-07)?"""

from datetime import date

from cases.domain.events import CaseClosed
from cases.domain.state import Case


def if_nothing_is_left(case: Case, today: date) -> list[CaseClosed]:
    """Closed once the report is published, the Commissioner has it, and every action is assured or honestly ended."""
    done = (
        case.report.published_on is not None
        and case.noted.commissioner_told
        and case.noted.plan_completed
        and case.noted.closed_on is None
    )
    return [CaseClosed(closed_on=today)] if done else []
