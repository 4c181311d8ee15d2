"""The stand-in with an answer to every question of chairs."""

from gateway.identity.demonstration import DOMAIN, account_id
from shared.contracts.chairs import queries as ask
from shared.contracts.notifications.queries import DispatchList

from services.gateway.tests.pages.answers import page_of
from services.gateway.tests.pages_chairs import answers
from services.gateway.tests.pages_chairs.tasks import TASKS
from services.gateway.tests.standing_in import StandIn

MEMBER = account_id(f"panel.member@{DOMAIN}")


def scripted(services: StandIn) -> StandIn:
    services.answers |= {
        ask.RosterList: page_of(answers.ROW),
        ask.ChairDetail: answers.chair(),
        ask.SpecialismMatrix: answers.MATRIX,
        ask.CandidatesForCase: answers.candidates(),
        ask.CommissionOfCase: answers.commission(),
        ask.CommissioningLetter: answers.LETTER,
        ask.InvoiceList: page_of(answers.invoice()),
        ask.InvoiceDetail: answers.record(),
        ask.BudgetOfYear: answers.budget(),
        ask.ExportList: answers.EXPORTS,
        ask.ExportDetail: answers.LIST,
        ask.ChairSettings: answers.SETTINGS,
        ask.EvaluationRound: answers.evaluation(MEMBER),
        ask.MyEvaluations: answers.OWN_EVALUATIONS,
        ask.EvaluationSheet: answers.sheet(),
        DispatchList: page_of(),
        ask.MyChairRecord: answers.OWN,
        ask.ChairsWork: TASKS,
        ask.ChairKpis: answers.KPIS,
    }
    return services
