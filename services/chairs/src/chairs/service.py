"""What the chairs service is made of."""

from shared.actor import SPT
from shared.service import Aggregate, Service

from chairs.answers import ANSWERS
from chairs.domain.commission import COMMISSION
from chairs.domain.county.budget import BUDGET
from chairs.domain.county.export import EXPORT
from chairs.domain.county.settings import SETTINGS
from chairs.domain.roster.decide import ROSTER
from chairs.policy import may_act_on_commission, may_export, may_keep_budget, may_keep_list, may_set
from chairs.publish import publish
from chairs.reactions import REACTIONS
from chairs.ticking import tick
from chairs.timeline import describe
from chairs.views import look_ups
from chairs.views.appointments import APPOINTMENTS
from chairs.views.cases_known import CASES_KNOWN
from chairs.views.commissions import COMMISSIONS
from chairs.views.county import BUDGETS, COUNTY, COUNTY_SETTINGS, EXPORTS
from chairs.views.invoices import EXPORTED, INVOICES
from chairs.views.quarterly import QUARTERLY_UPDATES
from chairs.views.roster import ROSTER as ROSTER_VIEW
from chairs.views.tables import METADATA

CHAIRS = Service(
    name="chairs",
    aggregates=(
        Aggregate("chair", ROSTER, lambda command: command.chair_id, may_keep_list, look_ups.of_roster),
        Aggregate(
            "commission",
            COMMISSION,
            lambda command: command.case_id,
            may_act_on_commission,
            look_ups.of_commission,
        ),
        Aggregate("budget", BUDGET, lambda command: str(command.year), may_keep_budget, look_ups.of_budget),
        Aggregate("export", EXPORT, lambda command: command.export_id, may_export, look_ups.of_export),
        Aggregate("settings", SETTINGS, lambda _: COUNTY, may_set),
    ),
    metadata=METADATA,
    publish=publish,
    describe=describe,
    views=(
        ROSTER_VIEW,
        CASES_KNOWN,
        QUARTERLY_UPDATES,
        COMMISSIONS,
        APPOINTMENTS,
        INVOICES,
        EXPORTED,
        EXPORTS,
        BUDGETS,
        COUNTY_SETTINGS,
    ),
    answers=ANSWERS,
    reactions=REACTIONS,
    keys_of="cases",
    files_from=SPT,
    tick=tick,
)
