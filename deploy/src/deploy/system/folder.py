"""What does a system keep in its folder (VAR), and who may use the folder now?

<service>.db  <service>-keys.db     the services' databases, and those of their keys
nats/  mail/  documents/            the message server, the caught mail, the files
log/                                what each process wrote, and which process it is
secrets/                            master keys and passwords, made at the first start, readable by their owner
lock  ports.json                    who runs here; the ports of the last start
servers.json                        which servers it was given
seed.json  people.json              what it began with; who can sign in to the demonstration
"""

import fcntl
import json
import os
import secrets
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from deploy.trouble import Trouble
from deploy.waiting import answers


@dataclass(frozen=True, slots=True)
class Folder:
    root: Path

    @property
    def nats(self) -> Path:
        return self.root / "nats"

    @property
    def mail(self) -> Path:
        return self.root / "mail"

    @property
    def log(self) -> Path:
        return self.root / "log"

    @property
    def secrets(self) -> Path:
        return self.root / "secrets"

    def database_url(self, service: str) -> str:
        return self._on_postgres(service) or f"sqlite:///{self.root / f'{service}.db'}"

    def keys_url(self, service: str) -> str:
        return self._on_postgres(f"{service}_keys") or f"sqlite:///{self.root / f'{service}-keys.db'}"

    def _on_postgres(self, name: str) -> str | None:
        server, prefix = self.given("postgres"), self.given("prefix")
        return urlsplit(server)._replace(path=f"/{prefix}_{name}").geturl() if server else None

    def given(self, what: str) -> str | None:
        """`postgres` or `nats`: the address of a server that the system was given at its first start, if it was."""
        return self.remembered("servers").get(what)

    def remember_servers(self) -> None:
        """What DATABASE_URL and NATS_URL say at the first start holds from then on."""
        if not self.remembered("servers"):
            told = {"postgres": os.environ.get("DATABASE_URL"), "nats": os.environ.get("NATS_URL")}
            self.remember("servers", {**told, "prefix": f"reviews_{secrets.token_hex(4)}"})

    def documents_url(self) -> str:
        """One place for all: what lies there is closed to whoever has not the key of its case."""
        folder = self.root / "documents"
        folder.mkdir(parents=True, exist_ok=True)
        return folder.as_uri()

    def master_key_file(self, service: str) -> Path:
        return self.secrets / f"{service}-master-key"

    def log_file(self, name: str) -> Path:
        return self.log / f"{name}.log"

    def secret(self, name: str) -> str:
        """A random word, the same at every start."""
        file = self.secrets / name
        if not file.exists():
            write_whole(file, secrets.token_urlsafe(24))
        return file.read_text().strip()

    def remembered(self, name: str) -> dict[str, Any]:
        try:
            found: dict[str, Any] = json.loads((self.root / f"{name}.json").read_text())
        except (FileNotFoundError, ValueError):
            return {}
        return found

    def remember(self, name: str, what: dict[str, Any]) -> None:
        write_whole(self.root / f"{name}.json", json.dumps(what, indent=2) + "\n")

    def port(self, name: str, taken: set[int]) -> int:
        """A free port for `name`, the one it had last time where that is still free, so that links to it stay good."""
        ports = self.remembered("ports")
        port = ports.get(name)
        if not isinstance(port, int) or port in taken or answers(port):
            with socket.socket() as listener:
                listener.bind(("127.0.0.1", 0))
                port = int(listener.getsockname()[1])
            self.remember("ports", {**ports, name: port})
        taken.add(port)
        return port


def write_whole(file: Path, text: str) -> None:
    """The file is there whole or not at all, and only its owner reads it: a start may be cut off anywhere."""
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    draft.touch(mode=0o600)
    draft.write_text(text)
    draft.replace(file)


@contextmanager
def opened(root: Path, address: str) -> Iterator[Folder]:
    """The folder, made if need be, and ours alone until the end."""
    root = root.absolute()
    folder = Folder(root)
    try:
        for place in (root, folder.nats, folder.mail, folder.log, folder.secrets):
            place.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = (root / "lock").open("a+")
    except OSError as error:
        raise Trouble(
            f"The folder {root} cannot be used ({(error.strerror or 'unknown reason').lower()}). "
            "Please set VAR to a folder that belongs to you."
        ) from None
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            lock.seek(0)
            where = lock.read().strip() or "another process"
            raise Trouble(
                f"A system is already running in {root} ({where}). Stop that one first, or set VAR to another folder."
            ) from None
        lock.truncate(0)
        lock.write(address)
        lock.flush()
        folder.remember_servers()
        yield folder
