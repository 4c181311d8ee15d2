"""What can be said of accounts. `shop` is another service, which sells."""

from datetime import date
from typing import Annotated, ClassVar

from shared.actor import Role
from shared.message import Command, Contract, Event, Id, Personal, PersonalLine, PersonalText, Value

type AccountId = Id
CLERKS = frozenset({Role.MANAGER, Role.SERVICE})


class Contact(Value):
    kind: str
    number: PersonalLine
    since: Annotated[date | None, Personal] = None


class Opened(Event):
    account_id: AccountId
    case_id: Id | None
    owner: PersonalLine
    contacts: tuple[Contact, ...] = ()


class Paid(Event):
    account_id: AccountId
    case_id: Id | None
    amount: int
    note: PersonalText | None = None


type AccountEvent = Opened | Paid


class Open(Command):
    may: ClassVar = CLERKS
    account_id: AccountId
    owner: PersonalLine
    case_id: Id | None = None
    contacts: tuple[Contact, ...] = ()


class Pay(Command):
    may: ClassVar = CLERKS
    account_id: AccountId
    amount: int
    note: PersonalText | None = None


class PayTwice(Command):
    """Two facts at once."""

    may: ClassVar = CLERKS
    account_id: AccountId
    amount: int


class PayShare(Command):
    """As much again as was paid into all accounts so far, by what the read model says."""

    may: ClassVar = CLERKS
    account_id: AccountId


class Stumble(Command):
    """Meets a bug."""

    may: ClassVar = CLERKS
    account_id: AccountId


class Audit(Command):
    """Nobody may."""

    account_id: AccountId


type AccountCommand = Open | Pay | PayTwice | Stumble | Audit
type ShareCommand = PayShare


class AccountOpened(Contract):
    owner: PersonalLine


class MoneyPaid(Contract):
    amount: int


class ItemSold(Contract):
    """Told by the shop."""

    account_id: Id
    amount: int
    buyer: PersonalLine
    trouble: bool = False
