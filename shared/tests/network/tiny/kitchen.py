"""The service that listens."""

from dataclasses import dataclass
from typing import Any

from shared.decider import Context, Decider
from shared.message import Event, Id, PersonalLine
from shared.reader import Reader
from shared.record import Recorded
from shared.serve import serve
from shared.service import Aggregate, NotFound, Reaction, Service, by_role
from shared.view import Row, View
from sqlalchemy import Boolean, Column, Integer, MetaData, Table, Text, case, func, select

from .contracts.kitchen.commands import Cook, Tidy, Welcome
from .contracts.kitchen.queries import CountPlates, PlatesView, ShowPlates, TotalView
from .contracts.orders.facts import DishOrdered, OrderPlaced

METADATA = MetaData()
PLATES = Table(
    "plates",
    METADATA,
    Column("case_id", Text, primary_key=True),
    Column("plates", Integer, nullable=False),
    Column("cooked", Integer, nullable=False),
    Column("in_order", Boolean, nullable=False),
    Column("tidied", Boolean, nullable=False),
)


class Welcomed(Event):
    case_id: Id
    guest: PersonalLine


class Cooked(Event):
    case_id: Id
    dish: str


class Tidied(Event):
    case_id: Id


@dataclass(frozen=True)
class Ticket:
    welcomed: bool = False
    tidied: bool = False


def evolve(ticket: Ticket, event: Welcomed | Cooked | Tidied) -> Ticket:
    match event:
        case Welcomed():
            return Ticket(welcomed=True)
        case Tidied():
            return Ticket(welcomed=ticket.welcomed, tidied=True)
    return ticket


def decide(command: Welcome | Cook | Tidy, ticket: Ticket, _: Context) -> list[Any]:
    match command:
        case Welcome():
            return [Welcomed(case_id=command.case_id, guest=command.guest)]
        case Cook():
            return [Cooked(case_id=command.case_id, dish=command.dish)]
        case Tidy():
            return [] if ticket.tidied else [Tidied(case_id=command.case_id)]
    raise TypeError


def cook(heard: Recorded[DishOrdered]) -> list[Any]:
    if heard.message.dish == "poison":
        raise ValueError("nobody can cook this")
    return [Cook(case_id=heard.message.case_id, dish=heard.message.dish)]


def welcome(heard: Recorded[OrderPlaced]) -> list[Any]:
    return [Welcome(case_id=heard.message.case_id, guest=heard.message.guest)]


def apply(row: Row | None, heard: Recorded[Any]) -> Row | None:
    row = row or {
        "case_id": heard.message.case_id,
        "plates": 0,
        "cooked": 0,
        "in_order": True,
        "tidied": False,
    }
    match heard.message:
        case DishOrdered(nth=nth):
            return {**row, "plates": row["plates"] + 1, "in_order": row["in_order"] and nth == row["plates"] + 1}
        case Cooked():
            return {**row, "cooked": row["cooked"] + 1}
        case Tidied():
            return {**row, "tidied": True}
    return row


def show_plates(reader: Reader, question: ShowPlates) -> PlatesView:
    row = reader.tx.execute(select(PLATES).where(PLATES.c.case_id == question.case_id)).mappings().first()
    if row is None:
        raise NotFound("Nothing was ordered")
    events = [event.message for event in reader.history(f"ticket-{question.case_id}")]
    guest = next((event.guest for event in events if isinstance(event, Welcomed)), None)
    return PlatesView(
        plates=row["plates"], cooked=row["cooked"], in_order=row["in_order"], tidied=row["tidied"], guest=guest
    )


def count_plates(reader: Reader, _: CountPlates) -> TotalView:
    wrong = func.sum(case((PLATES.c.in_order, 0), else_=1))
    orders, plates, out_of_order = reader.tx.execute(select(func.count(), func.sum(PLATES.c.plates), wrong)).one()
    return TotalView(orders=orders, plates=plates or 0, out_of_order=out_of_order or 0)


def tick(reader: Reader) -> list[Any]:
    waiting = reader.tx.execute(select(PLATES.c.case_id).where(PLATES.c.tidied.is_(False))).scalars()
    return [Tidy(case_id=case_id) for case_id in waiting]


KITCHEN = Service(
    name="kitchen",
    aggregates=(
        Aggregate(
            noun="ticket",
            decider=Decider(decide, evolve, Ticket()),
            id_of=lambda command: command.case_id,
            permit=by_role,
        ),
    ),
    metadata=METADATA,
    publish=lambda event, state: [],
    describe=lambda event: type(event).__name__,
    views=(
        View(
            table=PLATES,
            listens=(OrderPlaced, DishOrdered, Cooked, Tidied),
            key=lambda heard: (heard.message.case_id,),
            apply=apply,
        ),
    ),
    answers={ShowPlates: show_plates, CountPlates: count_plates},
    reactions=(Reaction(OrderPlaced, welcome), Reaction(DishOrdered, cook)),
    keys_of="orders",
    tick=tick,
)

app = serve(KITCHEN)
