"""Is what production begins with whole: secrets, databases, the message server's users, the compose file?"""

import shutil
import stat
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml  # type: ignore[import-untyped]
from deploy.migrating import migrate_all
from deploy.production_secrets import make_secrets
from deploy.servers import PostgresServer
from deploy.servers.nats import binary
from deploy.system.folder import Folder
from deploy.system.nats_config import SERVICES
from deploy.where import RECORDING, Where
from gateway.settings import GatewaySettings
from notifications.settings import NotificationSettings
from shared.settings import Settings, SettingsWrong, read_settings
from sqlalchemy import create_engine, make_url
from sqlalchemy.exc import OperationalError

DEPLOY = Path(__file__).parents[1]


@pytest.fixture
def compose() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text())
    return found


def test_secrets_are_made_once_and_for_their_owner_alone(tmp_path: Path) -> None:
    made = make_secrets(tmp_path / "secrets")
    contents = {file: file.read_bytes() for file in made}
    assert all(stat.S_IMODE(file.stat().st_mode) == 0o600 for file in made)
    assert make_secrets(tmp_path / "secrets") == []
    assert {file: file.read_bytes() for file in made} == contents


def test_what_the_compose_file_hands_out_is_made(compose: dict[str, Any], tmp_path: Path) -> None:
    made = {f"secrets/{file.name}" for file in make_secrets(tmp_path)}
    files = [each["file"] for each in (*compose["secrets"].values(), *compose["configs"].values())]
    assert {file for file in files if file.startswith("secrets/")} <= made
    assert all((DEPLOY / file).exists() for file in files if not file.startswith("secrets/"))


@pytest.mark.parametrize("name", RECORDING)
def test_a_service_can_start_with_what_it_is_handed(
    compose: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    make_secrets(tmp_path / "all")
    handed = tmp_path / "run-secrets"
    handed.mkdir()
    for secret in compose["services"][name]["secrets"]:
        if isinstance(secret, dict):
            shutil.copy(tmp_path / "all" / secret["source"], handed / secret["target"])
    for variable, value in compose["services"][name]["environment"].items():
        monkeypatch.setenv(variable, value.replace("/run/secrets", str(handed)))
    monkeypatch.setenv("SECRETS_DIR", str(handed))
    settings = read_settings(Settings)
    assert settings.environment == "production"
    assert f"/{name}" in settings.database_url
    assert len(settings.master_key()) == 32


@pytest.mark.parametrize(("name", "settings"), [("notifications", NotificationSettings), ("gateway", GatewaySettings)])
def test_who_sends_personal_links_and_who_opens_them_are_handed_one_key(
    compose: dict[str, Any],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    settings: type[NotificationSettings] | type[GatewaySettings],
) -> None:
    make_secrets(tmp_path / "all")
    handed = tmp_path / "run-secrets"
    handed.mkdir()
    for secret in compose["services"][name]["secrets"]:
        source, target = (secret, secret) if isinstance(secret, str) else (secret["source"], secret["target"])
        shutil.copy(tmp_path / "all" / source, handed / target)
    for variable, value in compose["services"][name]["environment"].items():
        monkeypatch.setenv(variable, value.replace("/run/secrets", str(handed)))
    told = {"PUBLIC_URL": "https://reviews.example.gov.uk", "SMTP_HOST": "smtp.example.gov.uk", "SMTP_PORT": "587"}
    told |= {"SMTP_SECURITY": "starttls", "SMTP_USERNAME": "", "MAIL_FROM": "reviews@example.gov.uk"}
    for variable, value in told.items():
        monkeypatch.setenv(variable, value)
    monkeypatch.setenv("SECRETS_DIR", str(handed))
    key = read_settings(settings).evaluation_link_key
    assert key is not None
    assert key.get_secret_value() == (tmp_path / "all" / "evaluation_link_key").read_text()
    (handed / "evaluation_link_key").unlink()
    with pytest.raises(SettingsWrong, match=r"EVALUATION_LINK_KEY is not set\. Put it into a file of this name"):
        read_settings(settings)


def test_the_message_server_takes_its_configuration(tmp_path: Path) -> None:
    make_secrets(tmp_path)
    (tmp_path / "nats.conf").write_text((DEPLOY / "nats" / "nats.conf").read_text())
    program = binary()
    assert program is not None
    command = [str(program), "-t", "-c", str(tmp_path / "nats.conf")]
    done = subprocess.run(command, env={"SERVER_NAME": "one"}, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.fixture
def as_in_production(postgres: PostgresServer, tmp_path: Path) -> Iterator[Path]:
    """A PostgreSQL server after databases.sql; the folder with the secrets that lead to it."""
    at = make_url(postgres.url)
    make_secrets(tmp_path, database_host=at.host or "")
    admin = create_engine(postgres.url, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        for statement in (tmp_path / "databases.sql").read_text().splitlines():
            connection.exec_driver_sql(statement)
        for file in tmp_path.glob("*_url"):
            file.write_text(file.read_text().replace(":5432/", f":{at.port}/"))
        yield tmp_path
        for service in SERVICES:
            for name in (service, f"{service}_keys"):
                connection.exec_driver_sql(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
            connection.exec_driver_sql(f"DROP ROLE {service}")
    admin.dispose()


def test_databases_are_made_and_each_service_reaches_its_own_alone(
    as_in_production: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SECRETS_DIR", str(as_in_production))
    migrate_all(Where(Folder(tmp_path / "no-system")), None)
    for service in RECORDING:
        url = make_url((as_in_production / f"{service}_database_url").read_text()).set(drivername="postgresql+psycopg")
        own = create_engine(url)
        with own.connect() as connection:
            assert connection.exec_driver_sql("SELECT count(*) FROM events").scalar_one() == 0
        own.dispose()
        other = create_engine(url.set(database="gateway"))
        with pytest.raises(OperationalError, match="permission denied"):
            other.connect()
        other.dispose()
