"""What does a day that passes ask of chairs and commissions? Asked twice, it changes nothing."""

from collections.abc import Iterator

from shared.contracts.chairs.values import ListStage
from shared.message import Command
from shared.reader import Reader
from sqlalchemy import select

from chairs.domain.commands import PassTimeForChair, PassTimeForCommission
from chairs.domain.quality.decide import REMIND_BEFORE
from chairs.domain.roster.particulars import due
from chairs.views.commissions import invited, open_rounds, stream_of
from chairs.views.stored import CHAIR
from chairs.views.tables import chairs


def tick(reader: Reader) -> list[Command]:
    return [*_expiring(reader), *_evaluations(reader)]


def _expiring(reader: Reader) -> Iterator[Command]:
    on_the_list = chairs.c.stage.in_([ListStage.LISTED.value, ListStage.SUSPENDED.value])
    for chair_id, data in reader.tx.execute(select(chairs.c.chair_id, chairs.c.data).where(on_the_list)):
        if due(CHAIR.validate_json(data), reader.today):
            yield PassTimeForChair(chair_id=chair_id)


def _evaluations(reader: Reader) -> Iterator[Command]:
    for case_id, closes_on, reminded in open_rounds(reader.tx):
        if reader.today > closes_on:
            yield PassTimeForCommission(case_id=case_id)
        elif not reminded and reader.today >= closes_on - REMIND_BEFORE:
            yield PassTimeForCommission(case_id=case_id, evaluators=invited(reader.history(stream_of(case_id))))
