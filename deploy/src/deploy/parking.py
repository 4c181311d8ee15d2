"""`dhr parked`: which facts could not be applied, and what is to be done with them?"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence

from rich.table import Table
from shared.actor import Forbidden
from shared.asking import ParkedRow
from shared.network.client import Away, Client, Fault, client
from shared.service import NotFound

from deploy.system.nats_config import OPERATOR
from deploy.system.progress import Progress
from deploy.trouble import Trouble
from deploy.where import RECORDING, THE_OPERATOR, Where


def list_parked(where: Where) -> None:
    progress = Progress()

    async def ask(asking: Client) -> dict[str, tuple[ParkedRow, ...]]:
        return {name: await asking.parked(name, THE_OPERATOR) for name in RECORDING}

    found = _asked(where, ask)
    _show(progress, [(name, row) for name, rows in found.items() for row in rows])


def retry(where: Where, service: str, parked: int) -> None:
    progress = Progress()

    async def ask(asking: Client) -> tuple[ParkedRow, ...]:
        await _is_there(asking, service, parked)
        return await asking.retry_parked(service, parked, THE_OPERATOR)

    _after(service, parked, _asked(where, ask), progress, "was applied")


def retry_all(where: Where, service: str, cause: str | None) -> None:
    """Those of one cause, or all: the cause is the error as the list shows it, without the reference."""
    progress = Progress()
    if service not in RECORDING:
        raise Trouble(f"There is no service {service}; there are {', '.join(RECORDING)}.")
    left = _asked(where, lambda asking: asking.retry_all_parked(service, cause, THE_OPERATOR))
    _show(progress, [(service, row) for row in left])


def discard(where: Where, service: str, parked: int, reason: str) -> None:
    progress = Progress()

    async def ask(asking: Client) -> tuple[ParkedRow, ...]:
        await _is_there(asking, service, parked)
        return await asking.discard_parked(service, parked, reason, THE_OPERATOR)

    _after(service, parked, _asked(where, ask), progress, "was given up")


async def _is_there(asking: Client, service: str, parked: int) -> None:
    if service not in RECORDING:
        raise Trouble(f"There is no service {service}; there are {', '.join(RECORDING)}.")
    if all(row.id != parked for row in await asking.parked(service, THE_OPERATOR)):
        raise Trouble(f"There is no parked fact {parked} in {service}; `dhr parked list` shows those that are.")


def _after(service: str, parked: int, left: Sequence[ParkedRow], progress: Progress, done: str) -> None:
    still = next((row for row in left if row.id == parked), None)
    if still is not None:
        raise Trouble(f"Fact {parked} of {service} is still parked: {still.error}")
    progress.say(f"Fact {parked} of {service} {done}.")
    _show(progress, [(service, row) for row in left])


def _asked[A](where: Where, ask: Callable[[Client], Awaitable[A]]) -> A:
    async def connected() -> A:
        async with client(where.nats_url(), OPERATOR) as asking:
            return await ask(asking)

    try:
        return asyncio.run(connected())
    except Away as away:
        raise Trouble(f"{str(away).capitalize()}. Please start the system (`make up`).") from None
    except (Forbidden, NotFound, Fault) as reason:
        raise Trouble(f"{reason}.") from None


def _show(progress: Progress, rows: Sequence[tuple[str, ParkedRow]]) -> None:
    if not rows:
        progress.say("Nothing is parked.")
        return
    table = Table("service", "id", "from", "number", "fact", "state", "since", "error")
    for service, row in rows:
        since = f"{row.at:%Y-%m-%d %H:%M}"
        table.add_row(service, str(row.id), row.producer, str(row.number), row.type, row.state, since, row.error)
    progress.console.print(table)
