"""Do migrations bring a database to the shape that the code expects, whoever runs them?"""

import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from ledger import migrations
from ledger.views import METADATA
from shared.database.engine import Database
from shared.database.migrations import HistoryWrong, migrate, migrate_from
from shared.database.tables import KERNEL
from sqlalchemy import inspect, text

LEDGER = Path(migrations.__path__[0])


def other_default(_: Any, __: Any, ___: Any, stored: str | None, ____: Any, wanted: str | None) -> bool:
    """Alembic's own comparison on SQLite takes an empty text for another one."""
    return (stored or "").partition("::")[0].strip("'()") != (wanted or "").strip("'()")


def test_the_kernel_s_migrations_make_the_kernel_s_tables(database_url: str) -> None:
    migrate_from(database_url, LEDGER)
    database = Database(database_url)
    with database.begin() as tx:
        context = MigrationContext.configure(tx, opts={"compare_type": True, "compare_server_default": other_default})
        both: Any = [KERNEL, METADATA]
        assert compare_metadata(context, both) == []
        for table in KERNEL.sorted_tables:  # which partial indexes are there, the comparison does not see
            made = {index["name"] for index in inspect(tx).get_indexes(table.name) if not index["unique"]}
            assert made == {index.name for index in table.indexes}
    database.close()


def test_a_service_is_found_by_its_name(database_url: str) -> None:
    migrate(database_url, "ledger")
    migrate(database_url, "ledger")
    database = Database(database_url)
    with database.read() as tx:
        assert tx.execute(text("SELECT version_num FROM alembic_version")).scalars().all() == ["0002"]
    database.close()


def test_replicas_that_start_together_migrate_once(database_url: str) -> None:
    with ThreadPoolExecutor(1) as threads:
        list(threads.map(lambda _: migrate_from(database_url, LEDGER), range(3)))


def test_a_migration_that_fails_leaves_nothing_behind(database_url: str, tmp_path: Path) -> None:
    folder = tmp_path / "ledger" / "migrations"
    shutil.copytree(LEDGER, folder)
    (folder / "versions" / "0003_stumbles.py").write_text(
        "from alembic import op\nrevision, down_revision = '0003', '0002'\n"
        "def upgrade():\n    op.execute('CREATE TABLE half (id INTEGER)')\n    1 / 0\n"
    )
    (folder / "head.txt").write_text("0003")
    with pytest.raises(ZeroDivisionError):
        migrate_from(database_url, folder)
    database = Database(database_url)
    with database.read() as tx:
        assert inspect(tx).get_table_names() == []
    database.close()


def test_two_migrations_made_at_once_are_noticed(database_url: str, tmp_path: Path) -> None:
    folder = tmp_path / "ledger" / "migrations"
    shutil.copytree(LEDGER, folder)
    for revision in ("0003", "0004"):
        (folder / "versions" / f"{revision}.py").write_text(
            f"revision, down_revision = '{revision}', '0002'\ndef upgrade():\n    pass\n"
        )
    (folder / "head.txt").write_text("0003")
    with pytest.raises(HistoryWrong, match=r"The migrations of ledger end at .*; head.txt says 0003"):
        migrate_from(database_url, folder)
