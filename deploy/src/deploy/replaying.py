"""`dhr replay`: how are a service's facts told again, for a message server that has lost them?"""

import time

from shared.history import feed
from sqlalchemy import text

from deploy.system.progress import Progress
from deploy.trouble import Trouble
from deploy.waiting import PAUSE
from deploy.where import RECORDING, Where

PATIENCE = 60.0
"""Seconds without a fact being sent, after which it is said that the service does not run."""


def replay(where: Where, service_name: str, after: int) -> None:
    """Marks the facts as not sent; the service's relay sends them, and who had them already leaves them out."""
    progress = Progress()
    if service_name not in RECORDING:
        raise Trouble(f"There is no service {service_name}; there are {', '.join(RECORDING)}.")
    with where.database(service_name) as database:
        with database.begin() as tx:
            last = feed.last_number(tx)
            again = text("UPDATE feed SET sent = 0 WHERE number > :after")
            total = tx.execute(again, {"after": after}).rowcount
        if total == 0:
            progress.say(f"{service_name} has told nothing after {after}; its last fact is {last}.")
            return
        with progress.bar(f"facts of {service_name}") as bar:
            waiting, moved = total, time.monotonic()
            bar(0, total)
            while waiting:
                with database.read() as tx:
                    left = int(tx.execute(text("SELECT count(*) FROM feed WHERE sent = 0")).scalar_one())
                if left != waiting:
                    waiting, moved = left, time.monotonic()
                    bar(max(0, total - waiting), total)
                elif time.monotonic() - moved > PATIENCE:
                    raise Trouble(
                        f"{waiting} facts of {service_name} wait until it runs; then it sends them by itself."
                    )
                time.sleep(PAUSE * 10)
    progress.say(f"{total} facts of {service_name} were told again.")
