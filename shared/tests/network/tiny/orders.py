"""The service that tells."""

from dataclasses import dataclass
from typing import Any

from shared.actor import Role
from shared.decider import Context, Decider
from shared.message import Event, Id, PersonalLine, Refused
from shared.question import FilePiece
from shared.reader import Reader
from shared.record import Recorded
from shared.serve import serve
from shared.service import Aggregate, NotFound, Service, by_role
from sqlalchemy import MetaData

from .contracts.orders.commands import AddDishes, PlaceOrder
from .contracts.orders.facts import DishOrdered, OrderPlaced
from .contracts.orders.queries import OrderView, RecipeFile, ShowOrder


class Placed(Event):
    case_id: Id
    guest: PersonalLine


class DishAdded(Event):
    case_id: Id
    dish: str


@dataclass(frozen=True)
class Order:
    placed: bool = False
    dishes: int = 0


def evolve(order: Order, event: Placed | DishAdded) -> Order:
    match event:
        case Placed():
            return Order(placed=True)
        case DishAdded():
            return Order(placed=True, dishes=order.dishes + 1)


def decide(command: PlaceOrder | AddDishes, order: Order, _: Context) -> list[Placed | DishAdded]:
    match command:
        case PlaceOrder():
            return [] if order.placed else [Placed(case_id=command.case_id, guest=command.guest)]
        case AddDishes() if not order.placed:
            raise Refused("The order has not been placed yet", field="case_id")
        case AddDishes():
            return [DishAdded(case_id=command.case_id, dish=dish) for dish in command.dishes]


def publish(event: Recorded[Any], order: Order) -> list[Any]:
    match event.message:
        case Placed(case_id=case_id, guest=guest):
            return [OrderPlaced(case_id=case_id, guest=guest)]
        case DishAdded(case_id=case_id, dish=dish):
            return [DishOrdered(case_id=case_id, dish=dish, nth=order.dishes)]
    return []


def show_order(reader: Reader, question: ShowOrder) -> OrderView:
    first, *dishes = reader.history(f"order-{question.case_id}") or (None,)
    if first is None:
        raise NotFound("There is no such order")
    return OrderView(guest=first.message.guest, dishes=len(dishes))


def recipe_file(reader: Reader, question: RecipeFile) -> FilePiece:
    return reader.file(f"case-{question.case_id}", question.sha256, question.at)


ORDERS = Service(
    name="orders",
    aggregates=(
        Aggregate(
            noun="order",
            decider=Decider(decide, evolve, Order()),
            id_of=lambda command: command.case_id,
            permit=by_role,
        ),
    ),
    metadata=MetaData(),
    publish=publish,
    describe=lambda event: type(event).__name__,
    answers={ShowOrder: show_order, RecipeFile: recipe_file},
    files_from=frozenset({Role.MANAGER}),
)

app = serve(ORDERS)
