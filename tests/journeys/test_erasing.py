"""When a case is erased, do its names go from every service, and does the record stay whole (G-05, G-06)?"""

import os
import subprocess
import sys

import pytest
from deploy.waiting import wait_until

from tests.journeys import furniture
from tests.journeys.test_main_job import PART_ONE, overview
from tests.journeys.whole import PATIENCE, Whole


@pytest.mark.rule("G-05", "G-06")
def test_names_go_from_every_service_and_the_chains_stay_whole(system: Whole) -> None:
    furniture.recipients(system)
    manager = system.person("manager")
    case_id = system.person("police").do("cases", "notify-death", **PART_ONE)["id"]

    def all_sent() -> bool:
        rows = manager.ask("notifications", "dispatch-list", case_id=case_id, size=50)["rows"]
        return len(rows) == 5 and all(row["state"] == "taken by the channel" for row in rows)

    wait_until(all_sent, timeout=PATIENCE)
    dispatch_id = manager.ask("notifications", "dispatch-list", case_id=case_id)["rows"][0]["dispatch_id"]
    assert "Asha Example" in str(manager.ask("notifications", "dispatch-detail", dispatch_id=dispatch_id))

    manager.do("cases", "erase-case", case_id=case_id, reason="The retention period has ended.")
    people = manager.ask("cases", "case-people", case_id=case_id)
    assert (people["deceased"][0]["name"], people["summary"]) == ("[erased]", "[erased]")
    assert people["deceased"][0]["date_of_death"] == "2026-03-01"

    def forgotten_by_the_sender() -> bool:
        return "Asha" not in str(manager.ask("notifications", "dispatch-detail", dispatch_id=dispatch_id))

    wait_until(forgotten_by_the_sender, timeout=PATIENCE)
    assert overview(system, case_id)["header"]["erased"] is True
    assert verified(system) == 0


def verified(system: Whole) -> int:
    """`dhr verify`, as an operator runs it beside the running system."""
    command = [sys.executable, "-m", "deploy", "verify"]
    done = subprocess.run(command, env={**os.environ, "VAR": str(system.var)}, capture_output=True, timeout=120)
    return done.returncode
