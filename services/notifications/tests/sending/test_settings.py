"""Is the service told plainly what it lacks?"""

from pathlib import Path

import pytest
from notifications.settings import NotificationSettings, letterhead, mail_server
from shared.settings import SettingsWrong, read_settings


@pytest.fixture
def told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    for name, value in {
        "ENVIRONMENT": "test",
        "DATABASE_URL": f"sqlite:///{tmp_path}/notifications.db",
        "KEYS_URL": f"sqlite:///{tmp_path}/keys.db",
        "NATS_URL": "nats://localhost:4222",
        "MASTER_KEY_FILE": str(tmp_path / "master.key"),
        "SECRETS_DIR": str(tmp_path),
    }.items():
        monkeypatch.setenv(name, value)
    for name in ("SMTP_HOST", "MAIL_FROM"):
        monkeypatch.delenv(name, raising=False)
    return monkeypatch


def test_without_a_mail_server_there_is_none_and_the_service_starts(told: pytest.MonkeyPatch) -> None:
    settings = read_settings(NotificationSettings)
    assert mail_server(settings) is None
    assert letterhead(settings).council == "Hertfordshire County Council"


def test_in_production_a_mail_server_and_an_address_are_needed(told: pytest.MonkeyPatch) -> None:
    read_settings(NotificationSettings)  # makes the master key
    told.setenv("ENVIRONMENT", "production")
    with pytest.raises(SettingsWrong) as wrong:
        read_settings(NotificationSettings)
    assert "SMTP_HOST is not set." in str(wrong.value)
    assert "MAIL_FROM is not set." in str(wrong.value)


def test_the_password_comes_from_a_file_and_is_never_shown(told: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "smtp_password").write_text("orchard")
    told.setenv("SMTP_HOST", "mail.county.example")
    told.setenv("SMTP_ALLOWED_DOMAINS", "Coroner.example, board.example")
    settings = read_settings(NotificationSettings)
    server = mail_server(settings)
    assert server is not None
    assert server.password == "orchard"
    assert server.allowed_domains == {"coroner.example", "board.example"}
    assert "orchard" not in repr(settings) + repr(server)
