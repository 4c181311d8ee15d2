"""How does a test use the whole system as people do? `dhr up` as a process, people who sign in, mail that is read."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from datetime import date
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import httpx2
from deploy.servers import nats_server, postgres_server
from deploy.waiting import free_port, wait_until
from gateway.identity.demonstration import DOMAIN, PASSWORD
from shared.clock import write_today

STARTING_SECONDS = 120
PATIENCE = 30


@dataclass
class Person:
    """Somebody who signed in on the pages, and made a token there for a program of theirs."""

    who: str
    http: httpx2.Client
    token: str

    @property
    def _signed(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}

    def try_to(self, service: str, command: str, *, key: str | None = None, **fields: Any) -> httpx2.Response:
        headers = self._signed | ({"Idempotency-Key": key} if key else {})
        return self.http.post(f"/api/v1/{service}/{command}", json=fields, headers=headers)

    def do(self, service: str, command: str, *, key: str | None = None, **fields: Any) -> dict[str, Any]:
        """The command is accepted, or the test fails with the reason."""
        reply = self.try_to(service, command, key=key, **fields)
        assert reply.status_code == 200, f"{command}: {reply.status_code} {reply.text}"
        answer: dict[str, Any] = reply.json()
        return answer

    def ask(self, service: str, question: str, **fields: Any) -> Any:
        reply = self.http.get(f"/api/v1/{service}/{question}?{urlencode(fields)}", headers=self._signed)
        assert reply.status_code == 200, f"{question}: {reply.status_code} {reply.text}"
        return reply.json()

    def keep_file(self, service: str, subject: str, content: bytes) -> str:
        """Its SHA-256, as the system tells it."""
        reply = self.http.put(f"/api/v1/{service}/files/{subject}", content=content, headers=self._signed)
        assert reply.status_code == 200, f"a file: {reply.status_code} {reply.text}"
        return str(reply.json()["sha256"])

    def page(self, path: str) -> httpx2.Response:
        return self.http.get(path)


@dataclass
class Whole:
    """The running system. `move_to` sets the civil date that it lives in."""

    var: Path
    port: int
    today_file: Path
    seed: str
    servers: dict[str, str] = field(default_factory=dict)
    """DATABASE_URL and NATS_URL, where it is given servers; empty: it has its own."""
    process: subprocess.Popen[bytes] | None = None
    people: dict[str, Person] = field(default_factory=dict)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self, *, until_ready: bool = True) -> None:
        """`until_ready`: every service is; or else the pages are there."""
        environment = {
            **{name: value for name, value in os.environ.items() if not name.endswith("_URL")},
            "VAR": str(self.var),
            "PORT": str(self.port),
            "SEED": self.seed,
            "TODAY_FILE": str(self.today_file),
            "TICK_SECONDS": "1",
            **self.servers,
        }
        command = [sys.executable, "-m", "deploy", "up"]
        with (self.var.parent / "up.log").open("ab") as log:
            self.process = subprocess.Popen(command, env=environment, stdout=log, stderr=subprocess.STDOUT)
        wait_until(self._ready if until_ready else self._is_there, timeout=STARTING_SECONDS)

    def _ready(self) -> bool:
        return self._answers(httpx2.codes.OK)

    def _is_there(self) -> bool:
        """Whether its pages are there, and those of its parts that can answer."""
        return self._answers(httpx2.codes.OK, httpx2.codes.SERVICE_UNAVAILABLE)

    def _answers(self, *codes: int) -> bool:
        assert self.process is not None
        assert self.process.poll() is None, f"it ended: {(self.var.parent / 'up.log').read_text()}"
        try:
            return httpx2.get(f"{self.url}/healthz", timeout=2).status_code in codes
        except httpx2.TransportError:
            return False

    def stop(self, how: signal.Signals = signal.SIGTERM) -> int:
        assert self.process is not None
        self.process.send_signal(how)
        code = self.process.wait(30)
        for person in self.people.values():
            person.http.close()
        self.people.clear()
        return code

    def move_to(self, day: date) -> None:
        write_today(self.today_file, day)

    def person(self, who: str) -> Person:
        if who not in self.people:
            self.people[who] = self._signed_in(who)
        return self.people[who]

    def _signed_in(self, who: str) -> Person:
        http = httpx2.Client(base_url=self.url, timeout=20, follow_redirects=True)
        email = f"{who}@{DOMAIN}"
        form = {"_csrf": _hidden(http.get("/sign-in").text, "_csrf"), "email": email, "password": PASSWORD}
        answer = http.post("/sign-in", data=form)
        assert "Sign out" in answer.text, f"{who} could not sign in"
        form = {"_csrf": _hidden(http.get("/account/tokens").text, "_csrf"), "name": "A journey", "scopes": "write"}
        made = http.post("/account/tokens", data=form).text
        token = re.search(r"<code>(.+?)</code>", made)
        assert token is not None, "no token was shown"
        return Person(who, http, token[1])

    def mail(self) -> list[EmailMessage]:
        """Every e-mail that the mailbox has caught, as it was received."""
        files = sorted((self.var / "mail").glob("[!.]*.eml"))
        return [message_from_bytes(file.read_bytes(), policy=policy.default) for file in files]

    def mail_to(self, address: str) -> list[EmailMessage]:
        return [message for message in self.mail() if address in str(message["To"])]


def _hidden(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]+)"', page)
    assert found is not None, f"the page has no {name}"
    return found[1]


@contextmanager
def whole_system(
    folder: Path, day: date, *, seed: str = "empty", servers: dict[str, str] | None = None
) -> Iterator[Whole]:
    """`servers`: those that it is given, instead of what TEST_SERVERS asks for."""
    folder.mkdir(parents=True, exist_ok=True)
    today_file = folder / "today"
    write_today(today_file, day)
    with nullcontext(servers) if servers else given_servers(folder) as given:
        system = Whole(folder / "var", free_port(), today_file, seed, given)
        system.start()
        try:
            yield system
        finally:
            if system.process is not None and system.process.poll() is None:
                system.stop()


@contextmanager
def given_servers(folder: Path) -> Iterator[dict[str, str]]:
    """Where TEST_SERVERS asks for them: PostgreSQL and a NATS server from that rung, for this system alone."""
    if not os.environ.get("TEST_SERVERS"):
        yield {}
        return
    with postgres_server() as postgres, nats_server(folder / "nats", own=True) as nats:
        yield {"DATABASE_URL": postgres.url, "NATS_URL": nats.url}
