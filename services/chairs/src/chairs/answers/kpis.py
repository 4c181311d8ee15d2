"""How does a chair do against the contract? From the facts of the cases; unknown is not no (Q-04)."""

from datetime import date

from shared.calendar import in_words
from shared.contracts.chairs.answers import Kpi, KpiOfReview, KpiSheet
from shared.contracts.chairs.queries import ChairKpis
from shared.reader import Reader
from shared.service import NotFound

from chairs.answers.chair import NO_ANSWER, kpi_reviews
from chairs.answers.roster import quality
from chairs.domain.scoring import two_places
from chairs.views.appointments import APPROVED, REPLACED, Given, given_to
from chairs.views.cases_known import known_cases, promises
from chairs.views.roster import chair_of

UNKNOWN = "not known here"


def chair_kpis(reader: Reader, question: ChairKpis) -> KpiSheet:
    chair = chair_of(reader.tx, question.chair_id)
    if chair is None:
        raise NotFound(NO_ANSWER)
    given = given_to(reader.tx, [question.chair_id]).get(question.chair_id, ())
    ids = [each.case_id for each in given]
    cases, promised = known_cases(reader.tx, ids), promises(reader.tx, ids)
    reviews = tuple(
        KpiOfReview(
            case_id=each.case_id,
            reference=cases[each.case_id].reference if each.case_id in cases else "",
            lines=(
                _on_time(*promised.get(each.case_id, (None, None)), reader.today),
                _first_time(each),
                _evaluated(each),
                Kpi(name="Quarterly updates delivered", value=UNKNOWN, met=None),
                Kpi(name="Family engagement offered", value=UNKNOWN, met=None),
            ),
        )
        for each in given
    )
    whole = quality(given)
    return KpiSheet(
        chair_id=question.chair_id,
        name=chair.name,
        reviews=reviews,
        totals=(
            Kpi(name="Evaluation average", value=str(whole.average or "no evaluations"), met=None),
            Kpi(name="Reports accepted at first submission", value=str(whole.points), met=None),
        ),
        outcomes=kpi_reviews(reader.history(f"chair-{question.chair_id}")),
    )


def _on_time(due: date | None, submitted: date | None, today: date) -> Kpi:
    name = "Report on time"
    if due is None:
        return Kpi(name=name, value=UNKNOWN, met=None)
    if submitted is None:
        late = today > due
        return Kpi(name=name, value=f"due on {in_words(due)}, not submitted", met=False if late else None)
    return Kpi(name=name, value=f"due on {in_words(due)}, submitted on {in_words(submitted)}", met=submitted <= due)


def _first_time(given: Given) -> Kpi:
    name = "Accepted at first submission"
    if given.point:
        return Kpi(name=name, value="yes", met=True)
    if given.ended_why == APPROVED:
        return Kpi(name=name, value="no", met=False)
    told = "replaced before the outcome" if given.ended_why == REPLACED else "no outcome yet"
    return Kpi(name=name, value=told, met=None)


def _evaluated(given: Given) -> Kpi:
    mean = two_places(given.mean)
    value = f"{mean} from {given.responses}" if mean is not None else "no evaluations"
    return Kpi(name="Evaluation average", value=value, met=None)
