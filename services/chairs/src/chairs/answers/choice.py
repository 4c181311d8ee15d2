"""Who should chair this review, and why? (H-04, H-10, H-11)"""

from shared.contracts.chairs.answers import Candidates
from shared.contracts.chairs.queries import CandidatesForCase
from shared.contracts.chairs.values import ListStage
from shared.reader import Reader
from shared.service import NotFound

from chairs.domain.appointment.commissioning import needs_of, why_not
from chairs.domain.people.independence import left_by
from chairs.domain.people.ranking import rank
from chairs.policy import may_commission, must_see
from chairs.views.cases_known import known_case
from chairs.views.commissions import commission_of
from chairs.views.roster import people


def candidates_for_case(reader: Reader, question: CandidatesForCase) -> Candidates:
    """Four queries, however many candidates there are."""
    case = known_case(reader.tx, question.case_id)
    if case is None:
        raise NotFound("This case is not known here yet.")
    must_see(reader.actor, case.csp)
    commission = commission_of(reader.tx, question.case_id)
    listed = people(reader.tx, stages=(ListStage.LISTED, ListStage.SUSPENDED))
    looked_at = rank(listed.values(), needs_of(case, question.specialisms, commission), reader.today)
    fit = tuple(each for each in looked_at if not each.excluded)
    covered = {name for each in fit for name in each.holds}
    return Candidates(
        case_id=question.case_id,
        reference=case.reference,
        csp=case.csp,
        earliest_death=case.earliest_death,
        left_by=left_by(case.earliest_death) if case.earliest_death else None,
        agencies=case.agencies,
        needed=question.specialisms,
        uncovered=tuple(name for name in question.specialisms if name not in covered),
        candidates=fit,
        excluded=tuple(each for each in looked_at if each.excluded),
        may_commission=may_commission(reader.actor, case.csp),
        why_not=why_not(case, commission),
    )
