"""What does each process of the system run, and what is it told?"""

import json
import os
import socket
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from deploy.mailbox.certificate import certificate_in
from deploy.mailbox.server import keep_mailbox
from deploy.servers import nats
from deploy.servers.postgres import NoServer
from deploy.serving import serve
from deploy.system.child import Recipe, program
from deploy.system.folder import Folder, write_whole
from deploy.system.nats_config import OPERATOR, SERVICES, configuration
from deploy.system.nursery import forked
from deploy.waiting import speaks, status

HOST = "127.0.0.1"
ASKING = 5.0
"""Seconds that a process has to answer whether it is alive."""
SHARE_THE_LINK_KEY = ("notifications", "gateway")
"""One makes the personal links of panel members, the other opens them."""


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where everything listens. The sockets of our own processes are held here from the beginning."""

    gateway: socket.socket
    services: Mapping[str, socket.socket]
    smtp: socket.socket
    mail_page: socket.socket
    nats: int

    def close(self) -> None:
        for listener in (self.gateway, *self.services.values(), self.smtp, self.mail_page):
            listener.close()


def url_of(listener: socket.socket) -> str:
    return f"http://{HOST}:{listener.getsockname()[1]}"


def nats_url(folder: Folder, port: int, user: str) -> str:
    return folder.given("nats") or f"nats://{user}:{folder.secret(f'nats-{user}')}@{HOST}:{port}"


def message_server(folder: Folder, port: int) -> Recipe:
    server = nats.binary()
    if server is None:
        raise NoServer("There is no nats-server. Please run `make setup`, which installs it.")
    passwords = {user: folder.secret(f"nats-{user}") for user in (*SERVICES, OPERATOR)}
    file = folder.nats / "nats.conf"
    write_whole(file, configuration(port=port, store=folder.nats / "jetstream", passwords=passwords))
    log = folder.log_file("nats")
    command = [str(server), "-c", str(file)]
    return Recipe("the message server", log, lambda: program(command, log), lambda: speaks(port))


def mailbox(folder: Folder, addresses: Addresses) -> Recipe:
    certificates, log = certificate_in(folder.secrets / "mailbox").parent, folder.log_file("mailbox")
    given = (folder.mail, certificates, addresses.smtp, addresses.mail_page)
    return Recipe("the mailbox", log, lambda: forked("mailbox", os.environ, log, keep_mailbox, *given))


def service(
    folder: Folder,
    name: str,
    addresses: Addresses,
    *,
    application: str,
    extra: Mapping[str, str],
) -> Recipe:
    listener = addresses.gateway if name == "gateway" else addresses.services[name]
    environment = {
        **os.environ,
        "ENVIRONMENT": "demonstration",
        "DATABASE_URL": folder.database_url(name),
        "KEYS_URL": folder.keys_url(name),
        "MASTER_KEY_FILE": str(folder.master_key_file(name)),
        "DOCUMENTS_URL": folder.documents_url(),
        "SECRETS_DIR": str(_secrets_for(folder, name, addresses.nats)),
        **_own(folder, name, addresses),
        **extra,
    }
    log = folder.log_file(name)
    port, path = listener.getsockname()[1], "/healthz" if name == "gateway" else "/health"
    return Recipe(
        name,
        log,
        lambda: forked(name, environment, log, serve, application, listener),
        lambda: status(port, path, ASKING) > 0,
    )


def _own(folder: Folder, name: str, addresses: Addresses) -> dict[str, str]:
    """What only this service is told."""
    match name:
        case "gateway":
            ready = {service: f"{url_of(listener)}/ready" for service, listener in addresses.services.items()}
            return {
                "PUBLIC_URL": url_of(addresses.gateway),
                "SERVICES_READY_URLS": json.dumps(ready),
                "MAILBOX_URL": url_of(addresses.mail_page),
            }
        case "notifications":
            return {
                "PUBLIC_URL": url_of(addresses.gateway),
                "SMTP_HOST": "localhost",
                "SMTP_SINK_HOST": "localhost",
                "SMTP_PORT": str(addresses.smtp.getsockname()[1]),
                "SMTP_CA_FILE": str(certificate_in(folder.secrets / "mailbox")),
            }
        case _:
            return {}


def _secrets_for(folder: Folder, name: str, nats_port: int) -> Path:
    """Passwords are handed over in files, so that they do not stand in the environment."""
    place = folder.secrets / name
    place.mkdir(mode=0o700, exist_ok=True)
    write_whole(place / "nats_url", nats_url(folder, nats_port, name))
    if name in SHARE_THE_LINK_KEY:
        write_whole(place / "evaluation_link_key", folder.secret("evaluation-link-key"))
    return place
