"""Does `dhr` do on the real services what it says? One system, started with the demonstration county."""

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from deploy.rebuilding import rebuild_view
from deploy.servers import NatsServer, PostgresServer
from deploy.waiting import free_port, wait_until
from deploy.where import RECORDING, Where, service_named

DHR = Path(sys.executable).parent / "dhr"
DATA = Path(__file__).parents[1] / "src/deploy/data"


def dhr(var: Path, *words: str, code: int = 0) -> str:
    environment = {**os.environ, "VAR": str(var), "COLUMNS": "200"}
    done = subprocess.run([DHR, *words], env=environment, capture_output=True, text=True, timeout=120, check=False)
    said = done.stdout + done.stderr
    assert done.returncode == code, said
    assert "Traceback" not in said
    return said


def start(var: Path, port: int, **more: str) -> subprocess.Popen[bytes]:
    with (var.parent / "out").open("ab") as out:
        environment = {**os.environ, "VAR": str(var), "PORT": str(port), **more}
        return subprocess.Popen([DHR, "up"], env=environment, stdout=out, stderr=out)


def healthy(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=2) as answer:
            return bool(json.load(answer)["ready"])
    except OSError:
        return False


@pytest.fixture(scope="module")
def system(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, int]]:
    """Its folder and its port."""
    var, port = tmp_path_factory.mktemp("system") / "var", free_port()
    process = start(var, port)
    try:
        wait_until(lambda: healthy(port) or process.poll() is not None, 120, what="the system to be ready")
        assert process.poll() is None, (var.parent / "out").read_text()
        yield var, port
    finally:
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 0
    assert "Traceback" not in (var.parent / "out").read_text()


def rows_of(var: Path, service: str, table: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(f"file:{var / service}.db?mode=ro", uri=True)) as database:
        return sorted(database.execute(f"SELECT * FROM {table}").fetchall(), key=repr)


def test_it_says_where_it_is_and_who_can_sign_in(system: tuple[Path, int]) -> None:
    var, port = system
    wait_until(lambda: "Ctrl-C stops it." in (var.parent / "out").read_text())
    said = (var.parent / "out").read_text()
    assert f"http://127.0.0.1:{port}" in said
    assert "manager@hertfordshire.example" in said
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=30) as page:
        assert b"Sign in" in page.read()


def test_every_chain_is_whole_and_a_changed_event_is_named(system: tuple[Path, int], tmp_path: Path) -> None:
    var, _ = system
    assert "Every chain is whole" in dhr(var, "verify")
    copy = tmp_path / "copy"
    shutil.copytree(var / "secrets", copy / "secrets")
    for name in (name for service in RECORDING for name in (service, f"{service}-keys")):
        with (
            closing(sqlite3.connect(f"file:{var / name}.db?mode=ro", uri=True)) as live,
            closing(sqlite3.connect(copy / f"{name}.db")) as copied,
        ):
            live.backup(copied)
    with closing(sqlite3.connect(copy / "chairs.db")) as database:
        (stream,) = database.execute("SELECT stream FROM events WHERE version = 2 LIMIT 1").fetchone()
        database.execute("UPDATE events SET actor_id = 'somebody else' WHERE stream = ? AND version = 2", (stream,))
        database.commit()
    assert f"chairs: event 2 of {stream} is broken" in dhr(copy, "verify", code=1)


@pytest.mark.parametrize("service", RECORDING)
def test_every_view_can_be_made_again_and_is_the_same(system: tuple[Path, int], service: str) -> None:
    var, _ = system
    for view in service_named(service).views:
        before = rows_of(var, service, view.name)
        rebuild_view(Where.of(var), service, view.name)
        after = rows_of(var, service, view.name)
        assert [row for row in after if row not in before] == [row for row in before if row not in after]


def test_a_view_is_made_again_by_its_name(system: tuple[Path, int]) -> None:
    assert "grants of cases was made again from" in dhr(system[0], "rebuild", "cases", "grants")


def test_a_view_that_is_not_there_is_said_with_those_that_are(system: tuple[Path, int]) -> None:
    said = dhr(system[0], "rebuild", "cases", "nonsense", code=1)
    assert "cases has no view nonsense; it has case_list" in said


def test_facts_are_told_again_and_change_nothing(system: tuple[Path, int]) -> None:
    var, _ = system
    wait_until(lambda: at_rest(var), 60, what="every fact to be applied and every notice to be sent")
    before = {name: len(rows_of(var, name, "events")) for name in RECORDING}
    assert "facts of cases were told again" in dhr(var, "replay", "cases")
    wait_until(lambda: at_rest(var), 60, what="the facts to have arrived again")
    assert {name: len(rows_of(var, name, "events")) for name in RECORDING} == before


def at_rest(var: Path) -> bool:
    """Everybody has applied what everybody has told, and no notice waits to be sent."""
    last = {name: max((int(str(row[1] or 0)) for row in rows_of(var, name, "feed")), default=0) for name in RECORDING}
    applied = [position for name in RECORDING for position in rows_of(var, name, "positions")]
    waiting = {"queued", "sending"} & {str(cell) for row in rows_of(var, "notifications", "dispatches") for cell in row}
    return not waiting and all(number == last[str(producer)] for producer, number, *_ in applied)


def test_nothing_is_parked(system: tuple[Path, int]) -> None:
    assert "Nothing is parked" in dhr(system[0], "parked", "list")
    assert "There is no parked fact 1 in cases" in dhr(system[0], "parked", "retry", "cases", "1", code=1)


@pytest.mark.rule("B-08")
def test_loading_the_same_tracker_twice_changes_nothing(system: tuple[Path, int], tmp_path: Path) -> None:
    var, _ = system
    text = (DATA / "county_24_reviews.csv").read_text().replace("HDHR-", "OLD-")
    (tmp_path / "tracker.csv").write_text(text)
    before = len(rows_of(var, "cases", "events"))
    assert "24 reviews" in dhr(var, "import", "tracker", str(tmp_path / "tracker.csv"))
    once = rows_of(var, "cases", "events")
    assert len(once) == before + 24
    dhr(var, "import", "tracker", str(tmp_path / "tracker.csv"))
    assert rows_of(var, "cases", "events") == once


def test_a_system_can_be_given_its_servers(postgres: PostgresServer, nats_server: NatsServer, tmp_path: Path) -> None:
    """Remembered, so that later starts and commands need not be told again."""
    var, port = tmp_path / "var", free_port()
    process = start(var, port, SEED="empty", DATABASE_URL=postgres.url, NATS_URL=nats_server.url)
    try:
        wait_until(lambda: healthy(port) or process.poll() is not None, 120, what="the system to be ready")
        assert list(var.glob("*.db")) == []
        dhr(var, "import", "tracker", str(DATA / "county_24_reviews.csv"))
        assert "cases" in dhr(var, "verify")
    finally:
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 0, (tmp_path / "out").read_text()


def test_without_a_system_the_commands_say_so(tmp_path: Path) -> None:
    for words in (("verify",), ("parked", "list")):
        assert "There is no system in" in dhr(tmp_path, *words, code=1)
