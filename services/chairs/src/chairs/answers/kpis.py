"""How does a chair do against the contract? From the facts of the cases; unknown is not no (Q-04)."""

from collections.abc import Iterable
from datetime import date

from shared.calendar import in_words
from shared.contracts.chairs.answers import Kpi, KpiOfReview, KpiSheet
from shared.contracts.chairs.queries import ChairKpis
from shared.reader import Reader
from shared.service import NotFound

from chairs.answers.chair import NO_ANSWER, kpi_reviews
from chairs.answers.roster import quality
from chairs.domain.quality.scoring import two_places
from chairs.views.appointments import APPROVED, REPLACED, Given, given_to
from chairs.views.cases_known import Promise, known_cases, promises
from chairs.views.quarterly import Update, updates_of_chairs
from chairs.views.roster import chair_of

UNKNOWN = "not known here"


def chair_kpis(reader: Reader, question: ChairKpis) -> KpiSheet:
    chair = chair_of(reader.tx, question.chair_id)
    if chair is None:
        raise NotFound(NO_ANSWER)
    given = given_to(reader.tx, [question.chair_id]).get(question.chair_id, ())
    ids = [each.case_id for each in given]
    cases, promised = known_cases(reader.tx, ids), promises(reader.tx, ids)
    updates = updates_of_chairs(reader.tx, ids)
    reviews = tuple(
        KpiOfReview(
            case_id=each.case_id,
            reference=cases[each.case_id].reference if each.case_id in cases else "",
            lines=(
                _on_time(each, promised.get(each.case_id, Promise()), reader.today),
                _first_time(each, promised.get(each.case_id, Promise())),
                _evaluated(each),
                _updated(each, updates.get(each.case_id, ()), reader.today),
                _family_offered(each, promised.get(each.case_id)),
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


def _on_time(given: Given, promise: Promise, today: date) -> Kpi:
    """A chair answers for what fell due, or was submitted, in their own time."""
    name = "Report on time"
    due, submitted = promise.due, promise.submitted
    if due is None:
        return Kpi(name=name, value=UNKNOWN, met=None)
    if submitted is not None and submitted < given.commissioned_on:
        return Kpi(name=name, value=_BEFORE, met=None)
    if given.ended_why == REPLACED and given.ended_on is not None and given.ended_on < (submitted or due):
        if given.ended_on <= due:
            return Kpi(name=name, value="replaced before it was due", met=None)
        return Kpi(name=name, value=f"due on {in_words(due)}, not submitted before they were replaced", met=False)
    if submitted is None:
        late = today > due
        return Kpi(name=name, value=f"due on {in_words(due)}, not submitted", met=False if late else None)
    return Kpi(name=name, value=f"due on {in_words(due)}, submitted on {in_words(submitted)}", met=submitted <= due)


_BEFORE = "submitted before they were commissioned"


def _first_time(given: Given, promise: Promise) -> Kpi:
    name = "Accepted at first submission"
    if promise.submitted is not None and promise.submitted < given.commissioned_on:
        return Kpi(name=name, value=_BEFORE, met=None)
    if given.point:
        return Kpi(name=name, value="yes", met=True)
    if given.ended_why == APPROVED:
        return Kpi(name=name, value="no", met=False)
    without = "replaced before the outcome" if given.ended_why == REPLACED else "no outcome yet"
    return Kpi(name=name, value=without, met=None)


def _evaluated(given: Given) -> Kpi:
    mean = two_places(given.mean) if given.told else None
    value = f"{mean} from {given.responses}" if mean is not None else "no evaluations"
    return Kpi(name="Evaluation average", value=value, met=None)


def _updated(given: Given, updates: Iterable[Update], today: date) -> Kpi:
    """Delivered by whoever was in post when it was given; missing for whoever was in post from asking to its day."""
    in_time = late = missing = unknown = 0
    waiting: list[date] = []
    for update in updates:
        due = update.due
        if update.given_on is not None:
            if _in_post(given, update.given_on):
                on_the_day = due is None or update.given_on <= due
                in_time, late = in_time + on_the_day, late + (not on_the_day)
        elif due is None or update.asked_on is None:
            unknown += 1
        elif today > due or update.missing_on is not None:
            missing += _in_post(given, update.asked_on, due)
        elif _in_post(given, today):
            waiting.append(due)
    asked = in_time + late + missing
    parts = [f"{in_time} of {asked}" if asked else "none was due so far"]
    parts += [f"{late} late"] if late else []
    parts += [f"{missing} missing"] if missing else []
    parts += [f"{unknown} {UNKNOWN}"] if unknown else []
    parts += [f"the next is due on {in_words(min(waiting))}"] if waiting else []
    met = in_time == asked if asked and not unknown else None
    return Kpi(name="Quarterly updates delivered", value=", ".join(parts), met=met)


def _in_post(given: Given, *days: date) -> bool:
    """On all of these days; the work ends with the Home Office's approval, a replacement, or the case."""
    ended = given.ended_on
    return all(given.commissioned_on <= day and (ended is None or day <= ended) for day in days)


def _family_offered(given: Given, promise: Promise | None) -> Kpi:
    """By the formal letter with the right to an advocate, or a draft to read (F-01, F-03)."""
    name = "Family engagement offered"
    if promise is None or promise.imported:
        return Kpi(name=name, value=UNKNOWN, met=None)
    day, ended = promise.family_offered, given.ended_on
    if day is not None and (ended is None or day <= ended):
        return Kpi(name=name, value=f"yes, on {in_words(day)}", met=True)
    if ended is None:
        return Kpi(name=name, value="not yet", met=None)
    if given.ended_why == REPLACED:
        return Kpi(name=name, value="not before the chair was replaced", met=None)
    return Kpi(name=name, value="no, none is recorded", met=False)
