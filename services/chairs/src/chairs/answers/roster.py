"""Who is on the approved list, and what is there to know of each? (H-01)"""

from shared.contracts.chairs.answers import Quality, RosterRow
from shared.contracts.chairs.queries import RosterList
from shared.contracts.chairs.values import ListStage, ReviewType
from shared.question import Page
from shared.reader import Reader
from sqlalchemy import func, select

from chairs.domain.people.fitness import in_the_way, leading, what_is_missing
from chairs.domain.people.person import Person
from chairs.domain.people.ranking import ENOUGH_RESPONSES, expiring
from chairs.domain.roster.chair import Chair
from chairs.views.appointments import Given, given_to
from chairs.views.roster import person
from chairs.views.roster import quality as quality_of
from chairs.views.stored import CHAIR
from chairs.views.tables import chairs


def roster_list(reader: Reader, question: RosterList) -> Page[RosterRow]:
    query = select(chairs.c.chair_id, chairs.c.data).order_by(chairs.c.name, chairs.c.chair_id)
    if question.stage is not None:
        query = query.where(chairs.c.stage == question.stage.value)
    if question.name:
        query = query.where(func.lower(chairs.c.name).contains(question.name.lower(), autoescape=True))
    found = [(chair_id, CHAIR.validate_json(data)) for chair_id, data in reader.tx.execute(query)]
    found = [(chair_id, chair) for chair_id, chair in found if _wanted(chair, question)]
    if question.available:
        everybody = given_to(reader.tx)
        found = [each for each in found if _free(*each, everybody.get(each[0], ()), question, reader)]
    shown = found[(question.page - 1) * question.size : question.page * question.size]
    given = given_to(reader.tx, [chair_id for chair_id, _ in shown])
    rows = tuple(_row(reader, chair_id, chair, given.get(chair_id, ())) for chair_id, chair in shown)
    return Page[RosterRow](rows=rows, total=len(found), page=question.page, size=question.size)


def _wanted(chair: Chair, question: RosterList) -> bool:
    return (question.specialism is None or question.specialism in chair.specialisms) and (
        question.review_type is None or question.review_type in chair.review_types
    )


def _free(chair_id: str, chair: Chair, given: tuple[Given, ...], question: RosterList, reader: Reader) -> bool:
    return not in_the_way(person(chair_id, chair, given), reader.today, question.review_type or ReviewType.DHR)


def _row(reader: Reader, chair_id: str, chair: Chair, given: tuple[Given, ...]) -> RosterRow:
    somebody = person(chair_id, chair, given)
    return RosterRow(
        chair_id=chair_id,
        name=chair.name,
        stage=somebody.stage,
        specialisms=chair.specialisms,
        review_types=chair.review_types,
        trained=trained(somebody, reader),
        training_expires=chair.training.expires_on if chair.training else None,
        approved_until=chair.approved_until,
        open_reviews=somebody.open_reviews,
        quality=quality(given),
        warnings=warnings(somebody, reader),
    )


def trained(somebody: Person, reader: Reader) -> bool:
    training = somebody.training
    return training is not None and (training.expires_on is None or training.expires_on >= reader.today)


def warnings(somebody: Person, reader: Reader) -> tuple[str, ...]:
    missing = what_is_missing(somebody, reader.today) if somebody.stage is ListStage.LISTED else ()
    return (*missing, *worth_a_look(somebody, reader))


def worth_a_look(somebody: Person, reader: Reader) -> tuple[str, ...]:
    """What does not stand in the way today, and should be known before somebody is asked to chair (H-11, H-13)."""
    return (*expiring(somebody, reader.today), *leading(somebody))


def quality(given: tuple[Given, ...]) -> Quality:
    """Two measures, never one number (Q-05)."""
    average, responses, reviews = quality_of(given)
    return Quality(
        average=average,
        reviews=reviews,
        responses=responses,
        ranked=responses >= ENOUGH_RESPONSES,
        points=sum(each.point for each in given),
    )
