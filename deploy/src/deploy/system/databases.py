"""Are the services' databases there, in the shape that this version of the system wants?"""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from importlib.resources import files
from urllib.parse import urlsplit

from deploy.system.folder import Folder
from deploy.trouble import Trouble


def bring_up_to_date(folder: Folder, services: Sequence[str]) -> None:
    server = folder.given("postgres")
    if server:
        _make_missing(server, [url for name in services for url in (folder.database_url(name), folder.keys_url(name))])
    behind = [name for name in services if server or not _is_up_to_date(folder, name)]
    if not behind:
        return  # nearly always, and then without waiting for what migrating needs
    from shared.database.migrations import migrate

    for name in behind:
        try:
            migrate(folder.database_url(name), name)
        except Exception as error:
            raise Trouble(
                f"The database of {name} in {folder.root} could not be brought up to date ({type(error).__name__}). "
                "It may come from a newer version of the system; please use that version, or another VAR."
            ) from error


def _make_missing(server: str, urls: Sequence[str]) -> None:
    import psycopg

    try:
        with psycopg.connect(server.replace("+psycopg", "", 1), autocommit=True) as connection:
            there = {row[0] for row in connection.execute("SELECT datname FROM pg_database")}
            for name in {urlsplit(url).path.removeprefix("/") for url in urls} - there:
                connection.execute(psycopg.sql.SQL("CREATE DATABASE {}").format(psycopg.sql.Identifier(name)))
    except psycopg.Error as error:
        raise Trouble(
            f"The PostgreSQL server of DATABASE_URL cannot be used ({type(error).__name__}). "
            "Please check that it runs, and that its user may make databases."
        ) from None


def _is_up_to_date(folder: Folder, name: str) -> bool:
    head = (files(name) / "migrations" / "head.txt").read_text().strip()
    try:
        with closing(sqlite3.connect(f"file:{folder.root / name}.db?mode=ro", uri=True)) as database:
            found = database.execute("SELECT version_num FROM alembic_version").fetchall()
    except sqlite3.Error:
        return False
    return found == [(head,)]
