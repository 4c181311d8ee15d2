"""The account: what was paid into it."""

from dataclasses import dataclass, replace

from shared.decider import Context, Decider
from shared.message import Refused, members

from ledger.messages import (
    AccountCommand,
    AccountEvent,
    Audit,
    Open,
    Opened,
    Paid,
    Pay,
    PayShare,
    PayTwice,
    ShareCommand,
    Stumble,
)

LIMIT = 1_000_000


@dataclass(frozen=True, slots=True)
class Account:
    opened: bool = False
    case_id: str | None = None
    total: int = 0


def decide(command: AccountCommand | PayShare, account: Account, context: Context) -> list[AccountEvent]:
    if isinstance(command, Open):
        if account.opened:
            return []
        return [
            Opened(
                account_id=command.account_id, case_id=command.case_id, owner=command.owner, contacts=command.contacts
            )
        ]
    if not account.opened:
        raise Refused("There is no such account", field="account_id")
    match command:
        case Pay(amount=amount, note=note):
            return [_paid(account, command.account_id, amount, note)]
        case PayTwice(amount=amount):
            return [_paid(account, command.account_id, amount), _paid(account, command.account_id, amount)]
        case PayShare():
            return [_paid(account, command.account_id, context.found)]
        case Stumble() | Audit():
            raise ZeroDivisionError("Ada Lovelace owes us")


def _paid(account: Account, account_id: str, amount: int, note: str | None = None) -> Paid:
    if amount > LIMIT:
        raise Refused("That is too much", field="amount")
    return Paid(account_id=account_id, case_id=account.case_id, amount=amount, note=note)


def evolve(account: Account, event: AccountEvent) -> Account:
    match event:
        case Opened(case_id=case_id):
            return replace(account, opened=True, case_id=case_id)
        case Paid(amount=amount):
            return replace(account, total=account.total + amount)


ACCOUNT: Decider[AccountCommand, Account, AccountEvent] = Decider(
    decide, evolve, Account(), commands=members(AccountCommand)
)
SHARES_OF_ACCOUNT: Decider[ShareCommand, Account, AccountEvent] = Decider(
    decide, evolve, Account(), commands=members(ShareCommand)
)
