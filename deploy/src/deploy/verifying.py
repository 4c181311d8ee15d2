"""`dhr verify`: is everything that was recorded still as it was recorded?"""

from shared.history import store
from sqlalchemy import text

from deploy.system.progress import Progress
from deploy.trouble import Trouble
from deploy.where import RECORDING, Where


def verify(where: Where) -> None:
    """Walks the chains of all services. Raises Trouble with the first broken event of each."""
    progress = Progress()
    broken = []
    for name in RECORDING:
        with where.database(name) as database, database.read() as tx, progress.bar(name) as bar:
            total = int(tx.execute(text("SELECT count(*) FROM events")).scalar_one())
            bar(0, total)
            found = store.verify(tx, lambda done, bar=bar, total=total: bar(done, total))  # type: ignore[misc]
        if found is not None:
            broken.append(f"{name}: event {found.version} of {found.stream} is broken: {found.reason}")
    if broken:
        raise Trouble("\n".join(["The record is not whole.", *broken]))
    progress.say("Every chain is whole.")
