"""What is the cases service made of?"""

from shared.contracts.cases.commands import AddReportVersion
from shared.service import Aggregate, Service

from cases.answers import ANSWERS
from cases.domain.case import CASE
from cases.policy import permit
from cases.publish import publish
from cases.reactions import REACTIONS
from cases.ticking import tick
from cases.timeline import describe
from cases.views import case_list, grants, tables

REVIEW = Aggregate(
    noun="case",
    decider=CASE,
    id_of=lambda command: command.case_id,
    permit=permit,
)


CASES = Service(
    name="cases",
    aggregates=(REVIEW,),
    metadata=tables.METADATA,
    publish=publish,
    describe=describe,
    views=(case_list.VIEW, grants.VIEW),
    answers=ANSWERS,
    reactions=REACTIONS,
    files_from=AddReportVersion.may,
    tick=tick,
)
