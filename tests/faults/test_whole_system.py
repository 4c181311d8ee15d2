"""What still holds when parts of the running system are killed while people work?"""

import os
import shutil
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import date
from pathlib import Path
from threading import Event, Thread

import httpx2
import pytest
from deploy.waiting import wait_until

from tests.faults.seeds import CASES, TIMES, pause
from tests.journeys import furniture
from tests.journeys.test_erasing import verified
from tests.journeys.test_main_job import PART_ONE
from tests.journeys.whole import Person, Whole, whole_system

PATIENCE = 90
ROUND_OF_PART_ONE = 5


@pytest.fixture
def system(tmp_path: Path) -> Iterator[Whole]:
    with whole_system(tmp_path / "whole", date(2026, 3, 2)) as running:
        furniture.recipients(running)
        yield running


def child(system: Whole, name: str) -> int:
    """The process of the system that has this name now."""
    return int((system.var / "log" / f"{name}.pid").read_text())


def ready(system: Whole) -> bool:
    return httpx2.get(f"{system.url}/healthz", timeout=10).is_success


def notify_all(system: Whole) -> list[str]:
    """Many deaths at once, each asked for until it is accepted, under one key each: the ids of the cases."""
    police = system.person("police")
    with ThreadPoolExecutor(8) as threads:
        return list(threads.map(lambda number: notify(police, f"death {number}"), range(CASES)))


def notify(police: Person, key: str) -> str:
    accepted: list[str] = []

    def asked() -> bool:
        try:
            reply = police.try_to("cases", "notify-death", key=key, **PART_ONE)
        except httpx2.TransportError:
            return False
        assert reply.status_code in {200, 503}, reply.text
        if reply.status_code == 200:
            accepted.append(reply.json()["id"])
        return bool(accepted)

    wait_until(asked, timeout=PATIENCE)
    return accepted[0]


def while_working(system: Whole, trouble: Callable[[], None], times: int) -> list[str]:
    """Cases are notified while `trouble` comes `times` times."""
    done = Event()

    def troubles() -> None:
        for _ in range(times):
            if done.wait(pause()):
                return
            trouble()

    thread = Thread(target=troubles)
    thread.start()
    try:
        return notify_all(system)
    finally:
        done.set()
        thread.join()


def each_case_once(system: Whole, ids: list[str]) -> None:
    """In every service, in the mail, and in the record."""
    manager = system.person("manager")
    assert len(set(ids)) == CASES

    def known_to_the_tracker() -> bool:
        return bool(manager.ask("tracker", "tracker-list", size=200)["total"] == CASES)

    wait_until(known_to_the_tracker, timeout=PATIENCE)
    assert manager.ask("cases", "case-list", size=200)["total"] == CASES
    wait_until(lambda: len(system.mail()) >= CASES * ROUND_OF_PART_ONE, timeout=PATIENCE)

    def all_noted() -> bool:
        overviews = (manager.ask("cases", "case-overview", case_id=case_id) for case_id in ids)
        return all(kinds(one["timeline"]).count("DispatchNoted") == ROUND_OF_PART_ONE for one in overviews)

    wait_until(all_noted, timeout=PATIENCE)
    sent = [str(message["Message-ID"]) for message in system.mail()]
    assert len(sent) == len(set(sent)) == CASES * ROUND_OF_PART_ONE, "each notice once"
    for case_id in ids:
        timeline = kinds(manager.ask("cases", "case-overview", case_id=case_id)["timeline"])
        assert timeline[-4:] == ["AccessGranted", "AccessGranted", "AccessGranted", "DeathNotified"], "all or none"
        assert timeline.count("DeathNotified") == 1
    assert verified(system) == 0


def kinds(timeline: list[dict[str, str]]) -> list[str]:
    return [line["kind"] for line in timeline]


@pytest.mark.rule("X-03")
def test_when_the_message_server_loses_all_its_data_nothing_is_lost_or_told_twice(system: Whole) -> None:
    def lose_everything() -> None:
        with suppress(ProcessLookupError):
            os.kill(child(system, "nats"), signal.SIGKILL)
        shutil.rmtree(system.var / "nats" / "jetstream", ignore_errors=True)

    each_case_once(system, while_working(system, lose_everything, times=TIMES))


@pytest.mark.rule("G-06")
def test_when_a_service_is_killed_each_command_is_whole_or_not_there(system: Whole) -> None:
    def kill() -> None:
        with suppress(ProcessLookupError):
            os.kill(child(system, "cases"), signal.SIGKILL)

    each_case_once(system, while_working(system, kill, times=TIMES))


@pytest.mark.rule("X-03")
def test_when_the_sender_is_killed_no_notice_goes_out_twice(system: Whole) -> None:
    """One that was under way is uncertain, for a person to decide; every other arrives once."""

    def kill() -> None:
        with suppress(ProcessLookupError):
            os.kill(child(system, "notifications"), signal.SIGKILL)

    ids = while_working(system, kill, times=TIMES)
    wait_until(lambda: ready(system), timeout=PATIENCE, what="the sender to be back")
    manager = system.person("manager")

    def settled() -> bool:
        states = [
            row["state"]
            for page in range(1, 2 + CASES * ROUND_OF_PART_ONE // 100)
            for row in manager.ask("notifications", "dispatch-list", size=100, page=page)["rows"]
        ]
        return len(states) == CASES * ROUND_OF_PART_ONE and set(states) <= {"taken by the channel", "uncertain"}

    wait_until(settled, timeout=PATIENCE)
    sent = [str(message["Message-ID"]) for message in system.mail()]
    assert len(sent) == len(set(sent)), "none twice"
    uncertain = manager.ask("notifications", "dispatch-list", state="uncertain", size=100)["total"]
    assert CASES * ROUND_OF_PART_ONE - uncertain <= len(sent) <= CASES * ROUND_OF_PART_ONE
    assert len(set(ids)) == CASES
    assert verified(system) == 0
