"""`dhr secrets FOLDER`: which passwords and keys does a production system begin with?

For deploy/compose.yaml. Files that are there stay as they are: a key that changed would close every case for ever.
"""

import secrets
from pathlib import Path

from deploy.system.folder import write_whole
from deploy.system.nats_config import OPERATOR, SERVICES, authorization
from deploy.where import RECORDING


def make_secrets(folder: Path, database_host: str = "postgres", nats_host: str = "nats") -> list[Path]:
    """The files that were made."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    made: list[Path] = []

    def once(name: str, content: str | bytes) -> str:
        file = folder / name
        if not file.exists():
            if isinstance(content, bytes):
                draft = folder / f".{name}"
                draft.touch(mode=0o600)
                draft.write_bytes(content)
                draft.replace(file)
            else:
                write_whole(file, content)
            made.append(file)
        return "" if isinstance(content, bytes) else file.read_text()

    once("smtp_password", "")  # the mail server's own; whoever runs it says what it is
    once("evaluation_link_key", secrets.token_urlsafe(32))  # a new one would close every link that was sent
    once("postgres_password", secrets.token_urlsafe(24))
    passwords = {user: once(f"nats_password_{user}", secrets.token_urlsafe(24)) for user in (*SERVICES, OPERATOR)}
    statements = []
    for service in SERVICES:
        password = once(f"database_password_{service}", secrets.token_urlsafe(24))
        at = f"postgresql://{service}:{password}@{database_host}:5432"
        once(f"{service}_database_url", f"{at}/{service}")
        once(f"{service}_nats_url", f"nats://{service}:{passwords[service]}@{nats_host}:4222")
        statements += [f"CREATE ROLE {service} LOGIN PASSWORD '{password}';", _database(service, service)]
        if service in RECORDING:
            once(f"{service}_keys_url", f"{at}/{service}_keys")
            once(f"{service}_master_key", secrets.token_bytes(32))
            statements.append(_database(f"{service}_keys", service))
    once("operator_nats_url", f"nats://{OPERATOR}:{passwords[OPERATOR]}@{nats_host}:4222")
    users, allowed = folder / "users.conf", authorization(passwords)
    if not users.exists() or users.read_text() != allowed:  # what each may do comes with the version, and is no secret
        write_whole(users, allowed)
        made.append(users)
    once("databases.sql", "\n".join(statements) + "\n")
    return made


def _database(name: str, owner: str) -> str:
    return f"CREATE DATABASE {name} OWNER {owner};\nREVOKE CONNECT ON DATABASE {name} FROM PUBLIC;"
