"""What the orders service tells others."""

from shared.message import Contract, Id, PersonalLine


class OrderPlaced(Contract):
    case_id: Id
    guest: PersonalLine


class DishOrdered(Contract):
    case_id: Id
    dish: str
    nth: int
