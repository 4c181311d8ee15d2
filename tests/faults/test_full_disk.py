"""What is answered when nothing more can be written, not even to the log?"""

import os
import resource
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import httpx2
import pytest
from deploy.waiting import wait_until

from tests.journeys import furniture
from tests.journeys.test_main_job import PART_ONE
from tests.journeys.whole import Whole, whole_system

PATIENCE = 60
ANSWERED_WITHIN = 15.0
PROCESSES = ("cases", "chairs", "notifications", "tracker", "gateway")
NO_LIMIT = resource.RLIM_INFINITY


@pytest.fixture
def system(tmp_path: Path) -> Iterator[Whole]:
    with whole_system(tmp_path / "whole", date(2026, 3, 2)) as running:
        furniture.recipients(running)
        yield running


@contextmanager
def full_disk(system: Whole) -> Iterator[None]:
    """No file of ours can be written to: the kernel refuses, as it does on a disk without space."""
    pids = [int((system.var / "log" / f"{name}.pid").read_text()) for name in PROCESSES]
    for pid in pids:
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (1, NO_LIMIT))
    try:
        yield
    finally:
        for pid in pids:
            resource.prlimit(pid, resource.RLIMIT_FSIZE, (NO_LIMIT, NO_LIMIT))
            os.kill(pid, 0)  # it has lived through it


@pytest.mark.rule("G-06")
def test_with_a_full_disk_everything_is_answered_and_afterwards_everything_goes_on(system: Whole) -> None:
    police, manager = system.person("police"), system.person("manager")
    with full_disk(system):
        for _ in range(3):
            refused = police.http.post(
                "/api/v1/cases/notify-death",
                json=PART_ONE,
                headers={"Authorization": f"Bearer {police.token}"},
                timeout=ANSWERED_WITHIN,
            )
            assert refused.status_code == 503, refused.text
            assert "again" in refused.json()["detail"]
            page = manager.http.get("/cases", timeout=ANSWERED_WITHIN)
            assert page.status_code in {200, 503}
            assert "Traceback" not in page.text

        def said() -> bool:
            state = httpx2.get(f"{system.url}/healthz", timeout=ANSWERED_WITHIN)
            return state.status_code == 503 and "not ready" in state.json()["services"].values()

        wait_until(said, PATIENCE, what="readiness to say that nothing can be written")
    wait_until(lambda: httpx2.get(f"{system.url}/healthz").status_code == 200, PATIENCE)
    police.do("cases", "notify-death", **PART_ONE)
    wait_until(lambda: manager.ask("tracker", "tracker-list", size=200)["total"] == 1, PATIENCE)
    wait_until(lambda: len(system.mail()) == 5, PATIENCE)
