"""`dhr migrate`: are the databases in the shape that this version wants? Run before the services of a new version."""

from shared.database.migrations import migrate

from deploy.system.nats_config import SERVICES
from deploy.system.progress import Progress
from deploy.trouble import Trouble
from deploy.where import Where


def migrate_all(where: Where, only: str | None) -> None:
    progress = Progress()
    if only is not None and only not in SERVICES:
        raise Trouble(f"There is no service {only}; there are {', '.join(SERVICES)}.")
    for name in SERVICES if only is None else [only]:
        migrate(where.database_url(name), name)
        progress.say(f"The database of {name} is up to date.")
