"""What was stored before a migration is there after it: the writers of commissions made before are found."""

import json
from collections.abc import Callable
from importlib.resources import as_file, files

import sqlalchemy as sa
from alembic import command
from chairs.views.appointments import of_case, open_cases_of
from shared.database.engine import Database
from shared.database.migrations import configured, migrate

from .story import CASE_ID, DANA, EVE, OTHER_CASE


def test_writers_known_before_are_found_after(new_database: Callable[[], str]) -> None:
    url = new_database()
    database = Database(url)
    with as_file(files("chairs") / "migrations") as folder, database.begin() as tx:
        command.upgrade(configured(folder, tx), "0001")
    with database.begin() as tx:
        for case_id, writer in ((CASE_ID, EVE), (OTHER_CASE, None)):
            state = json.dumps({"appointments": [{"number": 1, "writer_id": writer}]})
            of = {"case": case_id, "chair": DANA, "data": state, "no": False}
            tx.execute(
                sa.text(
                    "INSERT INTO appointments "
                    "(case_id, number, chair_id, commissioned_on, responses, round_closed, point) "
                    "VALUES (:case, 1, :chair, '2026-06-01', 0, :no, :no)"
                ),
                of,
            )
            tx.execute(
                sa.text(
                    "INSERT INTO commissions (case_id, chair_name, reminded, ledger, data) "
                    "VALUES (:case, 'Dana Reed', :no, '{}', :data)"
                ),
                of,
            )
    migrate(url, "chairs")
    with database.read() as tx:
        assert open_cases_of(tx, EVE) == (CASE_ID,)
        assert set(open_cases_of(tx, DANA)) == {CASE_ID, OTHER_CASE}
        assert of_case(tx, CASE_ID) == (DANA, EVE)
    database.close()
