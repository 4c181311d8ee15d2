"""How does a database get the shape that the code expects? One numbered history for each service, to its pinned head.

A service's migrations are `<service>/migrations/versions/0001_….py` and so on, with the number as the revision, and
`<service>/migrations/head.txt`, which names the last of them: two that were made at once then meet in a merge.
"""

from importlib.resources import as_file, files
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from shared.database.engine import Database, take_turn


class HistoryWrong(Exception):
    """The migrations of a service do not end where its head.txt says."""


def migrate(url: str, service_name: str) -> None:
    """Bring the database to the service's head; replicas that start together take turns."""
    with as_file(files(service_name) / "migrations") as folder:
        migrate_from(url, folder)


def migrate_from(url: str, folder: Path) -> None:
    database = Database(url)
    try:
        with database.begin() as tx:
            take_turn(tx)
            configuration = configured(folder, tx)
            command.upgrade(configuration, pinned_head(configuration, folder))
    finally:
        database.close()


def configured(folder: Path, tx: Connection) -> Config:
    configuration = Config()
    configuration.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    configuration.set_main_option("version_locations", str(folder / "versions").replace("%", "%%"))
    configuration.set_main_option("path_separator", "newline")
    configuration.attributes["connection"] = tx
    return configuration


def pinned_head(configuration: Config, folder: Path) -> str:
    pinned = (folder / "head.txt").read_text().strip()
    heads = ScriptDirectory.from_config(configuration).get_heads()
    if heads != [pinned]:
        raise HistoryWrong(
            f"The migrations of {folder.parent.name} end at {' and '.join(heads) or 'nothing'}; head.txt says {pinned}."
        )
    return pinned
