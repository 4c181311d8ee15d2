"""`dhr import tracker FILE`: how does the county's spreadsheet get into the system, whole or not at all?"""

import asyncio
import time
from collections.abc import Sequence
from pathlib import Path

from shared.contracts.cases.commands import ImportReview
from shared.network.client import Away, Client, client
from shared.wire import Envelope, Reply

from deploy.importing.reviews import Problem, command_id_of, reviews_in
from deploy.importing.sheet import read
from deploy.system.nats_config import OPERATOR
from deploy.system.progress import Bar, Progress
from deploy.trouble import Trouble
from deploy.where import THE_OPERATOR, Where

PATIENCE = 30.0
"""Seconds for which a service that is away is asked again."""


def load_tracker(where: Where, file: Path, *, dry_run: bool) -> None:
    """Nothing is sent while anything in the file is wrong. The commands' ids come from the reviews themselves, so a
    load that was cut off is finished by loading the same file again, and one that was finished changes nothing."""
    progress = Progress()
    reviews, problems = reviews_in(read(file))
    if problems:
        raise Trouble(_all_problems(file, problems))
    if dry_run:
        progress.say(f"{len(reviews)} reviews can be loaded from {file}. Nothing has been loaded.")
        return
    asyncio.run(_load(where.nats_url(), reviews, progress))
    progress.say(
        f"{len(reviews)} reviews of {file} are in the system. Those that were there already stayed as they were."
    )


def _all_problems(file: Path, problems: Sequence[Problem]) -> str:
    said = [str(problem) for problem in sorted(problems, key=lambda problem: problem.row)]
    things = "one thing is" if len(said) == 1 else f"{len(said)} things are"
    return "\n".join([f"{things.capitalize()} to be mended in {file}. Nothing has been loaded.", *said])


async def _load(nats_url: str, reviews: Sequence[ImportReview], progress: Progress) -> None:
    async with client(nats_url, OPERATOR) as asking:
        with progress.bar("reviews") as bar:
            bar(0, len(reviews))
            await send_all(asking, reviews, bar)


async def send_all(asking: Client, reviews: Sequence[ImportReview], bar: Bar) -> None:
    for number, review in enumerate(reviews, 1):
        envelope = Envelope(id=command_id_of(review), actor=THE_OPERATOR, command=review)
        try:
            reply = await _patiently(asking, envelope)
        except Away:
            raise Trouble(
                f"The system does not answer. {number - 1} of {len(reviews)} reviews are loaded. Please start it "
                "(`make up`), and load the same file again: it goes on from there."
            ) from None
        if not reply.accepted:
            raise Trouble(
                f"{review.reference} was not taken: {_why(reply)}. {number - 1} reviews before it are loaded."
            )
        bar(number)


async def _patiently(asking: Client, envelope: Envelope) -> Reply:
    end = time.monotonic() + PATIENCE
    while True:
        try:
            return await asking.send("cases", envelope)
        except Away:
            if time.monotonic() > end:
                raise
            await asyncio.sleep(0.2)


def _why(reply: Reply) -> str:
    errors = "; ".join(f"{error.field}: {error.message}" for error in reply.errors)
    return reply.refused or reply.forbidden or errors or f"a fault, which the log tells of under {reply.fault}"
