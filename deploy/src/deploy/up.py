"""`dhr up`: the system with what it begins with, and what a person needs to know to use it."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from gateway.identity.accounts import Account
from gateway.identity.demonstration import PASSWORD, demonstration_accounts
from shared.calendar import civil_date
from shared.client import client
from shared.database import Database
from shared.today_file import read_today

from deploy.cli import Seed
from deploy.system.nats_config import OPERATOR
from deploy.system.progress import Progress
from deploy.system.run import Beginning, Options, Started, run
from deploy.trouble import Trouble


def up(var: Path, port: int, wanted: Seed | None, today_file: Path | None) -> None:
    progress = Progress()
    extra = {} if today_file is None else {"TODAY_FILE": str(_there(today_file))}
    people: list[Account] = []
    beginning = Beginning(
        furnish=lambda started: people.extend(_accounts(started)),
        missing=lambda started: _missing(started, wanted, _today(today_file)),
        load=_load_the_county,
    )
    progress.say(f"Starting in {var.absolute()}")
    asyncio.run(run(Options(var, port, extra), progress, beginning, lambda started: _tell(started, people)))


def _there(file: Path) -> Path:
    if not file.is_file():
        raise Trouble(f"TODAY_FILE names {file}, which is not there. Please make it, with a date such as 2026-11-03.")
    return file.absolute()


def _accounts(started: Started) -> list[Account]:
    """One for each role, made where they are missing."""
    database = Database(started.folder.database_url("gateway"))
    try:
        with database.begin() as tx:
            return demonstration_accounts(tx)
    finally:
        database.close()


def _today(today_file: Path | None) -> date:
    return read_today(_there(today_file)) if today_file else civil_date(datetime.now(UTC))


def _missing(started: Started, wanted: Seed | None, today: date) -> bool:
    """What the system begins with is remembered before it is loaded, so that a start that was cut off goes on with it,
    and a system that began empty stays so. So is the day, which the county's dates follow from."""
    known = started.folder.remembered("seed")
    seed = Seed(known["seed"]) if known else wanted or Seed.COUNTY
    if wanted is not None and wanted is not seed:
        started.progress.say(f"  this folder began with SEED={seed}, and stays so")
    loaded = bool(known.get("loaded")) or seed is Seed.EMPTY
    day = known.get("day") or today.isoformat()
    started.folder.remember("seed", {"seed": seed, "loaded": loaded, "day": day})
    return not loaded


async def _load_the_county(started: Started) -> None:
    """Every command of it has an id of its own that is always the same: what a start before us has done is not done
    again."""
    from deploy.county import seed as seed_county

    day = date.fromisoformat(started.folder.remembered("seed")["day"])
    async with client(started.nats_url(OPERATOR), OPERATOR) as asking:
        with started.progress.bar("  loading the demonstration county") as bar:
            await seed_county(asking, bar, day)
    started.folder.remember("seed", {"seed": Seed.COUNTY, "loaded": True, "day": day.isoformat()})


def _tell(started: Started, people: Sequence[Account]) -> None:
    say = started.progress.say
    say("")
    rows = [(_post(account), account.email, account.name) for account in people]
    widths = [max(len(row[place]) for row in rows) for place in (0, 1)]
    for post, email, name in rows:
        say(f"  {post:{widths[0]}}  {email:{widths[1]}}  {name}")
    say(f"The password of each is:  {PASSWORD}")
    say("")
    say(f"The system is ready:      {started.url}")
    say(f"The mail that it sends:   {started.mail_url}")
    say("Ctrl-C stops it.")


def _post(account: Account) -> str:
    roles = ", ".join(sorted(role.title for role in account.roles))
    return " ".join([roles[:1].upper() + roles[1:], *sorted(account.csps)])
