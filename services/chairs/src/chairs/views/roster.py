"""Who is on the approved list, or was, or wants to be?"""

from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Any

from shared.contracts.chairs.values import ListStage
from shared.message import members
from shared.record import Recorded
from shared.view import Key, Row, View
from sqlalchemy import Connection, select

from chairs.domain.events import ChairEvent
from chairs.domain.people.person import Person
from chairs.domain.people.same_person import Alike, plain_name
from chairs.domain.quality.scoring import mean, two_places
from chairs.domain.roster.chair import Chair
from chairs.domain.roster.evolve import evolve
from chairs.views.appointments import Given, Led, led_by
from chairs.views.stored import CHAIR, dumped
from chairs.views.tables import chairs

STREAM = "chair-"


def key(recorded: Recorded[Any]) -> Key:
    return (recorded.stream.removeprefix(STREAM),)


def apply(row: Row | None, recorded: Recorded[Any]) -> Row:
    before = Chair() if row is None else CHAIR.validate_json(row["data"])
    after = evolve(before, recorded.message)
    return {
        "chair_id": recorded.stream.removeprefix(STREAM),
        "name": after.name,
        "stage": str(after.stage),
        "account_id": after.account_id,
        "data": dumped(CHAIR, after),
    }


ROSTER = View(chairs, members(ChairEvent), key, apply)


def chair_of(tx: Connection, chair_id: str) -> Chair | None:
    found = tx.scalar(select(chairs.c.data).where(chairs.c.chair_id == chair_id))
    return None if found is None else CHAIR.validate_json(found)


def chair_of_account(tx: Connection, account_id: str) -> str | None:
    """The chair who signs in with this account."""
    mine = (chairs.c.account_id == account_id) | (chairs.c.chair_id == account_id)
    return tx.scalar(select(chairs.c.chair_id).where(mine))


def linked_to(tx: Connection, account_id: str, *, but: str) -> str | None:
    """The name of another chair who signs in with this account."""
    theirs = ((chairs.c.account_id == account_id) | (chairs.c.chair_id == account_id)) & (chairs.c.chair_id != but)
    return tx.scalar(select(chairs.c.name).where(theirs).limit(1))


def of_the_name(tx: Connection, name: str, *, but: str) -> tuple[Alike, ...]:
    """Other records of this name: compared here, for each database folds letters in a way of its own."""
    wanted = plain_name(name)
    query = select(chairs.c.chair_id, chairs.c.name, chairs.c.stage).where(chairs.c.chair_id != but)
    rows = tx.execute(query.order_by(chairs.c.name, chairs.c.chair_id)).fetchall()
    return tuple(Alike(each, theirs, ListStage(stage)) for each, theirs, stage in rows if plain_name(theirs) == wanted)


def people(tx: Connection, *, stages: Sequence[ListStage] = (), only: Sequence[str] | None = None) -> dict[str, Person]:
    """Everybody, with today's load and quality: two queries, however many they are."""
    query = select(chairs.c.chair_id, chairs.c.data).order_by(chairs.c.name, chairs.c.chair_id)
    if stages:
        query = query.where(chairs.c.stage.in_([str(stage) for stage in stages]))
    if only is not None:
        query = query.where(chairs.c.chair_id.in_(only))
    led = led_by(tx, only)
    return {
        chair_id: _of_record(chair_id, data, tuple(led.get(chair_id, ())))
        for chair_id, data in tx.execute(query).fetchall()
    }


@lru_cache(maxsize=2048)
def _of_record(chair_id: str, data: str, led: tuple[Led, ...]) -> Person:
    """A record seldom changes, and a choice reads all of them: the same text and reviews are the same person."""
    return person(chair_id, CHAIR.validate_json(data), led)


def person(chair_id: str, chair: Chair, given: Sequence[Given] | Sequence[Led]) -> Person:
    open_ones = sum(each.goes_on for each in given) + sum(each.ended_on is None for each in chair.others)
    average, responses, _ = quality(given)
    return Person(
        chair_id=chair_id,
        name=chair.name,
        stage=chair.stage or ListStage.APPLIED,
        specialisms=chair.specialisms,
        review_types=chair.review_types,
        affiliations=chair.affiliations,
        training=chair.training,
        first_trained_on=chair.first_trained_on,
        skills=chair.skills,
        approved_until=chair.approved_until,
        account_id=chair.account_id,
        open_reviews=open_ones,
        given=tuple(each.commissioned_on for each in given),
        average=average,
        responses=responses,
    )


def quality(given: Sequence[Given] | Sequence[Led]) -> tuple[Decimal | None, int, int]:
    """The mean of the reviews' means, the number of responses, and of reviews that had any (Q-06)."""
    told = [each for each in given if each.told]
    heard = [each.mean for each in told if each.mean is not None]
    return two_places(mean(heard)), sum(each.responses for each in told), len(heard)
