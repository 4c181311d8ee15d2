"""Who is on the approved list, who covers what, and what does nobody cover? (H-01, H-03)"""

from shared.contracts.chairs.answers import Matrix, MatrixColumn, MatrixRow, Quality, RosterRow
from shared.contracts.chairs.queries import RosterList, SpecialismMatrix
from shared.contracts.chairs.values import ListStage
from shared.question import Page
from shared.reader import Reader
from sqlalchemy import func, select

from chairs.domain.chair import Chair
from chairs.domain.ranking import ENOUGH_RESPONSES, Person, expiring, what_is_missing
from chairs.views.appointments import Given, given_to
from chairs.views.county import settings_now
from chairs.views.roster import people, person
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
    shown = found[(question.page - 1) * question.size : question.page * question.size]
    given = given_to(reader.tx, [chair_id for chair_id, _ in shown])
    rows = tuple(_row(reader, chair_id, chair, given.get(chair_id, ())) for chair_id, chair in shown)
    return Page[RosterRow](rows=rows, total=len(found), page=question.page, size=question.size)


def _wanted(chair: Chair, question: RosterList) -> bool:
    return (question.specialism is None or question.specialism in chair.specialisms) and (
        question.review_type is None or question.review_type in chair.review_types
    )


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
    return (*missing, *expiring(somebody, reader.today))


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


def specialism_matrix(reader: Reader, question: SpecialismMatrix) -> Matrix:
    stages = (ListStage.APPLIED, ListStage.LISTED, ListStage.SUSPENDED) if question.everybody else (ListStage.LISTED,)
    everybody = [
        each
        for each in people(reader.tx, stages=stages).values()
        if question.review_type is None or question.review_type in each.review_types
    ]
    wanted = [name for name in settings_now(reader.tx).specialisms if question.specialism in {None, name}]
    rows = tuple(_cover(name, everybody) for name in wanted)
    return Matrix(
        candidates=tuple(MatrixColumn(chair_id=each.chair_id, name=each.name) for each in everybody),
        rows=rows,
        gaps=tuple(row.specialism for row in rows if row.gap),
    )


def _cover(specialism: str, everybody: list[Person]) -> MatrixRow:
    holders = tuple(each.chair_id for each in everybody if specialism in each.specialisms)
    covering = any(specialism in each.specialisms and each.stage is ListStage.LISTED for each in everybody)
    return MatrixRow(specialism=specialism, holders=holders, gap=not covering)
