"""What happens when the database of a running county comes back from an older backup?"""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import httpx2
import pytest
from deploy.waiting import wait_until

from tests.journeys import furniture
from tests.journeys.test_main_job import PART_ONE
from tests.journeys.whole import Person, Whole, whole_system

DHR = Path(sys.executable).parent / "dhr"
PATIENCE = 60
ROUND_OF_PART_ONE = 5


@pytest.fixture
def system(tmp_path: Path) -> Iterator[Whole]:
    with whole_system(tmp_path / "whole", date(2026, 3, 2)) as running:
        furniture.recipients(running)
        yield running


def dhr(system: Whole, *words: str, code: int = 0) -> str:
    environment = {"VAR": str(system.var), "COLUMNS": "300", "PATH": "/usr/bin:/bin"}
    done = subprocess.run([DHR, *words], env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout + done.stderr


def copied(system: Whole, service: str, to: Path) -> None:
    to.mkdir()
    for file in system.var.glob(f"{service}.db*"):
        shutil.copy(file, to)


def put_back(system: Whole, service: str, backup: Path) -> None:
    for file in system.var.glob(f"{service}.db*"):
        file.unlink()
    for file in backup.iterdir():
        shutil.copy(file, system.var)


def notify(police: Person) -> httpx2.Response:
    return police.try_to("cases", "notify-death", **PART_ONE)


def known_to_the_tracker(system: Whole) -> int:
    return int(system.person("manager").ask("tracker", "tracker-list", size=200)["total"])


@pytest.mark.rule("X-03")
def test_a_restored_database_takes_no_changes_until_it_is_joined_again(system: Whole, tmp_path: Path) -> None:
    """Nothing is lost in silence: what was notified since the backup is known to be missing, and entered again."""
    assert notify(system.person("police")).status_code == 200
    wait_until(lambda: known_to_the_tracker(system) == 1, PATIENCE)
    system.stop()
    copied(system, "cases", tmp_path / "older")
    system.start()
    assert notify(system.person("police")).status_code == 200
    wait_until(lambda: known_to_the_tracker(system) == 2, PATIENCE)
    wait_until(lambda: len(system.mail()) == 2 * ROUND_OF_PART_ONE, PATIENCE)
    system.stop()

    put_back(system, "cases", tmp_path / "older")
    system.start(until_ready=False)
    refused = notify(system.person("police"))
    assert refused.status_code == 409
    assert "The record of cases is older than what others have applied" in refused.json()["detail"]
    assert httpx2.get(f"{system.url}/healthz").status_code == 503
    assert "tracker has applied" in dhr(system, "verify", code=1)
    assert "The history of cases is not the one that others know" in dhr(system, "reconcile", code=1)

    said = dhr(system, "reconcile", "cases", "--why", "The disk of the server had to be replaced.")
    assert "tracker goes on after fact" in said
    wait_until(lambda: httpx2.get(f"{system.url}/healthz").status_code == 200, PATIENCE)
    assert known_to_the_tracker(system) == 1
    assert "Everybody knows the same history" in dhr(system, "reconcile")

    assert notify(system.person("police")).status_code == 200
    wait_until(lambda: known_to_the_tracker(system) == 2, PATIENCE)
    manager = system.person("manager")
    queued = 3 * ROUND_OF_PART_ONE
    wait_until(lambda: manager.ask("notifications", "dispatch-list", size=100)["total"] >= queued, PATIENCE)
    assert len(system.mail()) == 2 * ROUND_OF_PART_ONE, "held until somebody has checked it"
    dhr(system, "release")
    wait_until(lambda: len(system.mail()) == 3 * ROUND_OF_PART_ONE, PATIENCE)
    assert "Every chain is whole" in dhr(system, "verify", "--views")
