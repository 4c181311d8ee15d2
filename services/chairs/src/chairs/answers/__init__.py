"""What does the chairs service answer?"""

from collections.abc import Callable, Mapping
from typing import Any

from shared.contracts.chairs import queries as ask
from shared.question import Question

from chairs.answers.budget import budget_of_year, chair_settings
from chairs.answers.chair import chair_detail, my_chair_record
from chairs.answers.choice import candidates_for_case
from chairs.answers.commission import commission_of_case, commissioning_letter
from chairs.answers.files import application_file
from chairs.answers.invoices import export_detail, export_list, invoice_detail, invoice_list
from chairs.answers.kpis import chair_kpis
from chairs.answers.matrix import specialism_matrix, specialism_matrix_file
from chairs.answers.quality import evaluation_round, evaluation_sheet, my_evaluations
from chairs.answers.roster import roster_list
from chairs.answers.work import chairs_work

ANSWERS: Mapping[type[Question[Any]], Callable[[Any, Any], Any]] = {
    ask.RosterList: roster_list,
    ask.ChairDetail: chair_detail,
    ask.ApplicationFile: application_file,
    ask.MyChairRecord: my_chair_record,
    ask.SpecialismMatrix: specialism_matrix,
    ask.SpecialismMatrixFile: specialism_matrix_file,
    ask.CandidatesForCase: candidates_for_case,
    ask.CommissionOfCase: commission_of_case,
    ask.CommissioningLetter: commissioning_letter,
    ask.InvoiceList: invoice_list,
    ask.InvoiceDetail: invoice_detail,
    ask.BudgetOfYear: budget_of_year,
    ask.EvaluationRound: evaluation_round,
    ask.MyEvaluations: my_evaluations,
    ask.EvaluationSheet: evaluation_sheet,
    ask.ChairsWork: chairs_work,
    ask.ChairKpis: chair_kpis,
    ask.ExportList: export_list,
    ask.ExportDetail: export_detail,
    ask.ChairSettings: chair_settings,
}
