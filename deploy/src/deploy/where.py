"""Where are the databases and the message server of the system that a command is about?

On one machine they are in VAR, as `dhr up` left them. Elsewhere files in SECRETS_DIR say it, or the environment:
CASES_DATABASE_URL, CASES_KEYS_URL and CASES_MASTER_KEY_FILE (or a file cases_master_key), a set for each service, and
OPERATOR_NATS_URL.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from shared.actor import Actor, Role
from shared.database.engine import Database
from shared.privacy.master_key import master_key
from shared.privacy.vault import Vault
from shared.service import Service

from deploy.system.folder import Folder
from deploy.system.nats_config import OPERATOR
from deploy.system.recipes import nats_url
from deploy.trouble import Trouble

RECORDING = ("cases", "chairs", "notifications", "tracker")
"""The services that keep events; the gateway keeps accounts and an audit trail."""

THE_OPERATOR = Actor(id="operator", name="the operator", roles=frozenset({Role.ADMINISTRATOR, Role.SERVICE}))


@dataclass(frozen=True, slots=True)
class Where:
    folder: Folder

    @classmethod
    def of(cls, var: Path) -> "Where":
        return cls(Folder(var.absolute()))

    def database_url(self, service: str) -> str:
        return _told(f"{service}_database_url") or self._there(self.folder.database_url(service))

    def keys_url(self, service: str) -> str:
        return _told(f"{service}_keys_url") or self._there(self.folder.keys_url(service))

    def master_key(self, service: str) -> bytes:
        given = os.environ.get(f"{service.upper()}_MASTER_KEY_FILE")
        secret = _secrets() / f"{service}_master_key"
        file = Path(given) if given else secret if secret.exists() else self.folder.master_key_file(service)
        try:
            return master_key(file)
        except ValueError as wrong:
            raise Trouble(f"{file} {wrong}.") from None

    def nats_url(self) -> str:
        given = _told("operator_nats_url") or self.folder.given("nats")
        if given:
            return given
        port = self.folder.remembered("ports").get("nats")
        if not isinstance(port, int):
            raise Trouble(f"There is no system in {self.folder.root}. Please start one with `make up`, or set VAR.")
        return nats_url(self.folder, port, OPERATOR)

    def _there(self, url: str) -> str:
        if url.startswith("sqlite:///") and not Path(url.removeprefix("sqlite:///")).exists():
            raise Trouble(f"There is no system in {self.folder.root}. Please start one with `make up`, or set VAR.")
        return url

    @contextmanager
    def database(self, service: str) -> Iterator[Database]:
        database = Database(self.database_url(service))
        try:
            yield database
        finally:
            database.close()

    @contextmanager
    def vault(self, service: str) -> Iterator[Vault]:
        vault = Vault(self.keys_url(service), self.master_key(service))
        try:
            yield vault
        finally:
            vault.close()


def _secrets() -> Path:
    return Path(os.environ.get("SECRETS_DIR", "/run/secrets"))


def _told(name: str) -> str | None:
    file = _secrets() / name
    return os.environ.get(name.upper()) or (file.read_text().strip() if file.is_file() else None)


def service_named(name: str) -> Service:
    """What `<name>.service` makes known as its Service."""
    if name not in RECORDING or find_spec(f"{name}.service") is None:
        raise Trouble(f"There is no service {name}; there are {', '.join(RECORDING)}.")
    module = import_module(f"{name}.service")
    return next(each for each in vars(module).values() if isinstance(each, Service) and each.name == name)
