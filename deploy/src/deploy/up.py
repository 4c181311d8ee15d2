"""`dhr up`: the system with what it begins with, and what a person needs to know to use it."""

import asyncio
from pathlib import Path

from deploy.cli import Seed
from deploy.system.progress import Progress
from deploy.system.run import Options, Started, run
from deploy.trouble import Trouble


def up(var: Path, port: int, seed: Seed | None, today_file: Path | None) -> None:
    progress = Progress()
    extra = {} if today_file is None else {"TODAY_FILE": str(_there(today_file))}
    progress.say(f"Starting in {var.absolute()}")

    async def prepare(started: Started) -> None:
        await load(started, seed)

    asyncio.run(run(Options(var, port, extra), progress, prepare, tell))


def _there(file: Path) -> Path:
    if not file.is_file():
        raise Trouble(f"TODAY_FILE names {file}, which is not there. Please make it, with a date such as 2026-11-03.")
    return file.absolute()


async def load(started: Started, wanted: Seed | None) -> None:
    """What the system began with is remembered before it is loaded, so that a start that was cut off goes on with it,
    and a system that began empty stays so."""
    known = started.folder.remembered("seed")
    seed = Seed(known["seed"]) if known else wanted or Seed.COUNTY
    if wanted is not None and wanted is not seed:
        started.progress.say(f"  this folder began with SEED={seed}, and stays so")
    if known.get("loaded"):
        return
    started.folder.remember("seed", {"seed": seed, "loaded": False})
    if seed is Seed.COUNTY:
        await _load_the_county(started)
    started.folder.remember("seed", {"seed": seed, "loaded": True})


async def _load_the_county(started: Started) -> None:
    raise NotImplementedError


def tell(started: Started) -> None:
    say = started.progress.say
    say("")
    say(f"The system is ready:      {started.url}")
    say(f"The mail that it sends:   {started.mail_url}")
    say("Ctrl-C stops it.")
