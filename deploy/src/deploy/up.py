"""`dhr up`: the system with what it begins with, and what a person needs to know to use it.

Only a first start brings in the databases and the services' own code; any other is quicker without.
"""

import asyncio
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from deploy.seed import Seed
from deploy.system.nats_config import OPERATOR
from deploy.system.progress import Progress
from deploy.system.run import Beginning, Options, Started, run
from deploy.trouble import Trouble


def up(var: Path, port: int, wanted: Seed | None, today_file: Path | None) -> None:
    progress = Progress()
    today = _today(today_file)
    beginning = Beginning(
        furnish=_remember_the_people,
        missing=lambda started: _missing(started, wanted, today),
        load=_load_the_county,
    )
    extra = {} if today_file is None else {"TODAY_FILE": str(today_file.absolute())}
    progress.say(f"Starting in {var.absolute()}")
    asyncio.run(run(Options(var, port, extra), progress, beginning, _tell))


def _today(file: Path | None) -> date:
    if file is None:
        return datetime.now(ZoneInfo("Europe/London")).date()
    try:
        return date.fromisoformat(file.read_text().strip())
    except (OSError, ValueError):
        raise Trouble(f"TODAY_FILE names {file}. Please make it a file that holds a date such as 2026-11-03.") from None


def _remember_the_people(started: Started) -> None:
    """One account for each role, made where they are missing, and remembered to be told at every start."""
    if started.folder.remembered("people"):
        return
    from gateway.identity.demonstration import PASSWORD, demonstration_accounts
    from shared.database.engine import Database

    database = Database(started.folder.database_url("gateway"))
    try:
        with database.begin() as tx:
            accounts = demonstration_accounts(tx)
    finally:
        database.close()
    people = [
        (", ".join([*sorted(role.in_words for role in each.roles), *sorted(each.csps)]), each.email, each.name)
        for each in accounts
    ]
    started.folder.remember("people", {"password": PASSWORD, "people": people})


def _missing(started: Started, wanted: Seed | None, today: date) -> bool:
    """What the system begins with is remembered before it is loaded, so that a start that was cut off goes on with it,
    and a system that began empty stays so."""
    known = started.folder.remembered("seed")
    seed = Seed(known["seed"]) if known else wanted or Seed.COUNTY
    if wanted is not None and wanted is not seed:
        started.progress.say(f"  this folder began with SEED={seed}, and stays so")
    if not known:
        known = {"seed": seed, "day": today.isoformat(), "loaded": seed is Seed.EMPTY}
        started.folder.remember("seed", known)
    return not known["loaded"]


async def _load_the_county(started: Started) -> None:
    """Every command of it has an id that is always the same: what a start before us has done is not done again."""

    from shared.network.client import Away, client

    from deploy.county import seed as seed_county
    from deploy.county.sending import CountyRefused

    known = started.folder.remembered("seed")
    async with client(started.nats_url(OPERATOR), OPERATOR) as asking:
        with started.progress.bar("  loading the demonstration county") as bar:
            try:
                await seed_county(asking, bar, date.fromisoformat(known["day"]))
            except CountyRefused as refused:
                raise Trouble(str(refused)) from None
            except Away as away:
                raise Trouble(f"The demonstration county could not be loaded: {away}. Please start again.") from None
    started.folder.remember("seed", {**known, "loaded": True})


def _tell(started: Started) -> None:
    say = started.progress.say
    known = started.folder.remembered("people")
    widths = [max(len(person[place]) for person in known["people"]) for place in (0, 1)]
    say("")
    for role, email, name in known["people"]:
        say(f"  {role[:1].upper() + role[1:]:{widths[0]}}  {email:{widths[1]}}  {name}")
    say(f"The password of each is:  {known['password']}")
    say("")
    say(f"The system is ready:      {started.url}")
    say(f"The mail that it sends:   {started.mail_url}")
    say("Ctrl-C stops it.")
